"""Somebody lost phone, key and recovery codes: an administrator of the own organisation lets them begin anew."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from schools.access import Action, Actor
from schools.models import Membership, User
from swv_portal.audit.record import record

from .mails import tell_of_reset


class CannotReset(ValueError):
    """The message is plain Dutch for the screen."""


@transaction.atomic
def reset_second_factor(*, actor: Actor, membership_id: int, on: dt.date) -> User:
    """Take away the colleague's second step, end their sessions and tell them. The password stays what it was.

    At the next log in an SWV role asks to set it up anew. Raises Membership.DoesNotExist, CannotReset, NotAllowed.
    """
    actor.require(Action.MANAGE_USERS)
    current = Membership.objects.manageable_by(actor, on=on).active_on(on)
    membership = current.select_related("user").get(pk=membership_id)
    person = membership.user
    if person.pk == actor.user_id:
        raise CannotReset("Uw eigen tweede stap laat u door een collega opnieuw instellen.")
    taken, _ = Authenticator.objects.filter(user=person).delete()
    if not taken:
        raise CannotReset(f"{person} heeft geen tweede stap ingesteld.")
    for session in UserSession.objects.filter(user=person):
        session.end()
    record(actor=actor, action="second_factor_reset", on=person, swv_id=actor.swv_id, factors=taken)
    transaction.on_commit(lambda: tell_of_reset(person, by=actor))
    return person
