"""The algebra of the criteria on columns: every step is one NumPy operation over many pupils."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import combinations

import numpy as np
import numpy.typing as npt

from allocation.policy.algebra import MET, NOT_MET, Algebra
from allocation.policy.measures import HIGHEST, LOWEST
from allocation.policy.parameters import Share

Int8s = npt.NDArray[np.int8]
Int16s = npt.NDArray[np.int16]
Flags = npt.NDArray[np.bool_]


class RangeChunk:
    """One measure of some pupils."""

    __slots__ = ("high", "is_known", "low")

    def __init__(self, low: Int16s, high: Int16s) -> None:
        self.low, self.high = low, high
        self.is_known: Flags = (low != LOWEST) | (high != HIGHEST)


class DelayChunk:
    """DL and DLE of some pupils in one domain."""

    __slots__ = ("dl_months", "dle_months", "is_comparable", "not_comparable")

    def __init__(self, dl_months: Int16s, dle_months: RangeChunk) -> None:
        self.dl_months, self.dle_months = dl_months, dle_months
        self.is_comparable: Flags = (dl_months > 0) & dle_months.is_known
        self.not_comparable: Flags = ~self.is_comparable


class Columns:
    """Outcomes as int8 columns: lowest for "and", highest for "or", as for one dossier."""

    @staticmethod
    def all_of(*outcomes: Int8s) -> Int8s:
        return reduce(np.minimum, outcomes)

    @staticmethod
    def any_of(*outcomes: Int8s) -> Int8s:
        return reduce(np.maximum, outcomes)

    @staticmethod
    def always(outcome: int) -> Int8s:
        """The same for every pupil; NumPy stretches it to the length of the other columns."""
        return np.array([outcome], dtype=np.int8)

    @staticmethod
    def opposite(outcome: Int8s) -> Int8s:
        settled = (outcome == MET) | (outcome == NOT_MET)
        turned: Int8s = outcome ^ (settled.view(np.int8) * np.int8(MET))
        return turned

    @staticmethod
    def within(measure: RangeChunk, at_least: int, at_most: int) -> Int8s:
        low, high = measure.low, measure.high
        certain = (low >= at_least) & (high <= at_most)
        return _grade((high >= at_least) & (low <= at_most), certain, measure.is_known | certain)

    @staticmethod
    def delay_reaches(measure: DelayChunk, share: Share) -> Int8s:
        """As for one dossier: `whole * DLE <= kept * DL`; without DL or DLE anything is possible."""
        kind = np.int16 if share.whole * HIGHEST <= np.iinfo(np.int16).max else np.int32
        limit = np.multiply(measure.dl_months, share.kept, dtype=kind)
        possible = np.multiply(measure.dle_months.low, share.whole, dtype=kind) <= limit
        certain = np.multiply(measure.dle_months.high, share.whole, dtype=kind) <= limit
        known = measure.is_comparable
        return _grade(possible | measure.not_comparable, certain & known, known)

    @staticmethod
    def affirmed(answer: Int8s) -> Int8s:
        """1 is met, 0 not met, -1 missing."""
        grade: Int8s = answer * (2 * answer + 1)
        return grade

    @staticmethod
    def at_least(count: int, outcomes: Sequence[Int8s]) -> Int8s:
        """Some group of that size is met as a whole."""
        return Columns.any_of(*[Columns.all_of(*group) for group in combinations(outcomes, count)])


def _grade(possible: Flags, certain: Flags, known: Flags) -> Int8s:
    """One step each for possible, possible and measured, certain: 0 not met, 1 missing, 2 undecided, 3 met."""
    grade: Int8s = possible.view(np.int8) + (possible & known).view(np.int8)
    grade += certain.view(np.int8)
    return grade


COLUMNS: Algebra[Int8s] = Columns()
