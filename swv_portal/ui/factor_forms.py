"""The forms of the second step, in our own words. allauth checks; settings.MFA_FORMS points here."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddKeyForm
from django import forms
from django.conf import settings
from django.core.cache import cache

HOW_LONG_A_CODE_LIVES = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 2)


class _CodeForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "Code"
        code.widget.attrs.update(inputmode="numeric", spellcheck="false", **{"class": "utrecht-textbox--w10"})
        code.error_messages["required"] = "Vul de code in."


class _OnceForm(_CodeForm):
    """A code of the app works once, also when we allow a clock that is a little off."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            used = f"second-factor-used:{self.user.pk}:{code.strip()}"  # type: ignore[attr-defined]
            if not cache.add(used, 1, timeout=HOW_LONG_A_CODE_LIVES):
                raise forms.ValidationError("Deze code is al gebruikt. Wacht op de volgende code in uw app.")
        return code


class AuthenticateForm(_OnceForm, AllauthAuthenticateForm):  # type: ignore[misc]
    """The code from the app, or a recovery code, after the password."""


class ReauthenticateForm(_OnceForm, AllauthReauthenticateForm):  # type: ignore[misc]
    """The same, before changing something important."""


class ActivateTOTPForm(_CodeForm, AllauthActivateForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code uit de app"
        self.fields["code"].help_text = "Zes cijfers. De app maakt elke halve minuut een nieuwe."


class AddKeyForm(AllauthAddKeyForm):  # type: ignore[misc]
    """The name of a new key; the key itself comes from the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam van de sleutel"
        self.fields["name"].help_text = "Zo herkent u hem later, bijvoorbeeld ‘laptop van school’."
        self.fields["name"].max_length = 60
