"""Reading a document in a process of its own, with limits: what hangs or swells ends there, and takes nothing along.

`python -m allocation.intake.read_apart pdf` reads the document from standard input and answers in JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from allocation.intake.document_text import Reading, look_for_bsn

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 60  # of calculating
PATIENCE = 120  # seconds on the clock
NOT_READ = Reading(unread=("het hele document",))


def read_apart(kind: str, content: bytes) -> Reading:
    """Where a BSN may stand in the document. What could not be read within the limits is told as unread."""
    # No settings and no secrets: the process knows nothing but the document.
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "allocation.intake.read_apart", kind]
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module, no shell)
            command, input=content, capture_output=True, timeout=PATIENCE, check=False, cwd=ROOT, env=environment
        )
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        found = None
    return NOT_READ if found is None else Reading(tuple(found["places"]), tuple(found["unread"]))


def main(kind: str) -> None:
    """Read within the limits and write the answer. Errors are not written down: they may quote the document."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reading = look_for_bsn(kind, sys.stdin.buffer.read())
    json.dump({"places": reading.places, "unread": reading.unread}, sys.stdout)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Exception:
        sys.exit(1)
