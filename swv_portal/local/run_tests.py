"""What `manage.py test` does: a fresh PostgreSQL, then pytest with whatever was asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .bootstrap import say
from .postgres import throw_away_cluster


def run(root: Path, arguments: list[str]) -> int:
    """Run the tests on a cluster of their own; returns pytest's exit code."""
    say("PostgreSQL starten voor de tests")
    with throw_away_cluster() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        say("Tests draaien")
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, cwd=root, env=environment, check=False).returncode
