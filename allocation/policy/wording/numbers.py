"""Numbers as Dutch readers write them: 0,53 and 85 tot en met 95."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from allocation.policy.findings import Limit
from allocation.policy.measures import LOWEST, Range

FEWEST_DECIMALS, MOST_DECIMALS = 2, 6
NONE = "geen"
PARTS = {Fraction(1, 4): "een kwart", Fraction(1, 3): "een derde", Fraction(1, 2): "de helft"}


def range_text(measure: Range) -> str:
    """85, 85 tot en met 95, minder dan 10."""
    if measure.is_exact:
        return str(measure.low)
    if measure.low == LOWEST:
        return f"minder dan {measure.high + 1}"
    return f"{measure.low} tot en met {measure.high}"


def delay_text(level: Range, dl_months: int, limit: Limit | None = None) -> str:
    """Learning delay, 1 - DLE/DL: 0,53; 0,28 tot en met 0,30; 0,85 of meer; geen."""
    largest, smallest = 1 - Fraction(level.low, dl_months), 1 - Fraction(level.high, dl_months)
    if largest <= 0:
        return NONE
    bounds = tuple(shares(limit))
    if level.is_exact:
        return decimal_text(largest, bounds)
    if level.low == LOWEST:
        return f"{decimal_text(max(smallest, Fraction(0)), bounds)} of meer"
    return f"{decimal_text(max(smallest, Fraction(0)), bounds)} tot en met {decimal_text(largest, bounds)}"


def decimal_text(value: Fraction, bounds: Iterable[Fraction] = ()) -> str:
    """Two decimals, or more where rounding would put the number on the other side of a bound: 0,245 is not 0,25."""
    for digits in range(FEWEST_DECIMALS, MOST_DECIMALS + 1):
        rounded = _rounded(value, digits)
        if all((Fraction(rounded) >= bound) == (value >= bound) for bound in bounds):
            break
    return str(rounded).replace(".", ",")


def shares(limit: Limit | None) -> list[Fraction]:
    """The bounds a delay is compared with."""
    sides = (limit.at_least, limit.above, limit.at_most, limit.below) if limit else ()
    return [Fraction(side) for side in sides if side]


def limit_text(limit: Limit) -> str:
    """55 tot en met 80; 0,5 of meer; 0,25 tot 0,5."""
    low = _number(limit.at_least) or (f"meer dan {_number(limit.above)}" if limit.above else "")
    if limit.at_most:
        return f"{low} tot en met {_number(limit.at_most)}" if low else f"ten hoogste {_number(limit.at_most)}"
    if limit.below:
        return f"{low} tot {_number(limit.below)}" if low else f"minder dan {_number(limit.below)}"
    return f"{low} of meer" if limit.at_least else low


def limit_in_words(limit: Limit) -> str:
    """For readers without decimals: een kwart of meer, maar minder dan de helft."""
    low = f"{_part(limit.at_least)} of meer" if limit.at_least else ""
    high = f"minder dan {_part(limit.below)}" if limit.below else ""
    return ", maar ".join(text for text in (low, high) if text)


def listed(names: Iterable[str], last: str = "en") -> str:
    """a, b en c."""
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end


def _rounded(value: Fraction, digits: int) -> Decimal:
    step = Decimal(1).scaleb(-digits)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_UP)


def _number(side: str | None) -> str:
    if side is None or "/" not in side:
        return side or ""
    exact = Decimal(Fraction(side).numerator) / Decimal(Fraction(side).denominator)
    return str(exact).replace(".", ",") if Fraction(exact) == Fraction(side) else side


def _part(side: str) -> str:
    return PARTS.get(Fraction(side), f"{round(Fraction(side) * 100)} procent")
