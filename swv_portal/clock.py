"""The only reader of the clock. Doors (web, API, tasks, commands) call it once and pass the date on."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """The moment, in UTC with time zone: what timestamps are stored in."""
    return dt.datetime.now(dt.UTC)


def date_of(moment: dt.datetime) -> dt.date:
    """The date in the Netherlands at a moment: what terms, tests and decisions are counted in."""
    return moment.astimezone(AMSTERDAM).date()


def today() -> dt.date:
    """The date in the Netherlands."""
    return date_of(now())
