"""What the pages about lists of tests show: which list holds when, and one list per criterion."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from allocation.models import InstrumentEdition
from allocation.policy.criteria.evidence_levels import OTHER_TESTS
from allocation.policy.criteria.evidence_texts import CRITERION_NAMES, range_text
from allocation.policy.didactic_age import FIRST_GROUP, LAST_GROUP, dl_for
from allocation.policy.edition_errors import in_dutch
from allocation.policy.edition_files import BUILT_IN, BadEdition
from allocation.policy.editions import CountedFrom, Criterion, Edition, Instrument, edition_year, filing_period
from allocation.policy.facts import Track
from schools.access import Actor
from schools.models import Swv
from swv_portal.ui.formatting import dutch_date, dutch_moment

MOST_MISTAKES = 30
TEST_MONTHS = {9: "sep", 10: "okt", 11: "nov", 12: "dec", 1: "jan", 2: "feb", 3: "mrt", 4: "apr", 5: "mei", 6: "jun"}
ADVICE = {**OTHER_TESTS, "accept": "uitslag telt voor pro", "outside_lwoo": "valt buiten lwoo"}


@dataclass(frozen=True, slots=True)
class Period:
    """One year of filing and whether its list is there."""

    school_year: str
    first: dt.date
    last: dt.date
    current: bool
    url: str


@dataclass(frozen=True, slots=True)
class SwvLists:
    """The lists one SWV works with."""

    name: str
    periods: list[Period]
    rows: list[list[dict[str, str]]]


def lists_by_swv(*, actor: Actor, on: dt.date) -> list[SwvLists]:
    """Per SWV of the actor which list holds now and next year, and every list there is, newest first. Two queries."""
    loaded = list(InstrumentEdition.objects.visible_to(actor).select_related("loaded_by").defer("body"))
    return [
        SwvLists(swv.name, _periods(mine, on), _rows(mine))
        for swv in _swvs_of(actor)
        for mine in [[one for one in loaded if one.swv_id == swv.pk]]
    ]


def _swvs_of(actor: Actor) -> list[Swv]:
    if actor.at_school:
        return list(Swv.objects.filter(locations__school_id__in=actor.school_ids).distinct().order_by("name"))
    return list(Swv.objects.filter(pk=actor.swv_id))


def _periods(loaded: list[InstrumentEdition], on: dt.date) -> list[Period]:
    coming = filing_period(edition_year(on))[1] + dt.timedelta(days=1)
    return [_period(edition_year(day), loaded, current=day == on) for day in (on, coming)]


def _period(school_year: str, loaded: list[InstrumentEdition], *, current: bool) -> Period:
    mine = [one for one in loaded if one.school_year == school_year]
    url = ""
    if mine:
        url = reverse("edition", args=[mine[0].pk])
    elif school_year in BUILT_IN:
        url = reverse("edition_built_in", args=[school_year])
    return Period(school_year, *filing_period(school_year), current, url)


def _rows(loaded: list[InstrumentEdition]) -> list[list[dict[str, str]]]:
    latest = {one.school_year: one.pk for one in reversed(loaded)}
    rows = [(one.school_year, _loaded_row(one, holds=latest[one.school_year] == one.pk)) for one in loaded]
    rows += [(year, _built_in_row(year, holds=year not in latest)) for year in BUILT_IN]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0], reverse=True)]


def _loaded_row(one: InstrumentEdition, *, holds: bool) -> list[dict[str, str]]:
    told = {"text": dutch_moment(one.loaded_at), "note": f"door {one.loaded_by.name}"}
    return _row(one.school_year, reverse("edition", args=[one.pk]), one.citation, told, holds=holds)


def _built_in_row(year: str, *, holds: bool) -> list[dict[str, str]]:
    told = {"text": "Meegeleverd met het portaal"}
    return _row(year, reverse("edition_built_in", args=[year]), BUILT_IN[year].citation, told, holds=holds)


def _row(year: str, url: str, citation: str, told: dict[str, str], *, holds: bool) -> list[dict[str, str]]:
    state = {"text": "Laatste versie"} if holds else {"text": "Vervangen"}
    return [{"text": year, "url": url}, {"text": citation}, told, state]


def edition_context(edition: Edition) -> dict[str, Any]:
    """One list as tables per criterion, its rules in sentences, and the table of DL."""
    first, last = filing_period(edition.school_year)
    return {
        "edition": edition,
        "first": first,
        "last": last,
        "rules": _rules(edition),
        "tables": [_table(edition, criterion) for criterion in Criterion if edition.of(criterion)],
        "dl_columns": list(TEST_MONTHS.values()),
        "re_tests": _re_tests(edition),
        "dl_rows": [
            (group, [dl_for(group=group, tested_on=dt.date(2015, month, 1)) for month in TEST_MONTHS])
            for group in range(FIRST_GROUP, LAST_GROUP + 1)
        ],
    }


def _rules(edition: Edition) -> list[dict[str, str]]:
    validity, report, start = edition.validity, edition.self_report, filing_period(edition.school_year)[0]
    complete = validity.iq_counted_from is CountedFrom.COMPLETE
    counted = "het dossier volledig is" if complete else "de aanvraag is ingediend"
    rows = [
        ("Intelligentietest", f"Hoogstens {validity.iq_years} jaar oud op de dag dat {counted}."),
        ("Sociaal-emotioneel", f"Hoogstens {validity.social_emotional_years} jaar oud bij de aanvraag."),
        (
            "Leerachterstand",
            f"Bij een aanvraag vanaf 1 februari: toetsen vanaf {dutch_date(dt.date(start.year, 8, 1))}. "
            f"Bij een aanvraag voor 1 februari: hoogstens {validity.delay_test_months} toetsmaanden oud. Juli en "
            "augustus tellen niet mee.",
        ),
        ("Leerjaar 1 vo", f"Toetsen uit groep 8 tellen mee. De DL is dan {validity.vo_year_1_dl}."),
        (
            "Vragenlijst die de leerling zelf invult",
            f"Vanaf DLE {report.allowed_from_dle} begrijpend lezen. Voorzichtig van {report.discouraged_below_dle} tot "
            f"{report.allowed_from_dle}. Sterk afgeraden onder {report.discouraged_below_dle}.",
        ),
    ]
    if edition.bl_spared_below_tl:
        text = f"Voor pro niet nodig als de DLE technisch lezen lager is dan {edition.bl_spared_below_tl}."
        rows.append(("Toets begrijpend lezen", text))
    return [{"label": label, "value": value} for label, value in rows]


def _re_tests(edition: Edition) -> list[dict[str, str]]:
    levels = edition.re_test.levels.values() if edition.re_test else ()
    return [
        {
            "level": one.level,
            "below": f"lager dan {one.below}: {ADVICE[one.below_then]}",
            "above": f"hoger dan {one.above}: {ADVICE[one.above_then]}" if one.above is not None else "",
        }
        for one in levels
    ]


def _table(edition: Edition, criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.value,
        "caption": CRITERION_NAMES[criterion].capitalize(),
        "rows": [_instrument_row(one) for one in edition.of(criterion)],
    }


def _instrument_row(one: Instrument) -> dict[str, str]:
    floor = f"Meet vanaf DLE {one.floor}." if one.floor else ""
    filled_in = "De leerling kan deze zelf invullen." if one.self_report else ""
    return {
        "name": one.name,
        "origin": " ".join(part for part in (one.publisher, one.published) if part),
        "lwoo": one.categories.get(Track.LWOO, ""),
        "pro": one.categories.get(Track.PRO, ""),
        "range": range_text(one).capitalize(),
        "remark": " ".join(part for part in (one.remark, floor, filled_in) if part),
    }


def mistakes_of(refusal: BadEdition) -> tuple[str, list[dict[str, Any]]]:
    """One sentence, and the first mistakes with their line."""
    count = len(refusal.mistakes)
    shown = [{"line": one.line, "text": in_dutch(one)} for one in refusal.mistakes[:MOST_MISTAKES]]
    told = (
        "Er is niets geladen: 1 regel klopt niet."
        if count == 1
        else (f"Er is niets geladen: {count} regels kloppen niet.")
    )
    return told, shown
