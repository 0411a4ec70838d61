from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The roof. Loads the Celery application, so that every process sends its tasks to the right broker."""

    name = "swv_portal"

    def ready(self) -> None:
        """Importing sets the current Celery application."""
        from swv_portal import celery  # noqa: F401
