"""Logging in, in our own words. allauth checks; settings.ACCOUNT_FORMS points here."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm


class LoginForm(AllauthLoginForm):  # type: ignore[misc]  # allauth ships no types
    """E-mail address and password; the link to a new password stands below the button, out of the way of typing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mailadres"
        self.fields["password"].label = "Wachtwoord"
        self.fields["password"].help_text = ""
