"""Loads who may be requested and when from `law/route.yaml` at start-up, as strictly as the numbers of the law."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from allocation.policy.circumstances import ComesFrom, SpecialGround, SpecialGroup
from allocation.policy.facts import Track
from allocation.policy.parameters import NoRulesError
from allocation.policy.strict_yaml import Entry, read_entries

FILE = Path(__file__).parent / "law" / "route.yaml"
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
PAPERS = ("lwoo_decision", "tlv", "plan")
ON_COUNTING = ("years", "count_month", "count_day", "year_month", "year_day")
# Per rule: the keys it must have besides its place in the law, and the cases it may name.
KEYS: dict[str, tuple[str, ...]] = {
    **{f"direct_{track}": ("cases",) for track in Track},
    **{f"newcomer_{track}": ON_COUNTING for track in Track},
    "special": (),
    **{f"special_{group}": ("paper", "cases") for group in SpecialGroup},
    "special_papers": (),
    "freed_lwoo": (),
}
CASES = (*ComesFrom, *SpecialGround)


@dataclass(frozen=True, slots=True)
class RouteRule:
    """One rule in force from a date on, with its place in the law and how sure we are of it (H, M or L).

    `cases`: what the law names, each with its own place. `numbers`: whole numbers such as `years` and `count_month`.
    `paper`: the kind of document that shows the group.
    """

    id: str
    starts_on: date
    citation: str
    confidence: str
    cases: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    paper: str = ""


class RouteLaw:
    """All rules with their history."""

    def __init__(self, history: Mapping[str, Sequence[RouteRule]]) -> None:
        self._history = history

    def in_force(self, name: str, *, on: date) -> RouteRule:
        """The version of one rule on a date; raises NoRulesError before its first day."""
        versions = self._history[name]
        index = bisect_right(versions, on, key=lambda version: version.starts_on)
        if index == 0:
            raise NoRulesError(f"Er zijn geen regels bekend voor {plain_day(on)}.")
        return versions[index - 1]


def plain_day(day: date) -> str:
    """1 augustus 2027, for a sentence."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def load_route(path: Path) -> RouteLaw:
    """Every rule with its versions by date; raises LawFileError with file, line and reason."""
    history: dict[str, list[RouteRule]] = {}
    for entry in read_entries(path):
        entry.only(required=("id", "description", "values"))
        entry.text("description")
        name = entry.one_of("id", KEYS)
        if name in history:
            entry.fail(f"{name!r} stands here twice", "id")
        history[name] = _versions(name, entry.entries("values"))
    for name in KEYS:
        if name not in history:
            entry.fail(f"{name!r} is missing")
    return RouteLaw(history)


def _versions(name: str, values: Sequence[Entry]) -> list[RouteRule]:
    versions: list[RouteRule] = []
    for value in values:
        rule = _rule(name, value)
        if versions and rule.starts_on <= versions[-1].starts_on:
            value.fail(f"{rule.starts_on} stands after {versions[-1].starts_on}: sort by date", "from")
        versions.append(rule)
    return versions


def _rule(name: str, entry: Entry) -> RouteRule:
    keys = KEYS[name]
    entry.only(required=("from", "citation", "confidence", *keys))
    return RouteRule(
        id=name,
        starts_on=entry.day("from"),
        citation=entry.text("citation"),
        confidence=entry.one_of("confidence", "HML"),
        cases=_cases(entry.entries("cases")) if "cases" in keys else {},
        numbers=_counting(entry) if "years" in keys else {},
        paper=entry.one_of("paper", PAPERS) if "paper" in keys else "",
    )


def _cases(entries: Sequence[Entry]) -> dict[str, str]:
    cases: dict[str, str] = {}
    for entry in entries:
        entry.only(required=("id", "citation"))
        name = entry.one_of("id", CASES)
        if name in cases:
            entry.fail(f"{name!r} stands here twice", "id")
        cases[name] = entry.text("citation")
    return cases


def _counting(entry: Entry) -> dict[str, int]:
    """Numbers that make days: every year must have the day, so 29 February is refused."""
    numbers = {key: entry.whole(key) for key in ON_COUNTING}
    for part in ("count", "year"):
        try:
            date(2001, numbers[f"{part}_month"], numbers[f"{part}_day"])
        except ValueError:
            entry.fail(f"'{part}_month' and '{part}_day' are no day of every year", f"{part}_day")
    if not numbers["years"]:
        entry.fail("'years' is zero", "years")
    return numbers


ROUTE = load_route(FILE)
