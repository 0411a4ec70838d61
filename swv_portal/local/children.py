"""Processes that live as long as we do: none outlives us, not even when we are killed with -9."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .place import ROOT

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 20.0
STOP_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
_libc = ctypes.CDLL(None, use_errno=True)


class DidNotStart(Exception):
    """A child did not come up; the message holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Child:
    """One process with its own process group and log."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals
    whole_group: bool

    def alive(self) -> bool:
        """Whether it still runs."""
        # An exception from a signal handler halfway poll() would leave its lock taken: stopping would wait for ever.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        try:
            signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
            return self.process.poll() is None
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def says(self, text: str) -> bool:
        """Whether its log holds this text."""
        return text in self.log.read_text(errors="replace")

    def last_lines(self, count: int = 15) -> str:
        """The end of its log, for a message."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process, or to its whole group when the process leaves that to us."""
        try:
            if self.whole_group:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)
        except ProcessLookupError:
            pass


class Children:
    """Starts processes and stops them in reverse order."""

    def __init__(self, *, logs: Path) -> None:
        self.logs = logs
        self.running: list[Child] = []
        self.watchdog: subprocess.Popen[bytes] | None = None

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        account: pwd.struct_passwd | None = None,
        folder: Path = Path("/"),
        stop_signal: signal.Signals = signal.SIGTERM,
        whole_group: bool = False,
    ) -> Child:
        """Start a process with its output in a log. Call from the main thread: the kernel watches the thread."""
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}.log"
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as output:
            process = subprocess.Popen(  # type: ignore[call-overload]
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=dict(environment),
                start_new_session=True,
                preexec_fn=dies_with_us(stop_signal),  # noqa: PLW1509 (we start from one thread)
                **as_account(account),
            )
        child = Child(name, process, log, stop_signal, whole_group)
        self.running.append(child)
        self._watch(process.pid)
        return child

    def _watch(self, group: int) -> None:
        """The kernel only tells our direct children that we died; the watchdog sees to what they started themselves."""
        if self.watchdog is None:
            command = [sys.executable, "-m", "swv_portal.local.watchdog"]
            self.watchdog = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
            )
        assert self.watchdog.stdin
        self.watchdog.stdin.write(b"%d\n" % group)
        self.watchdog.stdin.flush()

    def _dismiss_watchdog(self) -> None:
        if self.watchdog is not None and self.watchdog.stdin:
            self.watchdog.stdin.close()
            self.watchdog.wait()
            self.watchdog = None

    def wait_until(self, child: Child, ready: Callable[[], bool], *, timeout: float = 60.0) -> None:
        """Wait until a child is ready. Raises DidNotStart when it stops or takes too long."""
        deadline = time.monotonic() + timeout
        while not ready():
            if not child.alive():
                raise DidNotStart(f"{child.name} stopte meteen weer:\n{child.last_lines()}")
            if time.monotonic() > deadline:
                raise DidNotStart(f"{child.name} was na {timeout:.0f} s nog niet klaar:\n{child.last_lines()}")
            time.sleep(0.05)

    def fallen(self) -> Child | None:
        """A child that stopped by itself, if any."""
        return next((child for child in self.running if not child.alive()), None)

    def stop(self) -> None:
        """Stop all, the last started first: politely, then for certain."""
        while self.running:
            child = self.running.pop()
            child.signal(child.stop_signal)
            try:
                child.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.signal(signal.SIGKILL)
                child.process.wait()
            _end_group(child.process.pid)
        self._dismiss_watchdog()


def _end_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def dies_with_us(number: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends this signal to the child when we die, however we die."""
    us = os.getpid()

    def ask_kernel() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != us:
            os._exit(1)

    return ask_kernel


def as_account(account: pwd.struct_passwd | None) -> dict[str, object]:
    """Arguments of Popen to run as another account (before `preexec_fn`: a change of user clears its request)."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
