"""The findings on one dossier: each criterion with value, bound, source and reason.

Equal facts under equal numbers share their findings: these never change, and a country has few different scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from allocation.policy.algebra import NOT_MET, SCALAR
from allocation.policy.criteria.capacity import capacity
from allocation.policy.criteria.learning_delay import PER_DOMAIN, bands_of, in_order
from allocation.policy.criteria.tracks import CONFLICT, NATIONAL_LWOO, PRO
from allocation.policy.facts import DelayMeasure, Domain, Dossier
from allocation.policy.findings import Finding
from allocation.policy.grounds import on_answer, on_conflict, on_count, on_delay, on_iq, on_lwoo_iq, on_track
from allocation.policy.measures import Range
from allocation.policy.numbers import Numbers
from allocation.policy.parameters import reading_name

KEPT = 1 << 16


def explain(
    dossier: Dossier,
    outcomes: Mapping[str, int],
    numbers: Numbers,
    lwoo: tuple[str, str] = NATIONAL_LWOO,
    *,
    social_emotional: bool | None,
) -> tuple[Finding, ...]:
    """In the order of the law: capacity, the four domains, the totals, both tracks, lid 6 in both readings.

    `lwoo`: the two criteria that make up lwoo. `social_emotional`: as tested, or as the school judged.
    """
    iq = dossier.iq_points
    found = _on_capacity(numbers, iq.low, iq.high, social_emotional)
    for domain, measure in zip(Domain, in_order(dossier.delays), strict=True):
        level = measure.dle_months
        found += _on_domain(numbers, domain, measure.dl_months, level.low, level.high)
    return found + _on_totals(numbers, lwoo, tuple(outcomes), tuple(outcomes.values()))


@lru_cache(maxsize=KEPT)
def _on_capacity(numbers: Numbers, low: int, high: int, answer: bool | None) -> tuple[Finding, ...]:
    iq, grounds = Range(low, high), numbers.grounds
    outcomes = capacity(SCALAR, iq, SCALAR.affirmed(answer), numbers.iq_bands)
    return (
        *(on_iq(name, outcomes[name], iq, grounds[name]) for name in numbers.iq_bands),
        on_answer("social_emotional", outcomes["social_emotional"], answer, grounds["social_emotional"]),
        on_lwoo_iq(outcomes, iq, grounds["lwoo_iq"], lowest=grounds["lwoo_iq_a"].lowest),
    )


@lru_cache(maxsize=KEPT)
def _on_domain(numbers: Numbers, domain: Domain, dl_months: int | None, low: int, high: int) -> tuple[Finding, ...]:
    measure = DelayMeasure(dl_months, Range(low, high))
    outcomes = bands_of(SCALAR, measure, numbers.delay)
    # Only lwoo has an upper side: outside its band, yet not too small, means too large.
    large = outcomes[-1] != NOT_MET
    return tuple(
        on_delay(f"{band}_{domain}", outcome, measure, numbers.grounds[band], large=large and band == "lwoo_delay")
        for band, outcome in zip(PER_DOMAIN, outcomes, strict=True)
    )


@lru_cache(maxsize=KEPT)
def _on_totals(
    numbers: Numbers, lwoo: tuple[str, str], names: tuple[str, ...], values: tuple[int, ...]
) -> tuple[Finding, ...]:
    outcomes = dict(zip(names, values, strict=True))
    return (*_on_delays(numbers, outcomes), *_on_tracks(numbers, lwoo, outcomes), *_on_conflicts(numbers, outcomes))


def _on_delays(numbers: Numbers, outcomes: Mapping[str, int]) -> Iterator[Finding]:
    for band, names in PER_DOMAIN.items():
        domains = [outcomes[name] for name in names]
        needed = numbers.delay.domains if band == "pro_delay" else numbers.delay.lwoo_domains
        yield on_count(band, outcomes[band], domains, needed, numbers.grounds[band.replace("_delay", "_domains")])


def _on_tracks(numbers: Numbers, lwoo: tuple[str, str], outcomes: Mapping[str, int]) -> Iterator[Finding]:
    for full, (iq, delay) in (("pro_full", PRO), ("lwoo_full", lwoo)):
        yield on_track(full, outcomes[full], outcomes[iq], outcomes[delay], numbers.grounds[full])


def _on_conflicts(numbers: Numbers, outcomes: Mapping[str, int]) -> Iterator[Finding]:
    for reading, name in CONFLICT.items():
        yield on_conflict(name, outcomes[name], outcomes, numbers.grounds[reading_name(reading)])
