"""The BSN guard finds what passes the elfproef and leaves the rest alone. 111222333 is the official test number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn, onderwijsnummer

from swv_portal.bsn import contains_bsn, find_bsn_positions


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "Sanne heeft nummer 111222333.",
        "1112.22.333",
        "1112 22 333",
        "111 222 333",
        "111-222-333",
        "groep 8 111222333",
        "BSN111222333",
        "bsn-nummer: 111222333x",
        "rapport_111222333.pdf",
        "(111222333)",
        "bsn 1 1 1 2 2 2 3 3 3",
    ],
)
def test_a_bsn_is_found_in_whatever_form(text: str) -> None:
    assert contains_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "111222334",
        "0612345678",
        "06-12345672",
        "06 12345672",
        "(0318) 111222",
        "+31 6 12345672",
        "NL51RABO0307495248",
        "NL51 RABO 0307 4952 48",
        "LN111222333",
        "111222333444",
        "dossier 2026.111222333",
        "20160110_verslag.pdf",
        "2016-01-10",
        "17-03-2003",
        "2014-2015",
        "55667788abcd",
        "000000000",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not contains_bsn(text)


def test_the_place_is_told_and_the_number_is_not() -> None:
    assert find_bsn_positions("nr 111222333 en 1112.22.333") == [(3, 12), (16, 27)]


@given(st.integers(10_000_000, 999_999_999).map(lambda number: f"{number:09d}"))
def test_among_bare_numbers_of_nine_digits_the_elfproef_decides(number: str) -> None:
    assert contains_bsn(f"leerling {number}, groep 8") is (bsn.is_valid(number) or onderwijsnummer.is_valid(number))
