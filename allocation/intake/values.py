"""Every typed value of a form field, in one place: text in, typed value out, InvalidValue with a Dutch message."""

from __future__ import annotations

from stdnum.exceptions import ValidationError
from stdnum.nl import postcode

from allocation.intake.dates import format_date, parse_date
from allocation.intake.scores import (
    IQ_HIGHEST,
    IQ_LOWEST,
    MONTHS_HIGHEST,
    delay_agrees,
    delay_of,
    format_range,
    parse_delay,
    parse_dl,
    parse_dle,
    parse_iq,
)
from allocation.intake.text import InvalidValue, normalize, quoted

__all__ = [
    "IQ_HIGHEST",
    "IQ_LOWEST",
    "MONTHS_HIGHEST",
    "InvalidValue",
    "delay_agrees",
    "delay_of",
    "format_date",
    "format_range",
    "normalize",
    "parse_date",
    "parse_delay",
    "parse_dl",
    "parse_dle",
    "parse_iq",
    "parse_postcode",
    "parse_yes_no",
]

YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1"})
NO = frozenset({"nee", "n", "no", "false", "onwaar", "0"})
OPEN = frozenset({"", "onbekend", "weet niet", "?", "-"})


def parse_postcode(text: str) -> str:
    """A Dutch postcode as we keep it: 1234 AB. Empty stays empty."""
    typed = normalize(text)
    if not typed:
        return ""
    try:
        return postcode.validate(typed)
    except ValidationError:
        expected = "Typ vier cijfers en twee letters, zoals 1234 AB."
        raise InvalidValue(f"{quoted(text)} is geen postcode. {expected}") from None


def parse_yes_no(text: str) -> bool | None:
    """Ja or nee; None when empty or unknown."""
    typed = normalize(text).casefold().strip(" .!")
    if typed in OPEN:
        return None
    if typed not in YES | NO:
        raise InvalidValue(f"{quoted(text)} is geen antwoord. Typ ja of nee.")
    return typed in YES
