"""What the app on somebody's phone does."""

from __future__ import annotations

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from schools.models import User


def code_of(secret: str, *, steps: int = 0) -> str:
    """The code the app shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def gets_an_app(user: User) -> str:
    """The person has set up an app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def gets_recovery_codes(user: User) -> list[str]:
    """The person has printed recovery codes."""
    return list(RecoveryCodes.activate(user).generate_codes())
