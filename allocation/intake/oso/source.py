"""From an uploaded file to the tree of one swv-dossier, or a refusal that says who can solve it."""

from __future__ import annotations

import re
from typing import BinaryIO

from allocation.intake.refusals import Refusal, RefusedDossier
from allocation.intake.safe_xml import Node, UnsafeXml, XmlFault, read_xml

MAX_DOSSIER_BYTES = 50_000_000

AGAIN = "Exporteer het swv-dossier opnieuw uit uw administratiesysteem."
SUPPLIER = "Komt dit terug? Meld het dan bij de leverancier van uw administratiesysteem."
RETRY = f"{AGAIN} {SUPPLIER}"
NOT_OSO = "Kies het xml-bestand van een OSO swv-dossier."

FAULTS = {
    XmlFault.NOT_XML: (Refusal.NOT_OSO, f"Dit is geen OSO-dossier. {NOT_OSO}"),
    XmlFault.OTHER_ROOT: (Refusal.NOT_OSO, f"Dit is geen OSO-dossier van één leerling. {NOT_OSO}"),
    XmlFault.TRUNCATED: (Refusal.BROKEN, f"Het bestand is niet compleet: het laatste stuk ontbreekt. {AGAIN}"),
    XmlFault.ENCODING: (Refusal.BROKEN, f"Het bestand bevat tekens die niet kloppen. {RETRY}"),
    XmlFault.MALFORMED: (Refusal.BROKEN, f"Het bestand is beschadigd of met de hand veranderd. {RETRY}"),
    XmlFault.DOCTYPE: (
        Refusal.UNSAFE,
        f"In het bestand staat een DTD of entity. Die hoort niet in een OSO-dossier en is niet veilig. {RETRY}",
    ),
    XmlFault.INCLUDE: (
        Refusal.UNSAFE,
        f"Het bestand wil een ander bestand inlezen (XInclude). Dat is niet veilig. {RETRY}",
    ),
    XmlFault.TOO_MANY: (
        Refusal.BOMB,
        f"Het bestand is veel groter dan een dossier van één leerling. {RETRY}",
    ),
    XmlFault.TOO_DEEP: (Refusal.BOMB, f"Het bestand is anders opgebouwd dan een OSO-dossier. {RETRY}"),
}
OTHER_FILES = (
    (b"PK\x03\x04", "Dit is een zip-bestand. Pak het eerst uit en kies dan het xml-bestand."),
    (b"\x1f\x8b", "Dit is een ingepakt bestand. Pak het eerst uit en kies dan het xml-bestand."),
    (b"%PDF-", f"Dit is een pdf. {NOT_OSO} Losse documenten voegt u toe bij de stap Documenten."),
)


def read_source(content: bytes | BinaryIO, *, max_bytes: int) -> Node:
    """The top element of a swv-dossier for a VO or PO samenwerkingsverband. Raises RefusedDossier."""
    data = _bytes(content, max_bytes)
    try:
        top = read_xml(data, root="dossier", files_in="bestandsinhoud")
    except UnsafeXml as unsafe:
        raise RefusedDossier(*FAULTS[unsafe.fault]) from None
    _check_profile(top)
    if len(top.every("huidigeschool", "leerling")) != 1:
        raise RefusedDossier(Refusal.NOT_OSO, f"In het bestand staat niet precies één leerling. {AGAIN}")
    return top


def _bytes(content: bytes | BinaryIO, max_bytes: int) -> bytes:
    if isinstance(content, bytes):
        data = content
    else:
        content.seek(0)
        data = content.read(max_bytes + 1)
    if not data.strip():
        raise RefusedDossier(Refusal.EMPTY, f"Het bestand is leeg. {AGAIN}")
    if len(data) > max_bytes:
        limit = f"{max_bytes // 1_000_000} MB"
        how = "Exporteer het zonder bijlagen en voeg de documenten hier apart toe."
        raise RefusedDossier(Refusal.TOO_LARGE, f"Het dossier is groter dan {limit}. {how}")
    for start, reason in OTHER_FILES:
        if data.startswith(start):
            raise RefusedDossier(Refusal.NOT_OSO, reason)
    return data


def _check_profile(top: Node) -> None:
    """Only a dossier made for a samenwerkingsverband: other profiles carry data that may not come here."""
    profile = top.value("metadata", "overstap").upper()
    transfer = top.value("overdrachtsoort").lower()
    if profile in {"VOSWV", "POSWV"} and transfer == "swv-dossier":
        return
    told = f" Dit bestand is van het soort {profile}." if re.fullmatch(r"[A-Z]{2,12}", profile) else ""
    how = "Kies bij het exporteren ‘swv-dossier’ (VOSWV of POSWV)."
    raise RefusedDossier(Refusal.PROFILE, f"Dit dossier is niet gemaakt voor een samenwerkingsverband.{told} {how}")
