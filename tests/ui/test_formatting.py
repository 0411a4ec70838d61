"""Dates, numbers and sizes as people in the Netherlands write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swv_portal.ui.formatting import decimal_comma, dutch_date, dutch_moment, file_size, short_date


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (dt.date(2026, 11, 23), "23 november 2026", "23-11-2026"),
        (dt.date(2027, 3, 1), "1 maart 2027", "01-03-2027"),
        (None, "", ""),
    ],
)
def test_a_day(day, long, short):
    assert dutch_date(day) == long
    assert short_date(day) == short


def test_a_moment_near_midnight_belongs_to_the_dutch_day():
    late = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)
    assert dutch_date(late) == "1 juli 2026"
    assert dutch_moment(late) == "1 juli 2026, 00:30"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 3), "0,33"),
        (Fraction(13, 53), "0,25"),
        (Decimal("0.125"), "0,13"),
        (0.5, "0,50"),
        (85, "85,00"),
        (None, ""),
    ],
)
def test_a_ratio_has_a_comma_and_rounds_half_up(value, shown):
    assert decimal_comma(value) == shown


@given(st.fractions(min_value=0, max_value=10), st.integers(0, 4))
def test_what_is_shown_is_never_further_off_than_half_a_step(value, places):
    shown = Fraction(decimal_comma(value, places).replace(",", "."))
    assert abs(shown - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (999_499, "999 kB"),
        (999_500, "1,0 MB"),
        (1_432_118, "1,4 MB"),
    ],
)
def test_a_file_size(size, shown):
    assert file_size(size) == shown


@pytest.mark.parametrize("show", [dutch_date, short_date, dutch_moment, decimal_comma, file_size])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_stays_empty(show, nothing):
    assert show(nothing) == ""


def test_zero_is_not_nothing():
    assert decimal_comma(0) == "0,00"
    assert file_size(0) == "0 bytes"
