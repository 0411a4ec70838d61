"""The letters need Django's template engine and nothing else: no database, no apps."""

from __future__ import annotations

from pathlib import Path

import django
from django.conf import settings

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def pytest_configure() -> None:
    """Outside the project's own test run (`-p no:django`) a bare template engine is enough."""
    if not settings.configured:
        engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [TEMPLATES]}
        settings.configure(TEMPLATES=[engine], USE_I18N=False)
        django.setup()
