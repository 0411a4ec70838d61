"""From a bare Python to a working environment, and clear words when that cannot be."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from pathlib import Path

import pytest

from swv_portal.local import bootstrap, system_packages

OLD_PYTHON = (3, 10, 4)


def test_the_installer_comes_with_its_hashes() -> None:
    block = bootstrap._block_of("uv", bootstrap.LOCK.read_text())
    assert re.match(r"uv==[\d.]+ \\\n", block)
    assert block.count("--hash=sha256:") > 1
    assert len(re.findall(r"^\S+==", block, re.M)) == 1


def test_an_unfit_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", OLD_PYTHON)
    with pytest.raises(SystemExit, match=r"Python 3.11, 3.12 of 3.13 is nodig; dit is 3.10"):
        bootstrap._require_python()


def test_without_python3_venv_the_exact_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends python3-venv"):
        system_packages.ensure_venv_module()


def test_missing_libraries_are_named_and_work_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "missing_packages", lambda browser: ["libpango-1.0-0"])
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    system_packages.ensure_system_packages(browser=False)
    assert "sudo apt-get install -y --no-install-recommends libpango-1.0-0" in capsys.readouterr().out


def test_an_environment_that_is_up_to_date_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "one.lock"
    lock.write_text("")
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(bootstrap.interpreter(bootstrap.VENV).resolve())
    (venv / ".one.sha256").write_text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    monkeypatch.setattr(bootstrap, "_run", lambda command: pytest.fail(f"ran {command}"))
    bootstrap.prepare(venv=venv, lock=lock)


def test_without_an_environment_other_commands_say_what_to_do_first(tmp_path: Path) -> None:
    """As on a fresh clone: a bare interpreter that sees none of our packages."""
    for name in ("manage.py", "swv_portal/__init__.py"):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        target.write_text((bootstrap.ROOT / name).read_text())
    (tmp_path / "swv_portal" / "local").symlink_to(bootstrap.ROOT / "swv_portal" / "local")
    bare = Path(bootstrap.interpreter(bootstrap.VENV)).resolve()
    code = (
        "import sys, pathlib; from swv_portal.local import bootstrap; "
        f"bootstrap.VENV = pathlib.Path({str(tmp_path / 'none')!r}); bootstrap.enter(argv=['manage.py', 'shell'])"
    )
    command = [bare, "-S", "-c", code]
    environment = {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "python3 manage.py demo" in done.stderr
