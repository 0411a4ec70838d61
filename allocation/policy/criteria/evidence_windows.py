"""From which day on test results count: years for IQ and social-emotional, school years and test months for delay."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from allocation.policy.circumstances import ComesFrom
from allocation.policy.didactic_age import MONTHS_A_YEAR, ORDER
from allocation.policy.editions import FIRST_MONTH, filing_period
from allocation.policy.measures import Range

SCHOOL_YEAR_STARTS = 8
FIRST_TEST_MONTH = 9
FEBRUARY = 2


def last_day(tested_on: date, *, years: int) -> date:
    """The last day on which a test may be this many years old; 29 February counts to 28 February."""
    year = tested_on.year + years
    if year > date.max.year:
        return date.max
    return tested_on.replace(year=year, day=min(tested_on.day, monthrange(year, tested_on.month)[1]))


def first_delay_day(*, filed_on: date, school_year: str, test_months: int, comes_from: ComesFrom | None) -> date:
    """The first day of which a delay test counts.

    From 1 February: tests of the current school year or later. Before: so many test months back, whole months, July and
    August not counted. A pupil in the first year of VO may use the tests of group 8 (list 2016-2017).
    """
    start, end = filing_period(school_year)
    if FEBRUARY <= filed_on.month < FIRST_MONTH:
        first = date(end.year - 1, SCHOOL_YEAR_STARTS, 1)
    else:
        first = months_back(filed_on, test_months)
    if comes_from is ComesFrom.VO_YEAR_1:
        return min(first, date(start.year - 1, SCHOOL_YEAR_STARTS, 1))
    return first


def months_back(day: date, test_months: int) -> date:
    """The first day of the month that lies this many test months earlier. July and August are as June."""
    year, order = divmod(_test_month(day) - test_months - 1, MONTHS_A_YEAR)
    month = (order + FIRST_TEST_MONTH - 1) % 12 + 1
    return date(year if month >= FIRST_TEST_MONTH else year + 1, month, 1)


def teaching_year(day: date) -> int:
    """The year in which the school year of a test began: July and August belong to the year that just ended."""
    return day.year if day.month >= FIRST_TEST_MONTH else day.year - 1


def _test_month(day: date) -> int:
    return teaching_year(day) * MONTHS_A_YEAR + ORDER[day.month]


def is_below(measure: Range, bound: int) -> bool | None:
    """Whether a level lies below a bound; None when its range runs across."""
    if measure.high < bound:
        return True
    return None if measure.low < bound else False
