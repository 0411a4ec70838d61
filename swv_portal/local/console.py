"""What the commands print: one line per step, with how long it took. Standard library only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """One line, at once visible, also through a pipe."""
    print(text, flush=True)


def seconds(duration: float) -> str:
    """A duration as people read it: `2,5 s`."""
    return f"{duration:.1f} s".replace(".", ",")


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what happens now and, when it is done, how long it took."""
    started = time.monotonic()
    at_screen = sys.stdout.isatty()
    print(f"  … {text}", end="" if at_screen else "\n", flush=True)
    yield
    print("\r" * at_screen + f"  ✓ {text} ({seconds(time.monotonic() - started)})", flush=True)
