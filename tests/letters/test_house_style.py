"""Colour and logo of an SWV: readable, and safe to print."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from allocation.letters import LogoError, printable_logo, readable_accent
from allocation.letters.house_style import READABLE, contrast_on_white
from tests.letters.samples import logo_png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


def test_a_readable_colour_stays_as_the_swv_chose_it() -> None:
    assert readable_accent("#154273") == "#154273"


@given(st.integers(min_value=0, max_value=0xFFFFFF))
def test_every_colour_comes_out_readable_on_white(colour: int) -> None:
    accent = readable_accent(f"#{colour:06x}")
    assert contrast_on_white([float(int(accent[at : at + 2], 16)) for at in (1, 3, 5)]) >= READABLE


@pytest.mark.parametrize("colour", ["", "rood", "#fff", "#12345g", "#154273; } body { display: none"])
def test_what_is_no_colour_becomes_the_default(colour: str) -> None:
    assert readable_accent(colour) == "#154273"


@pytest.mark.parametrize("file_format", ["PNG", "JPEG"])
def test_a_logo_is_redrawn_as_png(file_format: str) -> None:
    logo = printable_logo(logo_png(file_format=file_format))
    assert logo.mime == "image/png"
    assert Image.open(io.BytesIO(logo.content)).format == "PNG"


def test_a_large_logo_is_made_smaller() -> None:
    assert Image.open(io.BytesIO(printable_logo(logo_png(size=(3000, 900))).content)).size == (1000, 300)


def test_nothing_hidden_in_the_file_survives() -> None:
    hidden = io.BytesIO()
    Image.open(io.BytesIO(logo_png())).save(hidden, format="JPEG", exif=b"Exif\0\0BSN van de tekenaar")
    assert b"BSN" in hidden.getvalue()
    assert b"BSN" not in printable_logo(hidden.getvalue()).content


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (SVG, "geen leesbare PNG of JPEG"),
        (b"", "geen leesbare PNG of JPEG"),
        (logo_png()[:200], "geen leesbare PNG of JPEG"),
        (logo_png(file_format="GIF"), "geen leesbare PNG of JPEG"),
        (logo_png(size=(4001, 10)), "4000 pixels"),
        (b"\x89PNG" + bytes(2 * 1024 * 1024), "2 MB"),
    ],
    ids=["svg", "empty", "cut off", "gif", "too wide", "too heavy"],
)
def test_a_logo_that_cannot_be_printed_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(LogoError, match=why):
        printable_logo(content)
