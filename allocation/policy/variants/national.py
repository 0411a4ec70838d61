"""The national criteria: Ib WVO art. 15d until 31 July 2022, Ub WVO 2020 art. 2.46 since. The only rules pro knows."""

from __future__ import annotations

from allocation.policy.facts import Track
from allocation.policy.law_of_day import numbers_on
from allocation.policy.variant import Variant

__all__ = ["VARIANT", "numbers_on"]


class National(Variant):
    """The law as it stands; everything is inherited."""

    id = "national"
    name = "Landelijke criteria"
    summary = "De criteria, de procedure en de duur van de wet. Voor praktijkonderwijs is dit de enige mogelijkheid."
    tracks = frozenset(Track)


VARIANT = National()
