"""Scores as coordinators type them: read as meant, or refused with a sentence that helps."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.intake.values import (
    InvalidValue,
    delay_agrees,
    delay_of,
    format_range,
    parse_delay,
    parse_dl,
    parse_dle,
    parse_iq,
)
from allocation.policy.measures import Range


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("85", 85, 85),
        ("85,0", 85, 85),
        ("85-95", 85, 95),
        (" 85 - 95 ", 85, 95),
        ("85–95", 85, 95),
        ("85 t/m 95", 85, 95),
        ("85 tot en met 95", 85, 95),
        ("85 tot 95", 85, 95),
        ("tussen 85 en 95", 85, 95),
        ("Tussen 85 en 95", 85, 95),
        ("85\u00a0-\u200b95", 85, 95),
    ],
)
def test_an_iq_is_read_as_people_write_it(typed: str, low: int, high: int) -> None:
    assert parse_iq(typed) == Range(low, high)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("8595", "Bedoelt u 85-95?"),
        ("100105", "Bedoelt u 100-105?"),
        ("75110", "Bedoelt u 75-110?"),
        ("95-85", "omgekeerd"),
        ("19", "20 tot en met 200"),
        ("201", "20 tot en met 200"),
        ("gemiddeld", "‘gemiddeld’"),
        ("85,5", "‘85,5’"),
        ("9" * 5000, "kunnen we niet lezen"),
    ],
)
def test_an_iq_that_cannot_be_is_refused_with_a_way_out(typed: str, says: str) -> None:
    with pytest.raises(InvalidValue, match=None) as refused:
        parse_iq(typed)
    assert says in str(refused.value)


@pytest.mark.parametrize("typed", ["< 10", "<10", "onder 10", "beneden 10", "minder dan 10", "kleiner dan 10"])
def test_a_score_under_the_floor_of_the_test_is_at_most_nine(typed: str) -> None:
    assert parse_dle(typed) == Range(0, 9)


@pytest.mark.parametrize(
    ("typed", "low", "high"), [("43", 43, 43), ("43,0", 43, 43), ("43.0", 43, 43), ("43-45", 43, 45)]
)
def test_a_dle_is_whole_months(typed: str, low: int, high: int) -> None:
    assert parse_dle(typed) == Range(low, high)


@pytest.mark.parametrize("typed", ["43,5", "-3", "151", "< 0", "< 151", "45-43", "veel"])
def test_a_dle_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        parse_dle(typed)


@pytest.mark.parametrize(("typed", "months"), [("52", 52), ("60,0", 60), ("", None)])
def test_a_dl_is_whole_months(typed: str, months: int | None) -> None:
    assert parse_dl(typed) == months


@pytest.mark.parametrize("typed", ["0", "151", "50-52", "< 10", "vijftig"])
def test_a_dl_is_one_number_of_at_least_a_month(typed: str) -> None:
    with pytest.raises(InvalidValue):
        parse_dl(typed)


@pytest.mark.parametrize(
    ("typed", "share"),
    [("0,53", "0.53"), ("0.53", "0.53"), ("53%", "0.53"), ("53 %", "0.53"), (",5", "0.5"), ("-0,05", "-0.05")],
)
def test_a_delay_is_a_share(typed: str, share: str) -> None:
    assert parse_delay(typed) == Decimal(share)


def test_a_delay_without_comma_or_percent_is_asked_back() -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_delay("53")
    assert "Bedoelt u 53%?" in str(refused.value)


def test_the_delay_follows_from_dl_and_dle_without_rounding() -> None:
    assert delay_of(dle=Range.exact(40), dl=53) == (Fraction(13, 53), Fraction(13, 53))
    assert delay_of(dle=Range.below(10), dl=50) == (Fraction(41, 50), Fraction(1))


@pytest.mark.parametrize(
    ("typed", "dle", "agrees"),
    [("0,53", "28", True), ("0,54", "28", True), ("0,5", "28", False), ("0,60", "28", False), ("0,85", "< 10", True)],
)
def test_a_typed_delay_is_held_against_dl_60(typed: str, dle: str, agrees: bool) -> None:
    delay, level = parse_delay(typed), parse_dle(dle)
    assert delay is not None
    assert level is not None
    assert delay_agrees(delay, dle=level, dl=60) is agrees


def test_nothing_typed_is_nothing_known() -> None:
    assert [parse(" \t ") for parse in (parse_iq, parse_dle, parse_dl, parse_delay)] == [None] * 4


def test_a_bsn_typed_in_the_wrong_field_is_never_repeated() -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_iq("111222333")
    assert "111222333" not in str(refused.value)


IQS = st.tuples(st.integers(20, 200), st.integers(20, 200)).map(lambda pair: Range(min(pair), max(pair)))
LEVELS = st.tuples(st.integers(0, 150), st.integers(0, 150)).map(lambda pair: Range(min(pair), max(pair)))


@given(IQS)
def test_an_iq_reads_back_as_written(iq: Range) -> None:
    assert parse_iq(format_range(iq)) == iq


@given(LEVELS.filter(lambda level: level != Range(0, 150)))
def test_a_dle_reads_back_as_written(level: Range) -> None:
    assert parse_dle(format_range(level)) == level


@given(st.text())
def test_any_text_is_a_value_or_a_plain_refusal(typed: str) -> None:
    for parse in (parse_iq, parse_dle, parse_dl, parse_delay):
        try:
            parse(typed)
        except InvalidValue as refusal:
            assert str(refusal)[0].isprintable()
