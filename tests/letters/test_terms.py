"""The last day to object: six weeks from the day after sending, never on a day of rest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.letters import equated_days_known_until, objection_deadline, written_date
from allocation.letters.terms import is_day_of_rest

SENT_AND_LAST_DAY = [
    ("an ordinary Tuesday", date(2026, 11, 24), "dinsdag 5 januari 2027"),
    ("ends on a Saturday", date(2026, 8, 29), "maandag 12 oktober 2026"),
    ("ends on a Sunday", date(2026, 8, 30), "maandag 12 oktober 2026"),
    (
        "ends on Christmas Day, a Friday, with the second day on Saturday",
        date(2026, 11, 13),
        "maandag 28 december 2026",
    ),
    ("ends on New Year's Day, a Friday", date(2026, 11, 20), "maandag 4 januari 2027"),
    ("ends on New Year's Day, with 2 January equated", date(2025, 11, 20), "maandag 5 januari 2026"),
    ("ends on Good Friday: over Easter to Tuesday", date(2027, 2, 12), "dinsdag 30 maart 2027"),
    ("ends on Easter Monday", date(2027, 2, 15), "dinsdag 30 maart 2027"),
    ("ends on King's Day", date(2027, 3, 16), "woensdag 28 april 2027"),
    ("King's Day on Saturday 26 April, because the 27th is a Sunday", date(2025, 3, 15), "maandag 28 april 2025"),
    (
        "ends on 5 May, also when it is no lustrum: then Ascension and its Friday",
        date(2027, 3, 24),
        "maandag 10 mei 2027",
    ),
    ("ends on 5 May, an ordinary Tuesday", date(2026, 3, 24), "woensdag 6 mei 2026"),
    ("ends on Ascension, with the equated Friday", date(2026, 4, 2), "maandag 18 mei 2026"),
    ("ends on Whit Monday", date(2026, 4, 13), "dinsdag 26 mei 2026"),
    ("over a leap day", date(2028, 1, 31), "maandag 13 maart 2028"),
]


@pytest.mark.parametrize(
    ("sent", "last_day"), [case[1:] for case in SENT_AND_LAST_DAY], ids=[case[0] for case in SENT_AND_LAST_DAY]
)
def test_the_last_day_to_object(sent: date, last_day: str) -> None:
    assert written_date(objection_deadline(sent_on=sent)) == last_day


@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2060, 12, 31)))
def test_nobody_gets_less_than_six_weeks_or_a_day_of_rest(sent: date) -> None:
    last_day = objection_deadline(sent_on=sent)
    assert sent + timedelta(weeks=6) <= last_day <= sent + timedelta(weeks=6, days=9)
    assert not is_day_of_rest(last_day)
    skipped = range((last_day - sent).days - 42)
    assert all(is_day_of_rest(sent + timedelta(days=42 + more)) for more in skipped)


def test_how_far_the_royal_decrees_reach_is_said_aloud() -> None:
    assert equated_days_known_until() == date(2028, 12, 31)
