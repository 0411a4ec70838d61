"""How old a test may be: every boundary from both sides."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from allocation.policy.circumstances import ComesFrom
from allocation.policy.criteria.evidence import check_evidence
from allocation.policy.criteria.evidence_windows import last_day, months_back
from allocation.policy.edition_files import BUILT_IN
from allocation.policy.editions import CountedFrom, Edition, edition_year
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Origin, Track
from allocation.policy.measures import Range
from allocation.policy.needs import Needs

EDITION = BUILT_IN["2016-2017"]
NEEDS = Needs(social_emotional_from=91)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def edition_of(filed_on: dt.date) -> Edition:
    """The rules of 2016-2017 in whatever year, to reach every boundary."""
    return replace(EDITION, school_year=edition_year(filed_on))


def rules(dossier: Dossier, filed_on: str, comes_from: ComesFrom | None = ComesFrom.PRIMARY, **options) -> list[str]:
    filed = day(filed_on)
    options = {"edition": edition_of(filed)} | options
    notes = check_evidence(dossier, filed_on=filed, comes_from=comes_from, needs=NEEDS, **options)
    return [f"{note.weight} {note.rule}" for note in notes]


def sem(tested_on: str) -> Dossier:
    """Sem has only an intelligence test."""
    return Dossier(
        Track.LWOO, Range.exact(84), iq_origin=Origin("NDT", day(tested_on), responsible_role="psychologist")
    )


@pytest.mark.parametrize(
    ("tested_on", "filed_on", "expected"),
    [
        ("2014-03-14", "2016-03-14", []),
        ("2014-03-13", "2016-03-14", ["obstacle too_old"]),
        ("2016-02-29", "2018-02-28", []),
        ("2016-02-29", "2018-03-01", ["obstacle too_old"]),
        ("2014-02-28", "2016-02-28", []),
        ("2014-02-28", "2016-02-29", ["obstacle too_old"]),
        ("2014-03-01", "2016-02-29", []),
        ("2016-03-14", "2016-03-14", []),
        ("2016-03-15", "2016-03-14", ["hint after_filing"]),
    ],
)
def test_an_intelligence_test_counts_two_years_to_the_day(tested_on: str, filed_on: str, expected: list[str]) -> None:
    assert rules(sem(tested_on), filed_on) == expected


@pytest.mark.parametrize(
    ("counted_from", "complete_on", "expected"),
    [
        (CountedFrom.FILING, "2016-03-20", []),
        (CountedFrom.COMPLETE, "2016-03-14", []),
        (CountedFrom.COMPLETE, "2016-03-15", ["obstacle too_old"]),
        (CountedFrom.COMPLETE, None, []),
    ],
)
def test_some_lists_count_to_the_day_the_dossier_is_complete(
    counted_from: CountedFrom, complete_on: str | None, expected: list[str]
) -> None:
    edition = replace(EDITION, validity=replace(EDITION.validity, iq_counted_from=counted_from))
    complete = day(complete_on) if complete_on else None
    assert rules(sem("2014-03-14"), "2016-03-14", edition=edition, complete_on=complete) == expected


def test_without_a_date_the_age_is_not_checked_and_that_is_said() -> None:
    undated = Origin("NDT", responsible_role="psychologist")
    assert rules(Dossier(Track.LWOO, Range.exact(84), iq_origin=undated), "2016-03-14") == ["unverified no_test_date"]


@pytest.mark.parametrize(
    ("tested_on", "expected"),
    [("2015-03-14", []), ("2015-03-13", ["obstacle too_old"]), ("2014-03-14", ["obstacle too_old"])],
)
def test_social_emotional_problems_count_one_year(tested_on: str, expected: list[str]) -> None:
    questionnaire = Origin("SEV", day(tested_on), responsible_role="orthopedagogue")
    dossier = Dossier(Track.LWOO, social_emotional=True, social_emotional_origin=questionnaire)
    assert rules(dossier, "2016-03-14") == expected


def lotte(tested_on: str) -> Dossier:
    """Lotte has one arithmetic test."""
    delays = {Domain.IR: DelayMeasure(None, Range.exact(36), Origin("SVT-RW", day(tested_on)))}
    return Dossier(Track.LWOO, delays=delays)


@pytest.mark.parametrize(
    ("filed_on", "tested_on", "fits"),
    [
        # From 1 February: tests of the current school year.
        ("2016-02-01", "2015-08-01", True),
        ("2016-02-01", "2015-07-31", False),
        ("2016-07-31", "2015-08-01", True),
        ("2016-09-30", "2015-08-01", True),
        ("2016-09-30", "2015-07-31", False),
        # Before 1 February: six test months back, July and August do not count.
        ("2016-01-31", "2015-05-01", True),
        ("2016-01-31", "2015-04-30", False),
        ("2015-12-01", "2015-04-01", True),
        ("2015-12-01", "2015-03-31", False),
        ("2015-10-01", "2015-02-01", True),
        ("2015-10-01", "2015-01-31", False),
    ],
)
def test_a_delay_test_counts_from_a_first_day(filed_on: str, tested_on: str, fits: bool) -> None:
    assert rules(lotte(tested_on), filed_on) == ([] if fits else ["obstacle delay_too_old"])


@pytest.mark.parametrize(
    ("filed_on", "tested_on", "comes_from", "fits"),
    [
        ("2016-03-14", "2014-08-01", ComesFrom.VO_YEAR_1, True),
        ("2016-03-14", "2014-07-31", ComesFrom.VO_YEAR_1, False),
        ("2015-11-02", "2014-08-01", ComesFrom.VO_YEAR_1, True),
        ("2016-03-14", "2014-08-01", ComesFrom.VO_LATER, False),
        ("2016-03-14", "2014-08-01", None, False),
    ],
)
def test_in_the_first_year_of_vo_the_tests_of_group_8_count(
    filed_on: str, tested_on: str, comes_from: ComesFrom | None, fits: bool
) -> None:
    assert rules(lotte(tested_on), filed_on, comes_from) == ([] if fits else ["obstacle delay_too_old"])


def test_a_delay_test_after_filing_is_asked_about() -> None:
    assert rules(lotte("2016-03-15"), "2016-03-14") == ["hint after_filing"]
    assert rules(lotte("2016-03-14"), "2016-03-14") == []


@pytest.mark.parametrize(
    ("start", "months", "first"),
    [
        ("2016-01-15", 1, "2015-12-01"),
        ("2015-09-15", 1, "2015-06-01"),
        ("2015-08-15", 1, "2015-05-01"),
        ("2015-07-15", 0, "2015-06-01"),
        ("2016-01-15", 10, "2015-01-01"),
        ("2016-01-15", 20, "2014-01-01"),
    ],
)
def test_months_back_skip_the_summer(start: str, months: int, first: str) -> None:
    assert months_back(day(start), months) == day(first)


def test_the_last_day_does_not_run_off_the_calendar() -> None:
    assert last_day(dt.date.max, years=2) == dt.date.max
