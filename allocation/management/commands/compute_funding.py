"""manage.py compute_funding FILE.json: the support budget of one SWV and year, to the cent. Needs no database."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from allocation.funding_file import BadFunding, read_funding, write_funding
from allocation.management.reading import content_of
from allocation.policy.amounts import NoAmountsError
from allocation.policy.funding import fund


class Command(BaseCommand):
    """Prints the result as JSON; every mistake in the file is named at its place."""

    help = (
        "Rekent het ondersteuningsbudget voor lwoo en pro van een samenwerkingsverband uit (WVO 2020 art. 5.13, 5.14)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, or - for standard input."""
        parser.add_argument("file", help="json-bestand, of - voor standaardinvoer")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        """Compute and print."""
        try:
            facts, amounts = read_funding(content_of(file))
        except (BadFunding, NoAmountsError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(write_funding(fund(facts, amounts)), ensure_ascii=False, indent=1))
