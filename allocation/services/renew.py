"""Asking a designation for lwoo again before it ends: a draft for the same pupil at the same location."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from allocation.designation_queries import open_renewals, renewable_from, renewed_already
from allocation.framework_queries import framework_in_force
from allocation.models import Decision, Request
from allocation.policy.facts import Track
from schools.access import Action, Actor
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.ui.formatting import dutch_date

from .prepare import start_request
from .steps import lock_request
from .turned_away import refuse_where_nobody_is_designated


class CannotRenew(Exception):
    """This designation cannot be renewed now; the message says why and what can be done, in Dutch for the screen."""


@transaction.atomic
def start_renewal(*, actor: Actor, decision_id: uuid.UUID, request_id: uuid.UUID, at: dt.datetime) -> Request:
    """Open a draft that renews the designation. The same `request_id` again gives the same draft.

    Only the pupil is filled in: tests must be recent, and it does not matter where the pupil comes from.
    Raises Decision.DoesNotExist for what the actor may not see or has no end, CannotRenew, TurnedAway.
    """
    actor.require(Action.PREPARE_REQUEST)
    visible = Decision.objects.visible_to(actor).with_an_end()
    decision = visible.select_related("swv", "request__location").get(pk=decision_id)
    # One at a time: whoever clicks second finds the draft of the first.
    earlier = lock_request(actor=actor, request_id=decision.request_id)
    if Request.objects.filter(pk=request_id).exists():
        mine = Request.objects.visible_to(actor).filter(track=Track.LWOO, student=earlier.student_id)
        return mine.get(pk=request_id)
    _refuse_unless_possible(actor=actor, decision=decision, on=clock.date_of(at))
    request = start_request(
        actor=actor, request_id=request_id, location_id=earlier.location_id, track=Track.LWOO, at=at
    )
    request.student_id = earlier.student_id
    request.save(update_fields=["student"])
    record(actor=actor, action="request.renew", on=request, swv_id=request.swv_id, decision=decision.number)
    return request


def _refuse_unless_possible(*, actor: Actor, decision: Decision, on: dt.date) -> None:
    until, swv = decision.valid_until, decision.swv
    if until <= on:
        last = dutch_date(until - dt.timedelta(days=1))
        raise CannotRenew(f"Deze aanwijzing gold tot en met {last}. Doe een nieuwe aanvraag.")
    if Decision.objects.filter(pk=decision.pk).filter(renewed_already()).exists():
        raise CannotRenew("Deze aanwijzing is al verlengd.")
    if open_renewals(actor).filter(student=decision.request.student_id, swv=swv).exists():
        raise CannotRenew("Voor deze leerling is al een aanvraag voor lwoo begonnen. Ga daarmee verder.")
    if decision.request.location.swv_on(on) != swv:
        raise CannotRenew(
            f"Deze vestiging hoort niet meer bij {swv.name}, dat de aanwijzing gaf. Doe een nieuwe aanvraag."
        )
    refuse_where_nobody_is_designated(swv=swv, track=Track.LWOO, on=on)
    _refuse_too_early(decision=decision, on=on)


def _refuse_too_early(*, decision: Decision, on: dt.date) -> None:
    framework = framework_in_force(swv_id=decision.swv_id, track=Track.LWOO, on=on)
    first = renewable_from(framework, valid_until=decision.valid_until, on=on)
    if first is None:
        raise CannotRenew(
            f"{decision.swv.name} werkt nu met de landelijke regels. Die kennen geen verlenging, en na leerjaar 1 geen "
            "nieuwe aanvraag voor lwoo (WVO 2020 art. 2.43 lid 3)."
        )
    if first > on:
        raise CannotRenew(f"U kunt deze aanwijzing verlengen vanaf {dutch_date(first)}.")
