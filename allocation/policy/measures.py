"""A measure is a range: exact score, interval, "below 10" and "not tested" are one thing."""

from __future__ import annotations

from dataclasses import dataclass

LOWEST = 0
HIGHEST = 999


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest possible whole value of one measure, both included. The widest range means: not measured."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if type(self.low) is not int or type(self.high) is not int:
            raise ValueError("a measure is a range of whole numbers")
        if not LOWEST <= self.low <= self.high <= HIGHEST:
            raise ValueError(f"a range runs upwards, within {LOWEST} and {HIGHEST}: got {self.low} to {self.high}")

    @classmethod
    def exact(cls, value: int) -> Range:
        return cls(value, value)

    @classmethod
    def between(cls, low: int, high: int) -> Range:
        return cls(low, high)

    @classmethod
    def below(cls, bound: int) -> Range:
        """A test that cannot measure lower than its floor: "below 10" is at most 9, because scores are whole."""
        return cls(LOWEST, bound - 1)

    @classmethod
    def unknown(cls) -> Range:
        return UNTESTED

    @property
    def is_known(self) -> bool:
        return self.high != HIGHEST or self.low != LOWEST

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


UNTESTED = Range(LOWEST, HIGHEST)
