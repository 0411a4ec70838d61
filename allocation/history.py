"""The audit trail of a dossier in words: what somebody did, as staff say it. A test keeps the table complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allocation.completeness import Step
from allocation.models import Document, Letter
from allocation.workflow import EVENT_NAMES, Event
from schools.access import ROLE_NAMES, Role

# Looking at what is in a dossier. Everything else is doing.
LOOKS = {
    "dossier.view": "dossier bekeken",
    "step.view": "ingevulde aanvraag bekeken",
    "document.download": "document gedownload",
    "letter.view": "brief bekeken",
    "pupil.view": "gegevens van de leerling bekeken",
    "pupil.export": "gegevens van de leerling uitgeleverd",
    "access_log.view": "bekeken wie in het dossier keek",
    "access_log.view_pupil": "bekeken wie naar de leerling keek",
}
DEEDS = {
    **{f"request.{event}": EVENT_NAMES[event] for event in Event},
    "request.start": "aanvraag begonnen",
    "request.renew": "aanvraag voor verlenging begonnen",
    "request.discard": "concept verwijderd",
    "request.save": "gegevens opgeslagen",
    "dossier.import": "OSO-dossier overgenomen",
    "document.add": "document toegevoegd",
    "document.remove": "document verwijderd",
    "document.scan": "document gecontroleerd op BSN en virussen",
    "decision.take": "besluit vastgelegd",
    "letter.make": "brief gemaakt",
    "letters.retry": "brieven opnieuw gestart",
    "assignment.start": "dossier toegewezen aan een beoordelaar",
    "assignment.end": "toewijzing aan een beoordelaar beëindigd",
    "draft.warn": "gewaarschuwd dat het concept verdwijnt",
    "draft.expire": "concept verdwenen na lange stilte",
    "pupil.correct": "gegevens van de leerling verbeterd",
    "pupil.restrict": "gegevens van de leerling op slot gezet",
    "pupil.unrestrict": "slot van de gegevens van de leerling gehaald",
    "retention.hold": "dossier vastgehouden: niet vernietigen",
    "retention.release": "dossier niet langer vastgehouden",
}
ELSEWHERE = {
    "consent.record": "instemming van een bestuur vastgelegd",
    "edition.load": "lijst met toegestane tests geladen",
    "framework.change": "kader gewijzigd",
    "framework.correct": "kader verbeterd",
    "framework.discard": "kader in concept verwijderd",
    "framework.draft": "kader begonnen",
    "framework.end": "kader beëindigd",
    "framework.publish": "kader gepubliceerd",
    "framework.supersede": "kader vervangen",
    "what_if.ask": "gevolgen van een kader laten berekenen",
    "what_if.retry": "berekening van gevolgen opnieuw gestart",
    "jobs.resend": "achterstallig werk opnieuw aangeboden",
    "retention.approve": "lijst om te vernietigen goedgekeurd",
    "retention.choose": "bewaartermijnen gekozen",
    "retention.done": "lijst vernietigd",
    "retention.propose": "lijst om te vernietigen voorgesteld",
    "retention.reject": "lijst om te vernietigen afgewezen",
    "login.in": "ingelogd",
    "login.out": "uitgelogd",
    "login.fail": "inloggen mislukt",
    "login.second_step_fail": "tweede stap bij inloggen mislukt",
    "password.change": "wachtwoord gewijzigd",
    "password.set": "wachtwoord gekozen",
    "password.reset": "nieuw wachtwoord gekozen na een link in de mail",
    "factor.add": "tweede stap toegevoegd",
    "factor.remove": "tweede stap verwijderd",
    "factor.codes": "herstelcodes opnieuw gemaakt",
    "role.switch": "van rol gewisseld",
    "invitation_sent": "iemand uitgenodigd",
    "invitation_sent_again": "uitnodiging opnieuw verstuurd",
    "invitation_withdrawn": "uitnodiging ingetrokken",
    "invitation_accepted": "uitnodiging aangenomen",
    "membership_ended": "einde van een rol vastgelegd",
    "second_factor_reset": "tweede stap van een collega weggehaald",
    "session_refused": "sessie geweigerd: ander netwerk of andere browser",
}
WORDS = {**LOOKS, **DEEDS, **ELSEWHERE}
# One kind of destruction per document class: the class stands after the name.
FAMILIES = {"retention.destroy_": "gegevens vernietigd na afloop van de bewaartermijn"}

STEPS = {
    Step.PUPIL: "leerling",
    Step.TESTS: "toetsgegevens",
    Step.REASONING: "onderbouwing",
    Step.DOCUMENTS: "documenten",
    Step.CHECK: "controleren",
    "overgenomen": "overgenomen uit het OSO-dossier",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    what: str
    about: str
    role: str


def words_for(action: str) -> str:
    """What was done. Raises KeyError for an action nobody gave words."""
    family = next((words for prefix, words in FAMILIES.items() if action.startswith(prefix)), None)
    return family or WORDS[action]


def tell(*, action: str, details: dict[str, Any], role: str) -> Told:
    """An event as a line on a page; `details` only as far as this table knows them, so never a score."""
    return Told(what=words_for(action), about=_about(details), role=_role(role))


def _about(details: dict[str, Any]) -> str:
    kind, addressee, step = details.get("kind", ""), details.get("addressee", ""), details.get("step", "")
    if kind in Document.Kind.values:
        return str(Document.Kind(kind).label)
    if addressee in Letter.Addressee.values:
        return str(Letter.Addressee(addressee).label)
    return STEPS.get(step, "")


def _role(role: str) -> str:
    return ROLE_NAMES[Role(role)] if role in set(Role) else "automatisch" if role == "system" else ""
