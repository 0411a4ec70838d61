"""The national criteria: Ib WVO art. 15d until 31 July 2022, Ub WVO 2020 art. 2.46 since. The only rules pro knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from allocation.policy.algebra import NOT_MET, Algebra
from allocation.policy.criteria.capacity import capacity
from allocation.policy.criteria.conflict import conflicts
from allocation.policy.criteria.learning_delay import BANDS, CRITERION, DelayNumbers, learning_delay
from allocation.policy.facts import Domain, Dossier
from allocation.policy.findings import Finding, Limit
from allocation.policy.grounds import Ground, on_answer, on_conflict, on_count, on_delay, on_iq, on_lwoo_iq, on_track
from allocation.policy.law_files import LAW
from allocation.policy.measures import HIGHEST, LOWEST
from allocation.policy.parameters import Bound, ConflictRule, Law, Reading, Share, Version, reading_name

V = TypeVar("V")
CONFLICT = {reading: f"conflict_{reading}" for reading in Reading}
NUMBERS = (
    "pro_iq",
    "lwoo_iq_a",
    "lwoo_iq_b",
    "social_emotional",
    "pro_delay",
    "lwoo_delay",
    "delay_domains",
    "delay_core_domains",
)


@dataclass(frozen=True, slots=True)
class NationalLaw:
    """The national numbers of one day, ready to compare with, and where each is written."""

    pro_iq: tuple[int, int]
    lwoo_iq_a: tuple[int, int]
    lwoo_iq_b: tuple[int, int]
    delay: DelayNumbers
    conflict: Mapping[Reading, ConflictRule]
    versions: tuple[Version, ...]
    grounds: Mapping[str, Ground]


def national_law(law: Law, *, on: date) -> NationalLaw:
    """The numbers in force on a day; raises NoRulesError when there are none."""
    names = (*NUMBERS, *(reading_name(reading) for reading in Reading))
    versions = {name: law.in_force(name, on=on) for name in names}
    bounds = {name: versions[name].bound or Bound() for name in NUMBERS}
    return NationalLaw(
        pro_iq=bounds["pro_iq"].whole(lowest=LOWEST, highest=HIGHEST),
        lwoo_iq_a=bounds["lwoo_iq_a"].whole(lowest=LOWEST, highest=HIGHEST),
        lwoo_iq_b=bounds["lwoo_iq_b"].whole(lowest=LOWEST, highest=HIGHEST),
        delay=_delay_numbers(bounds),
        conflict={reading: law.rule_in_force(reading, on=on) for reading in Reading},
        versions=tuple(versions.values()),
        grounds=_grounds(versions),
    )


@lru_cache(maxsize=8192)
def law_on(day: date) -> NationalLaw:
    """The national law of a day, from the files of the law."""
    return national_law(LAW, on=day)


def _delay_numbers(bounds: Mapping[str, Bound]) -> DelayNumbers:
    lwoo = bounds["lwoo_delay"]
    return DelayNumbers(
        pro=Share.of(_floor(bounds["pro_delay"])),
        lwoo=Share.of(_floor(lwoo)),
        lwoo_below=None if lwoo.below is None else Share.of(lwoo.below),
        domains=int(_floor(bounds["delay_domains"])),
        core_domains=int(_floor(bounds["delay_core_domains"])),
    )


def _floor(bound: Bound) -> Fraction:
    return bound.at_least or Fraction(0)


def _grounds(versions: Mapping[str, Version]) -> dict[str, Ground]:
    """One ground per criterion; what only combines others stands on the paragraph of its track."""
    grounds = {name: Ground.of(version) for name, version in versions.items()}
    pro, lwoo = Ground(grounds["pro_iq"].source), Ground(grounds["lwoo_delay"].source)
    lowest = versions["lwoo_delay"].bound or Bound()
    return grounds | {
        "any_delay": Ground(lwoo.source, Limit.of(Bound(at_least=lowest.at_least))),
        "lwoo_iq": lwoo,
        "pro_full": pro,
        "lwoo_full": lwoo,
    }


def criteria(algebra: Algebra[V], facts: Any, law: NationalLaw) -> dict[str, V]:
    """Every criterion of both tracks, no short cuts. `facts`: a dossier, or columns with the same names inside."""
    outcomes = capacity(
        algebra,
        facts.iq_points,
        social_emotional=algebra.affirmed(facts.social_emotional),
        pro=law.pro_iq,
        lwoo_a=law.lwoo_iq_a,
        lwoo_b=law.lwoo_iq_b,
    )
    outcomes |= learning_delay(algebra, facts.delays, law.delay)
    outcomes["pro_full"] = algebra.all_of(outcomes["pro_iq"], outcomes["pro_delay"])
    outcomes["lwoo_full"] = algebra.all_of(outcomes["lwoo_iq"], outcomes["lwoo_delay"])
    by_rule = conflicts(algebra, outcomes)
    for reading, rule in law.conflict.items():
        outcomes[CONFLICT[reading]] = by_rule[rule]
    return outcomes


def findings(dossier: Dossier, outcomes: Mapping[str, int], law: NationalLaw) -> tuple[Finding, ...]:
    """The explanation: each criterion with value, bound, source and reason, in the order of the law."""
    return (
        *_on_capacity(dossier, outcomes, law),
        *_on_domains(dossier, outcomes, law),
        *_on_totals(outcomes, law),
    )


def _on_capacity(dossier: Dossier, outcomes: Mapping[str, int], law: NationalLaw) -> Iterator[Finding]:
    iq, grounds = dossier.iq_points, law.grounds
    for name in ("pro_iq", "lwoo_iq_a", "lwoo_iq_b"):
        yield on_iq(name, outcomes[name], iq, grounds[name])
    answer = dossier.social_emotional
    yield on_answer("social_emotional", outcomes["social_emotional"], answer, grounds["social_emotional"])
    yield on_lwoo_iq(outcomes, iq, grounds["lwoo_iq"], lowest=law.lwoo_iq_a[0])


def _on_domains(dossier: Dossier, outcomes: Mapping[str, int], law: NationalLaw) -> Iterator[Finding]:
    for domain, measure in dossier.delays.items():
        large = outcomes[CRITERION["any_delay", domain]] != NOT_MET
        for band in BANDS:
            name = CRITERION[band, domain]
            yield on_delay(name, outcomes[name], measure, law.grounds[band], large=large)


def _on_totals(outcomes: Mapping[str, int], law: NationalLaw) -> Iterator[Finding]:
    grounds, needed = law.grounds, law.delay.domains
    for band in BANDS:
        domains = [outcomes[CRITERION[band, domain]] for domain in Domain]
        yield on_count(band, outcomes[band], domains, needed, grounds["delay_domains"])
    for track in ("pro", "lwoo"):
        iq, delay, full = outcomes[f"{track}_iq"], outcomes[f"{track}_delay"], f"{track}_full"
        yield on_track(full, outcomes[full], iq, delay, grounds[full])
    for reading, name in CONFLICT.items():
        yield on_conflict(name, outcomes[name], outcomes, grounds[reading_name(reading)])
