"""How people come in: accounts are made by an administrator, never by signing up."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from schools.models import User
from swv_portal import clock

from . import session_limits
from .factors import has_second_factor

WAYS_TO_CONFIRM = {
    "reauthenticate": "Met uw wachtwoord",
    "mfa_reauthenticate": "Met een code uit de app of een herstelcode",
    "mfa_reauthenticate:webauthn": "Met een beveiligingssleutel",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes signing up, speaks Dutch, and knows a person by the one address of their account."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "too_many_login_attempts": "Te vaak geprobeerd. Wacht vijf minuten en probeer het dan nog een keer.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Uw huidige wachtwoord klopt niet.",
        "incorrect_code": "Deze code klopt niet.",
        "rate_limited": "Te vaak geprobeerd. Wacht een paar minuten.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Let the person in: with a new session key, and from now on only from this network and browser."""
        super().login(request, user)
        session_limits.begin(request, at=clock.now())

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the person's own password; counts against the same limit as logging in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after logging in, while there is no second factor from before: nothing to take over yet."""
        request = context.request
        records = get_authentication_records(request, request.user)
        began = records[-1]["at"] if records else 0
        fresh = time.time() - began < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh or has_second_factor(request.user, before=dt.datetime.fromtimestamp(began, tz=dt.UTC))

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, str]]:
        """The ways to confirm that it is you, in Dutch."""
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": WAYS_TO_CONFIRM[method["id"]]} for method in methods]

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person that something about their account changed, so that a stranger's doing is noticed."""
        super().send_notification_mail(template_prefix, user, context=context, email=email or user.email)
