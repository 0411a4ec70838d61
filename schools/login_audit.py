"""Logging in, out, failing, and changing how one logs in: into the audit trail, from the signals of allauth and Django.

Of a failed attempt only the account is kept, when there is one. What was typed is not, neither password nor address:
somebody who types the password in the wrong field, or has no account here, leaves nothing of themselves behind.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.db import transaction
from django.dispatch import Signal

from schools.models import User
from swv_portal.audit.record import Somebody, record

NOBODY_KNOWN = Somebody("onbekend")
# What a person does with their own account, and the word for it.
OWN_ACCOUNT: dict[str, Signal] = {
    "login.in": auth.user_logged_in,
    "login.out": auth.user_logged_out,
    "password.change": account.password_changed,
    "password.set": account.password_set,
    "password.reset": account.password_reset,
    "factor.add": mfa.authenticator_added,
    "factor.remove": mfa.authenticator_removed,
    "factor.codes": mfa.authenticator_reset,
}


def listen() -> None:
    """Connect; called once, when the portal starts."""
    for action, signal in OWN_ACCOUNT.items():
        signal.connect(_listener(action), weak=False, dispatch_uid=f"audit.{action}")
    auth.user_login_failed.connect(_failed, dispatch_uid="audit.login.fail")
    mfa.authentication_failed.connect(_second_step_failed, dispatch_uid="audit.login.second_step_fail")


def _listener(action: str) -> Any:
    def heard(user: User | None = None, **_: Any) -> None:
        # Nobody is logged out when a session had already ended.
        if user is not None:
            _tell(user, action)

    return heard


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    address = credentials.get("email") or credentials.get("username") or ""
    user = User.objects.filter(email__iexact=address).first() if address else None
    with transaction.atomic():
        record(actor=NOBODY_KNOWN, action="login.fail", on=user or User(), swv_id=None)


def _second_step_failed(user: User, **_: Any) -> None:
    _tell(user, "login.second_step_fail")


def _tell(user: User, action: str) -> None:
    with transaction.atomic():
        record(actor=Somebody(str(user), user_id=user.pk), action=action, on=user, swv_id=None)
