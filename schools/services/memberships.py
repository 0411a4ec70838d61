"""Ending a role: always with a date, never by deleting, so that who did what stays readable."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from schools.access import Action, Actor
from schools.models import Membership
from swv_portal.audit.record import record


class CannotEnd(ValueError):
    """The message is plain Dutch for the screen."""


@transaction.atomic
def end_membership(*, actor: Actor, membership_id: int, from_day: dt.date, on: dt.date) -> Membership:
    """From this day the role is not held any more. Raises Membership.DoesNotExist, CannotEnd, NotAllowed."""
    actor.require(Action.MANAGE_USERS)
    reachable = Membership.objects.manageable_by(actor, on=on)
    membership = reachable.select_for_update(of=("self",)).get(pk=membership_id)
    if membership.user_id == actor.user_id:
        raise CannotEnd("Uw eigen rol kunt u niet laten eindigen. Vraag het een collega.")
    if membership.valid_until is not None and membership.valid_until <= on:
        raise CannotEnd("Deze rol is al afgelopen.")
    if from_day < on:
        raise CannotEnd("Kies vandaag of een latere dag.")
    membership.valid_until = max(from_day, membership.valid_from)
    membership.save(update_fields=["valid_until"])
    record(
        actor=actor,
        action="membership_ended",
        on=membership,
        swv_id=membership.swv_id,
        valid_until=membership.valid_until.isoformat(),
    )
    return membership
