"""Test scores as people write them: IQ in points, DLE and DL in months, learning delay as a check value."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from allocation.intake.text import InvalidValue, normalize, quoted
from allocation.policy.measures import Range

IQ_LOWEST, IQ_HIGHEST = 20, 200
MONTHS_HIGHEST = 150

DASHES = re.compile(r"[\u2010-\u2015\u2212]")
INTERVAL = re.compile(r"(?:tussen|van)?\s*(\d{1,6})\s*(?:-|t/m|tot en met|tot|en|~)\s*(\d{1,6})", re.I)
BELOW = re.compile(r"(?:<|onder|beneden|minder dan|kleiner dan|lager dan)\s*(\d{1,6})", re.I)
WHOLE = re.compile(r"(\d{1,6})(?:[.,]0{1,6})?")
DELAY = re.compile(r"(-?)\s*(\d{0,4})(?:[.,](\d{1,6}))?\s*(%?)")

IQ_EXPECTED = f"Typ een getal van {IQ_LOWEST} tot en met {IQ_HIGHEST}, of een interval zoals 85-95."
DLE_EXPECTED = f"Typ hele maanden van 0 tot en met {MONTHS_HIGHEST}, zoals 43. Onder de ondergrens van de toets: < 10."
DL_EXPECTED = f"Typ hele maanden van 1 tot en met {MONTHS_HIGHEST}, zoals 52."
DELAY_EXPECTED = "Typ een leerachterstand zoals 0,53 of 53%."


def parse_iq(text: str) -> Range | None:
    """IQ in points, exact or as the interval of the report. Empty is None. Raises InvalidValue."""
    typed = _plain(text)
    if not typed:
        return None
    if glued := _two_in_one(typed):
        raise InvalidValue(f"{quoted(text)} is te hoog voor een IQ. Bedoelt u {glued}? {IQ_EXPECTED}")
    return _within(_interval(typed) or _exact(typed), text, IQ_LOWEST, IQ_HIGHEST, IQ_EXPECTED)


def parse_dle(text: str) -> Range | None:
    """Learning level in whole months: 43, 43-45, or below the floor of the test: < 10. Empty is None."""
    typed = _plain(text)
    if not typed:
        return None
    if below := BELOW.fullmatch(typed):
        bound = int(below[1])
        if not 1 <= bound <= MONTHS_HIGHEST:
            raise InvalidValue(f"{quoted(text)} kan niet. {DLE_EXPECTED}")
        return Range.below(bound)
    return _within(_interval(typed) or _exact(typed), text, 0, MONTHS_HIGHEST, DLE_EXPECTED)


def parse_dl(text: str) -> int | None:
    """Months of education received since the start of group 3. Empty is None."""
    typed = _plain(text)
    if not typed:
        return None
    months = _within(_exact(typed), text, 1, MONTHS_HIGHEST, DL_EXPECTED)
    return months.low


def parse_delay(text: str) -> Decimal | None:
    """Learning delay as the school computed it, as a share: 0,53 or 53%. Only to check DL and DLE with."""
    typed = _plain(text)
    if not typed:
        return None
    match = DELAY.fullmatch(typed)
    if not match or not (match[2] or match[3]):
        raise InvalidValue(f"{quoted(text)} is geen leerachterstand. {DELAY_EXPECTED}")
    share = Decimal(f"{match[1]}{match[2] or 0}.{match[3] or 0}") / (100 if match[4] else 1)
    if not -1 <= share <= 1:
        hint = f" Bedoelt u {normalize(text)}%?" if 1 < share <= 100 and not match[4] else ""
        raise InvalidValue(f"{quoted(text)} is te groot voor een leerachterstand.{hint} {DELAY_EXPECTED}")
    return share.normalize() if share else Decimal(0)


def format_range(measure: Range | None) -> str:
    """A score as we write it: 85, 85-95, < 10. Reads back as the same range."""
    if measure is None or not measure.is_known:
        return ""
    if measure.is_exact:
        return str(measure.low)
    return f"< {measure.high + 1}" if measure.low == 0 else f"{measure.low}-{measure.high}"


def delay_of(*, dle: Range, dl: int) -> tuple[Fraction, Fraction]:
    """Smallest and largest possible learning delay, 1 - DLE/DL, unrounded (Ub WVO 2020 art. 2.46 lid 3)."""
    return 1 - Fraction(dle.high, dl), 1 - Fraction(dle.low, dl)


def delay_agrees(typed: Decimal, *, dle: Range, dl: int) -> bool:
    """Whether the delay a school typed fits its DL and DLE, rounded or cut off at the decimals it typed."""
    exponent = typed.as_tuple().exponent
    step = Fraction(1, 10 ** max(2, -exponent if isinstance(exponent, int) else 0))
    smallest, largest = delay_of(dle=dle, dl=dl)
    return smallest - step < Fraction(typed) < largest + step


def _plain(text: str) -> str:
    return DASHES.sub("-", normalize(text)).strip()


def _exact(typed: str) -> tuple[int, int] | None:
    match = WHOLE.fullmatch(typed)
    return (int(match[1]), int(match[1])) if match else None


def _interval(typed: str) -> tuple[int, int] | None:
    match = INTERVAL.fullmatch(typed)
    return (int(match[1]), int(match[2])) if match else None


def _two_in_one(typed: str) -> str:
    """8595 is what people type where an interval is refused: meant is 85-95."""
    if not (typed.isdecimal() and 4 <= len(typed) <= 6):
        return ""
    pairs = ((int(typed[:cut]), int(typed[cut:])) for cut in (2, 3) if len(typed) - cut in {2, 3})
    return next((f"{low}-{high}" for low, high in pairs if IQ_LOWEST <= low <= high <= IQ_HIGHEST), "")


def _within(bounds: tuple[int, int] | None, text: str, lowest: int, highest: int, expected: str) -> Range:
    if bounds is None:
        raise InvalidValue(f"{quoted(text)} kunnen we niet lezen. {expected}")
    low, high = bounds
    if low > high:
        raise InvalidValue(f"{quoted(text)} staat omgekeerd: eerst het laagste getal, dan het hoogste.")
    if low < lowest or high > highest:
        raise InvalidValue(f"{quoted(text)} valt buiten wat mogelijk is. {expected}")
    return Range.between(low, high)
