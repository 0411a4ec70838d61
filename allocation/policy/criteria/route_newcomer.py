"""Newcomers: less than a year in the Netherlands on the day the pupil first counts (WVO 2020 art. 2.30 lid 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from allocation.policy.algebra import MET, NOT_MET
from allocation.policy.circumstances import Circumstances, ComesFrom
from allocation.policy.notes import Note, Weight
from allocation.policy.route_rules import RouteRule, plain_day


def newcomer(circumstances: Circumstances, rule: RouteRule) -> Iterator[tuple[int, Note]]:
    """Nothing when the day of arrival is not given: then the pupil is no newcomer."""
    arrived = circumstances.in_nl_since
    if arrived is None:
        return
    counts_on = _counts_on(circumstances, arrived, rule)
    days = {"since": plain_day(arrived), "counts_on": plain_day(counts_on)}
    if _is_long_enough(arrived, counts_on, rule):
        yield MET, Note("route_newcomer_long_enough", "route", Weight.FINE, rule.citation, rule.confidence, days)
        yield from _if_already_there(circumstances, arrived, rule)
        return
    days["possible_from"] = plain_day(_school_year_after(counts_on, rule))
    yield NOT_MET, Note("route_newcomer_too_short", "route", Weight.OBSTACLE, rule.citation, rule.confidence, days)


def _is_long_enough(arrived: date, counts_on: date, rule: RouteRule) -> bool:
    """Exactly a year is a year."""
    return arrived <= counts_on.replace(year=counts_on.year - rule.numbers["years"])


def _counts_on(circumstances: Circumstances, arrived: date, rule: RouteRule) -> date:
    """The count day of the first school year in which the pupil counts.

    From primary education that is the coming school year, otherwise the running one; nobody counts before arriving.
    """
    coming = _school_year_after(circumstances.filed_on, rule)
    is_coming = circumstances.comes_from is ComesFrom.PRIMARY
    begins = coming if is_coming else coming.replace(year=coming.year - 1)
    return _on_or_after(max(begins, arrived), rule.numbers["count_month"], rule.numbers["count_day"])


def _if_already_there(circumstances: Circumstances, arrived: date, rule: RouteRule) -> Iterator[tuple[int, Note]]:
    """In August and September "from primary" may mean a pupil who has just begun: for such a pupil this year counts."""
    if circumstances.comes_from is not ComesFrom.PRIMARY:
        return
    coming = _school_year_after(circumstances.filed_on, rule)
    this_year = _on_or_after(
        coming.replace(year=coming.year - 1), rule.numbers["count_month"], rule.numbers["count_day"]
    )
    if circumstances.filed_on <= this_year and not _is_long_enough(arrived, this_year, rule):
        days = {"counts_on": plain_day(this_year)}
        yield MET, Note("route_newcomer_already_there", "route", Weight.HINT, rule.citation, rule.confidence, days)


def _school_year_after(day: date, rule: RouteRule) -> date:
    """The first day of the next school year."""
    return _on_or_after(day + timedelta(days=1), rule.numbers["year_month"], rule.numbers["year_day"])


def _on_or_after(day: date, month: int, day_of_month: int) -> date:
    this_year = date(day.year, month, day_of_month)
    return this_year if this_year >= day else this_year.replace(year=day.year + 1)
