"""Builds `.venv` from the hashed lock. Standard library only: it runs before anything is installed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

SETS_UP = frozenset({"test"})


def use_project_python(root: Path, argv: list[str]) -> None:
    """Go on in the project's own Python; commands that set up build it first. Returns only inside it."""
    python = root / ".venv" / "bin" / "python"
    command = argv[1] if len(argv) > 1 else ""
    if command in SETS_UP:
        install(root, python)
    if Path(sys.prefix).resolve() == (root / ".venv").resolve():
        return
    if python.exists():
        os.execv(python, [str(python), *argv])
    try:
        import django  # noqa: F401
    except ModuleNotFoundError:
        sys.exit("De pakketten zijn er nog niet. Draai eerst: python3 manage.py test")


def install(root: Path, python: Path) -> None:
    """Install requirements/dev.lock into `.venv`, unless this very lock is already there."""
    lock = root / "requirements" / "dev.lock"
    stamp = root / ".venv" / "installed.sha256"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    started = time.monotonic()
    if not python.exists():
        say("Python-omgeving maken in .venv")
        made = subprocess.run([sys.executable, "-m", "venv", str(root / ".venv")], check=False)
        if made.returncode:
            sys.exit("Dit lukte niet. Installeer eerst als beheerder: apt-get install python3-venv")
    say("Pakketten installeren uit requirements/dev.lock (duurt ongeveer een minuut)")
    command = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
    if subprocess.run(command, check=False).returncode:
        sys.exit("De pakketten konden niet worden geïnstalleerd. Controleer de verbinding en probeer het opnieuw.")
    stamp.write_text(wanted)
    say(f"Klaar in {time.monotonic() - started:.0f} s")


def say(text: str) -> None:
    """One line of progress."""
    print(f"» {text}", flush=True)
