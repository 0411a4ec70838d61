"""Dates as people write them in Dutch: 12-3-2014, 12 maart 2014, 12 mrt. 2014, 2014-03-12, 12-3-14."""

from __future__ import annotations

import re
from datetime import date

from allocation.intake.text import InvalidValue, normalize, quoted

EARLIEST_YEAR = 1900
# A year of two digits is read in this century, unless that lies further ahead than any date on a request.
YEARS_AHEAD = 10
EXPECTED = "Typ een datum zoals 12-3-2014."

MONTHS = (
    ("januari", "jan"),
    ("februari", "feb", "febr"),
    ("maart", "mrt", "maa", "mar"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}

YEAR_FIRST = re.compile(r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s*[-/. ]\s*(?P<month>\d{1,2})\s*[-/. ]\s*'?(?P<year>\d{4}|\d{2})")
IN_WORDS = re.compile(r"(?P<day>\d{1,2})[-. ]*(?P<month>[a-z]+)[-. ]*'?(?P<year>\d{4}|\d{2})")


def parse_date(text: str, *, today: date, allow_future: bool = False) -> date | None:
    """A date; empty is None. Raises InvalidValue for what does not exist, lies in the future or is no date."""
    typed = normalize(text).replace("’", "'").casefold().strip(" .")
    if not typed:
        return None
    match = YEAR_FIRST.fullmatch(typed) or DAY_FIRST.fullmatch(typed) or IN_WORDS.fullmatch(typed)
    if match is None:
        raise InvalidValue(f"{quoted(text)} is geen datum. {EXPECTED}")
    found = _existing(_year(match["year"], today), _month(match["month"], text), int(match["day"]), text)
    if found > today and not allow_future:
        raise InvalidValue(f"{format_date(found)} ligt in de toekomst. Typ een datum tot en met vandaag.")
    return found


def format_date(moment: date) -> str:
    """12 maart 2014."""
    return f"{moment.day} {MONTHS[moment.month - 1][0]} {moment.year}"


def _year(typed: str, today: date) -> int:
    if len(typed) == 4:
        return int(typed)
    year = today.year - today.year % 100 + int(typed)
    return year if year <= today.year + YEARS_AHEAD else year - 100


def _month(typed: str, text: str) -> int:
    if typed.isdecimal():
        return int(typed)
    if typed not in MONTH_NUMBERS:
        raise InvalidValue(f"{quoted(text)} is geen datum: ‘{typed}’ is geen maand. {EXPECTED}")
    return MONTH_NUMBERS[typed]


def _existing(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12:
        raise InvalidValue(f"{quoted(text)} bestaat niet: er is geen maand {month}. Typ eerst de dag, dan de maand.")
    if year < EARLIEST_YEAR:
        raise InvalidValue(f"{quoted(text)} ligt te ver terug. {EXPECTED}")
    try:
        return date(year, month, day)
    except ValueError:
        name = MONTHS[month - 1][0]
        raise InvalidValue(f"{quoted(text)} bestaat niet: {name} {year} heeft geen dag {day}.") from None
