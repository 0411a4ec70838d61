"""Three outcomes in order, so that "and" is the lowest and "or" the highest: for one dossier and for a column alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
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

    @property
    def all_of(self) -> Callable[..., V]: ...

    @property
    def any_of(self) -> Callable[..., V]: ...

    def always(self, outcome: int) -> V: ...

    def opposite(self, outcome: V) -> V: ...

    def within(self, measure: Any, at_least: int, at_most: int) -> V: ...

    def delay_reaches(self, measure: Any, share: Share) -> V: ...

    def affirmed(self, answer: Any) -> V: ...

    def at_least(self, count: int, outcomes: Sequence[V]) -> V: ...


class Scalar:
    """One dossier, in plain integers."""

    all_of = staticmethod(min)
    any_of = staticmethod(max)

    @staticmethod
    def always(outcome: int) -> int:
        return outcome

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

    @staticmethod
    def at_least(count: int, outcomes: Sequence[int]) -> int:
        """Whether `count` of these are met: as sure as the one that comes in at that place."""
        return sorted(outcomes)[-count]


SCALAR = Scalar()
