"""Ends process groups when the command that started them is gone, also when it was killed with -9.

Reads the number of a group a line; the end of input means that the command is gone or has stopped everything itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

PATIENCE = 8.0


def gone(group: int) -> bool:
    """Whether no process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def main() -> None:
    """Give the groups some time to stop by themselves: the kernel has asked them to. Then end them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups = [int(line) for line in sys.stdin]
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not all(map(gone, groups)):
        time.sleep(0.1)
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main()
