"""The objection term, and dates written out."""

from __future__ import annotations

import functools
from datetime import date, timedelta
from pathlib import Path

import holidays
import yaml

OBJECTION_TERM = timedelta(weeks=6)
EQUATED_DAYS = Path(__file__).with_name("equated_days.yaml")
SATURDAY = 5
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def objection_deadline(*, sent_on: date) -> date:
    """The last day on which parents or school may object: six weeks, counted from the day after sending.

    Awb 6:7 and 6:8 lid 1. A term that ends on a Saturday, Sunday or generally recognised holiday runs on to the next
    day that is none of these (Algemene termijnenwet art. 1 lid 1).
    """
    last_day = sent_on + OBJECTION_TERM
    while is_day_of_rest(last_day):
        last_day += timedelta(days=1)
    return last_day


def is_day_of_rest(day: date) -> bool:
    """Whether a term does not end on this day.

    Algemene termijnenwet art. 3: lid 1 New Year, Easter Monday, Whit Monday, both Christmas days, Ascension, the day
    the King's birthday is celebrated and 5 May (every year); lid 2 Good Friday; lid 3 days equated by royal decree.
    """
    return day.weekday() >= SATURDAY or day in _holidays(day.year) or day in _equated_days()[0]


def equated_days_known_until() -> date:
    """Up to which day the days equated by royal decree are known; a new decree appears every three years.

    After it a deadline can come out one day too early for parents, so a check warns before that.
    """
    return _equated_days()[1]


def written_date(day: date) -> str:
    """The day as it stands in a letter: dinsdag 5 januari 2027."""
    return f"{DAYS[day.weekday()]} {plain_date(day)}"


def plain_date(day: date) -> str:
    """The day without its name: 5 januari 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@functools.cache
def _holidays(year: int) -> frozenset[date]:
    # `holidays` counts 5 May as public once in five years, as employers do; the Act counts it every year.
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


@functools.cache
def _equated_days() -> tuple[frozenset[date], date]:
    decrees = yaml.safe_load(EQUATED_DAYS.read_text(encoding="utf-8"))
    days = frozenset(day for decree in decrees for day in decree["days"])
    return days, max(decree["until"] for decree in decrees)
