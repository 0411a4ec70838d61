"""The legal numbers of one day, ready to compare with, and where each of them is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from allocation.policy.criteria.learning_delay import DelayNumbers
from allocation.policy.findings import Limit
from allocation.policy.grounds import Ground
from allocation.policy.measures import HIGHEST, LOWEST
from allocation.policy.parameters import Bound, ConflictRule, Law, Reading, Share, Version, reading_name

Band = tuple[int, int]
# Nobody has an IQ in this band: it stands for a band that is not used.
NO_BAND: Band = (HIGHEST + 1, HIGHEST + 1)
IQ_BANDS = ("pro_iq", "lwoo_iq_a", "lwoo_iq_b")
NAMES = (
    *IQ_BANDS,
    "social_emotional",
    "pro_delay",
    "lwoo_delay",
    "delay_domains",
    "delay_core_domains",
    *(reading_name(reading) for reading in Reading),
)


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """IQ bands in whole points with both ends included, delay numbers, the rule of each reading, and all grounds.

    `conflict_rules`: each rule of the readings once, so that it is evaluated once.
    """

    iq_bands: Mapping[str, Band]
    delay: DelayNumbers
    conflict: Mapping[Reading, ConflictRule]
    conflict_rules: tuple[ConflictRule, ...]
    versions: tuple[Version, ...]
    grounds: Mapping[str, Ground]


def versions_in_force(law: Law, *, on: date) -> tuple[Version, ...]:
    """Raises NoRulesError when any of the numbers is not in force on the day."""
    return tuple(law.in_force(name, on=on) for name in NAMES)


def numbers_of(versions: tuple[Version, ...]) -> Numbers:
    by_name = dict(zip(NAMES, versions, strict=True))
    bounds = {name: version.bound or Bound() for name, version in by_name.items()}
    conflict = {r: by_name[reading_name(r)].rule or ConflictRule.EITHER_SIDE for r in Reading}
    return Numbers(
        iq_bands={name: bounds[name].whole(lowest=LOWEST, highest=HIGHEST) for name in IQ_BANDS},
        delay=_delay_numbers(bounds),
        conflict=conflict,
        conflict_rules=tuple(dict.fromkeys(conflict.values())),
        versions=versions,
        grounds=_grounds(by_name, bounds["lwoo_delay"]),
    )


def _delay_numbers(bounds: Mapping[str, Bound]) -> DelayNumbers:
    lwoo, pro = bounds["lwoo_delay"], Share.of(_floor(bounds["pro_delay"]))
    domains, core_domains = (int(_floor(bounds[name])) for name in ("delay_domains", "delay_core_domains"))
    below = None if lwoo.below is None else Share.of(lwoo.below)
    return DelayNumbers(
        pro=pro,
        lwoo=Share.of(_floor(lwoo)),
        # One object where the law sets one bound, so that it is compared once.
        lwoo_below=pro if below == pro else below,
        domains=domains,
        core_domains=core_domains,
        lwoo_domains=domains,
        lwoo_core_domains=core_domains,
    )


def _floor(bound: Bound) -> Fraction:
    return bound.at_least or Fraction(0)


def _grounds(versions: Mapping[str, Version], lwoo_delay: Bound) -> dict[str, Ground]:
    """One ground per criterion; what only combines others stands on the paragraph of its track."""
    grounds = {name: Ground.of(version) for name, version in versions.items()}
    pro, lwoo = Ground(grounds["pro_iq"].source), Ground(grounds["lwoo_delay"].source)
    return grounds | {
        **dict.fromkeys(("pro_domains", "lwoo_domains", "any_domains"), grounds["delay_domains"]),
        "any_delay": Ground(lwoo.source, Limit.of(Bound(at_least=lwoo_delay.at_least))),
        "lwoo_iq": lwoo,
        "pro_full": pro,
        "lwoo_full": lwoo,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLwoo:
    """The lwoo numbers an SWV sets itself; what is None stays as the law has it. Parts of the DL are fractions."""

    iq_lowest: int | None = None
    iq_highest: int | None = None
    social_emotional_from: int | None = None
    social_emotional_counts: bool = True
    delay_at_least: Fraction | None = None
    delay_has_no_upper_bound: bool = False
    domains: int | None = None
    core_domains: int | None = None
    conflict: ConflictRule | None = None


def with_own_lwoo(law: Numbers, own: OwnLwoo) -> Numbers:
    """The numbers of the law with those of an SWV for lwoo; what it changed rests on the power to opt out."""
    source = law.grounds["own"].source
    bands, delay = _own_bands(law, own), _own_delay(law.delay, own)
    conflict = law.conflict if own.conflict is None else dict.fromkeys(Reading, own.conflict)
    return replace(
        law,
        iq_bands={**law.iq_bands, **bands},
        delay=delay,
        conflict=conflict,
        conflict_rules=tuple(dict.fromkeys(conflict.values())),
        grounds={**law.grounds, **_own_grounds(law, bands, delay, own, source)},
    )


def _own_bands(law: Numbers, own: OwnLwoo) -> dict[str, Band]:
    (lowest, _), (boundary, highest) = law.iq_bands["lwoo_iq_a"], law.iq_bands["lwoo_iq_b"]
    lowest = lowest if own.iq_lowest is None else own.iq_lowest
    highest = highest if own.iq_highest is None else own.iq_highest
    boundary = boundary if own.social_emotional_from is None else own.social_emotional_from
    if not own.social_emotional_counts or boundary > highest:
        return {"lwoo_iq_a": (lowest, highest), "lwoo_iq_b": NO_BAND}
    if boundary <= lowest:
        return {"lwoo_iq_a": NO_BAND, "lwoo_iq_b": (lowest, highest)}
    return {"lwoo_iq_a": (lowest, boundary - 1), "lwoo_iq_b": (boundary, highest)}


def _own_delay(law: DelayNumbers, own: OwnLwoo) -> DelayNumbers:
    lwoo = law.lwoo if own.delay_at_least is None else Share.of(own.delay_at_least)
    return replace(
        law,
        # One object for one bound, so that it is compared once.
        lwoo=law.pro if lwoo == law.pro else lwoo,
        lwoo_below=None if own.delay_has_no_upper_bound else law.lwoo_below,
        lwoo_domains=law.lwoo_domains if own.domains is None else own.domains,
        lwoo_core_domains=law.lwoo_core_domains if own.core_domains is None else own.core_domains,
    )


def _own_grounds(
    law: Numbers, bands: Mapping[str, Band], delay: DelayNumbers, own: OwnLwoo, source: str
) -> dict[str, Ground]:
    """Grounds of what differs from the law, and of everything that builds on it."""
    changed: dict[str, Ground] = {}
    for name, band in bands.items():
        if band != law.iq_bands[name]:
            low, high = band
            limit = None if band == NO_BAND else Limit(at_least=str(low), at_most=str(high))
            changed[name] = Ground(source, limit, low)
    if (delay.lwoo, delay.lwoo_below) != (law.delay.lwoo, law.delay.lwoo_below):
        least, below = str(delay.lwoo.part), None if delay.lwoo_below is None else str(delay.lwoo_below.part)
        changed["lwoo_delay"] = Ground(source, Limit(at_least=least, below=below))
        changed["any_delay"] = Ground(source, Limit(at_least=least))
    counts = (delay.lwoo_domains, delay.lwoo_core_domains)
    if counts != (law.delay.lwoo_domains, law.delay.lwoo_core_domains):
        core = None if delay.lwoo_core_domains == law.delay.lwoo_core_domains else delay.lwoo_core_domains
        domains = Ground(source, Limit(at_least=str(delay.lwoo_domains)), delay.lwoo_domains, core)
        changed |= {"lwoo_domains": domains, "any_domains": domains}
    if own.conflict is not None:
        changed |= {reading_name(reading): Ground(source) for reading in Reading}
    return changed | {"lwoo_iq": Ground(source)}
