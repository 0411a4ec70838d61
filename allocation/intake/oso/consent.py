"""What parents saw of the dossier and what they said about it."""

from __future__ import annotations

from allocation.intake.dates import format_date
from allocation.intake.oso.facts import Consent
from allocation.intake.oso.fields import day, story, yes_no
from allocation.intake.oso.report import Notes
from allocation.intake.safe_xml import Node


def read_consent(top: Node, notes: Notes) -> Consent:
    """The block `inzage`: akkoord is about the content, toestemming about the transfer."""
    node = top.first("inzage")
    if node is None:
        notes.miss("Of de ouders het dossier hebben gezien en wat zij ervan vinden")
        return Consent()
    consent = Consent(
        provisional=yes_no(node, "voorlopigdossier"),
        seen=yes_no(node, "inzage"),
        seen_on=day(node, "inzagedatum"),
        agrees_with_content=yes_no(node, "akkoord"),
        reason=story(node, "redennietakkoord"),
        agrees_with_transfer=yes_no(node, "toestemming"),
    )
    _note(consent, notes)
    return consent


def _note(consent: Consent, notes: Notes) -> None:
    when = f", op {format_date(consent.seen_on)}" if consent.seen_on else ""
    if consent.agrees_with_content is None:
        notes.miss("Of de ouders het eens zijn met de inhoud van het dossier")
    else:
        notes.take(f"Wat de ouders van het dossier vinden{when}")
        notes.warn("Het antwoord van de ouders gaat over het dossier. Vraag ook wat zij van de aanvraag zelf vinden.")
    if consent.agrees_with_content is False:
        notes.warn("De ouders zijn het niet eens met de inhoud van het dossier.")
    if consent.agrees_with_transfer is False:
        notes.warn("De ouders gaven geen toestemming om het dossier te versturen. Overleg eerst met hen.")
    if consent.seen is False:
        notes.warn("De ouders hebben het dossier nog niet gezien.")
    if consent.provisional:
        notes.warn("Dit is een voorlopig dossier. Controleer of alles al klopt.")
