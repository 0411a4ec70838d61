"""Logging in: passwords, second step, limits. Why: docs/adr/0011-logging-in.md; what to set: docs/beheer."""

from __future__ import annotations

import os

AUTH_USER_MODEL = "schools.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_FORMS = {"login": "swv_portal.ui.account_forms.LoginForm"}
ACCOUNT_ADAPTER = "schools.web.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# A whole school may share one address on the internet, so the limit per account is the strict one.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/300s/key"}
# How many proxies stand in front and write X-Forwarded-For; without this every visitor has the proxy's address.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))

# Former keys, while people still have secrets encrypted with them.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
# Who sees pupils of many schools logs in with more than a password. 0 is for a demo only: check --deploy warns.
REQUIRE_SECOND_FACTOR = os.environ.get("REQUIRE_SECOND_FACTOR", "1") != "0"
MFA_ADAPTER = "schools.web.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "swv_portal.ui.factor_forms.AuthenticateForm",
    "reauthenticate": "swv_portal.ui.factor_forms.ReauthenticateForm",
    "activate_totp": "swv_portal.ui.factor_forms.ActivateTOTPForm",
    "add_webauthn": "swv_portal.ui.factor_forms.AddKeyForm",
}
MFA_TOTP_ISSUER = "SWV-portaal"
# A phone's clock may be half a minute off; a code still works only once (factor_forms).
MFA_TOTP_TOLERANCE = 1
# An account is made by invitation, so its address is known to be right; allauth's own list of addresses is not used.
MFA_ALLOW_UNVERIFIED_EMAIL = True
USERSESSIONS_TRACK_ACTIVITY = False

# A session ends after doing nothing, and in any case after a working day.
SESSION_IDLE_MINUTES = int(os.environ.get("SESSION_IDLE_MINUTES", "30"))
SESSION_LONGEST_HOURS = int(os.environ.get("SESSION_LONGEST_HOURS", "8"))
# A cookie that turns up on another network or in another browser must log in again; empty: anywhere.
SESSION_BOUND_TO = frozenset(filter(None, os.environ.get("SESSION_BOUND_TO", "network,browser").split(",")))

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
# One account per e-mail address is held by the database (user_email_once, whatever the capitals).
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
