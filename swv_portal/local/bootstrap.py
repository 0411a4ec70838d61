"""From a bare Python to the project's own environment, and into it. Standard library only."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .console import say, step
from .place import ROOT
from .system_packages import ensure_system_packages, ensure_venv_module

VENV = ROOT / ".venv"
UV = VENV / "bin" / "uv"
LOCK = ROOT / "requirements" / "dev.lock"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
SEES_TO_ITSELF = frozenset({"demo", "test", "bench", "services"})
OLDEST, TOO_NEW = (3, 11), (3, 14)


def enter(*, argv: list[str]) -> None:
    """Return when this process can run Django with the project's packages; else become one that can, or stop."""
    command = argv[1] if argv[1:] else ""
    if command in SEES_TO_ITSELF:
        _require_python()
        if command != "services":
            ensure_system_packages(browser=command == "test")
        prepare(venv=VENV, lock=LOCK)
        _become(VENV, argv=argv)
    elif not importlib.util.find_spec("django"):
        if not interpreter(VENV).exists():
            raise SystemExit("De omgeving is er nog niet. Voer eerst uit:  python3 manage.py demo")
        _become(VENV, argv=argv)


def interpreter(venv: Path) -> Path:
    """The Python of an environment."""
    return venv / "bin" / "python"


def prepare(*, venv: Path, lock: Path) -> None:
    """Build the environment and bring it to exactly what the lock file says; at once done when it already is."""
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = venv / f".{lock.stem}.sha256"
    with _alone():
        if _works(venv) and stamp.exists() and stamp.read_text() == wanted:
            return
        if not _works(venv):
            ensure_venv_module()
            with step(f"Omgeving {venv.name} maken"):
                _run([sys.executable, "-m", "venv", "--clear", str(venv)])
        if not UV.exists():
            with step("Installatieprogramma ophalen (uv)"):
                _fetch_uv(venv)
        with step(f"Pakketten installeren uit {lock.relative_to(ROOT)}"):
            _install(venv=venv, lock=lock)
        stamp.write_text(wanted)


def _require_python() -> None:
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        found = ".".join(map(str, sys.version_info[:2]))
        raise SystemExit(f"Python 3.11, 3.12 of 3.13 is nodig; dit is {found} ({sys.executable}).")


def _become(venv: Path, *, argv: list[str]) -> None:
    if Path(sys.prefix).resolve() == venv.resolve():
        return
    sys.stdout.flush()
    program = str(interpreter(venv))
    os.execv(program, [program, str(ROOT / "manage.py"), *argv[1:]])  # noqa: S606 (our own interpreter, no shell)


def _works(venv: Path) -> bool:
    python = interpreter(venv)
    return python.exists() and subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def _fetch_uv(venv: Path) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(_block_of("uv", LOCK.read_text()))
        file.flush()
        options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
        _run([str(interpreter(venv)), "-m", "pip", "install", *options, "-r", file.name])


def _install(*, venv: Path, lock: Path) -> None:
    """With uv, which takes seconds; when it cannot reach its source, with pip, which knows the settings of pip."""
    python = str(interpreter(venv))
    # A network that inspects TLS has its own authority among the system's, not among those uv brings along.
    system = {"UV_SYSTEM_CERTS": "1"} if SYSTEM_CERTIFICATES.exists() else {}
    sync = [str(UV), "pip", "sync", "--quiet", "--require-hashes", "--python", python, str(lock)]
    if subprocess.run(sync, env={**system, **os.environ}, capture_output=True, check=False).returncode:
        _run([python, "-m", "ensurepip"])
        _run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)])


def _block_of(package: str, lock: str) -> str:
    """The lines of one package with its hashes."""
    lines = iter(lock.splitlines())
    block = [next(line for line in lines if line.startswith(f"{package}=="))]
    while block[-1].endswith("\\"):
        block.append(next(lines))
    return "\n".join(block) + "\n"


def _run(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        say(done.stdout + done.stderr)
        raise SystemExit(f"Dit lukte niet: {' '.join(command)}")


@contextmanager
def _alone() -> Iterator[None]:
    """Two commands started at once do not build the same environment."""
    (ROOT / "var").mkdir(exist_ok=True, mode=0o700)
    with (ROOT / "var" / "bootstrap.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
