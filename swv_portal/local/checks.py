"""What is checked besides the tests: style, types, import floors, migrations, the compose file."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from .audit_packages import SKIPPED
from .bootstrap import VENV, interpreter
from .children import dies_with_us
from .console import say, seconds
from .place import ROOT

PYTHON = str(interpreter(VENV))
# This list only grows.
TYPED = (
    *("manage.py", "swv_portal/clock.py", "swv_portal/bsn.py", "swv_portal/audit", "swv_portal/local"),
    *("swv_portal/settings/production.py", "swv_portal/settings/local.py", "swv_portal/settings/test.py"),
    *("schools/access.py", "allocation/policy", "allocation/intake", "allocation/workflow.py"),
    "allocation/completeness.py",
    *(f"allocation/retention/{name}.py" for name in ("kinds", "terms", "due")),
)
CHECKS = {
    "types (mypy)": [PYTHON, "-m", "mypy", "--follow-imports", "silent", "--exclude", "demo_data", *TYPED],
    "stijl (ruff check)": [PYTHON, "-m", "ruff", "check", "."],
    "verdiepingen (import-linter)": [PYTHON, "-c", "from importlinter.cli import lint_imports_command as go; go()"],
    "migraties": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "docker-compose.yml": [
        PYTHON,
        *("-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
    ],
    "kwetsbare pakketten": [PYTHON, "-m", "swv_portal.local.audit_packages"],
}


def run_checks(*, environment: Mapping[str, str]) -> list[str]:
    """Run all checks side by side, print what failed, give the names of those."""
    started = time.monotonic()
    running = [(name, *_start(command, environment=environment)) for name, command in CHECKS.items()]
    failed = []
    for name, process, output in running:
        process.wait()
        duration = seconds(time.monotonic() - started)
        if process.returncode:
            failed.append(name)
            say(f"  ✗ {name} ({duration})\n{output.read_text(errors='replace')}")
        else:
            say(f"  ✓ {name}{_skipped(output)} ({duration})")
        output.unlink()
    return failed


def _skipped(output: Path) -> str:
    """The reason of a check that could not do its work here, so that nobody takes it for done."""
    last = output.read_text(errors="replace").strip().rpartition("\n")[2]
    return f" — {last}" if last.startswith(SKIPPED) else ""


def _start(command: list[str], *, environment: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], Path]:
    with tempfile.NamedTemporaryFile(prefix="swv-check-", delete=False) as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=dies_with_us(),  # noqa: PLW1509 (we start from one thread)
        )
    return process, Path(output.name)
