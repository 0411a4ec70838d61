"""manage.py services: only the database and the broker, for who works on the code."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from swv_portal.local.console import say
from swv_portal.local.place import demo_place
from swv_portal.local.services import Stopped, running_services


class Command(BaseCommand):
    """The same data as the demo; other commands and pytest find it by themselves."""

    help = "Start alleen PostgreSQL en Valkey, tot Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until asked to stop."""
        try:
            with running_services(demo_place(), lasting=True) as services:
                say(f"Klaar: gegevens in {services.place.data}. Stoppen met Ctrl-C.")
                signal.pause()
        except Stopped:
            say("Gestopt.")
