"""Names of pupils as they are written, and nothing that a letter cannot print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.letters.characters import MARK, printable, unprintable
from swv_portal.pdf import printable_characters


@pytest.mark.parametrize(
    "name",
    [
        "Zoë",
        "Ayşe Yıldırım",
        "Miłosz Wiśniewski",
        "Đorđević",
        "Nguyễn Thị",
        "IJsbrand",
        "Ștefan",
        "Þór",
        "Åsa",
        "O’Neill",
        "Ĳsbrand",
    ],
)
def test_names_come_through_as_written(name: str) -> None:
    assert printable(name) == (name, ())


def test_loose_accents_become_the_letter_they_mean() -> None:
    assert printable("Zoe\u0308") == ("Zoë", ())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("goed gedaan 👍🏽!", f"goed gedaan {MARK}!"),
        ("naam: 李小龍", f"naam: {MARK}"),
        ("\x00stil\x07\u200b\ufeff", "stil"),
        ("\u202eomgekeerd", "omgekeerd"),
        ("half \ud800 teken", "half  teken"),
        ("a\r\nb\u2028c", "a\nb\nc"),
    ],
)
def test_what_no_font_has_is_marked_and_what_is_invisible_goes(typed: str, printed: str) -> None:
    assert printable(typed)[0] == printed


def test_the_screen_can_say_which_characters_will_not_print() -> None:
    assert unprintable("Wij zijn blij 😀 met 李") == ("李", "😀")


@given(st.text())
def test_whatever_is_typed_every_character_has_a_shape(typed: str) -> None:
    text = printable(typed)[0]
    assert all(char in "\n\t" or ord(char) in printable_characters() for char in text)
    assert printable(text) == (text, ())
