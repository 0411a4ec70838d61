"""Learning delay, 1 - DLE/DL, per domain and over the four domains. Ub WVO 2020 art. 2.46 lid 3, 4 and 5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

from allocation.policy.algebra import Algebra
from allocation.policy.facts import Domain
from allocation.policy.parameters import Share

V = TypeVar("V")
BANDS = ("pro_delay", "lwoo_delay", "any_delay")
# Names of the criteria per domain, by band, in the order of Domain.
PER_DOMAIN = {band: tuple(f"{band}_{domain}" for domain in Domain) for band in BANDS}
# At least one must be comprehensive reading or mathematical insight; technical reading with spelling never counts.
CORE = slice(2, 4)
in_order = itemgetter(*Domain)


@dataclass(frozen=True, slots=True)
class DelayNumbers:
    """From which share a delay fits pro; from and below which it fits lwoo; in how many domains each must show."""

    pro: Share
    lwoo: Share
    lwoo_below: Share | None
    domains: int
    core_domains: int
    lwoo_domains: int
    lwoo_core_domains: int


def learning_delay(algebra: Algebra[V], delays: Mapping[Domain, Any], law: DelayNumbers) -> dict[str, V]:
    """Per domain and in total: a delay that fits pro, one that fits lwoo, and one large enough for either."""
    outcomes: dict[str, V] = {}
    per_domain = [bands_of(algebra, measure, law) for measure in in_order(delays)]
    for (band, names), found in zip(PER_DOMAIN.items(), zip(*per_domain, strict=True), strict=True):
        outcomes.update(zip(names, found, strict=True))
        outcomes[band] = _shown(algebra, found, *_counts(law, band))
    return outcomes


def _counts(law: DelayNumbers, band: str) -> tuple[int, int]:
    if band == "pro_delay":
        return law.domains, law.core_domains
    return law.lwoo_domains, law.lwoo_core_domains


def _shown(algebra: Algebra[V], found: Sequence[V], domains: int, core_domains: int) -> V:
    enough = algebra.at_least(domains, found)
    return algebra.all_of(enough, algebra.at_least(core_domains, found[CORE])) if core_domains else enough


def bands_of(algebra: Algebra[V], measure: Any, law: DelayNumbers) -> tuple[V, V, V]:
    """One domain: a delay that fits pro, one that fits lwoo, and one large enough for either."""
    pro = algebra.delay_reaches(measure, law.pro)
    either = algebra.delay_reaches(measure, law.lwoo)
    if law.lwoo_below is None:
        return pro, either, either
    too_large = pro if law.lwoo_below is law.pro else algebra.delay_reaches(measure, law.lwoo_below)
    return pro, algebra.all_of(either, algebra.opposite(too_large)), either
