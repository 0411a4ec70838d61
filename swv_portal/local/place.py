"""Where the embedded database and broker keep their data, and how others find them. Standard library only."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from .server_account import server_account

ROOT = Path(__file__).resolve().parents[2]
# sun_path holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432" and a lock file name.
LONGEST_RUN_PATH = 80


@dataclass(frozen=True, slots=True)
class Place:
    """One set of services: `data` holds clusters, logs and secrets, `run` the sockets. Both only for us."""

    data: Path
    run: Path

    def make(self) -> None:
        """Create both folders, closed to everyone but us and the account the servers run as."""
        account = server_account()
        self.data.mkdir(parents=True, exist_ok=True)
        # The servers' account must be able to walk through to its own folders; it cannot list what is here.
        self.data.chmod(0o711 if account else 0o700)
        self.own_folder("run", path=self.run)

    def own_folder(self, name: str, *, path: Path | None = None) -> Path:
        """A 0700 folder that belongs to the account the servers run as."""
        folder = path or self.data / name
        account = server_account()
        ours = {os.geteuid(), account.pw_uid} if account else {os.geteuid()}
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in ours:
            raise PermissionError(f"{folder} is van een andere gebruiker.")
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o700)
        return folder


@dataclass(frozen=True, slots=True)
class Passwords:
    """Random, made once per place, only in a 0600 file."""

    superuser: str
    owner: str
    app: str
    secret_key: str


def demo_place() -> Place:
    """Of the demo and `manage.py services`: kept between starts. SWV_DATA names another folder."""
    if chosen := os.environ.get("SWV_DATA"):
        return Place(data=Path(chosen).absolute(), run=_short_temp() / f"swv-portal-{_mark(chosen)}")
    if os.geteuid() == 0:
        data = Path(f"/var/lib/swv-portal-{_mark()}")
        return Place(data=data, run=data / "run")
    return Place(data=ROOT / "var", run=_short_temp() / f"swv-portal-{os.geteuid()}-{_mark()}")


def passing_place(purpose: str) -> Place:
    """Of one run of the tests or the benchmarks: thrown away afterwards."""
    data = _short_temp() / f"swv-portal-{purpose}-{_mark()}-{os.getpid()}"
    return Place(data=data, run=data / "run")


def passwords(place: Place) -> Passwords:
    """The passwords of a place; made at the first call."""
    file = place.data / "passwords.json"
    if file.exists():
        return Passwords(**json.loads(file.read_text()))
    made = Passwords(*(secrets.token_urlsafe(32) for _ in range(4)))
    write_private(file, json.dumps(asdict(made)))
    return made


def write_private(file: Path, text: str) -> None:
    """Write a file that only we can read, whole or not at all."""
    partial = file.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    partial.replace(file)


def database_url(place: Place, *, user: str, password: str, name: str) -> str:
    """The address of a database on the cluster's socket."""
    return f"postgres://{user}:{quote(password, safe='')}@{quote(str(place.run), safe='')}/{name}"


def broker_url(place: Place) -> str:
    """The address of the broker on its socket."""
    return f"redis+socket://{place.run}/valkey.sock"


def environment(place: Place) -> dict[str, str]:
    """What a process needs to know to use the services of this place."""
    known = passwords(place)
    return {
        "DATABASE_URL": database_url(place, user="swv_app", password=known.app, name="swv_portal"),
        "DATABASE_OWNER_URL": database_url(place, user="swv_owner", password=known.owner, name="swv_portal"),
        "BROKER_URL": broker_url(place),
        "SECRET_KEY": known.secret_key,
        "PRIVATE_ROOT": str(place.data / "private"),
    }


def known_services() -> Mapping[str, str]:
    """The process's environment, completed with the demo's services when they exist and no other database is named."""
    place = demo_place()
    if "DATABASE_URL" in os.environ or not os.access(place.data / "passwords.json", os.R_OK):
        return os.environ
    return {**environment(place), **os.environ}


def _mark(of: str = str(ROOT)) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:10]


def _short_temp() -> Path:
    chosen = Path(tempfile.gettempdir())
    return chosen if len(os.fsencode(chosen)) < LONGEST_RUN_PATH - 45 else Path("/tmp")  # noqa: S108 (names are ours and 0700)
