"""The national numbers of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from allocation.policy.grounds import Ground
from allocation.policy.law_files import LAW
from allocation.policy.numbers import Numbers, numbers_of, versions_in_force
from allocation.policy.parameters import Version


@lru_cache(maxsize=8192)
def numbers_on(day: date) -> Numbers:
    """The national numbers of a day. Days with the same numbers share one object. Raises NoRulesError."""
    return _numbers_of(versions_in_force(LAW, on=day))


@lru_cache(maxsize=8192)
def law_for_opting_out(day: date) -> Numbers:
    """The same, with the power to opt out as the ground of what an SWV sets itself. Raises NoRulesError."""
    return _with_power(numbers_on(day), LAW.in_force("opting_out_criteria", on=day))


_numbers_of = lru_cache(maxsize=256)(numbers_of)


@lru_cache(maxsize=256)
def _with_power(law: Numbers, power: Version) -> Numbers:
    ground = Ground(power.source.id)
    grounds = {**law.grounds, "own": ground, "lwoo_full": ground}
    return replace(law, versions=(*law.versions, power), grounds=grounds)
