"""Doors for whoever answers for privacy: who looked at this dossier, and at this pupil."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from allocation import access_queries, history, queries
from allocation.access_queries import AccessPage
from schools.access import Action
from schools.models import Student
from swv_portal.audit.models import AuditEvent
from swv_portal.audit.record import record

from .doors import request_door
from .step_views import dossier_of


@request_door(Action.VIEW_ACCESS_LOG)
@require_safe
def of_dossier(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Who looked at one dossier. Looking here is looking too."""
    current = dossier_of(request, request_id)
    with transaction.atomic():
        record(actor=request.actor, action="access_log.view", on=current, swv_id=current.swv_id)
    page = _asked(request, access_queries.looks_at_dossier, request_id=request_id)
    return render(request, "allocation/access_log.html", {"dossier": current, **_log(request, page)})


@request_door(Action.VIEW_ACCESS_LOG)
@require_safe
def of_pupil(request: HttpRequest, student_id: uuid.UUID) -> HttpResponse:
    """Who looked at one pupil, in all dossiers with this SWV."""
    try:
        student = access_queries.pupil_for(actor=request.actor, student_id=student_id)
    except Student.DoesNotExist as hidden:
        raise Http404 from hidden
    with transaction.atomic():
        record(actor=request.actor, action="access_log.view_pupil", on=student, swv_id=request.actor.swv_id)
    page = _asked(request, access_queries.looks_at_pupil, student_id=student_id)
    return render(request, "allocation/access_log.html", {"student": student, **_log(request, page)})


def _asked(request: HttpRequest, query: Any, **what: uuid.UUID) -> AccessPage:
    try:
        return query(actor=request.actor, cursor=request.GET.get("na", ""), everything=_everything(request), **what)
    except queries.BadCursor as problem:
        raise Http404 from problem


def _everything(request: HttpRequest) -> bool:
    return request.GET.get("toon") == "alles"


def _log(request: HttpRequest, page: AccessPage) -> dict[str, Any]:
    """Tabs, rows and pages, the same for both logs."""
    everything = _everything(request)
    keep = {"toon": "alles"} if everything else {}
    return {
        "tabs": [
            {"label": "Gekeken", "url": "?", "current": not everything},
            {"label": "Gekeken en gedaan", "url": "?toon=alles", "current": everything},
        ],
        "rows": [_row(event, page.numbers) for event in page.events],
        "first_url": f"?{urlencode(keep)}" if "na" in request.GET else "",
        "next_url": f"?{urlencode({**keep, 'na': page.next_cursor})}" if page.next_cursor else "",
    }


def _row(event: AuditEvent, numbers: Mapping[str, str]) -> dict[str, Any]:
    told = history.tell(action=event.action, details=event.details, role=event.actor_role)
    return {
        "at": event.at,
        "who": event.actor_label,
        "where": ", ".join(part for part in (told.role, event.actor_organisation) if part),
        "what": told.what,
        "about": told.about,
        "number": numbers.get(event.dossier_id, ""),
    }
