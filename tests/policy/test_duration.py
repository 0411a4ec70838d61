"""How long a designation holds: whole school years, with the rest of the running year added (Ub art. 2.48 lid 1)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.policy.duration import designation_period, renewal_from, school_year_start

days = st.dates(dt.date(2016, 1, 1), dt.date(2060, 12, 31))


@pytest.mark.parametrize(
    ("decided_on", "years", "until"),
    [
        (dt.date(2026, 11, 24), 1, dt.date(2028, 8, 1)),
        (dt.date(2026, 11, 24), 2, dt.date(2029, 8, 1)),
        (dt.date(2026, 7, 31), 1, dt.date(2027, 8, 1)),
        (dt.date(2026, 8, 1), 1, dt.date(2027, 8, 1)),
        (dt.date(2026, 8, 2), 1, dt.date(2028, 8, 1)),
        (dt.date(2028, 2, 29), 4, dt.date(2032, 8, 1)),
        (dt.date(2026, 11, 24), None, None),
    ],
    ids=["November", "two years", "last day of a year", "first day of a year", "second day", "leap day", "no end"],
)
def test_the_rest_of_the_running_year_is_added(decided_on: dt.date, years: int | None, until: dt.date | None) -> None:
    assert designation_period(decided_on=decided_on, school_years=years) == (decided_on, until)


def test_a_renewal_follows_on_what_still_runs_and_loses_nothing() -> None:
    running_until = dt.date(2027, 8, 1)
    period = designation_period(decided_on=dt.date(2027, 3, 1), school_years=2, running_until=running_until)
    assert period == (running_until, dt.date(2029, 8, 1))


def test_a_designation_that_has_ended_is_no_renewal() -> None:
    period = designation_period(decided_on=dt.date(2027, 9, 1), school_years=1, running_until=dt.date(2027, 8, 1))
    assert period == (dt.date(2027, 9, 1), dt.date(2029, 8, 1))


@given(days, st.integers(1, 6))
def test_a_designation_always_ends_with_a_school_year_and_holds_at_least_the_years_asked(
    day: dt.date, years: int
) -> None:
    starts_on, until = designation_period(decided_on=day, school_years=years)
    assert until is not None
    assert (until.month, until.day) == (8, 1)
    assert dt.timedelta(365 * years) <= until - starts_on < dt.timedelta(366 * (years + 1))


@given(days)
def test_a_school_year_begins_on_1_august(day: dt.date) -> None:
    start = school_year_start(day)
    assert (start.month, start.day) == (8, 1)
    assert start <= day < dt.date(start.year + 1, 8, 1)


@pytest.mark.parametrize(
    ("months", "first"), [(1, dt.date(2027, 7, 1)), (6, dt.date(2027, 2, 1)), (12, dt.date(2026, 8, 1))]
)
def test_renewal_can_be_asked_some_months_before_the_end(months: int, first: dt.date) -> None:
    assert renewal_from(valid_until=dt.date(2027, 8, 1), months=months) == first
