"""Starts a child as the commands do, says its process number, and waits to be killed. Run by test_children."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from swv_portal.local.children import Children

child = Children(logs=Path(sys.argv[1])).start("slaper", ["sleep", "120"], environment=os.environ)
sys.stdout.write(f"{child.process.pid}\n")
sys.stdout.flush()
signal.pause()
