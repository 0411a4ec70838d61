"""Dates, postcodes and answers as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.intake.values import InvalidValue, format_date, normalize, parse_date, parse_postcode, parse_yes_no

TODAY = date(2026, 11, 24)
SPRING_DAY = date(2014, 3, 12)


@pytest.mark.parametrize(
    "typed",
    [
        "12-3-2014",
        "12-03-2014",
        "12/3/2014",
        "12.3.2014",
        "12 3 2014",
        "12 - 3 - 2014",
        "12 maart 2014",
        "12 Maart 2014",
        "12 mrt 2014",
        "12 mrt. 2014",
        "12-mrt-2014",
        "12maart2014",
        "2014-03-12",
        "2014/3/12",
        "12-3-14",
        "12 maart ’14",
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    assert parse_date(typed, today=TODAY) == SPRING_DAY


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31-2-2014", "februari 2014 heeft geen dag 31"),
        ("29 februari 2023", "februari 2023 heeft geen dag 29"),
        ("3-25-2014", "geen maand 25"),
        ("12 mars 2014", "‘mars’ is geen maand"),
        ("morgen", "geen datum"),
        ("12032014", "Typ een datum zoals 12-3-2014"),
        ("1-1-1066", "te ver terug"),
        ("25-11-2026", "25 november 2026 ligt in de toekomst"),
        ("12-3-27", "12 maart 2027 ligt in de toekomst"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(typed: str, says: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_date(typed, today=TODAY)
    assert says in str(refused.value)


def test_a_year_of_two_digits_lies_near_today() -> None:
    assert parse_date("1-2-09", today=TODAY) == date(2009, 2, 1)
    assert parse_date("1-2-76", today=TODAY) == date(1976, 2, 1)
    assert parse_date("1-2-28", today=TODAY, allow_future=True) == date(2028, 2, 1)


def test_today_is_not_the_future() -> None:
    assert parse_date("24-11-2026", today=TODAY) == TODAY


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_a_date_reads_back_as_written(day: date) -> None:
    assert parse_date(format_date(day), today=TODAY) == day
    assert parse_date(f"{day.day}-{day.month}-{day.year}", today=TODAY) == day
    assert parse_date(day.isoformat(), today=TODAY) == day


@given(st.text())
def test_any_text_is_a_date_or_a_plain_refusal(typed: str) -> None:
    try:
        parse_date(typed, today=TODAY)
    except InvalidValue as refusal:
        assert str(refusal)


@pytest.mark.parametrize("typed", ["7311ba", "7311 BA", " 7311  ba ", "NL-7311BA"])
def test_a_postcode_is_kept_in_one_way(typed: str) -> None:
    assert parse_postcode(typed) == "7311 BA"


@pytest.mark.parametrize("typed", ["7311", "0311 BA", "7311 SS", "BA 7311"])
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="1234 AB"):
        parse_postcode(typed)


@pytest.mark.parametrize(
    ("typed", "answer"), [("Ja", True), ("j", True), ("nee", False), ("N", False), ("Onbekend", None), ("", None)]
)
def test_an_answer_is_yes_no_or_unknown(typed: str, answer: bool | None) -> None:
    assert parse_yes_no(typed) is answer


def test_misschien_is_no_answer() -> None:
    with pytest.raises(InvalidValue):
        parse_yes_no("misschien")


def test_names_lose_what_cannot_be_seen() -> None:
    assert normalize(" Zoe\u0308\u200b  van\u00a0den\tBerg\u202e\x00 ") == "Zoë van den Berg"
    assert normalize("eerste regel \r\n\r\n tweede", lines=True) == "eerste regel\n\ntweede"
