"""Facts of many dossiers as NumPy columns, and the outcome of each: the criteria of one dossier, without the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from allocation.policy.column_algebra import COLUMNS, DelayChunk, Flags, Int8s, Int16s, RangeChunk
from allocation.policy.criteria.tracks import place
from allocation.policy.facts import Domain, Dossier, Track
from allocation.policy.measures import HIGHEST, LOWEST
from allocation.policy.needs import Judged
from allocation.policy.outcomes import CONCLUSIONS, OUTCOMES
from allocation.policy.parameters import Reading
from allocation.policy.registry import Plan, plan
from allocation.policy.ruleset import NATIONAL, Ruleset
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
    """Many dossiers side by side. `social_emotional` (int8): 1 yes, 0 no, -1 unknown.

    `is_pro`: which ask for pro; without it all ask for lwoo. `judgements` (int8, as social_emotional): what the schools
    judged per criterion; what is absent was not judged by anyone.
    """

    iq_points: RangeColumn
    delays: Mapping[Domain, DelayColumn]
    social_emotional: Int8s
    is_pro: Flags | None = None
    judgements: Mapping[Judged, Int8s] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in self._columns():
            if column.shape != self.social_emotional.shape:
                raise ValueError("columns differ in length")
            if column.dtype != np.int16 or (column < LOWEST).any() or (column > HIGHEST).any():
                raise ValueError(f"a column holds int16 within {LOWEST} and {HIGHEST}")
        for answers in (self.social_emotional, *self.judgements.values()):
            if answers.dtype != np.int8 or (abs(answers) > 1).any() or answers.shape != self.social_emotional.shape:
                raise ValueError("an answer is int8: 1, 0 or -1")
        if self.is_pro is not None and self.is_pro.shape != self.social_emotional.shape:
            raise ValueError("columns differ in length")

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
        social_emotional=_answers([one.social_emotional for one in dossiers]),
        is_pro=np.array([one.track is Track.PRO for one in dossiers], dtype=np.bool_),
        judgements={judged: _answers([one.judged(judged) for one in dossiers]) for judged in Judged},
    )


def _answers(answers: list[bool | None]) -> Int8s:
    return np.array([ANSWERS[answer] for answer in answers], dtype=np.int8)


def _delay_column(dossiers: Sequence[Dossier], domain: Domain) -> DelayColumn:
    measures = [one.delays[domain] for one in dossiers]
    levels = [measure.dle_months for measure in measures]
    return DelayColumn(
        _int16([measure.dl_months or 0 if measure.has_dl else 0 for measure in measures]),
        RangeColumn(_int16([level.low for level in levels]), _int16([level.high for level in levels])),
    )


def _int16(values: list[int]) -> Int16s:
    return np.array(values, dtype=np.int16)


def assess_columns(
    columns: Columns, *, law_on: date, reading: Reading | None = None, ruleset: Ruleset = NATIONAL
) -> npt.NDArray[np.int8]:
    """The outcome of each pupil under the rules of a day, as its place in OUTCOMES. Raises NoRulesError.

    Whoever asks for pro is judged by the national rules, whatever the SWV chose for lwoo.
    """
    lwoo = plan(ruleset, track=Track.LWOO, law_on=law_on)
    reading = reading or ruleset.reading
    codes = np.empty(len(columns), dtype=np.int8)
    for start in range(0, len(columns), CHUNK):
        rows = slice(start, start + CHUNK)
        chunk = _Chunk(columns, rows)
        codes[rows] = _conclude(chunk, lwoo, reading)
        if columns.is_pro is not None and lwoo.variant is not national.VARIANT:
            is_pro = columns.is_pro[rows]
            if is_pro.any():
                codes[rows] = np.where(is_pro, _conclude(chunk, _pro(law_on), reading), codes[rows])
    return codes


def _pro(law_on: date) -> Plan:
    return plan(NATIONAL, track=Track.PRO, law_on=law_on)


class _Chunk:
    """Some rows of the columns, by the names a dossier has."""

    def __init__(self, columns: Columns, rows: slice) -> None:
        iq = columns.iq_points
        self.iq_points = RangeChunk(iq.low[rows], iq.high[rows])
        self.delays = {domain: _delay_chunk(delay, rows) for domain, delay in columns.delays.items()}
        self.social_emotional = columns.social_emotional[rows]
        self._judgements = {judged: answers[rows] for judged, answers in columns.judgements.items()}

    def judged(self, criterion: Judged) -> Int8s:
        """The judgement of each school on one criterion; -1 where there is none."""
        found = self._judgements.get(criterion)
        return np.full(len(self.social_emotional), -1, dtype=np.int8) if found is None else found


def _delay_chunk(delay: DelayColumn, rows: slice) -> DelayChunk:
    return DelayChunk(delay.dl_months[rows], RangeChunk(delay.dle_months.low[rows], delay.dle_months.high[rows]))


def _conclude(facts: _Chunk, chosen: Plan, reading: Reading) -> Int8s:
    outcomes = chosen.variant.criteria(COLUMNS, facts, chosen.numbers, chosen.options)
    codes: Int8s = np.take(CODES, place(outcomes, reading))
    return codes


def take(columns: Columns, rows: npt.NDArray[np.intp]) -> Columns:
    """Some of the dossiers, in this order."""
    return Columns(
        iq_points=_take(columns.iq_points, rows),
        delays={
            domain: DelayColumn(delay.dl_months[rows], _take(delay.dle_months, rows))
            for domain, delay in columns.delays.items()
        },
        social_emotional=columns.social_emotional[rows],
        is_pro=None if columns.is_pro is None else columns.is_pro[rows],
        judgements={judged: answers[rows] for judged, answers in columns.judgements.items()},
    )


def _take(column: RangeColumn, rows: npt.NDArray[np.intp]) -> RangeColumn:
    return RangeColumn(column.low[rows], column.high[rows])
