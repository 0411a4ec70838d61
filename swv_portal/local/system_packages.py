"""Debian packages that no wheel brings along. Standard library only."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from .console import say, step

# What WeasyPrint loads, by the Debian package it is in.
LETTERS = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium_path() -> str | None:
    """The browser on this machine, if there is one."""
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def missing_packages(*, browser: bool) -> list[str]:
    """Names of the packages that are not there: for the letters, and for the browser tests when asked."""
    wanted = [package for package, library in LETTERS.items() if not _loads(library)]
    wanted += ["chromium"] if browser and not chromium_path() else []
    return wanted


def ensure_venv_module() -> None:
    """Debian ships Python without what `python3 -m venv` needs; install it as root, else stop with the exact line."""
    if importlib.util.find_spec("ensurepip"):
        return
    if not (_may_install() and _install(["python3-venv"])) or not importlib.util.find_spec("ensurepip"):
        raise SystemExit(f"Python kan hier geen omgeving maken. Voer eerst uit:\n  {apt_line(['python3-venv'])}")


def ensure_system_packages(*, browser: bool) -> None:
    """Install what is missing, or say exactly how, and go on without."""
    missing = missing_packages(browser=browser)
    if not missing or (_may_install() and _install(missing)):
        return
    say(f"  ! Niet aanwezig: {', '.join(missing)}. Zonder deze pakketten werken de brieven of de browsertests niet.")
    say(f"    Installeer ze zo:  {apt_line(missing)}")


def apt_line(packages: list[str]) -> str:
    """The line to type."""
    prefix = "" if os.geteuid() == 0 else "sudo "
    return f"{prefix}apt-get update && {prefix}apt-get install -y --no-install-recommends {' '.join(packages)}"


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def _install(packages: list[str]) -> bool:
    with step(f"Systeempakketten installeren: {' '.join(packages)}"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        return _apt(install) or (_apt(["apt-get", "update"]) and _apt(install))


def _apt(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
