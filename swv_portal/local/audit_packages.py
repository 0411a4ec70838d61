"""Whether a package we install has a known vulnerability: `python -m swv_portal.local.audit_packages`.

Asks a public database of advisories, so it needs the network. Without it nothing is said to be wrong, nor to be right.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .bootstrap import interpreter, prepare
from .children import dies_with_us
from .place import ROOT

VENV = ROOT / "var" / "venv-audit"
LOCK = ROOT / "requirements" / "audit.lock"
# What the portal and its tests install; bench.lock never leaves the machine that measures.
AUDITED = ("base.lock", "dev.lock")
PATIENCE = 150  # seconds
SKIPPED = "Overgeslagen"


def main() -> int:
    """Print what was found; 1 when a package is vulnerable, 0 when none is or nobody answered."""
    try:
        prepare(venv=VENV, lock=LOCK)
        answer = _ask()
    except (SystemExit, OSError, subprocess.TimeoutExpired):
        answer = None
    if answer is None:
        print(f"{SKIPPED}: de lijst met kwetsbaarheden is nu niet te bereiken.")
        return 0
    found = list(vulnerable(answer))
    print("\n".join(found) or "Geen bekende kwetsbaarheden.")
    return int(bool(found))


def vulnerable(answer: dict[str, Any]) -> Iterator[str]:
    """One line for every vulnerable package: its version, the advisories, and the version that repairs it."""
    for package in answer["dependencies"]:
        for one in package.get("vulns", ()):
            repaired = ", ".join(one["fix_versions"]) or "nog geen"
            yield f"{package['name']} {package['version']}: {one['id']} (verholpen in: {repaired})"


def _ask() -> dict[str, Any] | None:
    """The answer, or nothing when the database could not be asked."""
    with tempfile.TemporaryDirectory(prefix="swv-audit-") as folder:
        report = Path(folder) / "report.json"
        locks = [option for name in AUDITED for option in ("-r", str(ROOT / "requirements" / name))]
        options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "-s", "osv"]
        command = [str(interpreter(VENV)), "-m", "pip_audit", *options, *locks, "-f", "json", "-o", str(report)]
        subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, preexec_fn=dies_with_us())
        return json.loads(report.read_text()) if report.exists() and report.stat().st_size else None


if __name__ == "__main__":
    sys.exit(main())
