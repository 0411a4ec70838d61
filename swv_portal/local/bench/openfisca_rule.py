"""The same rule in OpenFisca. Runs by itself in an environment of its own, so the portal never imports it.

Reads the columns of an .npz file; writes the outcome per row to another and prints the durations as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

ROUNDS = 3
SINGLE = 200
PERIOD = "2026-11"
DOMAINS = ("tl", "sp", "bl", "ir")
Pupil = build_entity("pupil", "pupils", "A pupil", is_person=True)


def variable(name: str, value_type: type, formula: Any = None) -> type[Variable]:
    """A variable class, as one normally writes by hand."""
    default = {"value_type": value_type, "entity": Pupil, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), {**default, **({"formula": formula} if formula else {})})


def enough(band: str) -> Any:
    """Two of the four domains, of which one is comprehensive reading or mathematical insight."""

    def formula(pupil: Any, period: Any) -> Any:
        tl, sp, bl, ir = (pupil(f"{band}_{domain}", period) for domain in DOMAINS)
        return (bl & ir) | ((bl | ir) & (tl | sp))

    return formula


def per_domain(domain: str) -> list[type[Variable]]:
    """What one domain shows."""
    dl, dle = f"dl_{domain}", f"dle_{domain}"
    return [
        variable(dl, int),
        variable(dle, int),
        variable(f"pro_{domain}", bool, lambda pupil, period: 2 * pupil(dle, period) <= pupil(dl, period)),
        variable(f"any_{domain}", bool, lambda pupil, period: 4 * pupil(dle, period) <= 3 * pupil(dl, period)),
        variable(
            f"lwoo_{domain}",
            bool,
            lambda pupil, period: pupil(f"any_{domain}", period) & ~pupil(f"pro_{domain}", period),
        ),
    ]


def pro_iq(pupil: Any, period: Any) -> Any:
    """IQ that fits pro."""
    iq = pupil("iq", period)
    return (iq >= 55) & (iq <= 80)


def lwoo_iq(pupil: Any, period: Any) -> Any:
    """IQ that fits lwoo."""
    iq = pupil("iq", period)
    return ((iq >= 75) & (iq <= 90)) | ((iq >= 91) & (iq <= 120) & pupil("problems", period))


def conflict(pupil: Any, period: Any) -> Any:
    """Lid 6 in the reading of practice."""
    pro, lwoo, either = (pupil(f"{band}_delay", period) for band in ("pro", "lwoo", "any"))
    by_iq, by_lwoo = pupil("pro_iq", period), pupil("lwoo_iq", period)
    return (by_iq & lwoo) | (pro & by_lwoo) | ((by_iq | by_lwoo) & either & ~pro & ~lwoo)


def outcome(pupil: Any, period: Any) -> Any:
    """0 lwoo, 1 pro, 2 motivering, 3 geen: the order of the portal."""
    cases = [
        pupil("conflict", period),
        pupil("pro_iq", period) & pupil("pro_delay", period),
        pupil("lwoo_iq", period) & pupil("lwoo_delay", period),
    ]
    return np.select(cases, [2, 1, 0], default=3)


def system() -> TaxBenefitSystem:
    """The whole rule."""
    rules = TaxBenefitSystem([Pupil])
    rules.add_variables(variable("iq", int), variable("problems", bool))
    rules.add_variables(*(one for domain in DOMAINS for one in per_domain(domain)))
    for band in ("pro", "lwoo", "any"):
        rules.add_variable(variable(f"{band}_delay", bool, enough(band)))
    for name, kind, formula in (
        ("pro_iq", bool, pro_iq),
        ("lwoo_iq", bool, lwoo_iq),
        ("conflict", bool, conflict),
        ("outcome", int, outcome),
    ):
        rules.add_variable(variable(name, kind, formula))
    return rules


def by_columns(rules: TaxBenefitSystem, columns: dict[str, Any]) -> tuple[float, float, Any]:
    """Seconds for all rows at once, with building the simulation (each run needs its own) and without; outcomes."""
    started = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(rules, len(columns["iq"]))
    built = time.perf_counter()
    for name, values in columns.items():
        simulation.set_input(name, PERIOD, values)
    found = simulation.calculate("outcome", PERIOD)
    done = time.perf_counter()
    return done - started, done - built, found


def one_by_one(rules: TaxBenefitSystem, columns: dict[str, Any]) -> float:
    """Seconds per dossier when every dossier is a situation of its own, as its web API does."""
    situations = [
        {"pupils": {"one": {name: {PERIOD: values[row].item()} for name, values in columns.items()}}}
        for row in range(SINGLE)
    ]
    started = time.perf_counter()
    for situation in situations:
        SimulationBuilder().build_from_dict(rules, situation).calculate("outcome", PERIOD)
    return (time.perf_counter() - started) / SINGLE


def main(source: Path, target: Path) -> None:
    """Measure, best of three rounds."""
    rules = system()
    columns = dict(np.load(source))
    rounds = [by_columns(rules, columns) for _ in range(ROUNDS)]
    np.save(target, rounds[0][2].astype(np.int8))
    single = min(one_by_one(rules, columns) for _ in range(ROUNDS))
    whole, calculating = (min(one[place] for one in rounds) for place in (0, 1))
    sys.stdout.write(json.dumps({"columns": whole, "calculating": calculating, "single": single}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
