"""Cognitive capacity (IQ). Ub WVO 2020 art. 2.46 lid 4 and 5."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from allocation.policy.algebra import Algebra

V = TypeVar("V")


def capacity(
    algebra: Algebra[V], iq_points: Any, social_emotional: V, bands: Mapping[str, tuple[int, int]]
) -> dict[str, V]:
    """The second lwoo band (91 to 120) counts only together with social-emotional problems."""
    outcomes = {name: algebra.within(iq_points, *band) for name, band in bands.items()}
    outcomes["social_emotional"] = social_emotional
    with_problems = algebra.all_of(outcomes["lwoo_iq_b"], social_emotional)
    outcomes["lwoo_iq"] = algebra.any_of(outcomes["lwoo_iq_a"], with_problems)
    return outcomes
