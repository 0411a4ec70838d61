"""The national criteria: Ib WVO art. 15d until 31 July 2022, Ub WVO 2020 art. 2.46 since. The only rules pro knows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from allocation.policy.criteria.tracks import criteria
from allocation.policy.explanation import explain
from allocation.policy.law_files import LAW
from allocation.policy.numbers import Numbers, numbers_of, versions_in_force

__all__ = ["criteria", "explain", "numbers_on"]


@lru_cache(maxsize=8192)
def numbers_on(day: date) -> Numbers:
    """The national numbers of a day. Days with the same numbers share one object. Raises NoRulesError."""
    return _numbers_of(versions_in_force(LAW, on=day))


_numbers_of = lru_cache(maxsize=256)(numbers_of)
