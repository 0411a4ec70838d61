"""The terms of the law for keeping data, and what an SWV made of them: longer, never shorter. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from allocation.policy.sources import Source, load_sources
from allocation.policy.strict_yaml import Entry, LawFileError, read_entries

from .kinds import Kind, Start

FOLDER = Path(__file__).parent / "law"
LONGEST = {"years": 30, "days": 730}


class BadTerms(ValueError):
    """An SWV chose what the law does not allow; the message is plain Dutch for the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long one class is kept, in whole years or days, and what the least is. `needs_permission`: see `Terms`."""

    kind: Kind
    description: str
    starts_on: dt.date
    unit: str
    keep: int
    at_least: int
    starts: tuple[Start, ...]
    needs_permission: bool
    source: Source

    def last_day(self, start: dt.date, *, keep: int | None = None) -> dt.date:
        """The last day on which the data is kept; from the day after it is destroyed."""
        amount = self.keep if keep is None else keep
        return start + dt.timedelta(days=amount) if self.unit == "days" else add_years(start, amount)


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day so many years later. 29 February gives 28 February in a year without: the term ends that day."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an SWV chose: other lengths and starts, and whether decisions may be destroyed at all."""

    keep: Mapping[Kind, int] = field(default_factory=dict)
    starts: Mapping[Kind, Start] = field(default_factory=dict)
    decisions_may_go: bool = False


NOTHING_CHOSEN = Chosen()


@dataclass(frozen=True, slots=True)
class Terms:
    """The law of a day with the choice of an SWV."""

    law: Mapping[Kind, Term]
    chosen: Chosen

    def keep(self, kind: Kind) -> int:
        """How long, in the unit of the term; never below the law, whatever is stored."""
        return max(self.chosen.keep.get(kind, self.law[kind].keep), self.law[kind].at_least)

    def start(self, kind: Kind) -> Start:
        """The day it is counted from."""
        allowed = self.law[kind].starts
        chosen = self.chosen.starts.get(kind, allowed[0])
        return chosen if chosen in allowed else allowed[0]

    def last_day(self, kind: Kind, start: dt.date) -> dt.date:
        """The last day on which data of this class is kept."""
        return self.law[kind].last_day(start, keep=self.keep(kind))

    def may_go(self, kind: Kind) -> bool:
        """Whether this class may be destroyed at all; decisions only once the SWV says the selection list is there."""
        return self.chosen.decisions_may_go or not self.law[kind].needs_permission


def terms_on(day: dt.date, chosen: Chosen = NOTHING_CHOSEN) -> Terms:
    """The terms of the law on this day, with what the SWV chose. Raises BadTerms for a choice the law forbids."""
    law = {kind: _of_day(versions, day) for kind, versions in TERMS.items()}
    for kind, keep in chosen.keep.items():
        if not law[kind].at_least <= keep <= LONGEST[law[kind].unit]:
            raise BadTerms(f"Kies {law[kind].at_least} tot en met {LONGEST[law[kind].unit]}.")
    for kind, start in chosen.starts.items():
        if start not in law[kind].starts:
            raise BadTerms("Van deze dag mag niet worden geteld.")
    return Terms(law, chosen)


def _of_day(versions: tuple[Term, ...], day: dt.date) -> Term:
    """The version in force; what was decided before the first one is counted with that one."""
    in_force = [one for one in versions if one.starts_on <= day]
    return in_force[-1] if in_force else versions[0]


def load_terms(folder: Path) -> dict[Kind, tuple[Term, ...]]:
    """Every class with its versions, oldest first. Raises LawFileError."""
    sources, path = load_sources(folder / "sources.yaml"), folder / "terms.yaml"
    found: dict[Kind, tuple[Term, ...]] = {}
    for entry in read_entries(path):
        entry.only(required=("id", "description", "values"))
        kind = Kind(entry.one_of("id", tuple(Kind)))
        if kind in found:
            entry.fail(f"{kind.value!r} stands here twice", "id")
        found[kind] = _versions(entry, kind, sources)
    for kind in Kind:
        if kind not in found:
            raise LawFileError(path, 1, f"{kind.value!r} is missing")
    return found


def _versions(entry: Entry, kind: Kind, sources: Mapping[str, Source]) -> tuple[Term, ...]:
    rows = entry.entries("values")
    terms = tuple(_term(row, kind, entry.text("description"), sources) for row in rows)
    for row, earlier, later in zip(rows[1:], terms, terms[1:], strict=False):
        if earlier.starts_on >= later.starts_on:
            row.fail(f"{later.starts_on} stands after {earlier.starts_on}: sort by date, each once", "from")
    return terms


def _term(row: Entry, kind: Kind, description: str, sources: Mapping[str, Source]) -> Term:
    row.only(required=("from", "unit", "keep", "at_least", "starts", "needs_permission", "source"))
    unit = row.one_of("unit", LONGEST)
    source = row.one_of("source", sources)
    starts = row.labels("starts")
    if unknown := [one for one in starts if one not in set(Start)]:
        row.fail(f"unknown start {unknown[0]!r}", "starts")
    term = Term(
        kind=kind,
        description=description,
        starts_on=row.day("from"),
        unit=unit,
        keep=row.within("keep", lowest=1, highest=LONGEST[unit]),
        at_least=row.within("at_least", lowest=1, highest=LONGEST[unit]),
        starts=tuple(Start(one) for one in starts),
        needs_permission=row.yes_or_no("needs_permission"),
        source=sources[source],
    )
    if term.keep < term.at_least:
        row.fail("'keep' is less than the law asks in 'at_least'", "keep")
    return term


TERMS = load_terms(FOLDER)
