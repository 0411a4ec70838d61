"""Keeping a dossier whatever its term, with a reason, until somebody lets it go."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from allocation.models import Request
from allocation.workflow import NotNow
from schools.access import Action, Actor
from swv_portal.audit.record import record

from .models import Hold

# A list reads no typed text: it may hold a score.
TYPED = ("unread", "intake_report", "motivation", "school_advice", "parents_view_text", "pupil_view_text")


@transaction.atomic
def place(*, actor: Actor, request_id: uuid.UUID, reason: str, at: dt.datetime) -> Hold:
    """Hold a dossier. Raises NotNow when it is held already, Request.DoesNotExist for what the actor may not see."""
    actor.require(Action.HOLD_DOSSIER)
    request = Request.objects.visible_to(actor).select_for_update().get(pk=request_id)
    if request.holds.filter(lifted_at__isnull=True).exists():
        raise NotNow("Dit dossier wordt al vastgehouden.")
    hold = Hold.objects.create(request=request, reason=reason, placed_by_id=actor.user_id, placed_at=at)
    record(actor=actor, action="retention.hold", on=request, swv_id=request.swv_id)
    return hold


@transaction.atomic
def lift(*, actor: Actor, request_id: uuid.UUID, at: dt.datetime) -> None:
    """Let a dossier go again; its term counts as before. Raises NotNow when it is not held."""
    actor.require(Action.HOLD_DOSSIER)
    request = Request.objects.visible_to(actor).select_for_update().get(pk=request_id)
    if not request.holds.filter(lifted_at__isnull=True).update(lifted_at=at, lifted_by_id=actor.user_id):
        raise NotNow("Dit dossier wordt niet vastgehouden.")
    record(actor=actor, action="retention.release", on=request, swv_id=request.swv_id)


def held(*, actor: Actor) -> list[Hold]:
    """The dossiers the actor's SWV holds now, longest first."""
    actor.require(Action.VIEW_RETENTION)
    visible = Request.objects.visible_to(actor)
    holds = Hold.objects.filter(request__in=visible, lifted_at__isnull=True).select_related("request", "placed_by")
    return list(holds.defer(*(f"request__{name}" for name in TYPED)))
