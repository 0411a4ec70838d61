"""The legal numbers of one day, ready to compare with, and where each of them is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from allocation.policy.criteria.learning_delay import DelayNumbers
from allocation.policy.findings import Limit
from allocation.policy.grounds import Ground
from allocation.policy.measures import HIGHEST, LOWEST
from allocation.policy.parameters import Bound, ConflictRule, Law, Reading, Share, Version, reading_name

Band = tuple[int, int]
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
    """IQ bands in whole points with both ends included, delay numbers, the rule of each reading, and all grounds."""

    iq_bands: Mapping[str, Band]
    delay: DelayNumbers
    conflict: Mapping[Reading, ConflictRule]
    versions: tuple[Version, ...]
    grounds: Mapping[str, Ground]


def versions_in_force(law: Law, *, on: date) -> tuple[Version, ...]:
    """Raises NoRulesError when any of the numbers is not in force on the day."""
    return tuple(law.in_force(name, on=on) for name in NAMES)


def numbers_of(versions: tuple[Version, ...]) -> Numbers:
    by_name = dict(zip(NAMES, versions, strict=True))
    bounds = {name: version.bound or Bound() for name, version in by_name.items()}
    return Numbers(
        iq_bands={name: bounds[name].whole(lowest=LOWEST, highest=HIGHEST) for name in IQ_BANDS},
        delay=_delay_numbers(bounds),
        conflict={r: by_name[reading_name(r)].rule or ConflictRule.EITHER_SIDE for r in Reading},
        versions=versions,
        grounds=_grounds(by_name, bounds["lwoo_delay"]),
    )


def _delay_numbers(bounds: Mapping[str, Bound]) -> DelayNumbers:
    lwoo, pro = bounds["lwoo_delay"], Share.of(_floor(bounds["pro_delay"]))
    below = None if lwoo.below is None else Share.of(lwoo.below)
    return DelayNumbers(
        pro=pro,
        lwoo=Share.of(_floor(lwoo)),
        # One object where the law sets one bound, so that it is compared once.
        lwoo_below=pro if below == pro else below,
        domains=int(_floor(bounds["delay_domains"])),
        core_domains=int(_floor(bounds["delay_core_domains"])),
    )


def _floor(bound: Bound) -> Fraction:
    return bound.at_least or Fraction(0)


def _grounds(versions: Mapping[str, Version], lwoo_delay: Bound) -> dict[str, Ground]:
    """One ground per criterion; what only combines others stands on the paragraph of its track."""
    grounds = {name: Ground.of(version) for name, version in versions.items()}
    pro, lwoo = Ground(grounds["pro_iq"].source), Ground(grounds["lwoo_delay"].source)
    return grounds | {
        "any_delay": Ground(lwoo.source, Limit.of(Bound(at_least=lwoo_delay.at_least))),
        "lwoo_iq": lwoo,
        "pro_full": pro,
        "lwoo_full": lwoo,
    }
