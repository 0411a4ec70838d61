"""Database and broker together, for as long as a command runs."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from .children import STOP_SIGNALS, Children
from .console import step
from .place import Place, environment
from .postgres import start_postgres
from .valkey import start_valkey


@dataclass(frozen=True, slots=True)
class Services:
    """Running services: what to tell processes that use them, and the children to which to add such processes."""

    place: Place
    children: Children
    environment: dict[str, str]


class Stopped(BaseException):
    """Someone asked us to stop (Ctrl-C, `kill`, a closed terminal)."""


@contextlib.contextmanager
def running_services(place: Place, *, lasting: bool, broker: bool = True, fresh: bool = False) -> Iterator[Services]:
    """Start PostgreSQL and Valkey, unless the environment names others; stop all children at the end."""
    place.make()
    children = Children(logs=place.data / "log")
    with only_one(place), stoppable():
        if fresh:
            _wipe(place)
        try:
            if "DATABASE_URL" not in os.environ:
                with step("PostgreSQL starten"):
                    start_postgres(place, children, lasting=lasting)
            if broker and "BROKER_URL" not in os.environ:
                with step("Valkey starten"):
                    start_valkey(place, children)
            yield Services(place, children, {**environment(place), **os.environ})
        finally:
            with _undisturbed():
                children.stop()
                if not lasting:
                    shutil.rmtree(place.data, ignore_errors=True)


@contextlib.contextmanager
def only_one(place: Place) -> Iterator[None]:
    """Hold the place for ourselves; say so when another command already uses it."""
    with (place.data / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read() or "onbekend"
            raise SystemExit(
                f"De demo of de services draaien al (proces {owner}). Stop die eerst met Ctrl-C."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Turn Ctrl-C, `kill` and a closed terminal into Stopped, so that everything is cleaned up."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    former = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C does not break off the stopping."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    yield


def _wipe(place: Place) -> None:
    """Throw away the clusters, documents and passwords of a place."""
    for name in ("pg*", "valkey", "private", "passwords.json"):
        for path in place.data.glob(name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def remove_leftovers(place: Place) -> None:
    """Throw away what runs killed with -9 left behind: same name, but its process is gone."""
    family, _, _ = place.data.name.rpartition("-")
    for folder in place.data.parent.glob(f"{family}-*"):
        if not Path(f"/proc/{folder.name.rpartition('-')[2]}").exists():
            shutil.rmtree(folder, ignore_errors=True)
