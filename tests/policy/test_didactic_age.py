"""Didactic age by group and month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.policy.didactic_age import dl_for, is_plausible


@pytest.mark.parametrize(
    ("group", "month", "dl"),
    [(3, 9, 1), (3, 6, 10), (5, 1, 25), (7, 1, 45), (8, 10, 52), (8, 6, 60), (8, 7, 60), (5, 8, 30), (11, 10, 60)],
)
def test_the_table_counts_september_to_june(group: int, month: int, dl: int) -> None:
    assert dl_for(group=group, tested_on=date(2025, month, 15)) == dl


@pytest.mark.parametrize("group", [0, 1, 2, 9, 12, 16])
def test_outside_the_table_there_is_no_answer(group: int) -> None:
    assert dl_for(group=group, tested_on=date(2025, 10, 1)) is None


@given(st.integers(3, 8), st.dates(), st.sampled_from([0, 10, 20]))
def test_a_pupil_who_repeated_at_most_two_years_is_plausible(group: int, tested_on: date, repeated: int) -> None:
    expected = dl_for(group=group, tested_on=tested_on)
    assert expected is not None
    assert is_plausible(dl=expected + repeated, group=group, tested_on=tested_on)
    assert is_plausible(dl=min(60, expected + repeated), group=group, tested_on=tested_on)


@pytest.mark.parametrize(
    ("dl", "fits"), [(25, False), (44, True), (45, True), (46, True), (55, True), (60, True), (50, False)]
)
def test_a_dl_is_held_against_group_7_in_january(dl: int, fits: bool) -> None:
    assert is_plausible(dl=dl, group=7, tested_on=date(2015, 1, 19)) is fits
