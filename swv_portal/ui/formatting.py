"""How dates, numbers and sizes stand on the screen. Dutch whatever the active language.

Templates give an empty text for what they do not know; it stays an empty text.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils import timezone

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def dutch_date(value: dt.date | dt.datetime | None) -> str:
    """23 november 2026; a moment gives its day in the Netherlands; nothing gives an empty text."""
    if not value:
        return ""
    day = _local(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(value: dt.date | dt.datetime | None) -> str:
    """23-11-2026, for a column in a table."""
    if not value:
        return ""
    day = _local(value)
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def dutch_moment(value: dt.datetime | None) -> str:
    """23 november 2026, 14:03, in Dutch time."""
    return f"{dutch_date(value)}, {_local(value):%H:%M}" if value else ""


def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    is_moment = isinstance(value, dt.datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if is_moment else value  # type: ignore[arg-type]


def decimal_comma(value: Decimal | Fraction | float | int | None, places: int = 2) -> str:
    """0,53: rounded half up to the places asked. Only for showing; rules compare unrounded."""
    if value is None or value == "":
        return ""
    exact = _of_ratio(value) if isinstance(value, Fraction) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")


def _of_ratio(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def file_size(size: int | str | None) -> str:
    """1,4 MB, 20 kB or 312 bytes, in steps of a thousand as file managers count."""
    if not isinstance(size, int):
        return ""
    if size < 1_000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{(size + 500) // 1000} kB"
    return f"{decimal_comma(size / 1_000_000, 1)} MB"
