"""Three outcomes in order, so that "and" is the lowest and "or" the highest: for one dossier and for a column alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import combinations
from typing import Any, Protocol, TypeVar

from allocation.policy.facts import DelayMeasure
from allocation.policy.measures import Range
from allocation.policy.parameters import Share


class Standing(IntEnum):
    """Outcome of one criterion. Between "not met" and "met" lies unknown: not measured, or across the bound."""

    NOT_MET = 0
    MISSING = 1
    UNDECIDED = 2
    MET = 3


NOT_MET, MISSING, UNDECIDED, MET = 0, 1, 2, 3
OPPOSITE = (MET, MISSING, UNDECIDED, NOT_MET)

V = TypeVar("V")


class Algebra(Protocol[V]):
    """What a criterion is written in. Only an algebra looks inside a measure, so measures are `Any` here."""

    all_of: Callable[..., V]
    any_of: Callable[..., V]

    def opposite(self, outcome: V) -> V: ...

    def within(self, measure: Any, at_least: int, at_most: int) -> V: ...

    def delay_reaches(self, measure: Any, share: Share) -> V: ...

    def affirmed(self, answer: Any) -> V: ...


def at_least(count: int, outcomes: Sequence[V], algebra: Algebra[V]) -> V:
    """Whether `count` of these are met: some group of that size is met as a whole."""
    if count == 1:
        return algebra.any_of(*outcomes)
    return algebra.any_of(*[algebra.all_of(*group) for group in combinations(outcomes, count)])


class Scalar:
    """One dossier, in plain integers."""

    all_of = staticmethod(min)
    any_of = staticmethod(max)

    @staticmethod
    def opposite(outcome: int) -> int:
        return OPPOSITE[outcome]

    @staticmethod
    def within(measure: Range, at_least: int, at_most: int) -> int:
        low, high = measure.low, measure.high
        if low >= at_least and high <= at_most:
            return MET
        if high < at_least or low > at_most:
            return NOT_MET
        return UNDECIDED if measure.is_known else MISSING

    @staticmethod
    def delay_reaches(measure: DelayMeasure, share: Share) -> int:
        """Whether 1 - DLE/DL is at least the share, in whole numbers: no rounding."""
        if not measure.has_dl:
            return MISSING
        level, limit = measure.dle_months, share.kept * (measure.dl_months or 0)
        if share.whole * level.high <= limit:
            return MET
        if share.whole * level.low > limit:
            return NOT_MET
        return UNDECIDED if level.is_known else MISSING

    @staticmethod
    def affirmed(answer: bool | None) -> int:
        if answer is None:
            return MISSING
        return MET if answer else NOT_MET


SCALAR = Scalar()
