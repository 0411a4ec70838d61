"""Cognitive capacity (IQ). Ub WVO 2020 art. 2.46 lid 4 and 5."""

from __future__ import annotations

from typing import Any, TypeVar

from allocation.policy.algebra import Algebra

V = TypeVar("V")


def capacity(
    algebra: Algebra[V],
    iq_points: Any,
    *,
    social_emotional: V,
    pro: tuple[int, int],
    lwoo_a: tuple[int, int],
    lwoo_b: tuple[int, int],
) -> dict[str, V]:
    """Bands in whole IQ points, both ends included. The second lwoo band counts only with social-emotional problems."""
    alone = algebra.within(iq_points, *lwoo_a)
    together = algebra.within(iq_points, *lwoo_b)
    return {
        "pro_iq": algebra.within(iq_points, *pro),
        "lwoo_iq_a": alone,
        "lwoo_iq_b": together,
        "social_emotional": social_emotional,
        "lwoo_iq": algebra.any_of(alone, algebra.all_of(together, social_emotional)),
    }
