"""The dated numbers of the law. Nothing falls back to an older value: "ended" is said aloud."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from allocation.policy.sources import Source


class Reading(StrEnum):
    """How lid 6 (overlap and conflicting data) is read: as samenwerkingsverbanden work, or to the letter."""

    PRACTICE = "practice"
    LITERAL = "literal"

    __hash__ = str.__hash__

    @property
    def other(self) -> Reading:
        return Reading.LITERAL if self is Reading.PRACTICE else Reading.PRACTICE


class ConflictRule(StrEnum):
    """What lid 6 asks before the motivation of the school decides."""

    EITHER_SIDE = "either_side"
    COMPLETE_LWOO = "complete_lwoo"
    # Only an SWV that opts out may choose these.
    BOTH_COMPLETE = "both_complete"
    NEVER = "never"


class NoRulesError(LookupError):
    """There are no rules for the date asked. The message is for people, in Dutch."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One legal number or band, as the law writes it. Shares are fractions such as 1/4."""

    at_least: Fraction | None = None
    above: Fraction | None = None
    at_most: Fraction | None = None
    below: Fraction | None = None

    def whole(self, *, lowest: int, highest: int) -> tuple[int, int]:
        """The same band in whole numbers, both ends included, open ends filled with the given ones."""
        low = self.at_least if self.above is None else self.above + 1
        high = self.at_most if self.below is None else self.below - 1
        return int(lowest if low is None else low), int(highest if high is None else high)


@dataclass(frozen=True, slots=True)
class Share:
    """A part p/q of the DL, ready for whole numbers: delay >= p/q is `whole * DLE <= kept * DL`."""

    whole: int
    kept: int

    @classmethod
    def of(cls, part: Fraction) -> Share:
        return cls(part.denominator, part.denominator - part.numerator)

    @property
    def part(self) -> Fraction:
        """The part again, as the law writes it."""
        return Fraction(self.whole - self.kept, self.whole)


@dataclass(frozen=True, slots=True)
class Version:
    """A number, the rule of a reading or a word of the law, in force from a date on. With none it has ended."""

    id: str
    starts_on: date
    source: Source
    bound: Bound | None = None
    rule: ConflictRule | None = None
    says: str = ""

    @property
    def has_ended(self) -> bool:
        return self.bound is None and self.rule is None and not self.says


class Law:
    """All parameters and readings with their history."""

    def __init__(self, *, sources: Mapping[str, Source], history: Mapping[str, Sequence[Version]]) -> None:
        self.sources, self._history = sources, history

    def in_force(self, name: str, *, on: date) -> Version:
        """The version of one parameter on a date; raises NoRulesError before its first and after its last day."""
        versions = self._history[name]
        index = bisect_right(versions, on, key=lambda version: version.starts_on)
        if index == 0:
            raise NoRulesError(f"{_none(on)}: de eerste regels gelden vanaf {_dutch(versions[0].starts_on)}.")
        version = versions[index - 1]
        if version.has_ended:
            raise NoRulesError(f"{_none(on)}: {name} is beëindigd op {_dutch(version.starts_on)}.")
        return version


def reading_name(reading: Reading) -> str:
    return f"reading_{reading}"


def _none(on: date) -> str:
    return f"Er zijn geen regels bekend voor {_dutch(on)}"


def _dutch(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
