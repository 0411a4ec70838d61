"""Notes on route and tests in sentences, for staff and schools."""

from __future__ import annotations

from allocation.policy.notes import Note, Weight
from allocation.policy.receipt import Receipt
from allocation.policy.wording.evidence_notes import SENTENCES as EVIDENCE
from allocation.policy.wording.route_notes import SENTENCES as ROUTE

SENTENCES = EVIDENCE | ROUTE
ORDER = (Weight.OBSTACLE, Weight.UNVERIFIED, Weight.HINT, Weight.FINE)


def note_sentence(note: Note) -> str:
    """What the check found, without the place in the law."""
    return SENTENCES[note.rule].format(**note.values)


def notes_by_weight(receipt: Receipt) -> list[Note]:
    """What weighs most first."""
    return sorted(receipt.notes, key=lambda note: ORDER.index(note.weight))


def route_obstacles(receipt: Receipt) -> list[str]:
    """Why the request may not be made this way, in sentences."""
    found = [note for note in receipt.notes if note.about == "route" and note.weight is Weight.OBSTACLE]
    return [note_sentence(note) for note in found]
