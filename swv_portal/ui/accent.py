"""An SWV's own colour, made dark enough to read. Pure."""

from __future__ import annotations

# WCAG 2.2 asks 4.5 for text; a little more, because links also stand on tinted ground.
LOWEST_CONTRAST = 5.5
_STEP = 0.96


def contrast_with_white(colour: str) -> float:
    """The contrast of `#rrggbb` with white as WCAG counts it, from 1 to 21."""
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def readable(colour: str) -> str:
    """The colour itself, or a darker one of the same hue that reads on white. Raises ValueError on another notation."""
    while contrast_with_white(colour) < LOWEST_CONTRAST:
        colour = "#" + "".join(f"{int(value * _STEP):02x}" for value in _channels(colour))
    return colour


def _channels(colour: str) -> tuple[int, int, int]:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"not #rrggbb: {colour}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
