"""Learning delay, 1 - DLE/DL, per domain and over the four domains. Ub WVO 2020 art. 2.46 lid 3, 4 and 5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from allocation.policy.algebra import Algebra, at_least
from allocation.policy.facts import Domain
from allocation.policy.parameters import Share

V = TypeVar("V")
BANDS = ("pro_delay", "lwoo_delay", "any_delay")
CORE = (Domain.BL, Domain.IR)
CRITERION = {(band, domain): f"{band}_{domain}" for band in BANDS for domain in Domain}


@dataclass(frozen=True, slots=True)
class DelayNumbers:
    """From which share a delay fits pro; from and below which it fits lwoo; in how many domains it must show."""

    pro: Share
    lwoo: Share
    lwoo_below: Share | None
    domains: int
    core_domains: int


def learning_delay(algebra: Algebra[V], delays: Mapping[Domain, Any], law: DelayNumbers) -> dict[str, V]:
    """Per domain and in total: a delay that fits pro, one that fits lwoo, and one large enough for either."""
    outcomes: dict[str, V] = {}
    for domain in Domain:
        pro, lwoo, either = _bands(algebra, delays[domain], law)
        outcomes[CRITERION["pro_delay", domain]] = pro
        outcomes[CRITERION["lwoo_delay", domain]] = lwoo
        outcomes[CRITERION["any_delay", domain]] = either
    for band in BANDS:
        outcomes[band] = _in_enough_domains(algebra, band, outcomes, law)
    return outcomes


def _bands(algebra: Algebra[V], measure: Any, law: DelayNumbers) -> tuple[V, V, V]:
    pro = algebra.delay_reaches(measure, law.pro)
    either = algebra.delay_reaches(measure, law.lwoo)
    if law.lwoo_below is None:
        return pro, either, either
    too_large = pro if law.lwoo_below == law.pro else algebra.delay_reaches(measure, law.lwoo_below)
    return pro, algebra.all_of(either, algebra.opposite(too_large)), either


def _in_enough_domains(algebra: Algebra[V], band: str, outcomes: Mapping[str, V], law: DelayNumbers) -> V:
    every = [outcomes[CRITERION[band, domain]] for domain in Domain]
    core = [outcomes[CRITERION[band, domain]] for domain in CORE]
    return algebra.all_of(at_least(law.domains, every, algebra), at_least(law.core_domains, core, algebra))
