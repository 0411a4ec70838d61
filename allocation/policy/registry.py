"""Which variants there are. A new one is one line here, its own file, a table of cases and a page of docs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from allocation.policy.facts import Track
from allocation.policy.law_of_day import law_for_opting_out, numbers_on
from allocation.policy.needs import Needs
from allocation.policy.numbers import Numbers
from allocation.policy.options import BadOptions, Options, read_options
from allocation.policy.parameters import Reading
from allocation.policy.ruleset import NATIONAL, Ruleset
from allocation.policy.variant import Variant
from allocation.policy.variants import (
    demo_reading_first,
    national,
    opting_out_no_designation,
    opting_out_school_judgement,
    opting_out_thresholds,
)

VARIANTS: tuple[Variant, ...] = (
    national.VARIANT,
    opting_out_thresholds.VARIANT,
    opting_out_school_judgement.VARIANT,
    opting_out_no_designation.VARIANT,
    demo_reading_first.VARIANT,
)
_BY_ID = {variant.id: variant for variant in VARIANTS}


class UnknownVariant(LookupError):
    """There is no such variant; the message is Dutch, for the screen."""


class NotForPro(ValueError):
    """Opting out was tried for pro, which the law does not allow; the message is Dutch, for the screen."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A ruleset on one day, ready to run: variant, typed options and the numbers of that day."""

    variant: Variant
    options: Options
    numbers: Numbers


def get(variant_id: str) -> Variant:
    """The variant with this id. Raises UnknownVariant."""
    try:
        return _BY_ID[variant_id]
    except KeyError:
        known = ", ".join(_BY_ID)
        raise UnknownVariant(f"De variant {variant_id!r} bestaat niet. Kies uit: {known}.") from None


def choices_for(track: Track, *, examples: bool = False) -> tuple[Variant, ...]:
    """The variants an SWV may choose for a track; for pro only the national rules."""
    return tuple(one for one in VARIANTS if track in one.tracks and (examples or not one.is_example))


def ruleset(
    variant_id: str,
    values: Mapping[str, Any],
    *,
    track: Track,
    reading: Reading = Reading.PRACTICE,
    id: str = "",
    name: str = "",
    starts_on: date | None = None,
) -> Ruleset:
    """The choice of an SWV, with every option checked and filled in. Raises BadOptions, NotForPro, UnknownVariant."""
    variant = get(variant_id)
    refuse_for_pro(variant, track)
    options = read_options(variant.options, values)
    if errors := variant.check(options, law_for_opting_out(starts_on or date.max)):
        raise BadOptions(errors)
    plain = msgspec.json.decode(_ENCODER.encode(options))
    return Ruleset(variant.id, variant.revision, plain, reading, id, name, starts_on)


def refuse_for_pro(variant: Variant, track: Track) -> None:
    """WVO 2020 art. 2.48 names lwoo alone. Raises NotForPro."""
    if track not in variant.tracks:
        raise NotForPro(
            f"‘{variant.name}’ kan niet voor praktijkonderwijs: opting out bestaat alleen voor lwoo "
            "(WVO 2020 art. 2.48 lid 1). Voor praktijkonderwijs gelden altijd de landelijke criteria."
        )


def for_track(chosen: Ruleset, track: Track) -> Ruleset:
    """The ruleset for a request on this track: what an SWV chose for lwoo never reaches pro."""
    return chosen if track in get(chosen.variant).tracks else Ruleset(reading=chosen.reading)


def plan(chosen: Ruleset, *, track: Track, law_on: date) -> Plan:
    """The ruleset on a day. Raises NoRulesError, NotForPro, UnknownVariant, BadOptions."""
    if chosen is NATIONAL:
        return _national(law_on)
    return _plan(chosen.variant, chosen.revision, _ENCODER.encode(chosen.options), track, law_on)


def needs_of(chosen: Ruleset, *, track: Track, law_on: date) -> Needs:
    """What must be known of a pupil; pro always needs what the law asks."""
    if track is Track.PRO:
        chosen = NATIONAL
    found = plan(chosen, track=track, law_on=law_on)
    return found.variant.needs(found.numbers, found.options)


@lru_cache(maxsize=8192)
def _national(law_on: date) -> Plan:
    return Plan(national.VARIANT, Options(), numbers_on(law_on))


@lru_cache(maxsize=8192)
def _plan(variant_id: str, revision: int, options_json: bytes, track: Track, law_on: date) -> Plan:
    variant = get(variant_id)
    refuse_for_pro(variant, track)
    if variant is national.VARIANT:
        return _national(law_on)
    law = law_for_opting_out(law_on)
    options, numbers = _numbers(variant_id, revision, options_json, law)
    return Plan(variant, options, numbers)


@lru_cache(maxsize=1024)
def _numbers(variant_id: str, revision: int, options_json: bytes, law: Numbers) -> tuple[Options, Numbers]:
    """Days with the same law share one object, so that findings are shared too."""
    variant = get(variant_id)
    values = variant.upgraded(msgspec.json.decode(options_json), revision)
    options = read_options(variant.options, values)
    return options, variant.numbers(law, options)


_ENCODER = msgspec.json.Encoder(order="sorted")
