"""Overlap and conflicting data (lid 6): the motivation of the school decides. Two readings of one sentence.

An SWV that opts out may choose how its lwoo criteria meet those of pro: as lid 6, only when both are complete, never.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from allocation.policy.algebra import NOT_MET, Algebra
from allocation.policy.parameters import ConflictRule

V = TypeVar("V")


def conflict(algebra: Algebra[V], outcomes: Mapping[str, V], rule: ConflictRule) -> V:
    """Whether the motivation of the school decides, from the outcomes of capacity and learning delay."""
    match rule:
        case ConflictRule.EITHER_SIDE:
            return _either_side(algebra, outcomes)
        case ConflictRule.COMPLETE_LWOO:
            return _complete_lwoo(algebra, outcomes)
        case ConflictRule.BOTH_COMPLETE:
            return algebra.all_of(outcomes["pro_full"], outcomes["lwoo_full"])
        case ConflictRule.NEVER:
            return algebra.always(NOT_MET)


def _either_side(algebra: Algebra[V], o: Mapping[str, V]) -> V:
    """Ib art. 15d lid 6: pro on IQ or on delay, lwoo on the other; or one domain pointing to each side."""
    mixed_domains = algebra.all_of(
        algebra.any_of(o["pro_iq"], o["lwoo_iq"]),
        o["any_delay"],
        algebra.opposite(o["pro_delay"]),
        algebra.opposite(o["lwoo_delay"]),
    )
    return algebra.any_of(
        algebra.all_of(o["pro_iq"], o["lwoo_delay"]),
        algebra.all_of(o["pro_delay"], o["lwoo_iq"]),
        mixed_domains,
    )


def _complete_lwoo(algebra: Algebra[V], o: Mapping[str, V]) -> V:
    """Ub WVO 2020 art. 2.46 lid 6 to the letter: pro on IQ or on delay, and all of lwoo besides."""
    return algebra.all_of(algebra.any_of(o["pro_iq"], o["pro_delay"]), o["lwoo_full"])
