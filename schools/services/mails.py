"""Mails about accounts. They name no pupil, and no more of a person than the mail itself needs."""

from __future__ import annotations

from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string

from schools.access import Actor
from schools.models import Invitation, User


def send_invitation(invitation: Invitation, *, inviter: Actor, url: str) -> None:
    """The mail with the link."""
    _send("invitation", to=invitation.email, invitation=invitation, inviter=inviter, url=url)


def tell_of_reset(person: User, *, by: Actor) -> None:
    """The second step was taken away by a colleague; who did not ask for that must know."""
    _send("second_factor_reset", to=person.email, person=person, by=by)


def _send(name: str, *, to: str, **context: Any) -> None:
    subject = render_to_string(f"schools/mail/{name}_subject.txt", context).strip()
    send_mail(subject, render_to_string(f"schools/mail/{name}_message.txt", context), None, [to])
