"""manage.py load_demo: invented data for the demo."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from swv_portal import clock
from swv_portal.local.demo_data.load import load_demo


class Command(BaseCommand):
    """Adds what is not there yet; running it again changes nothing."""

    help = "Zet verzonnen samenwerkingsverbanden, scholen en leerlingen klaar."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many requests were added."""
        added = load_demo(now=clock.now())
        self.stdout.write(f"Demogegevens: {added} aanvragen toegevoegd.")
