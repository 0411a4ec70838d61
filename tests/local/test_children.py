"""No process outlives the command that started it."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from swv_portal.local.checks import PYTHON
from swv_portal.local.children import Children, DidNotStart
from swv_portal.local.place import ROOT
from tests.local.processes import gone_within, runs


@pytest.fixture
def children(tmp_path: Path) -> Children:
    return Children(logs=tmp_path)


def test_a_launcher_killed_with_9_leaves_no_child(tmp_path: Path) -> None:
    command = [PYTHON, "-m", "tests.local.launcher", str(tmp_path)]
    launcher = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert launcher.stdout
    child = int(launcher.stdout.readline())
    assert runs(child)
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    assert not gone_within({child}, seconds=10)


def test_all_stop_the_last_started_first(children: Children, tmp_path: Path) -> None:
    told = tmp_path / "order"
    for name in ("database", "web"):
        script = f"trap 'echo {name} >> {told}; exit' TERM; echo ready; while :; do sleep 0.05; done"
        child = children.start(name, ["sh", "-c", script], environment=os.environ)
        children.wait_until(child, lambda child=child: child.says("ready"))
    children.stop()
    assert told.read_text().split() == ["web", "database"]


def test_the_whole_group_goes(children: Children) -> None:
    child = children.start("group", ["sh", "-c", "sleep 120 & echo $!; wait"], environment=os.environ, whole_group=True)
    children.wait_until(child, lambda: bool(child.last_lines()))
    grandchild = int(child.last_lines())
    children.stop()
    assert not gone_within({child.process.pid, grandchild}, seconds=5)


def test_a_child_that_falls_over_says_why(children: Children) -> None:
    child = children.start("worker", ["sh", "-c", "echo geen verbinding met de broker; exit 3"], environment=os.environ)
    with pytest.raises(DidNotStart, match="worker stopte meteen weer:\ngeen verbinding met de broker"):
        children.wait_until(child, lambda: False)
    assert children.fallen() is child


def test_a_child_that_never_gets_ready_is_not_waited_for_endlessly(children: Children) -> None:
    child = children.start("web", ["sleep", "120"], environment=os.environ)
    with pytest.raises(DidNotStart, match="nog niet klaar"):
        children.wait_until(child, lambda: False, timeout=0.2)
    children.stop()


def test_its_log_is_only_ours(children: Children) -> None:
    child = children.start("web", ["true"], environment=os.environ)
    assert child.log.stat().st_mode & 0o777 == 0o600
    children.stop()


def test_being_asked_to_stop_halfway_a_look_never_blocks_the_stopping(tmp_path: Path) -> None:
    command = [PYTHON, "-m", "tests.local.looker", str(tmp_path)]
    looker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert looker.stdout
    for line in looker.stdout:
        if line == "kijkt\n":
            looker.send_signal(signal.SIGHUP)
        else:
            break
    assert line == "gestopt\n"
    assert looker.wait(timeout=60) == 0
