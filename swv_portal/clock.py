"""The only reader of the clock. Doors (web, API, tasks, commands) call it once and pass the date on."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """The moment, in UTC with time zone: what timestamps are stored in."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The date in the Netherlands: what terms, tests and decisions are counted in."""
    return now().astimezone(AMSTERDAM).date()
