"""The house style of an SWV in a letter: its colour, readable on white, and its logo, safe to print."""

from __future__ import annotations

import functools
import io
import re

from swv_portal.pdf import Asset

DEFAULT_ACCENT = "#154273"
READABLE = 4.5
DARKER = 0.92
LOGO_FORMATS = ("PNG", "JPEG")
LOGO_BYTES = 2 * 1024 * 1024
LOGO_SIDE = 4000
PRINTED = (1000, 400)


class LogoError(ValueError):
    """The logo cannot be printed: why, in Dutch."""


def readable_accent(colour: str) -> str:
    """The colour itself, or a darker shade until text in it is readable on white (WCAG 1.4.3, contrast 4,5)."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return DEFAULT_ACCENT
    channels = [float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]
    while contrast_on_white(channels) < READABLE:
        channels = [channel * DARKER for channel in channels]
    return "#" + "".join(f"{int(channel):02x}" for channel in channels)


def contrast_on_white(channels: list[float]) -> float:
    """Contrast with white of a colour given as red, green, blue from 0 to 255 (WCAG 2.2 relative luminance)."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _unit(channels)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _unit(channels: list[float]) -> list[float]:
    return [int(channel) / 255 for channel in channels]


@functools.lru_cache(maxsize=32)
def printable_logo(content: bytes) -> Asset:
    """The logo redrawn as a clean PNG of at most 1000 by 400 pixels, without anything hidden in the file.

    Raises LogoError for SVG and everything else that is no PNG or JPEG, for damaged files and for sizes out of bounds.
    """
    from PIL import Image

    if len(content) > LOGO_BYTES:
        raise LogoError("Het logo is groter dan 2 MB.")
    try:
        with Image.open(io.BytesIO(content), formats=LOGO_FORMATS) as image:
            _check_size(image.size)
            redrawn = image.convert("RGBA")
    except LogoError:
        raise
    except Exception as problem:  # Pillow raises many kinds on a damaged file
        raise LogoError("Het logo is geen leesbare PNG of JPEG.") from problem
    redrawn.thumbnail(PRINTED)
    target = io.BytesIO()
    redrawn.save(target, format="PNG")
    return Asset(content=target.getvalue(), mime="image/png")


def _check_size(size: tuple[int, int]) -> None:
    if max(size) > LOGO_SIDE:
        raise LogoError(f"Het logo is breder of hoger dan {LOGO_SIDE} pixels.")
