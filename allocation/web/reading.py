"""A dossier for reading: rows of label and value, and the documents, for every screen that shows them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from allocation.completeness import list_missing
from allocation.intake.values import format_range
from allocation.models import Document, Evidence, Request
from allocation.models.requests import SpecialGround
from allocation.policy.measures import Range
from allocation.policy.wording.names import DOMAIN_NAMES
from allocation.services import scan
from allocation.services.circumstances import is_special, route_of
from allocation.services.filled import filled_of
from schools.models import EarlierSupport, Guardian, SchoolHistoryEntry
from swv_portal import clock
from swv_portal.ui.formatting import dutch_date

SLOW = "De controle duurt langer dan normaal. We blijven het proberen; u hoeft niets te doen."
FAILED = "De controle is niet gelukt. Verwijder dit document en voeg het opnieuw toe."


def pupil_rows(request: Request) -> list[dict[str, Any]]:
    """Who it is about, for reading."""
    student = request.student
    if student is None:
        return [_row("Leerling", "")]
    address = "geheim; niet bewaard" if student.secret_address else ", ".join(student.address_lines)
    return [
        _row(
            "Naam",
            " ".join(
                part for part in (student.first_names or student.call_name, student.prefix, student.last_name) if part
            ),
        ),
        _row("Roepnaam", student.call_name, optional=True),
        _row("Leerlingnummer", student.las_key),
        _row("Geboortedatum", dutch_date(student.birth_date)),
        _row("Geslacht", student.get_gender_display(), optional=True),
        _row("Komt van", request.get_comes_from_display()),
        *_newcomer(request),
        _row("Adres", address),
    ]


def _newcomer(request: Request) -> list[dict[str, Any]]:
    since = dutch_date(route_of(request).in_nl_since)
    return [_row("In Nederland sinds", since)] if since else []


def test_rows(request: Request, *, on: dt.date) -> list[dict[str, Any]]:
    """The test results as they were filled in. Missing is only what this request needs by the rules of the day."""
    evidence = request.evidence
    lacking = {one.field for one in list_missing(filled_of(request, on=on))}
    iq = _test(_measure(evidence.iq_lowest, evidence.iq_highest), evidence.iq_instrument, evidence.iq_tested_on)
    rows = [_row("IQ", iq, optional="iq" not in lacking)]
    if evidence.iq_responsible:
        role = evidence.get_iq_responsible_role_display()
        rows.append(_row("Verantwoordelijk", f"{evidence.iq_responsible}{', ' + role if role else ''}"))
    results = {result.domain: result for result in request.delays.all()}
    for domain, name in DOMAIN_NAMES.items():
        result = results.get(domain.value)
        level = _measure(result.dle_lowest, result.dle_highest) if result else ""
        months = f"DLE {level or '?'} bij DL {result.dl_months or '?'}" if result else ""
        told = _test(months, result.instrument, result.tested_on) if result else ""
        rows.append(_row(name.capitalize(), told, optional=f"dle_{domain}" not in lacking))
    problems = _test(evidence.get_se_outcome_display(), evidence.se_instrument, evidence.se_tested_on)
    rows.append(_row("Sociaal-emotioneel", problems, optional=True))
    if evidence.se_label:
        rows.append(_row("Uitkomst", evidence.se_label))
    return rows + _judgement_rows(evidence)


def _judgement_rows(evidence: Evidence) -> list[dict[str, Any]]:
    """What the school judged in the place of a test, where the SWV lets it."""
    told = {
        "Oordeel: leervermogen past": evidence.judged_capacity,
        "Oordeel: leerachterstand past": evidence.judged_delay,
        "Oordeel: problemen belemmeren": evidence.judged_social_emotional,
    }
    rows = [_row(label, "ja" if answer else "nee") for label, answer in told.items() if answer is not None]
    return [*rows, _row("Waarop het oordeel rust", evidence.judgement_reason)] if evidence.judgement_reason else rows


def reasoning_rows(request: Request) -> list[dict[str, Any]]:
    """The motivation and the views, for reading."""
    view = request.get_parents_view_display()
    if view and request.parents_view_on:
        view = f"{view} ({dutch_date(request.parents_view_on)})"
    rows = [
        _row("Motivering van de school", request.motivation),
        _row("De ouders", view),
        _row("Toelichting van de ouders", request.parents_view_text, optional=True),
        _row("De leerling", request.pupil_view_text, optional=True),
    ]
    rows += _special_rows(request)
    if request.incomplete_reason:
        rows.append(_row("Waarom gegevens ontbreken", request.incomplete_reason))
    return rows


def _special_rows(request: Request) -> list[dict[str, Any]]:
    """What was told for a later change to pro; nothing for any other request."""
    route, special = route_of(request), is_special(request)
    grounds = "; ".join(SpecialGround(ground).label for ground in route.special_grounds)
    consent = {True: "de ouders stemmen in", False: "de ouders stemmen niet in", None: ""}[route.parents_consent]
    if consent and route.parents_consent_on:
        consent = f"{consent} ({dutch_date(route.parents_consent_on)})"
    told = {
        "De leerling heeft nu": route.get_special_group_display(),
        "Waarom praktijkonderwijs": grounds,
        "Instemming van de ouders": consent,
        "Wat de school deed": route.done_so_far,
        "Deskundigen van buiten": route.experts,
        "Wat er dreigt": route.risks,
    }
    return [_row(label, value) for label, value in told.items() if special or value]


def background_rows(request: Request) -> list[dict[str, Any]]:
    """What the sending school told about the years before; empty when the request was typed by hand."""
    student = request.student
    if student is None:
        return []
    rows = [_row("Ouder of verzorger", _guardian(one)) for one in student.guardians.all()]
    rows += [_row(year.school_year, _school_year(year)) for year in student.school_history.all()]
    rows += [_row(f"Eerder: {one.kind}", _support(one)) for one in student.earlier_support.all()]
    if request.school_advice:
        rows.append(_row("Advies vorige school", request.school_advice))
    return rows


def _guardian(one: Guardian) -> str:
    return ", ".join(part for part in (one.name, one.relation, *one.address_lines) if part)


def _school_year(year: SchoolHistoryEntry) -> str:
    return " ".join(part for part in (year.year_group, year.school_type, year.school_brin) if part)


def _support(one: EarlierSupport) -> str:
    period = f"{dutch_date(one.starts_on)} – {dutch_date(one.ends_on)}".strip(" –")
    number = f"nummer {one.number}" if one.number else ""
    return ", ".join(part for part in (period, one.issuer, number, one.detail) if part) or "zonder gegevens"


def _row(label: str, value: str, *, optional: bool = False) -> dict[str, Any]:
    return {"label": label, "value": value, "missing": not value and not optional}


def _slow(document: Document) -> str:
    slow = document.scan in scan.TO_DO and clock.now() - document.added_at > scan.SLOW
    return SLOW if slow else FAILED if document.scan == Document.Scan.FAILED else ""


def _measure(lowest: int | None, highest: int | None) -> str:
    return "" if lowest is None or highest is None else format_range(Range.between(lowest, highest))


def _test(result: str, instrument: str, tested_on: dt.date | None) -> str:
    return ", ".join(part for part in (result, instrument, dutch_date(tested_on) if result else "") if part)


def documents_of(request: Request, *, removable: bool = False) -> list[dict[str, Any]]:
    """The documents with the address to download each, and to remove it while that is still possible.

    What is not yet looked through has no address, and what was refused has no file any more.
    """
    return [
        {
            "name": document.name,
            "kind": document.get_kind_display(),
            "size": document.size,
            "added": dutch_date(clock.date_of(document.added_at)),
            "url": reverse("document", args=[request.pk, document.pk]) if document.may_be_opened else "",
            "scan": "" if document.scan == Document.Scan.CLEAN else document.scan,
            "scan_name": document.get_scan_display(),
            "scan_told": document.scan_told or _slow(document),
            "remove_url": reverse("document_remove", args=[request.pk, document.pk]) if removable else "",
        }
        for document in request.documents.all()
    ]
