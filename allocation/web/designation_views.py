"""Doors to designations that end: the list, and asking one again."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from allocation.designation_queries import Ending, count_to_renew, ending_designations
from allocation.queries import BadCursor
from allocation.services.renew import CannotRenew, start_renewal
from allocation.services.turned_away import TurnedAway
from schools.access import Action, Actor
from swv_portal import clock

from . import forms
from .doors import request_door


@request_door(Action.VIEW_INBOX)
@require_safe
def ending(request: HttpRequest) -> HttpResponse:
    """Designations that end within fifteen months, soonest first."""
    on = clock.today()
    try:
        page = ending_designations(actor=request.actor, on=on, cursor=request.GET.get("na", ""))
    except BadCursor as problem:
        raise Http404 from problem
    context = {
        "rows": [_row(one, actor=request.actor, on=on) for one in page.rows],
        "first_url": "?" if "na" in request.GET else "",
        "next_url": f"?na={page.next_cursor}" if page.next_cursor else "",
    }
    return render(request, "allocation/ending_designations.html", context)


@request_door(Action.PREPARE_REQUEST)
@require_POST
def renew(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Begin a request that renews, or say why that cannot be."""
    form = forms.RenewalForm(request.POST)
    if not form.is_valid():
        return redirect("ending_designations")
    try:
        started = start_renewal(
            actor=request.actor, decision_id=decision_id, request_id=form.cleaned_data["id"], at=clock.now()
        )
    except (CannotRenew, TurnedAway) as refusal:
        messages.error(request, str(refusal))
        return redirect("ending_designations")
    messages.success(request, "De aanvraag voor verlenging is begonnen. De leerling is al ingevuld.")
    return redirect("request_pupil", request_id=started.pk)


def to_renew_sentence(actor: Actor) -> str:
    """What stands above the work list when designations can be renewed that nobody asked again yet; else empty."""
    number = count_to_renew(actor=actor, on=clock.today())
    if number == 1:
        return "1 aanwijzing voor lwoo loopt af en kan nu verlengd worden."
    return f"{number} aanwijzingen voor lwoo lopen af en kunnen nu verlengd worden." if number else ""


def _row(one: Ending, *, actor: Actor, on: dt.date) -> dict[str, Any]:
    """`draft_id` is there when this actor may press the button now."""
    can_be_asked = one.can_be_asked(on)
    return {
        "decision": one.decision,
        "student": one.decision.request.student,
        "location": one.decision.request.location,
        "last_day": one.last_day,
        "renewal": one.renewal,
        "can_be_asked": can_be_asked,
        "possible_from": one.possible_from,
        "draft_id": uuid.uuid4() if can_be_asked and actor.may(Action.PREPARE_REQUEST) else None,
    }
