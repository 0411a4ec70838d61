"""For the tests: fast where safety does not depend on it. Runs on the services that `manage.py test` started."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import dj_database_url

from swv_portal.local.place import known_services

from .base import *  # noqa: F403
from .base import DATABASES, INSTALLED_APPS, LOGGING
from .quiet import quiet

services = known_services()
SECRET_KEY = "only-for-tests"  # noqa: S105
INSTALLED_APPS = ["swv_portal", *INSTALLED_APPS]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# The owner makes the test database; tests/conftest.py then turns to the role the portal itself uses.
if owner_url := services.get("DATABASE_OWNER_URL"):
    DATABASES["default"] = {**DATABASES["default"], **dj_database_url.parse(owner_url)}
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STYLEGUIDE = True
# Each test process counts attempts for itself.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# The tests of logging in turn it on; all others are about something else.
REQUIRE_SECOND_FACTOR = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PRIVATE_ROOT = Path(os.environ.get("PRIVATE_ROOT") or tempfile.mkdtemp(prefix="swv-portal-private-"))
MEDIA_ROOT = PRIVATE_ROOT

# Each xdist worker has its own database number at the broker, so a worker only gets its own tasks.
CELERY_BROKER_URL = "memory://"
if broker := services.get("BROKER_URL"):
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    CELERY_BROKER_URL = broker if "virtual_host" in broker else f"{broker}?virtual_host={number}"
LOGGING = quiet(LOGGING)
