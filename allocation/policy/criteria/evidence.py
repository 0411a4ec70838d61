"""Whether tests may be used as proof: on the list of the year, young enough, well taken (Ub WVO 2020 art. 2.46)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from allocation.policy.circumstances import ComesFrom
from allocation.policy.criteria.evidence_levels import floor_notes, months_notes, re_test_notes, self_report_notes
from allocation.policy.criteria.evidence_taken import Filing, Taken
from allocation.policy.criteria.evidence_texts import CRITERION_NAMES, day_text, month_text, range_text
from allocation.policy.criteria.evidence_windows import (
    FIRST_TEST_MONTH,
    first_delay_day,
    is_below,
    last_day,
    teaching_year,
)
from allocation.policy.editions import (
    FIRST_MONTH,
    WRITTEN_GROUP_TEST,
    CountedFrom,
    Criterion,
    Edition,
    criterion_of,
    edition_year,
    filing_period,
)
from allocation.policy.facts import Domain, Dossier, Origin, Track
from allocation.policy.law_files import LAW
from allocation.policy.needs import Judged, Needs
from allocation.policy.notes import Note, Weight
from allocation.policy.parameters import NoRulesError

# In which paragraph each regulation asks for a list of tests.
ASKED_BY = {"Ib WVO": "Ib WVO art. 15d lid 2", "Ub WVO 2020": "Ub WVO 2020 art. 2.46 lid 2"}
ALLOWED_ROLES = ("psychologist", "orthopedagogue")


def check_evidence(
    dossier: Dossier,
    *,
    filed_on: date,
    comes_from: ComesFrom | None,
    edition: Edition | None,
    needs: Needs,
    complete_on: date | None = None,
) -> tuple[Note, ...]:
    """Everything a person must know about the tests of a request, in the order of the form.

    Looks only at results that are there and that count under the framework. Without the list of the year it says so
    and checks nothing. `complete_on`: the day the dossier was complete, for editions that count from then.
    """
    if not needs.designates:
        return ()
    if edition is None or edition.school_year != edition_year(filed_on):
        return (_no_edition(filed_on),)
    filing = Filing(dossier, edition, filed_on, complete_on or filed_on, comes_from)
    return (*_iq(filing, needs), *_delays(filing, needs), *_social_emotional(filing, needs))


def _no_edition(filed_on: date) -> Note:
    year = edition_year(filed_on)
    until = int(year.split("-")[0])
    values = {"school_year": year, "first": f"1-{FIRST_MONTH}-{until - 1}", "last": f"30-{FIRST_MONTH - 1}-{until}"}
    return Note("no_edition", "evidence", Weight.UNVERIFIED, _where_the_list_is_asked(filed_on), values=values)


def _where_the_list_is_asked(on: date) -> str:
    try:
        return ASKED_BY[LAW.in_force("pro_iq", on=on).source.short]
    except (NoRulesError, KeyError):
        return ASKED_BY["Ub WVO 2020"]


def _iq(filing: Filing, needs: Needs) -> Iterator[Note]:
    dossier, validity = filing.dossier, filing.edition.validity
    if not needs.iq or Judged.CAPACITY in needs.judged or not dossier.iq_points.is_known:
        return
    test = Taken(filing, Criterion.IQ, dossier.iq_origin or Origin())
    complete = validity.iq_counted_from is CountedFrom.COMPLETE
    counted_to = filing.complete_on if complete else filing.filed_on
    yield from _instrument_notes(test)
    yield from _age_notes(test, years=validity.iq_years, counted_to=counted_to)
    yield from _responsible_notes(test)


def _social_emotional(filing: Filing, needs: Needs) -> Iterator[Note]:
    dossier, years = filing.dossier, filing.edition.validity.social_emotional_years
    if not dossier.social_emotional or not _problems_count(dossier, needs):
        return
    test = Taken(filing, Criterion.SE, dossier.social_emotional_origin or Origin())
    yield from _instrument_notes(test)
    yield from _age_notes(test, years=years, counted_to=filing.filed_on)
    yield from _responsible_notes(test)
    yield from self_report_notes(test)


def _problems_count(dossier: Dossier, needs: Needs) -> bool:
    lowest = needs.social_emotional_from
    if lowest is None or Judged.SOCIAL_EMOTIONAL in needs.judged:
        return False
    return not needs.iq or dossier.iq_points.high >= lowest


def _delays(filing: Filing, needs: Needs) -> Iterator[Note]:
    if not needs.learning_delay or Judged.LEARNING_DELAY in needs.judged:
        return
    for domain, measure in filing.dossier.delays.items():
        if measure.dle_months.is_known:
            test = Taken(filing, criterion_of(domain), measure.origin or Origin())
            yield from _instrument_notes(test)
            yield from _delay_age_notes(test)
            yield from floor_notes(test, measure)
            yield from months_notes(test, measure)
            yield from re_test_notes(test, measure)
    yield from _spared(filing)


def _spared(filing: Filing) -> Iterator[Note]:
    """Pro does not need a test of reading comprehension from a pupil who hardly reads (list 2016-2017)."""
    bound, delays = filing.edition.bl_spared_below_tl, filing.dossier.delays
    if bound is None or filing.dossier.track is not Track.PRO or delays[Domain.BL].dle_months.is_known:
        return
    if is_below(delays[Domain.TL].dle_months, bound):
        yield filing.note("bl_spared", Criterion.BL, Weight.FINE, bound=str(bound))


def _instrument_notes(test: Taken) -> Iterator[Note]:
    """Is the test on the list, for this criterion and this track; and what the list says about it."""
    if not test.origin.instrument.strip():
        yield test.note("no_instrument", Weight.UNVERIFIED)
        return
    found, track = test.found, test.filing.dossier.track
    if found is None:
        yield test.note("not_listed", Weight.OBSTACLE, typed=test.typed)
    elif found.criterion != test.criterion:
        wanted = CRITERION_NAMES[test.criterion]
        yield test.note("other_criterion", Weight.OBSTACLE, name=found.name, criterion=wanted)
    elif track not in found.categories:
        yield test.note("other_track", Weight.OBSTACLE, name=found.name, track=track.value)
    else:
        if track is Track.PRO and found.categories[track] == WRITTEN_GROUP_TEST:
            yield test.note("written_group_test", Weight.HINT, name=found.name)
        if found.remark:
            yield test.note("remark", Weight.HINT, name=found.name, remark=found.remark)
        yield from _range_notes(test)


def _range_notes(test: Taken) -> Iterator[Note]:
    """The list names months or groups for some tests. We know the month, and of a pupil in VO year 1 the group."""
    found, day = test.instrument, test.origin.tested_on
    if found is None or day is None or not found.taken_in:
        return
    values = {"name": found.name, "range": range_text(found), "month": month_text(day)}
    if all(one.months and day.month not in one.months for one in found.taken_in):
        yield test.note("outside_months", Weight.HINT, **values)
    elif _was_in_vo(test.filing, day) and not any(1 in one.vo_years for one in found.taken_in):
        yield test.note("not_for_vo", Weight.HINT, **values)


def _was_in_vo(filing: Filing, day: date) -> bool:
    began = date(filing_period(filing.edition.school_year)[0].year, FIRST_TEST_MONTH, 1)
    return filing.comes_from is ComesFrom.VO_YEAR_1 and teaching_year(day) >= began.year


def _age_notes(test: Taken, *, years: int, counted_to: date) -> Iterator[Note]:
    day = test.origin.tested_on
    if day is None:
        yield test.note("no_test_date", Weight.UNVERIFIED)
    elif day > counted_to:
        yield _after_filing(test, day)
    elif (last := last_day(day, years=years)) < counted_to:
        values = {"tested_on": day_text(day), "years": str(years), "last": day_text(last)}
        yield test.note("too_old", Weight.OBSTACLE, **values)


def _delay_age_notes(test: Taken) -> Iterator[Note]:
    day, filing = test.origin.tested_on, test.filing
    if day is None:
        yield test.note("no_test_date", Weight.UNVERIFIED)
        return
    if day > filing.filed_on:
        yield _after_filing(test, day)
        return
    first = first_delay_day(
        filed_on=filing.filed_on,
        school_year=filing.edition.school_year,
        test_months=filing.edition.validity.delay_test_months,
        comes_from=filing.comes_from,
    )
    if day < first:
        values = {"tested_on": day_text(day), "filed_on": day_text(filing.filed_on), "first": day_text(first)}
        yield test.note("delay_too_old", Weight.OBSTACLE, **values)


def _after_filing(test: Taken, day: date) -> Note:
    """Not an obstacle: a test may be added when the SWV asks for it."""
    return test.note("after_filing", Weight.HINT, tested_on=day_text(day))


def _responsible_notes(test: Taken) -> Iterator[Note]:
    """IQ and social-emotional: under a psychologist or orthopedagogue (Ub WVO 2020 art. 2.46 lid 2)."""
    role, citation = test.origin.responsible_role, test.filing.edition.responsible_citation
    if not role:
        yield test.note("responsible_missing", Weight.HINT, citation=citation)
    elif role not in ALLOWED_ROLES:
        yield test.note("responsible_other", Weight.OBSTACLE, citation=citation)
