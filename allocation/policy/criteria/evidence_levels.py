"""Levels beside what the list says: floor of a test, DL of the month, re-test advice, reading level for self-report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from allocation.policy.circumstances import ComesFrom
from allocation.policy.criteria.evidence_taken import Filing, Taken
from allocation.policy.criteria.evidence_texts import month_text
from allocation.policy.criteria.evidence_windows import is_below, teaching_year
from allocation.policy.didactic_age import LAST_GROUP, dl_for, is_plausible
from allocation.policy.editions import ReTestLevel, filing_period
from allocation.policy.facts import DelayMeasure, Domain
from allocation.policy.law_files import LAW
from allocation.policy.measures import LOWEST
from allocation.policy.notes import Note, Weight
from allocation.policy.parameters import NoRulesError

# Without a neighbouring letter or digit: "LOVS M7", "Begrijpend lezen (E5)", not "WISC-E7b".
LEVEL = re.compile(r"(?<![A-Za-z0-9])([ME])[ -]?([3-8])(?![A-Za-z0-9])")
OTHER_TESTS = {
    "lower": "een lagere toets",
    "group_5": "de toets van groep 5",
    "group_6": "de toets van groep 6",
    "group_7": "de toets van groep 7",
    "group_8": "de toets van groep 8",
}


def floor_notes(test: Taken, measure: DelayMeasure) -> Iterator[Note]:
    """A test cannot find a level below its floor: such a result must say "below", or the rules would be too sure."""
    floor = test.instrument.floor if test.instrument else None
    if floor is None or test.instrument is None:
        return
    level = measure.dle_months
    says_below = level.low == LOWEST and level.high >= floor - 1
    if level.low < floor and not says_below:
        yield test.note("below_floor", Weight.OBSTACLE, name=test.instrument.name, floor=str(floor))


def months_notes(test: Taken, measure: DelayMeasure) -> Iterator[Note]:
    """DL beside the table of test months: group 8 or, for who leaves early, group 7; VO year 1 has one DL."""
    months, day, filing = measure.dl_months, test.origin.tested_on, test.filing
    if months is None or day is None:
        return
    if filing.comes_from is ComesFrom.VO_YEAR_1:
        expected = filing.edition.validity.vo_year_1_dl
        if months != expected:
            yield test.note("dl_vo_year_1", Weight.HINT, dl=str(months), expected=str(expected))
    elif filing.comes_from is ComesFrom.PRIMARY and not _fits(filing, months, day):
        expected_then = dl_for(group=_group(filing, day), tested_on=day)
        values = {"dl": str(months), "month": month_text(day), "expected": str(expected_then)}
        yield test.note("dl_implausible", Weight.HINT, **values)


def _fits(filing: Filing, months: int, day: date) -> bool:
    group = _group(filing, day)
    return any(is_plausible(dl=months, group=one, tested_on=day) for one in (group, group - 1))


def _group(filing: Filing, day: date) -> int:
    """The group on the day of the test of a pupil who leaves group 8 in this year of filing."""
    return LAST_GROUP - (filing_period(filing.edition.school_year)[0].year - teaching_year(day))


def re_test_notes(test: Taken, measure: DelayMeasure) -> Iterator[Note]:
    """Advice to try an easier or a harder test, when the result lies too far from the level of the one chosen."""
    level, dle = _level(test), measure.dle_months
    if level is None:
        return
    if dle.high < level.below:
        then, side, bound = level.below_then, "lager dan", level.below
    elif level.above is not None and dle.low > level.above:
        then, side, bound = level.above_then, "hoger dan", level.above
    else:
        return
    values = {"level": level.level, "side": side, "bound": str(bound)}
    if then == "outside_lwoo":
        yield test.note("beyond_lwoo", Weight.HINT, **values)
    elif then in OTHER_TESTS:
        why = _why_required(test.filing)
        rule = "re_test_required" if why else "re_test"
        yield test.note(rule, Weight.HINT, other=OTHER_TESTS[then], why=why, **values)


def _level(test: Taken) -> ReTestLevel | None:
    advice = test.filing.edition.re_test
    words = {half + group for half, group in LEVEL.findall(test.origin.instrument)}
    if advice is None or test.instrument is None or not test.instrument.year_bound or len(words) != 1:
        return None
    return advice.levels.get(words.pop())


def _why_required(filing: Filing) -> str:
    advice, iq = filing.edition.re_test, filing.dossier.iq_points
    if advice and iq.is_known and iq.low <= advice.iq_to and iq.high >= advice.iq_from:
        surely = advice.iq_from <= iq.low and iq.high <= advice.iq_to
        return (
            f"het IQ ligt {'' if surely else 'misschien '}in het gebied van {advice.iq_from} tot en met {advice.iq_to}"
        )
    return "de domeinen wijzen deels naar lwoo en deels naar pro" if _domains_conflict(filing) else ""


def _domains_conflict(filing: Filing) -> bool:
    try:
        pro, lwoo = (LAW.in_force(name, on=filing.filed_on).bound for name in ("pro_delay", "lwoo_delay"))
    except NoRulesError:
        return False
    least_pro, least_lwoo = (bound.at_least if bound else None for bound in (pro, lwoo))
    if least_pro is None or least_lwoo is None:
        return False
    delays = [_delay(one) for one in filing.dossier.delays.values() if one.dle_months.is_known and one.has_dl]
    points_to_pro = any(smallest >= least_pro for smallest, _ in delays)
    return points_to_pro and any(smallest >= least_lwoo and largest < least_pro for smallest, largest in delays)


def _delay(measure: DelayMeasure) -> tuple[Fraction, Fraction]:
    months, level = measure.dl_months or 1, measure.dle_months
    return 1 - Fraction(level.high, months), 1 - Fraction(level.low, months)


def self_report_notes(test: Taken) -> Iterator[Note]:
    """Questionnaires a pupil fills in alone ask for a reading level: fine, with caution, or strongly discouraged."""
    if test.instrument is None or not test.instrument.self_report:
        return
    rules, level = test.filing.edition.self_report, test.filing.dossier.delays[Domain.BL].dle_months
    values = {
        "name": test.instrument.name,
        "allowed": str(rules.allowed_from_dle),
        "discouraged": str(rules.discouraged_below_dle),
    }
    if not level.is_known:
        yield test.note("self_report_no_level", Weight.HINT, **values)
    elif (low := is_below(level, rules.discouraged_below_dle)) is True:
        yield test.note("self_report_discouraged", Weight.HINT, **values)
    elif low is None:
        yield test.note("self_report_perhaps_discouraged", Weight.HINT, **values)
    elif is_below(level, rules.allowed_from_dle) is not False:
        yield test.note("self_report_caution", Weight.HINT, **values)
