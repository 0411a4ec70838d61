"""Which tests may be used for a request, and how old they may be: one list per school year.

Each year a ministerial regulation fixes the tests and the rules for their use (Ub WVO 2020 art. 2.46 lid 2). The list
for school year Y/Y+1 holds for requests filed from 1 October Y-1 to 30 September Y.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from allocation.policy.facts import Domain, Track
from allocation.policy.instrument_names import best_match

FIRST_MONTH = 10
MOST_REMEMBERED = 2000


class Criterion(StrEnum):
    """What a test is for; the four domains as in `Domain`."""

    IQ = "iq"
    SE = "se"
    TL = "tl"
    SP = "sp"
    BL = "bl"
    IR = "ir"

    __hash__ = str.__hash__


CATEGORIES = ("0", "I", "II", "III", "IV")
# For pro: a written group test, discouraged for pupils who are far behind in reading.
WRITTEN_GROUP_TEST = "IV"


class CountedFrom(StrEnum):
    """The moment from which one counts back to the test date of an IQ test."""

    FILING = "filing"
    COMPLETE = "complete_dossier"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Groups (3 to 8), or years of secondary school, in which a test may be taken. No months: the whole year."""

    groups: tuple[int, ...] = ()
    vo_years: tuple[int, ...] = ()
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """One test on the list for one criterion.

    `categories`: suitability per track; a track that is not there may not use the test. `floor`: the lowest DLE, in
    months, that it measures. `ages`: youngest and oldest, in years. `not_these`: words that mean another version.
    `year_bound`: made for half a school year, so that the re-test advice holds.
    """

    id: str
    name: str
    criterion: Criterion
    publisher: str
    published: str
    categories: Mapping[Track, str]
    aliases: tuple[str, ...] = ()
    not_these: tuple[str, ...] = ()
    taken_in: tuple[TakenIn, ...] = ()
    ages: tuple[int, int] | None = None
    floor: int | None = None
    self_report: bool = False
    year_bound: bool = False
    remark: str = ""

    @property
    def full_name(self) -> str:
        """NIO (Boom 2004)."""
        origin = " ".join(part for part in (self.publisher, self.published) if part)
        return f"{self.name} ({origin})" if origin else self.name


@dataclass(frozen=True, slots=True)
class Validity:
    """How old test results may be. Test months: September to June; July and August do not count."""

    iq_years: int
    iq_counted_from: CountedFrom
    social_emotional_years: int
    delay_test_months: int
    vo_year_1_dl: int


@dataclass(frozen=True, slots=True)
class SelfReport:
    """Reading levels (DLE bl, months) for questionnaires a pupil fills in: allowed from, discouraged below."""

    allowed_from_dle: int
    discouraged_below_dle: int


@dataclass(frozen=True, slots=True)
class ReTestLevel:
    """For one year-bound test, such as E5: beyond which DLE (months) another test must be tried, and which."""

    level: str
    below: int
    below_then: str
    above: int | None = None
    above_then: str = ""


@dataclass(frozen=True, slots=True)
class ReTest:
    """The advice on trying an easier or harder test. Between these IQ points a re-test may not be skipped."""

    iq_from: int
    iq_to: int
    levels: Mapping[str, ReTestLevel]


@dataclass(frozen=True, slots=True)
class Edition:
    """The list and the rules for one school year. `confidence`: how sure we are of its text, H, M or L.

    `sha256` is the hash of the file, by which a receipt finds the list again.
    """

    school_year: str
    citation: str
    confidence: str
    responsible_citation: str
    validity: Validity
    self_report: SelfReport
    re_test: ReTest | None
    bl_spared_below_tl: int | None
    instruments: tuple[Instrument, ...]
    sha256: str = ""
    # What was typed before: many dossiers name the same tests.
    _found: dict[tuple[str, Criterion], Instrument | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def of(self, criterion: Criterion, track: Track | None = None) -> tuple[Instrument, ...]:
        """The tests for a criterion, for one track or for any."""
        return tuple(
            one for one in self.instruments if one.criterion == criterion and (not track or track in one.categories)
        )

    def find(self, typed: str, criterion: Criterion) -> Instrument | None:
        """The test somebody means with this text: for this criterion, or else for another one that fits better."""
        key = typed, criterion
        if key in (known := self._found):
            with suppress(KeyError):  # another thread may just have emptied it
                return known[key]
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        own_first = sorted(self.instruments, key=lambda one: one.criterion != criterion)
        known[key] = found = best_match(typed, own_first)
        return found


def edition_year(filed_on: date) -> str:
    """The school year whose list holds for a request filed on this day: 2016-2017 from 1-10-2015 to 30-9-2016."""
    start = filed_on.year + (filed_on.month >= FIRST_MONTH)
    return f"{start}-{start + 1}"


def filing_period(school_year: str) -> tuple[date, date]:
    """The first and the last day on which requests use the list of this school year."""
    start = int(school_year[:4])
    return date(start - 1, FIRST_MONTH, 1), date(start, FIRST_MONTH - 1, 30)


def criterion_of(domain: Domain) -> Criterion:
    """The criterion of a domain of learning delay."""
    return Criterion(domain.value)
