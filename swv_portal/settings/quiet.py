"""What never belongs in a log: the values of pupils, and the chatter of libraries that hides what matters."""

from __future__ import annotations

from typing import Any

LOGGERS = {
    # A failing statement is logged with its parameters at lower levels.
    "django.db.backends": {"level": "ERROR"},
    "celery.app.trace": {"level": "WARNING"},
    "pikepdf": {"level": "WARNING"},
    "weasyprint": {"level": "ERROR"},
    "weasyprint.progress": {"level": "ERROR"},
    "fontTools": {"level": "ERROR"},
}


def quiet(logging: dict[str, Any]) -> dict[str, Any]:
    """The logging settings, with these loggers held back."""
    return {**logging, "loggers": {**logging.get("loggers", {}), **LOGGERS}}
