"""Behind a TLS proxy. Everything secret comes from the environment; what is missing stops the start."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import DATABASES, INSTALLED_APPS, LOGGING
from .quiet import quiet
from .roles import database_for

for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "BROKER_URL", "PRIVATE_ROOT"):
    if not os.environ.get(name):
        raise ImproperlyConfigured(f"Zet {name} in de omgeving; zie docs/beheer/inrichten.md.")

# The embedded services and the invented pupils are for a demo only.
INSTALLED_APPS = ["swv_portal", *(app for app in INSTALLED_APPS if app != "swv_portal.local")]
DATABASES["default"] = database_for(sys.argv, services=os.environ, default=DATABASES["default"])

# The TLS proxy of docs/beheer stands in front; the visitor's own address comes from it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# The container's own health check speaks plain HTTP to itself.
SECURE_REDIRECT_EXEMPT = [r"^gezond$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"

# Django writes form values and local variables into mails to ADMINS and into debug pages: there are none of either.
ADMINS: list[tuple[str, str]] = []
LOGGING = quiet(LOGGING)
