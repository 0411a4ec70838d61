"""How fast the law is: one dossier with all its findings, and a million as columns."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from allocation.policy.columns import Columns, assess_columns
from allocation.policy.decide import assess
from allocation.policy.samples import random_columns, random_dossiers

from . import Measurement, fastest
from .by_hand import assess_by_hand, assess_columns_by_hand, exact_rows
from .openfisca import OpenFisca, run_openfisca

LAW_ON = dt.date(2026, 11, 1)
MANY, SOME, SEED = 1_000_000, 5_000, 2046


def measure_rules() -> list[Measurement]:
    """Both, beside code written by hand and beside OpenFisca. Raises when they do not agree on the pupils."""
    columns = random_columns(MANY, SEED)
    openfisca = run_openfisca(columns)
    return [*_single(openfisca), *_columns(columns, openfisca)]


def _single(openfisca: OpenFisca) -> list[Measurement]:
    dossiers = random_dossiers(SOME, SEED)
    ours = SOME / fastest(lambda: [assess(one, law_on=LAW_ON).seal for one in dossiers])
    by_hand = SOME / fastest(lambda: [assess_by_hand(one) for one in dossiers])
    name, unit = "één dossier, alle bevindingen, verzegeld", "dossiers/s"
    return [
        Measurement(name=name, value=ours, unit=unit, yardstick="met de hand in Python", yardstick_value=by_hand),
        Measurement(name=name, value=ours, unit=unit, yardstick="OpenFisca", yardstick_value=1 / openfisca.single),
    ]


def _columns(columns: Columns, openfisca: OpenFisca) -> list[Measurement]:
    _agree(columns, assess_columns_by_hand(columns), openfisca.outcomes)
    ours = MANY / fastest(lambda: assess_columns(columns, law_on=LAW_ON)) / 1e6
    by_hand = MANY / fastest(lambda: assess_columns_by_hand(columns)) / 1e6
    other = MANY / openfisca.columns / 1e6
    name, unit = "een miljoen dossiers als kolommen", "miljoen/s"
    return [
        Measurement(name=name, value=ours, unit=unit, yardstick="met de hand in NumPy", yardstick_value=by_hand),
        Measurement(name=name, value=ours, unit=unit, yardstick="OpenFisca", yardstick_value=other),
    ]


def _agree(columns: Columns, *others: npt.NDArray[np.int8]) -> None:
    """A yardstick that computes something else measures nothing."""
    exact = exact_rows(columns)
    ours = assess_columns(columns, law_on=LAW_ON)[exact]
    for other in others:
        if differs := int((ours != other[exact]).sum()):
            raise AssertionError(f"{differs} van {len(ours)} uitkomsten verschillen van de meetlat")
