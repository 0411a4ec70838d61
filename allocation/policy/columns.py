"""Facts of many dossiers as NumPy columns, and the outcome of each: the criteria of one dossier, without the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from allocation.policy.column_algebra import COLUMNS, DelayChunk, Int8s, Int16s, RangeChunk
from allocation.policy.criteria.tracks import CONFLICT
from allocation.policy.facts import Domain, Dossier
from allocation.policy.measures import HIGHEST, LOWEST
from allocation.policy.numbers import Numbers
from allocation.policy.outcomes import CONCLUSIONS, OUTCOMES, position
from allocation.policy.parameters import Reading
from allocation.policy.variants import national

# Rows at a time: few enough for all columns in between to stay in the cache of the processor.
CHUNK = 65_536
CODES = np.array([OUTCOMES.index(outcome) for outcome, _ in CONCLUSIONS], dtype=np.int8)
ANSWERS = {None: -1, False: 0, True: 1}


@dataclass(frozen=True, slots=True, eq=False)
class RangeColumn:
    """Lowest and highest possible whole value per pupil (int16). 0 to 999 means: not measured."""

    low: Int16s
    high: Int16s


@dataclass(frozen=True, slots=True, eq=False)
class DelayColumn:
    """One domain: the DL in months (int16, 0 = unknown) and the DLE."""

    dl_months: Int16s
    dle_months: RangeColumn


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Many dossiers side by side. `social_emotional` (int8): 1 yes, 0 no, -1 unknown."""

    iq_points: RangeColumn
    delays: Mapping[Domain, DelayColumn]
    social_emotional: Int8s

    def __post_init__(self) -> None:
        for column in self._columns():
            if column.shape != self.social_emotional.shape:
                raise ValueError("columns differ in length")
            if column.dtype != np.int16 or (column < LOWEST).any() or (column > HIGHEST).any():
                raise ValueError(f"a column holds int16 within {LOWEST} and {HIGHEST}")
        if self.social_emotional.dtype != np.int8 or (abs(self.social_emotional) > 1).any():
            raise ValueError("social_emotional holds int8: 1, 0 or -1")

    def __len__(self) -> int:
        return len(self.social_emotional)

    def _columns(self) -> Iterator[Int16s]:
        yield from (self.iq_points.low, self.iq_points.high)
        for domain in Domain:
            delay = self.delays[domain]
            yield from (delay.dl_months, delay.dle_months.low, delay.dle_months.high)


def columns_of(dossiers: Sequence[Dossier]) -> Columns:
    """The facts of these dossiers as columns, in the same order."""
    return Columns(
        iq_points=RangeColumn(
            _int16([one.iq_points.low for one in dossiers]), _int16([one.iq_points.high for one in dossiers])
        ),
        delays={domain: _delay_column(dossiers, domain) for domain in Domain},
        social_emotional=np.array([ANSWERS[one.social_emotional] for one in dossiers], dtype=np.int8),
    )


def _delay_column(dossiers: Sequence[Dossier], domain: Domain) -> DelayColumn:
    measures = [one.delays[domain] for one in dossiers]
    levels = [measure.dle_months for measure in measures]
    return DelayColumn(
        _int16([measure.dl_months or 0 if measure.has_dl else 0 for measure in measures]),
        RangeColumn(_int16([level.low for level in levels]), _int16([level.high for level in levels])),
    )


def _int16(values: list[int]) -> Int16s:
    return np.array(values, dtype=np.int16)


def assess_columns(columns: Columns, *, law_on: date, reading: Reading = Reading.PRACTICE) -> npt.NDArray[np.int8]:
    """The outcome of each pupil under the national rules of a day, as its place in OUTCOMES. Raises NoRulesError."""
    numbers = national.numbers_on(law_on)
    codes = np.empty(len(columns), dtype=np.int8)
    for start in range(0, len(columns), CHUNK):
        rows = slice(start, start + CHUNK)
        codes[rows] = _conclude(_Chunk(columns, rows), numbers, reading)
    return codes


class _Chunk:
    """Some rows of the columns, by the names a dossier has."""

    def __init__(self, columns: Columns, rows: slice) -> None:
        iq = columns.iq_points
        self.iq_points = RangeChunk(iq.low[rows], iq.high[rows])
        self.delays = {domain: _delay_chunk(delay, rows) for domain, delay in columns.delays.items()}
        self.social_emotional = columns.social_emotional[rows]


def _delay_chunk(delay: DelayColumn, rows: slice) -> DelayChunk:
    return DelayChunk(delay.dl_months[rows], RangeChunk(delay.dle_months.low[rows], delay.dle_months.high[rows]))


def _conclude(facts: _Chunk, numbers: Numbers, reading: Reading) -> Int8s:
    outcomes = national.criteria(COLUMNS, facts, numbers)
    places = position(outcomes[CONFLICT[reading]], outcomes["pro_full"], outcomes["lwoo_full"])
    codes: Int8s = np.take(CODES, places)
    return codes
