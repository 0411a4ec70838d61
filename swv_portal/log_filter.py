"""Keeps the values of pupils out of log lines about errors: what went wrong and where, never with which data.

The message of an exception quotes data: PostgreSQL the whole row that it refused, Python the value it could not read.
"""

from __future__ import annotations

import logging
import traceback

LEFT_OUT = "(tekst weggelaten)"


class WithoutFacts(logging.Filter):
    """Lets every line through, with tracebacks down to places and kinds of errors."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Must come before anything formats the record: formatters keep an `exc_text` that is there."""
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = places_of(record.exc_info[1])
        if isinstance(record.args, dict) and "exc" in record.args:
            # A task of Celery that failed.
            record.args = {**record.args, "exc": LEFT_OUT, "traceback": "", "args": "", "kwargs": ""}
        elif isinstance(record.args, tuple):
            record.args = tuple(_kind(one) if isinstance(one, BaseException) else one for one in record.args)
        return True


def places_of(error: BaseException) -> str:
    """The files and lines an error went through, and those of the errors it came from."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.insert(0, f"{''.join(traceback.format_tb(current.__traceback__))}{_kind(current)}: {LEFT_OUT}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\n".join(parts)


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"
