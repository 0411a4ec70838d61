"""What would change: many dossiers under several rulesets at once, counted per outcome, track and location."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from allocation.policy.columns import Columns, assess_columns, columns_of, take
from allocation.policy.facts import Dossier, Track
from allocation.policy.law_of_day import law_for_opting_out
from allocation.policy.outcomes import OUTCOMES, Outcome
from allocation.policy.ruleset import Ruleset

Codes = npt.NDArray[np.int8]
Counts = Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many dossiers came to each outcome under one ruleset; every outcome is named, also with zero."""

    ruleset: Ruleset
    outcomes: Counts
    by_track: Mapping[Track, Counts]
    by_location: Mapping[str, Counts]


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """The tallies in the order of the rulesets; `codes` holds the outcome per dossier as its place in OUTCOMES.

    `changes[i]` counts each pair (outcome under the first ruleset, outcome under ruleset i) that occurs.
    """

    tallies: tuple[Tally, ...]
    changes: tuple[Mapping[tuple[Outcome, Outcome], int], ...]
    codes: tuple[Codes, ...]

    def outcomes(self, index: int) -> list[Outcome]:
        """The outcome of each dossier under one ruleset, in the order of the dossiers."""
        return [OUTCOMES[code] for code in self.codes[index]]

    def changed(self, index: int) -> list[int]:
        """The places of the dossiers whose outcome differs from that under the first ruleset."""
        places: list[int] = np.flatnonzero(self.codes[index] != self.codes[0]).tolist()
        return places


def simulate(
    dossiers: Columns | Sequence[Dossier],
    rulesets: Sequence[Ruleset],
    *,
    law_on: date | Sequence[date],
    locations: Sequence[str] | None = None,
) -> Simulation:
    """Assess all dossiers under all rulesets. `law_on` is one day, or the day of each dossier; `locations` likewise.

    Raises NoRulesError for a day without rules, ValueError when days or locations do not match the dossiers.
    """
    columns = dossiers if isinstance(dossiers, Columns) else columns_of(dossiers)
    days = list(_by_law(law_on, len(columns)))
    codes = tuple(_assess(columns, ruleset, days) for ruleset in rulesets)
    places = _places(locations, len(columns))
    return Simulation(
        tallies=tuple(_tally(columns, one, ruleset, places) for one, ruleset in zip(codes, rulesets, strict=True)),
        changes=tuple(_changes(codes[0], one) for one in codes),
        codes=codes,
    )


def _by_law(law_on: date | Sequence[date], count: int) -> Iterator[tuple[date, npt.NDArray[np.intp] | None]]:
    """One day for each law that was in force, with the rows it holds for; None for all rows."""
    if isinstance(law_on, date):
        yield law_on, None
        return
    if len(law_on) != count:
        raise ValueError("law_on holds one day per dossier")
    first_day: dict[int, date] = {}
    laws = [id(law_for_opting_out(day)) for day in law_on]
    for law, day in zip(laws, law_on, strict=True):
        first_day.setdefault(law, day)
    for law, day in first_day.items():
        yield day, np.flatnonzero(np.array([one == law for one in laws], dtype=np.bool_))


def _assess(columns: Columns, ruleset: Ruleset, days: Sequence[tuple[date, npt.NDArray[np.intp] | None]]) -> Codes:
    codes = np.empty(len(columns), dtype=np.int8)
    for day, rows in days:
        if rows is None:
            return assess_columns(columns, law_on=day, ruleset=ruleset)
        codes[rows] = assess_columns(take(columns, rows), law_on=day, ruleset=ruleset)
    return codes


def _places(locations: Sequence[str] | None, count: int) -> tuple[list[str], npt.NDArray[np.intp]] | None:
    if locations is None:
        return None
    if len(locations) != count:
        raise ValueError("locations holds one location per dossier")
    names, places = np.unique(np.array(locations, dtype=object), return_inverse=True)
    return names.tolist(), places


def _tally(
    columns: Columns, codes: Codes, ruleset: Ruleset, places: tuple[list[str], npt.NDArray[np.intp]] | None
) -> Tally:
    is_pro = np.zeros(len(columns), dtype=np.bool_) if columns.is_pro is None else columns.is_pro
    by_location: dict[str, Counts] = {}
    if places is not None:
        names, where = places
        table = np.bincount(where * len(OUTCOMES) + codes, minlength=len(names) * len(OUTCOMES))
        per_name = table.reshape(len(names), len(OUTCOMES))
        by_location = {name: _named(row) for name, row in zip(names, per_name, strict=True)}
    pro = _count(codes[is_pro])
    everyone = _count(codes)
    return Tally(
        ruleset=ruleset,
        outcomes=_named(everyone),
        by_track={Track.LWOO: _named(everyone - pro), Track.PRO: _named(pro)},
        by_location=by_location,
    )


def _changes(old: Codes, new: Codes) -> Mapping[tuple[Outcome, Outcome], int]:
    pairs = np.bincount(old.astype(np.intp) * len(OUTCOMES) + new, minlength=len(OUTCOMES) ** 2)
    return {
        (OUTCOMES[place // len(OUTCOMES)], OUTCOMES[place % len(OUTCOMES)]): int(pairs[place])
        for place in np.flatnonzero(pairs)
    }


def _count(codes: Codes) -> npt.NDArray[np.intp]:
    return np.bincount(codes, minlength=len(OUTCOMES))


def _named(counts: npt.NDArray[np.intp]) -> Counts:
    return {outcome: int(count) for outcome, count in zip(OUTCOMES, counts, strict=True)}
