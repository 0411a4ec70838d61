"""Looks at a child all the time, is asked to stop over and over, and stops. Run by test_children."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from swv_portal.local.children import Children

TIMES = 300


class Asked(Exception):
    """Someone asked."""


def ask(number: int, frame: object) -> None:
    """As the commands do: a signal becomes an exception."""
    raise Asked


children = Children(logs=Path(sys.argv[1]))
child = children.start("slaper", ["sleep", "120"], environment=os.environ)
signal.signal(signal.SIGHUP, ask)
for _ in range(TIMES):
    try:
        sys.stdout.write("kijkt\n")
        sys.stdout.flush()
        while child.alive():
            pass
    except Asked:
        continue
signal.signal(signal.SIGHUP, signal.SIG_IGN)
children.stop()
sys.stdout.write("gestopt\n")
