"""Runs OpenFisca in an environment of its own: a yardstick, AGPL, never part of the portal."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from allocation.policy.columns import Columns
from swv_portal.local.bootstrap import interpreter, prepare
from swv_portal.local.children import dies_with_us
from swv_portal.local.place import ROOT

VENV = ROOT / "var" / "venv-bench"
LOCK = ROOT / "requirements" / "bench.lock"


@dataclass(frozen=True, slots=True)
class OpenFisca:
    """Seconds for all columns (with building the simulation, and only calculating), per single dossier; outcomes."""

    columns: float
    calculating: float
    single: float
    outcomes: npt.NDArray[np.int8]


def run_openfisca(columns: Columns) -> OpenFisca:
    """Measure the same pupils there."""
    prepare(venv=VENV, lock=LOCK)
    with tempfile.TemporaryDirectory(prefix="swv-bench-") as folder:
        source, target = Path(folder) / "in.npz", Path(folder) / "out.npy"
        np.savez(source, allow_pickle=False, **_arrays(columns))
        rule = Path(__file__).with_name("openfisca_rule.py")
        command = [str(interpreter(VENV)), str(rule), str(source), str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=dies_with_us())
        if done.returncode:
            raise RuntimeError(f"OpenFisca: {done.stderr[-800:]}")
        return OpenFisca(**json.loads(done.stdout), outcomes=np.load(target))


def _arrays(columns: Columns) -> dict[str, npt.NDArray[np.generic]]:
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "iq": columns.iq_points.low.astype(np.int32),
        "problems": columns.social_emotional == 1,
    }
    for domain, delay in columns.delays.items():
        arrays[f"dl_{domain}"] = delay.dl_months.astype(np.int32)
        arrays[f"dle_{domain}"] = delay.dle_months.low.astype(np.int32)
    return arrays
