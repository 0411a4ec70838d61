"""A developer's machine: nothing starts at import, nothing is needed but the packages."""

from __future__ import annotations

from .base import *  # noqa: F403

SECRET_KEY = SECRET_KEY or "only-for-a-developers-own-machine"  # noqa: F405
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
