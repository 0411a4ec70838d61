"""Looks at running processes, without help of any library."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path


def runs(pid: int) -> bool:
    """Whether this process is there and not merely waiting to be collected."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def name_of(pid: int) -> str:
    """What the process is called; nothing once it is gone, as PostgreSQL's are with their connection."""
    try:
        return Path(f"/proc/{pid}/comm").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def descendants(pid: int) -> set[int]:
    """All processes below this one; one that ends while we look has none."""
    try:
        below = {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except (FileNotFoundError, ProcessLookupError):
        return set()
    return below.union(*(descendants(child) for child in below)) if below else below


def gone_within(pids: Iterable[int], *, seconds: float) -> set[int]:
    """The processes that still run after this time; empty as soon as all are gone."""
    deadline = time.monotonic() + seconds
    left = set(pids)
    while left and time.monotonic() < deadline:
        left = {pid for pid in left if runs(pid)}
        time.sleep(0.05)
    return left
