"""Doors of the SWV: lay a request before an assessor, and end that."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from allocation.models import Request
from allocation.services import assign as service
from schools.access import Action, Actor
from swv_portal import clock

from . import forms
from .doors import request_door
from .step_views import dossier_of


@request_door(Action.ASSIGN_ASSESSOR)
@require_POST
def assign(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Assign the chosen assessor."""
    current = dossier_of(request, request_id)
    form = forms.AssignForm(request.POST, assessors=_assessors(current))
    if not form.is_valid():
        messages.error(request, "Kies eerst een beoordelaar.")
        return redirect("request", request_id=request_id)
    try:
        made = service.assign(
            actor=request.actor, request_id=request_id, user_id=int(form.cleaned_data["assessor"]), at=clock.now()
        )
    except service.NotAnAssessor as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Toegewezen aan {made.user}.")
    return redirect("request", request_id=request_id)


@request_door(Action.ASSIGN_ASSESSOR)
@require_POST
def end_assignment(request: HttpRequest, request_id: uuid.UUID, assignment_id: int) -> HttpResponse:
    """The assessor no longer sees the request."""
    ended = service.end_assignment(
        actor=request.actor, request_id=request_id, assignment_id=assignment_id, at=clock.now()
    )
    messages.success(request, f"{ended.user} ziet deze aanvraag niet meer.")
    return redirect("request", request_id=request_id)


def assessors_context(current: Request, actor: Actor) -> dict[str, Any]:
    """Who looks into the request, and the form to add somebody, for the staff who may; else nothing."""
    if not actor.may(Action.ASSIGN_ASSESSOR):
        return {"may_assign": False}
    running = list(current.assignments.filter(ended_at__isnull=True).select_related("user"))
    taken = {one.user_id for one in running}
    free = [one for one in _assessors(current) if one.pk not in taken] if current.state in service.ASSIGNABLE else []
    return {
        "may_assign": True,
        "assignments": running,
        "assign_form": forms.AssignForm(assessors=free) if free else None,
    }


def _assessors(current: Request) -> list[Any]:
    return service.assessors_of(swv_id=current.swv_id, on=clock.today())
