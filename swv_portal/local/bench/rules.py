"""How fast the law is: one dossier with all its findings, and a million as columns."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from allocation.policy.columns import Columns, assess_columns
from allocation.policy.decide import assess
from allocation.policy.facts import Track
from allocation.policy.registry import ruleset
from allocation.policy.ruleset import NATIONAL
from allocation.policy.samples import random_columns, random_dossiers
from allocation.policy.simulate import simulate

from . import Measurement, fastest
from .by_hand import assess_by_hand, assess_columns_by_hand, exact_rows
from .openfisca import OpenFisca, run_openfisca

LAW_ON = dt.date(2026, 11, 1)
OWN_THRESHOLDS = {"iq_lowest": 70, "social_emotional_from": 101, "iq_use": "unless_delay_decides"}
MANY, SOME, SEED = 1_000_000, 5_000, 2046


def measure_rules() -> list[Measurement]:
    """Both, beside code written by hand and beside OpenFisca. Raises when they do not agree on the pupils."""
    columns = random_columns(MANY, SEED)
    openfisca = run_openfisca(columns)
    return [*_single(openfisca), *_columns(columns, openfisca), *_frameworks(columns, openfisca)]


def _single(openfisca: OpenFisca) -> list[Measurement]:
    dossiers = random_dossiers(SOME, SEED)
    explained = SOME / fastest(lambda: [assess(one, law_on=LAW_ON) for one in dossiers])
    ours = SOME / fastest(lambda: [assess(one, law_on=LAW_ON).seal for one in dossiers])
    by_hand = SOME / fastest(lambda: [assess_by_hand(one) for one in dossiers])
    name, unit = "één dossier, alle bevindingen, verzegeld", "dossiers/s"
    bare = "één dossier, alle bevindingen"
    return [
        Measurement(name=bare, value=explained, unit=unit, yardstick="OpenFisca", yardstick_value=1 / openfisca.single),
        Measurement(name=name, value=ours, unit=unit, yardstick="met de hand in Python", yardstick_value=by_hand),
        Measurement(name=name, value=ours, unit=unit, yardstick="OpenFisca", yardstick_value=1 / openfisca.single),
    ]


def _columns(columns: Columns, openfisca: OpenFisca) -> list[Measurement]:
    _agree(columns, assess_columns_by_hand(columns), openfisca.outcomes)
    ours = MANY / fastest(lambda: assess_columns(columns, law_on=LAW_ON)) / 1e6
    by_hand = MANY / fastest(lambda: assess_columns_by_hand(columns)) / 1e6
    other, calculating = MANY / openfisca.columns / 1e6, MANY / openfisca.calculating / 1e6
    name, unit = "een miljoen dossiers als kolommen", "miljoen/s"
    only = "OpenFisca, alleen het rekenen"
    return [
        Measurement(name=name, value=ours, unit=unit, yardstick="met de hand in NumPy", yardstick_value=by_hand),
        Measurement(name=name, value=ours, unit=unit, yardstick="OpenFisca", yardstick_value=other),
        Measurement(name=name, value=ours, unit=unit, yardstick=only, yardstick_value=calculating),
    ]


def _frameworks(columns: Columns, openfisca: OpenFisca) -> list[Measurement]:
    """What-if: all pupils under two frameworks, with counts per outcome and track and the cross table old to new."""
    choices = [NATIONAL, ruleset("opting_out_thresholds", OWN_THRESHOLDS, track=Track.LWOO)]
    seconds = fastest(lambda: simulate(columns, choices, law_on=LAW_ON))
    by_hand = fastest(lambda: assess_columns_by_hand(columns))
    ours, limit, other = (len(choices) / seconds, 1 / by_hand, 1 / openfisca.columns)
    name, unit = "een miljoen dossiers onder twee kaders", "miljoen/s"
    peak = _peak_memory(lambda: simulate(columns, choices, law_on=LAW_ON))
    peak_by_hand = _peak_memory(lambda: assess_columns_by_hand(columns))
    return [
        Measurement(
            name=f"{name}, met tellingen",
            value=seconds,
            unit="seconden",
            yardstick="één keer met de hand in NumPy",
            yardstick_value=by_hand,
        ),
        Measurement(name=name, value=ours, unit=unit, yardstick="met de hand in NumPy", yardstick_value=limit),
        Measurement(name=name, value=ours, unit=unit, yardstick="OpenFisca", yardstick_value=other),
        Measurement(
            name=f"{name}, geheugen erbij",
            value=peak,
            unit="MB",
            yardstick="met de hand in NumPy",
            yardstick_value=peak_by_hand,
        ),
    ]


def _peak_memory(work: Callable[[], object]) -> float:
    """The most memory (MB) the work holds at any moment, on top of the columns it is given."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def _agree(columns: Columns, *others: npt.NDArray[np.int8]) -> None:
    """A yardstick that computes something else measures nothing."""
    exact = exact_rows(columns)
    ours = assess_columns(columns, law_on=LAW_ON)[exact]
    for other in others:
        if differs := int((ours != other[exact]).sum()):
            raise AssertionError(f"{differs} van {len(ours)} uitkomsten verschillen van de meetlat")
