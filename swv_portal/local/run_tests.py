"""What `manage.py test` does: a fresh PostgreSQL, then pytest with whatever was asked."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .bootstrap import say
from .postgres import throw_away_cluster


def run(root: Path, arguments: list[str]) -> int:
    """Run the tests on a cluster of their own; returns pytest's exit code."""
    ensure_system_libraries()
    say("PostgreSQL starten voor de tests")
    with throw_away_cluster() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        say("Tests draaien")
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, cwd=root, env=environment, check=False).returncode


LIBRARIES = {"pango-1.0": "libpango-1.0-0", "pangoft2-1.0": "libpangoft2-1.0-0"}


def ensure_system_libraries() -> None:
    """Letters need Pango. As root on Debian it is installed; otherwise the exact line is printed and we go on."""
    absent = [package for library, package in LIBRARIES.items() if ctypes.util.find_library(library) is None]
    if not absent:
        return
    install = ["apt-get", "install", "--yes", "--quiet", *absent]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        say(f"Voor brieven ontbreekt: {', '.join(absent)}. Draai als beheerder: {' '.join(install)}")
        return
    say(f"Systeembibliotheken installeren: {', '.join(absent)}")
    subprocess.run(["apt-get", "update", "--quiet"], check=False, stdout=subprocess.DEVNULL)
    subprocess.run(install, check=False, stdout=subprocess.DEVNULL)
