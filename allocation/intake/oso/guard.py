"""The BSN guard over a dossier: a BSN or onderwijsnummer may not go to a samenwerkingsverband (OSO rule PaO.LL12)."""

from __future__ import annotations

import re

from allocation.intake.oso.report import Notes
from allocation.intake.refusals import Refusal, RefusedDossier
from allocation.intake.safe_xml import Node
from swv_portal.bsn import contains_bsn

NATIONAL = re.compile(r"bsn|burgerservice|onderwijsnummer|sofinummer|^pgn$|persoonsgebondennummer", re.I)
# Phone and bank numbers are never taken over, and pass the elfproef too easily.
IGNORED = frozenset({"bestandsinhoud", "contacttelefoon", "iban", "banknummer"})
# Numbers a school or SWV gave out: one in eleven passes the elfproef by chance. Dropped, not refused.
OWN_NUMBER = re.compile(r"leerlingid|beschikkings?(nummer|nr)$|kenmerk$|swvnummer$|cvinummer$|groepscode$", re.I)

FORBIDDEN = "Een BSN of onderwijsnummer mag niet naar een samenwerkingsverband."
FIX = "Laat uw applicatiebeheerder dit uit de export halen en exporteer het swv-dossier opnieuw."


def refuse_bsn(top: Node, notes: Notes) -> None:
    """Refuse a dossier with a BSN or onderwijsnummer in it, told by place, never by number."""
    for node in top.walk():
        if any(NATIONAL.search(name) for name in (node.name, *node.attributes)):
            reason = "In dit dossier staat een veld voor het BSN of onderwijsnummer."
            raise RefusedDossier(Refusal.BSN, f"{reason} {FORBIDDEN} Plaats: {_place(node)}. {FIX}")
        _check_text(node, notes)


def _check_text(node: Node, notes: Notes) -> None:
    if node.name in IGNORED or _is_phone(node):
        return
    if not any(contains_bsn(part) for part in (node.text, *node.attributes.values())):
        return
    if OWN_NUMBER.search(node.name):
        node.chunks.clear()
        what = "Het leerlingnummer" if node.name == "leerlingid" else f"Het nummer bij {_place(node)}"
        notes.warn(f"{what} lijkt op een BSN. Daarom is het niet overgenomen. Is het geen BSN, vul het dan zelf in.")
        return
    reason = "In dit dossier staat een getal dat een BSN kan zijn."
    how = "Haal het getal daar weg in uw administratiesysteem en exporteer het swv-dossier opnieuw."
    raise RefusedDossier(Refusal.BSN, f"{reason} {FORBIDDEN} Plaats: {_place(node)}. {how}")


def _is_phone(node: Node) -> bool:
    return node.name == "nummer" and node.parent is not None and node.parent.name == "communicatie"


def _place(node: Node) -> str:
    """The last steps of the path, with element names only: enough to find the field."""
    return " > ".join(re.sub(r"[^\w-]", "", step)[:40] for step in node.path.split(" > ")[-3:])
