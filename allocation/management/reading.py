"""Reading the file a command was given."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import CommandError


def content_of(file: str) -> bytes:
    """The bytes of the file, or of standard input for -. Raises CommandError."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise CommandError(f"Het bestand {file} bestaat niet.") from None
    except OSError as problem:
        raise CommandError(f"Het bestand {file} is niet te lezen.") from problem
