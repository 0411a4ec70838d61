"""The command a visitor types first, in full: own database, own broker, all processes, invented data."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from swv_portal.local.checks import PYTHON
from swv_portal.local.place import ROOT
from tests.local.processes import descendants, gone_within, name_of

SERVICES = {"DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "SECRET_KEY", "PRIVATE_ROOT", "DJANGO_SETTINGS_MODULE"}
PATIENCE = 180
pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Data of a demo of its own, in a path with a space; reachable for the account the servers run as."""
    outer = Path(tempfile.mkdtemp(prefix="swv demo "))
    outer.chmod(0o711)
    yield outer / "gegevens"
    shutil.rmtree(outer, ignore_errors=True)


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name not in SERVICES}
    return subprocess.Popen(
        [PYTHON, "manage.py", "demo", *options],
        cwd=ROOT,
        env={**kept, "SWV_DATA": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def output_until(launcher: subprocess.Popen[str], text: str) -> str:
    """What the launcher said so far, up to and with the line that holds this text."""
    assert launcher.stdout
    told: list[str] = []
    deadline = time.monotonic() + PATIENCE
    for line in launcher.stdout:
        told.append(line)
        if text in line:
            return "".join(told)
        assert time.monotonic() < deadline, "".join(told)
    pytest.fail("".join(told))


def test_it_starts_stops_and_starts_again_with_the_same_data(folder: Path) -> None:
    first = start(folder, "--exit-after-start")
    told = first.communicate(timeout=PATIENCE)[0]
    assert first.returncode == 0, told
    assert re.search(r"Het portaal draait \(klaar in [\d,]+ s\):  http://localhost:\d+/", told)
    assert "beslisser@waterrijk.demo" in told
    again = start(folder, "--exit-after-start")
    assert again.communicate(timeout=PATIENCE)[0].count("✓") == told.count("✓")
    assert again.returncode == 0


def test_killed_with_9_it_leaves_nothing_and_the_next_start_works(folder: Path) -> None:
    launcher = start(folder)
    output_until(launcher, "Het portaal draait")
    below = descendants(launcher.pid)
    assert len(below) >= 5, "database, broker, worker, timetable and web server run"
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    assert not gone_within(below, seconds=30)
    again = start(folder)
    output_until(again, "Het portaal draait")
    again.send_signal(signal.SIGINT)
    assert "Gestopt." in again.communicate(timeout=60)[0]
    assert again.returncode == 0


def test_when_a_part_falls_over_all_stop_and_it_says_which(folder: Path) -> None:
    launcher = start(folder)
    output_until(launcher, "Stoppen met Ctrl-C")
    below = descendants(launcher.pid)
    broker = next(pid for pid in below if "valkey" in name_of(pid))
    os.kill(broker, signal.SIGKILL)
    assert "valkey is gestopt" in launcher.communicate(timeout=90)[0]
    assert launcher.returncode == 1
    assert not gone_within(below, seconds=5)
