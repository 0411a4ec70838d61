"""Overlap and conflicting data (lid 6): the motivation of the school decides. Two readings of one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from allocation.policy.algebra import Algebra
from allocation.policy.parameters import ConflictRule

V = TypeVar("V")


def conflicts(algebra: Algebra[V], outcomes: Mapping[str, V]) -> dict[ConflictRule, V]:
    """Both readings side by side, from the outcomes of capacity and learning delay."""
    return {
        ConflictRule.EITHER_SIDE: _either_side(algebra, outcomes),
        ConflictRule.COMPLETE_LWOO: _complete_lwoo(algebra, outcomes),
    }


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
