"""Laying a request before an assessor, who sees no other requests than these."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from allocation.models import Assignment, Request
from allocation.workflow import STATE_NAMES, NotNow, State
from schools.access import Action, Actor, Role
from schools.models import Membership, User
from swv_portal import clock
from swv_portal.audit.record import record

from .steps import lock_request

ASSIGNABLE = frozenset({State.FILED, State.ADDITIONS_REQUESTED})


class NotAnAssessor(Exception):
    """The person is no assessor of this SWV on this day; the message is plain Dutch for the screen."""


def assessors_of(*, swv_id: int, on: dt.date) -> list[User]:
    """The people who are assessor for the SWV on the day, staff and external, by name."""
    active = Membership.objects.active_on(on).filter(swv_id=swv_id, role=Role.ASSESSOR, user__is_active=True)
    return list(User.objects.filter(pk__in=active.values("user_id")).order_by("name", "pk"))


@transaction.atomic
def assign(*, actor: Actor, request_id: uuid.UUID, user_id: int, at: dt.datetime) -> Assignment:
    """Let an assessor look into the request. Again for the same assessor changes nothing.

    Raises NotAnAssessor, NotNow once the request is decided or withdrawn, Request.DoesNotExist.
    """
    actor.require(Action.ASSIGN_ASSESSOR)
    request = lock_request(actor=actor, request_id=request_id)
    running = request.assignments.filter(user_id=user_id, ended_at__isnull=True).first()
    if running is not None:
        return running
    _check(request, user_id=user_id, on=clock.date_of(at))
    made = Assignment.objects.create(request=request, user_id=user_id, assigned_by_id=actor.user_id, assigned_at=at)
    record(actor=actor, action="assignment.start", on=request, swv_id=request.swv_id, assessor_id=user_id)
    return made


def _check(request: Request, *, user_id: int, on: dt.date) -> None:
    state = State(request.state)
    if state not in ASSIGNABLE:
        raise NotNow(f"U kunt nu geen beoordelaar toewijzen: de aanvraag staat op ‘{STATE_NAMES[state]}’.")
    if user_id not in {one.pk for one in assessors_of(swv_id=request.swv_id, on=on)}:
        raise NotAnAssessor("Deze persoon is geen beoordelaar van uw samenwerkingsverband.")


@transaction.atomic
def end_assignment(*, actor: Actor, request_id: uuid.UUID, assignment_id: int, at: dt.datetime) -> Assignment:
    """From now on the assessor no longer sees the request, whatever its state. Ending what ended changes nothing.

    Raises Request.DoesNotExist, Assignment.DoesNotExist.
    """
    actor.require(Action.ASSIGN_ASSESSOR)
    request = lock_request(actor=actor, request_id=request_id)
    assignment = request.assignments.get(pk=assignment_id)
    if assignment.ended_at is not None:
        return assignment
    assignment.ended_at, assignment.ended_by_id = at, actor.user_id
    assignment.save(update_fields=["ended_at", "ended_by"])
    record(actor=actor, action="assignment.end", on=request, swv_id=request.swv_id, assessor_id=assignment.user_id)
    return assignment
