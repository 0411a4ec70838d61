"""What screens show: rows, sentences and allowed steps, made from the request and the receipt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from allocation.completeness import Missing, Step, list_missing
from allocation.models import Request
from allocation.policy import wording
from allocation.policy.decide import Receipt
from allocation.policy.notes import Weight
from allocation.services.assess import precheck
from allocation.services.filled import filled_of
from allocation.workflow import EVENT_NAMES, Event, State, can_happen
from schools.access import Action, Actor

STEP_NAMES = {
    Step.PUPIL: ("Leerling", "request_pupil"),
    Step.TESTS: ("Toetsgegevens", "request_tests"),
    Step.REASONING: ("Onderbouwing", "request_reasoning"),
    Step.DOCUMENTS: ("Documenten", "request_documents"),
    Step.CHECK: ("Controleren", "request_check"),
}


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is missing, and what the rules say of the request as it stands."""

    missing: tuple[Missing, ...]
    receipt: Receipt
    advice: str
    headline: str
    explanation: list[str]

    @property
    def may_be_filed(self) -> bool:
        """Whether nothing required is missing."""
        return not any(one.blocking for one in self.missing)

    @property
    def needs_reason(self) -> bool:
        """Whether something the law expects is missing, so that the school must say why."""
        return any(one.expected for one in self.missing)

    @property
    def figures(self) -> list[Any]:
        """The figures beside their bounds."""
        return list(wording.figures(self.receipt))

    @property
    def notes(self) -> list[dict[str, str]]:
        """What the checks on route and tests found, what weighs most first; what is fine is not told."""
        return [
            {
                "about": one.about,
                "weight": one.weight.value,
                "text": wording.note_sentence(one),
                "citation": one.citation,
            }
            for one in wording.notes_by_weight(self.receipt)
            if one.weight is not Weight.FINE
        ]

    @property
    def test_notes(self) -> list[dict[str, str]]:
        """Those on tests alone."""
        return [one for one in self.notes if one["about"] != "route"]

    @property
    def rules(self) -> str:
        """The framework of the SWV that was used, by name; empty under the national rules."""
        return self.receipt.ruleset.name if self.receipt.ruleset else ""

    @property
    def draw(self) -> bool:
        """Whether the request was drawn for the sample that the SWV looks into."""
        return self.receipt.draw is not None and self.receipt.draw.chosen

    @property
    def points_to_other_track(self) -> str:
        """The name of the other track when the findings point there, else empty."""
        return self.receipt.outcome.value if self.receipt.points_to_other_track else ""


def understand(receipt: Receipt, missing: tuple[Missing, ...] = ()) -> Understanding:
    """A receipt as the screens show it."""
    headline, *explanation = wording.explain_staff(receipt)
    advice = "outside_route" if receipt.is_outside_route else receipt.advice.value
    return Understanding(missing, receipt, advice, headline, explanation)


def understanding_of(request: Request, *, on: dt.date) -> Understanding:
    """What is missing and what the rules of this date would say; nothing is stored."""
    return understand(precheck(request=request, on=on), list_missing(filled_of(request, on=on)))


def steps_of(request: Request, current: Step, missing: tuple[Missing, ...], *, links: bool) -> list[dict[str, Any]]:
    """The steps of the form, each with its address and whether anything required is missing."""
    lacking = {one.step for one in missing if one.blocking or one.expected}
    return [
        {
            "label": name,
            "url": reverse(route, args=[request.pk]) if links else "",
            "current": step is current,
            "done": step not in lacking and step is not Step.CHECK,
            "attention": step in lacking,
        }
        for step, (name, route) in STEP_NAMES.items()
    ]


# Where a thing is filled in, when its name is not that of a field.
FIELDS = {"name": "call_name", "address": "street", "special_grounds": "special_grounds_0"}
UPLOAD_FIELD = "kind"


def missing_parts(request: Request, missing: tuple[Missing, ...], *, links: bool) -> dict[str, list[dict[str, str]]]:
    """What is missing in three parts, each line with the address of the field where it is filled in."""
    parts: dict[str, list[dict[str, str]]] = {"blocking": [], "expected": [], "optional": []}
    for one in missing:
        part = "blocking" if one.blocking else "expected" if one.expected else "optional"
        field = UPLOAD_FIELD if one.step is Step.DOCUMENTS else FIELDS.get(one.field, one.field)
        url = f"{reverse(STEP_NAMES[one.step][1], args=[request.pk])}#id_{field}"
        parts[part].append({"text": one.text, "source": one.source, "url": url if links else ""})
    return parts


def allowed_steps(request: Request, actor: Actor) -> dict[str, bool]:
    """Which buttons the actor gets on this request."""
    state = State(request.state)
    return {
        "edit": actor.may(Action.PREPARE_REQUEST) and can_happen(state, Event.FILE),
        "file": actor.may(Action.FILE_REQUEST) and can_happen(state, Event.FILE),
        "discard": actor.may(Action.PREPARE_REQUEST) and state is State.DRAFT,
        "withdraw": actor.may(Action.WITHDRAW_REQUEST) and can_happen(state, Event.WITHDRAW),
        "ask_additions": actor.may(Action.ASK_ADDITIONS) and can_happen(state, Event.ASK_ADDITIONS),
        "decide": actor.may(Action.DECIDE) and can_happen(state, Event.DECIDE),
        "access_log": actor.may(Action.VIEW_ACCESS_LOG),
    }


def history_of(request: Request) -> list[dict[str, Any]]:
    """The life of the request in words, newest first."""
    rows = [
        {
            "at": change.at,
            "title": EVENT_NAMES[Event(change.event)],
            "by": f"{change.by}, {change.organisation}",
            "note": change.note,
        }
        for change in request.history.all()
    ]
    started = {"at": request.created_at, "title": "concept gemaakt", "by": str(request.created_by), "note": ""}
    return [*reversed(rows), started]


def next_step_of(request: Request) -> str:
    """What happens next and who is to move, in one sentence."""
    return {
        State.DRAFT: "De school vult de aanvraag verder in en dient haar in.",
        State.FILED: "Het samenwerkingsverband beoordeelt de aanvraag en neemt een besluit.",
        State.ADDITIONS_REQUESTED: "De school vult de aanvraag aan en dient haar opnieuw in.",
        State.DECIDED: "Het besluit is genomen. De brieven worden gemaakt.",
        State.ANNOUNCED: "Het besluit is genomen en de brieven staan klaar.",
        State.WITHDRAWN: "De school heeft de aanvraag ingetrokken. Er volgt geen besluit.",
    }[State(request.state)]
