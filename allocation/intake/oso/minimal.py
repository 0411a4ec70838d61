"""Data minimisation: what a dossier carries and a request does not need is never kept, and the report says so."""

from __future__ import annotations

from allocation.intake.oso.report import Notes
from allocation.intake.safe_xml import Node

NOT_NEEDED = {
    "huisarts": "huisarts",
    "artslijst": "artsen",
    "diagnose": "diagnoses",
    "medicijngebruik": "medicijngebruik",
    "aansprakelijkeinstelling": "zorginstelling",
    "contactoverigeinstanties": "andere instanties",
    "iban": "bankrekening",
    "banknummer": "bankrekening",
    "communicatie": "telefoon en e-mail",
    "leerlinggewicht": "leerlinggewicht",
    "nnca": "culturele achtergrond",
    "geboorteplaats": "geboorteplaats",
    "nationaliteit": "nationaliteit",
    "verzuim": "verzuim",
    "vir": "verwijsindex",
    "zat": "zorgadviesteam",
    "cijferlijstlijst": "rapportcijfers",
    "resultaatvakkenvo": "vakresultaten",
    "examenresultaat": "examenuitslag",
    "stage": "stages",
    "competenties": "competenties",
    "certificaat": "certificaten",
    "voorschools": "voorschool",
    "eindtoetsresultaat": "scores van de eindtoets",
}
WHY = "Niet nodig voor lwoo of pro. Deze gegevens bewaren we niet."


def note_left_behind(top: Node, notes: Notes) -> None:
    """One line with everything that was seen and left."""
    seen = dict.fromkeys(NOT_NEEDED[node.name] for node in top.walk() if node.name in NOT_NEEDED)
    if seen:
        listed = ", ".join(seen)
        notes.skip(listed[0].upper() + listed[1:], WHY)
