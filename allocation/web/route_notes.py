"""What the school reads about the route while filling in: why a request cannot be made this way, or what is special."""

from __future__ import annotations

from dataclasses import dataclass

from allocation.policy.notes import Note, Weight
from allocation.policy.receipt import Receipt
from allocation.policy.wording import note_sentence, notes_by_weight

KINDS = {Weight.OBSTACLE: "warning", Weight.HINT: "info"}
TITLES = {Weight.OBSTACLE: "Zo kan deze aanvraag niet", Weight.HINT: "Let op"}
# What is still to be filled in stands in the list of what is missing.
TO_FILL_IN = ("_missing", "_unknown", "_not_tested")


@dataclass(frozen=True, slots=True)
class RouteMessage:
    """One message, with its place in the law."""

    kind: str
    title: str
    text: str
    source: str


def route_messages(receipt: Receipt) -> list[RouteMessage]:
    """What weighs most first; nothing for a pupil who comes directly."""
    return [_message(note) for note in notes_by_weight(receipt) if _is_told(note)]


def _is_told(note: Note) -> bool:
    return note.about == "route" and note.weight in KINDS and not note.rule.endswith(TO_FILL_IN)


def _message(note: Note) -> RouteMessage:
    return RouteMessage(KINDS[note.weight], TITLES[note.weight], note_sentence(note), note.citation)
