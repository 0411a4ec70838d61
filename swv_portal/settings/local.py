"""On your own machine: the services that `manage.py demo` or `services` started. Importing this starts nothing."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from swv_portal.local.place import known_services

from .base import *  # noqa: F403
from .base import CELERY_BROKER_URL, DATABASES, INSTALLED_APPS, LOGGING, MIDDLEWARE, PRIVATE_ROOT
from .cache import shared_cache
from .quiet import quiet
from .roles import database_for

services = known_services()
SECRET_KEY = services.get("SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = os.environ.get("DEBUG") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INSTALLED_APPS = ["swv_portal", *INSTALLED_APPS]
MIDDLEWARE = ["swv_portal.local.start_token.StartTokenMiddleware", *MIDDLEWARE]
DATABASES["default"] = database_for(sys.argv, services=services, default=DATABASES["default"])
CELERY_BROKER_URL = services.get("BROKER_URL", CELERY_BROKER_URL)
CACHES = shared_cache(cache_url=os.environ.get("CACHE_URL", ""), broker_url=services.get("BROKER_URL", ""))
PRIVATE_ROOT = MEDIA_ROOT = Path(services.get("PRIVATE_ROOT", PRIVATE_ROOT))

# Straight from the source folders: no collectstatic needed.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STYLEGUIDE = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Everyone can walk through the demo at once; the account page says that it is different in earnest.
REQUIRE_SECOND_FACTOR = os.environ.get("REQUIRE_SECOND_FACTOR") == "1"
# Browsers allow keys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LOGGING = quiet(LOGGING)
