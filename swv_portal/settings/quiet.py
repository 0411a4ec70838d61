"""What never belongs in a log: the values of pupils, and the chatter of libraries that hides what matters."""

from __future__ import annotations

from typing import Any

FILTER = "without_facts"
LOGGERS: dict[str, dict[str, Any]] = {
    # A failing statement is logged with its parameters at lower levels.
    "django.db.backends": {"level": "ERROR"},
    # The worker puts its own handlers in place; a filter on the logger itself stays.
    "celery.app.trace": {"level": "WARNING", "filters": [FILTER]},
    "pikepdf": {"level": "WARNING"},
    "weasyprint": {"level": "ERROR"},
    "weasyprint.progress": {"level": "ERROR"},
    "fontTools": {"level": "ERROR"},
}


def quiet(logging: dict[str, Any]) -> dict[str, Any]:
    """The logging settings, with these loggers held back and errors without the data they were about."""
    handlers = {name: {**one, "filters": [FILTER]} for name, one in logging["handlers"].items()}
    return {
        **logging,
        "filters": {FILTER: {"()": "swv_portal.log_filter.WithoutFacts"}},
        "handlers": handlers,
        "loggers": {**logging.get("loggers", {}), **LOGGERS},
    }
