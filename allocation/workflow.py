"""The steps of a request: one table of states, events and who may. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schools.access import Action


class State(StrEnum):
    """Where a request stands; Dutch names in `STATE_NAMES`."""

    DRAFT = "draft"
    FILED = "filed"
    ADDITIONS_REQUESTED = "additions_requested"
    DECIDED = "decided"
    ANNOUNCED = "announced"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to a request."""

    FILE = "file"
    ASK_ADDITIONS = "ask_additions"
    DECIDE = "decide"
    ANNOUNCE = "announce"
    WITHDRAW = "withdraw"


STATE_NAMES = {
    State.DRAFT: "concept",
    State.FILED: "ingediend",
    State.ADDITIONS_REQUESTED: "aanvullen gevraagd",
    State.DECIDED: "besloten",
    State.ANNOUNCED: "bekendgemaakt",
    State.WITHDRAWN: "ingetrokken",
}

EVENT_NAMES = {
    Event.FILE: "ingediend",
    Event.ASK_ADDITIONS: "aanvulling gevraagd",
    Event.DECIDE: "besluit genomen",
    Event.ANNOUNCE: "brieven klaar",
    Event.WITHDRAW: "ingetrokken",
}

EDITABLE = frozenset({State.DRAFT, State.ADDITIONS_REQUESTED})
OPEN = frozenset({State.DRAFT, State.FILED, State.ADDITIONS_REQUESTED})


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states an event leads where, and the action it takes; without action only the portal itself may."""

    sources: frozenset[State]
    target: State
    action: Action | None


TRANSITIONS: dict[Event, Transition] = {
    Event.FILE: Transition(EDITABLE, State.FILED, Action.FILE_REQUEST),
    # Awb 4:5: the applicant gets the chance to complete the request.
    Event.ASK_ADDITIONS: Transition(frozenset({State.FILED}), State.ADDITIONS_REQUESTED, Action.ASK_ADDITIONS),
    Event.DECIDE: Transition(frozenset({State.FILED}), State.DECIDED, Action.DECIDE),
    # Awb 3:41: a decision takes effect when it is sent to those concerned.
    Event.ANNOUNCE: Transition(frozenset({State.DECIDED}), State.ANNOUNCED, None),
    Event.WITHDRAW: Transition(
        frozenset({State.FILED, State.ADDITIONS_REQUESTED}), State.WITHDRAWN, Action.WITHDRAW_REQUEST
    ),
}


class NotNow(Exception):
    """The request is in a state in which this cannot happen; the message is plain Dutch for the screen."""


def next_state(state: State, event: Event) -> State:
    """The state after the event. Raises NotNow when the event cannot happen in this state."""
    transition = TRANSITIONS[event]
    if state not in transition.sources:
        raise NotNow(f"Dit kan nu niet: de aanvraag staat op ‘{STATE_NAMES[state]}’.")
    return transition.target


def can_happen(state: State, event: Event) -> bool:
    """Whether the event is possible in this state."""
    return state in TRANSITIONS[event].sources
