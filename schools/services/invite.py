"""Asking somebody by mail to work in a role; a link with a key, once and for a while."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable

from django.db import transaction

from schools.access import Action, Actor
from schools.models import Invitation, Membership, User
from schools.models.invitations import token_hash
from swv_portal import clock
from swv_portal.audit.record import record

from .mails import send_invitation
from .offices import Office, offices_of

VALID_FOR = dt.timedelta(days=14)
Link = Callable[[str], str]


class CannotInvite(ValueError):
    """The message is plain Dutch for the screen."""


@transaction.atomic
def invite(
    *,
    actor: Actor,
    office: Office,
    email: str,
    name: str,
    valid_from: dt.date,
    valid_until: dt.date | None,
    at: dt.datetime,
    link: Link,
) -> Invitation:
    """Send the invitation. `link` turns the key into the address for the mail. Raises CannotInvite, NotAllowed.

    The same answer whether or not the address already has an account: who has one is nobody else's business.
    """
    actor.require(Action.MANAGE_USERS)
    email = email.strip().lower()
    if office not in offices_of(actor, on=clock.date_of(at)):
        raise CannotInvite("Deze rol kunt u niet geven.")
    if User.objects.filter(pk=actor.user_id, email__iexact=email).exists():
        raise CannotInvite("U kunt uzelf geen rol geven. Vraag het een collega met dezelfde rol als u.")
    if Invitation.objects.waiting().filter(email=email, role=office.role, expires_at__gt=at, **office.place).exists():
        raise CannotInvite("Voor deze rol staat al een uitnodiging klaar. U kunt die opnieuw sturen.")
    invitation = Invitation(
        email=email,
        name=name.strip(),
        role=office.role,
        invited_by_id=actor.user_id,
        created_at=at,
        valid_from=valid_from,
        valid_until=valid_until,
        **office.place,
    )
    _give_key(invitation, actor=actor, at=at, link=link)
    record(actor=actor, action="invitation_sent", on=invitation, swv_id=office.swv_id, role=str(office.role))
    return invitation


@transaction.atomic
def send_again(*, actor: Actor, invitation_id: int, at: dt.datetime, link: Link) -> Invitation:
    """A new link for the same invitation; the old one stops working. Raises Invitation.DoesNotExist."""
    actor.require(Action.MANAGE_USERS)
    invitation = _waiting(actor, invitation_id, at)
    _give_key(invitation, actor=actor, at=at, link=link)
    record(actor=actor, action="invitation_sent_again", on=invitation, swv_id=invitation.swv_id)
    return invitation


@transaction.atomic
def withdraw(*, actor: Actor, invitation_id: int, at: dt.datetime) -> Invitation:
    """The link stops working. Raises Invitation.DoesNotExist."""
    actor.require(Action.MANAGE_USERS)
    invitation = _waiting(actor, invitation_id, at)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    record(actor=actor, action="invitation_withdrawn", on=invitation, swv_id=invitation.swv_id)
    return invitation


@transaction.atomic
def accept(*, user: User, token: str, at: dt.datetime) -> Membership:
    """The person takes the role. Raises Invitation.DoesNotExist when the link is used, old, or somebody else's."""
    invitation = Invitation.objects.select_for_update(of=("self",)).of_link(token, at=at).get(email=user.email.lower())
    membership = Membership.objects.create(
        user=user,
        role=invitation.role,
        swv_id=invitation.swv_id,
        school_id=invitation.school_id,
        board_id=invitation.board_id,
        valid_from=invitation.valid_from,
        valid_until=invitation.valid_until,
    )
    invitation.accepted_at, invitation.membership = at, membership
    invitation.save(update_fields=["accepted_at", "membership"])
    actor = membership.actor()
    record(actor=actor, action="invitation_accepted", on=membership, swv_id=membership.swv_id, role=invitation.role)
    return membership


@transaction.atomic
def accept_as_newcomer(*, token: str, name: str, password: str, at: dt.datetime) -> User:
    """Make the account and take the role. Raises Invitation.DoesNotExist, IntegrityError when the account exists."""
    invitation = Invitation.objects.of_link(token, at=at).get()
    user = User.objects.create_user(invitation.email, password, name=name.strip())
    accept(user=user, token=token, at=at)
    return user


def _waiting(actor: Actor, invitation_id: int, at: dt.datetime) -> Invitation:
    found = Invitation.objects.visible_to(actor, on=clock.date_of(at)).waiting()
    return found.select_for_update(of=("self",)).get(pk=invitation_id)


def _give_key(invitation: Invitation, *, actor: Actor, at: dt.datetime, link: Link) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = token_hash(token)
    invitation.expires_at = at + VALID_FOR
    invitation.save()
    transaction.on_commit(lambda: send_invitation(invitation, inviter=actor, url=link(token)))
