"""Single fields of a dossier as values. A dossier is lenient input: what cannot be read is empty, never an error."""

from __future__ import annotations

from datetime import date

from allocation.intake.safe_xml import Node
from allocation.intake.text import InvalidValue, normalize
from allocation.intake.values import parse_yes_no

LONGEST = 160
LONGEST_STORY = 8_000
EARLIEST_YEAR = 1900


def text(node: Node, *steps: str, longest: int = LONGEST) -> str:
    """One clean line."""
    return normalize(node.value(*steps))[:longest].strip()


def story(node: Node, *steps: str) -> str:
    """Free text with its line breaks."""
    return normalize(node.value(*steps), lines=True)[:LONGEST_STORY].strip()


def day(node: Node, *steps: str) -> date | None:
    """An XML date, with or without a time zone behind it."""
    try:
        found = date.fromisoformat(node.value(*steps)[:10])
    except ValueError:
        return None
    return found if found.year >= EARLIEST_YEAR else None


def yes_no(node: Node, *steps: str) -> bool | None:
    """true, false, Ja, Nee; None for Onbekend or nothing."""
    try:
        return parse_yes_no(node.value(*steps)[:20])
    except InvalidValue:
        return None


def year_group(code: str) -> str:
    """OSO codelijst 13 for people: 8 is groep 8, 11 is leerjaar 1."""
    if code in {"0", "1", "2", "3", "4", "5", "6", "7", "8"}:
        return f"groep {code}"
    if code in {"11", "12", "13", "14", "15", "16"}:
        return f"leerjaar {int(code) - 10}"
    return {"S": "speciaal onderwijs", "P": "peutergroep"}.get(code.upper(), "")
