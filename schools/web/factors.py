"""The second step of logging in, in our own words, and with its secrets encrypted in the database."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from schools.models import User

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User, *, before: dt.datetime | None = None) -> bool:
    """Whether the person must give more than a password: an app or a key. Recovery codes alone do not count.

    `before`: only counts what was set up by then.
    """
    found = Authenticator.objects.filter(user=user, type__in=KINDS)
    return (found.filter(created_at__lt=before) if before else found).exists()


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"second-factor:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """A stolen copy of the database alone yields no codes: secrets are encrypted with a key from the environment."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Deze code klopt niet. Kijk in uw app en vul de nieuwste code in.",
        "cannot_delete_authenticator": "U kunt dit nu niet verwijderen.",
        "cannot_generate_recovery_codes": "Stel eerst een app of beveiligingssleutel in.",
    }

    def encrypt(self, text: str) -> str:
        """What the database keeps."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What the app of the person knows. Raises InvalidToken when SECRET_KEY was changed without a fallback."""
        return _locks().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A name to begin with; the person may type a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count()
        return "Mijn sleutel" if not number else f"Sleutel {number + 1}"
