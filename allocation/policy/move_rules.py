"""Loads the route guide from `law/moves.yaml` at start-up: every pair of regimes has exactly one rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path
from types import MappingProxyType

from allocation.policy.strict_yaml import Entry, LawFileError, read_entries

FILE = Path(__file__).parent / "law" / "moves.yaml"
KEYS = (
    "id",
    "scenario",
    "from",
    "to",
    "deciding",
    "designation",
    "designation_confidence",
    "why",
    "citation",
    "confidence",
    "national_route",
    "actions",
)


class Regime(StrEnum):
    """How an SWV handles lwoo."""

    NATIONAL = "national"
    OWN_CRITERIA = "own_criteria"
    NO_DESIGNATION = "no_designation"


class Designation(StrEnum):
    """What an existing designation, or TLV, is worth at the SWV the pupil comes to."""

    VALID = "valid"
    MAY_BE_TAKEN_OVER = "may_be_taken_over"
    NO_EFFECT = "no_effect"
    NOT_VALID = "not_valid"
    JUDGED_ANEW = "judged_anew"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Action:
    """What the school must do. `before_count`: it only counts when done before the next 1 October."""

    id: str
    text: str
    before_count: bool


@dataclass(frozen=True, slots=True)
class MoveRule:
    """One scenario. `confidence` is about who decides and pays; that about the designation is lower."""

    scenario: int
    deciding: str
    designation: Designation
    designation_confidence: str
    why: str
    citation: str
    confidence: str
    national_route: bool
    actions: tuple[Action, ...]


Rules = Mapping[tuple[Regime, Regime], MoveRule]


def load_moves(path: Path) -> Rules:
    """Every pair of regimes once; raises LawFileError with file, line and reason."""
    rules: dict[tuple[Regime, Regime], MoveRule] = {}
    for entry in read_entries(path):
        entry.only(required=KEYS)
        rule = _rule(entry)
        for pair in product(_regimes(entry, "from"), _regimes(entry, "to")):
            if pair in rules:
                entry.fail(f"{pair[0]} to {pair[1]} stands here twice", "from")
            rules[pair] = rule
    for leaves, enters in product(Regime, Regime):
        if (leaves, enters) not in rules:
            raise LawFileError(path, 1, f"{leaves} to {enters} is missing")
    return MappingProxyType(rules)


def _rule(entry: Entry) -> MoveRule:
    return MoveRule(
        scenario=entry.within("scenario", lowest=1, highest=6),
        deciding=entry.one_of("deciding", ("to", "none")),
        designation=Designation(entry.one_of("designation", tuple(Designation))),
        designation_confidence=entry.one_of("designation_confidence", "HML"),
        why=entry.text("why"),
        citation=entry.text("citation"),
        confidence=entry.one_of("confidence", "HML"),
        national_route=entry.yes_or_no("national_route"),
        actions=tuple(_action(one) for one in entry.entries("actions")),
    )


def _action(entry: Entry) -> Action:
    entry.only(required=("id", "text"), optional=("before_count",))
    return Action(entry.text("id"), entry.text("text"), entry.has("before_count") and entry.yes_or_no("before_count"))


def _regimes(entry: Entry, key: str) -> tuple[Regime, ...]:
    names = entry.labels(key)
    for name in names:
        if name not in set(Regime):
            entry.fail(f"{name!r} is no regime: expected {', '.join(Regime)}", key)
    return tuple(Regime(name) for name in names)


MOVES = load_moves(FILE)
