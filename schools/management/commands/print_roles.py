"""manage.py print_roles: the table of roles, on screen or into docs/rollen.md."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from schools.roles_page import roles_page


class Command(BaseCommand):
    """Needs no database."""

    help = "Toon wie wat mag; met --write in docs/rollen.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One choice: where to."""
        parser.add_argument("--write", action="store_true", help="schrijf docs/rollen.md")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        """Print, or write the page."""
        if not write:
            self.stdout.write(roles_page())
            return
        (settings.BASE_DIR / "docs" / "rollen.md").write_text(roles_page(), encoding="utf-8")
        self.stdout.write("docs/rollen.md is bijgewerkt.")
