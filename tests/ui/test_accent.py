"""Whatever colour an SWV chooses, its links and buttons stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swv_portal.ui.accent import LOWEST_CONTRAST, contrast_with_white, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_any_colour_becomes_readable_on_white(colour):
    assert contrast_with_white(readable(colour)) >= LOWEST_CONTRAST


@given(COLOURS.filter(lambda colour: contrast_with_white(colour) >= LOWEST_CONTRAST))
def test_a_colour_that_reads_well_stays_exactly_as_chosen(colour):
    assert readable(colour) == colour


@pytest.mark.parametrize(("colour", "contrast"), [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54)])
def test_contrast_counts_as_wcag_does(colour, contrast):
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.005)


def test_yellow_turns_dark_but_stays_yellow():
    red, green, blue = (int(readable("#ffd500")[at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue


@pytest.mark.parametrize("notation", ["", "#fff", "red", "154273f", "#12345z"])
def test_another_notation_is_refused(notation):
    with pytest.raises(ValueError):
        readable(notation)
