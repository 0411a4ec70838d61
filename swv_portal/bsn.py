"""The BSN guard. A BSN or onderwijsnummer may not go to a samenwerkingsverband, so we look for it only to refuse it.

No function here returns or mentions the number itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum.nl import bsn

# Ten digits make a phone number, also when written as 06-12345678 or +31 6 1234 5678.
PHONE = re.compile(r"(?<![\w.-])(?:(?:\+|00)\d[\d .()-]{7,18}\d|0\d{1,3}[ )/-]{1,3}\d(?:[ .-]?\d){5,7})(?!\d)")
# Eight or nine digits, unbroken or grouped by one kind of separator: 1234.56.782, 123 456 782, 12-345-678.
CANDIDATE = re.compile(
    r"""
    (?<![^\W_]) (?<!\d[.,/-])
    (?: \d{8,9}
      | (?<!\d[ ]) (?: \d{4}(?P<a>[ .-])\d{2}(?P=a)\d{3}
                     | \d{2,3}(?P<b>[ .-])\d{3}(?P=b)\d{3}
                     | \d{3}(?P<c>[ .-])\d{2}(?P=c)\d{3} ) (?![ ]\d)
    )
    (?![^\W_]) (?![.,/-]\d)
    """,
    re.VERBOSE,
)
# An organisation or a profession also has numbers; just behind such a word a number of eight or nine digits is no BSN.
LABELLED = re.compile(
    r"""(?<![^\W_])
    (?:tel(?:efoon)?|mobiel|mob|gsm|fax|kvk|rsin|agb|btw|isbn|artikel|factuur|order)
    [\s.-]{0,2}(?:nr|nummer|code)?[\s.:-]{0,3}\d(?:[ .-]?\d){7,9}(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
HIGHEST_SCORE = 160
# Named as one, whatever stands around it: "BSN1234 56 782", "bsn-nummer: 123456782x".
NAMES = r"(?:bsn|burgerservicenummer|onderwijsnummer|sofinummer|pgn)"
NAMED = re.compile(
    rf"{NAMES}[\s:.()_|-]{{0,6}}(?:nr|nummer)?[\s:._|-]{{0,6}}(?P<number>\d(?:[ .-]?\d){{7,8}})(?!\d)", re.I
)


def contains_bsn(text: str) -> bool:
    """Whether a number that passes the elfproef of a BSN or onderwijsnummer stands in the text."""
    return bool(find_bsn_positions(text))


def find_bsn_positions(text: str) -> list[tuple[int, int]]:
    """Where such numbers stand, as (start, end), in order. Dates, phone numbers and longer numbers are left alone."""
    return sorted({*_named(text), *_unnamed(text)})


def without_bsn(text: str, *, instead: str) -> str:
    """The text with `instead`, words without digits, in the place of every such number."""
    while found := find_bsn_positions(text):
        start, end = found[0]
        text = f"{text[:start]}{instead}{text[end:]}"
    return text


def _named(text: str) -> Iterator[tuple[int, int]]:
    for match in NAMED.finditer(text):
        if _passes(match["number"]):
            yield match.span("number")


def _unnamed(text: str) -> Iterator[tuple[int, int]]:
    masked = LABELLED.sub(_mask, PHONE.sub(_mask, text))
    for match in CANDIDATE.finditer(masked):
        if _passes(match[0]) and not _is_date(match[0]) and not _are_scores(match[0]):
            yield match.span()


def _mask(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _passes(number: str) -> bool:
    """The elfproef of a BSN, or that of an onderwijsnummer, which starts with 10 and leaves 5."""
    digits = re.sub(r"\D", "", number).zfill(9)
    return int(digits) > 0 and (bsn.checksum(digits) == 0 or (digits.startswith("10") and bsn.checksum(digits) == 5))


def _are_scores(numbers: str) -> bool:
    """Three scores in a row, such as 98 104 110 in the profile of a test; a BSN is seldom built so low."""
    parts = numbers.split(" ")
    return len(parts) == 3 and all(len(part) <= 3 and int(part) <= HIGHEST_SCORE for part in parts)


def _is_date(number: str) -> bool:
    """20160110 and 10012016 in file names are dates; a BSN of eight digits that reads as one is let through."""
    if len(number) != 8 or not number.isdecimal():
        return False
    year_first = (number[:4], number[4:6], number[6:])
    day_first = (number[4:], number[2:4], number[:2])
    return _exists(*year_first) or _exists(*day_first)


def _exists(year: str, month: str, day: str) -> bool:
    try:
        return 1900 <= date(int(year), int(month), int(day)).year < 2100
    except ValueError:
        return False
