"""What the school reads about the route while filling in: why a request cannot be made this way, or what is special."""

from __future__ import annotations

from allocation.policy.notes import Note, Weight
from allocation.policy.receipt import Receipt
from allocation.policy.wording import note_sentence, notes_by_weight

TOLD = frozenset({Weight.OBSTACLE, Weight.HINT})
# What is still to be filled in stands in the list of what is missing.
TO_FILL_IN = ("_missing", "_unknown", "_not_tested")


def route_messages(receipt: Receipt) -> list[dict[str, str]]:
    """Notes for `components/notes.html`, what weighs most first; none for a pupil who comes directly."""
    return [_message(note) for note in notes_by_weight(receipt) if _is_told(note)]


def _is_told(note: Note) -> bool:
    return note.about == "route" and note.weight in TOLD and not note.rule.endswith(TO_FILL_IN)


def _message(note: Note) -> dict[str, str]:
    return {"weight": note.weight.value, "text": note_sentence(note), "citation": note.citation}
