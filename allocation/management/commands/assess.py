"""manage.py assess FILE.csv: what the national rules say of a table of pupils. Needs no database."""

from __future__ import annotations

import csv
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from allocation.intake.case_table import Case, UnreadableTable, read_cases
from allocation.intake.values import parse_date
from allocation.policy.decide import NoRulesError, Outcome, Reading, assess
from allocation.policy.summary import summarise
from swv_portal import clock


class Command(BaseCommand):
    """Prints id,outcome,explanation; lines that cannot be read are reported on standard error."""

    help = "Beoordeelt een csv met leerlingen volgens de landelijke criteria."
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own form)

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the reading of lid 6 and the date of the rules."""
        parser.add_argument("file", help="csv-bestand, of - voor standaardinvoer")
        parser.add_argument("--reading", choices=[one.value for one in Reading], default=Reading.PRACTICE.value)
        parser.add_argument("--on", default="", help="datum van de regels, bijvoorbeeld 2026-11-24 of 24-11-2026")

    def handle(self, *args: Any, file: str, reading: str, on: str, **options: Any) -> None:
        """Write the table; exit code 1 when a line could not be read."""
        day = self._day(on)
        try:
            cases = list(read_cases(_content(file)))
            rows = [[case.id, *self._result(case, day=day, reading=Reading(reading))] for case in cases]
        except UnreadableTable as problem:
            raise CommandError(str(problem)) from problem
        except NoRulesError as problem:
            raise CommandError(f"Voor {day:%d-%m-%Y} zijn er geen regels bekend.") from problem
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([["id", "outcome", "explanation"], *rows])
        if any(case.problems for case in cases):
            sys.exit(1)

    def _day(self, text: str) -> dt.date:
        try:
            return parse_date(text, today=clock.today(), allow_future=True) or clock.today()
        except ValueError as problem:
            raise CommandError(f"--on: {problem}") from problem

    def _result(self, case: Case, *, day: dt.date, reading: Reading) -> tuple[str, str]:
        if case.dossier is None:
            for column, problem in case.problems:
                self.stderr.write(f"Regel {case.line}, kolom {column}: {problem}")
            columns = ", ".join(column for column, _ in case.problems)
            return Outcome.ONVOLLEDIG.value, f"niet te lezen: {columns}"
        receipt = assess(case.dossier, law_on=day, reading=reading)
        return receipt.outcome.value, summarise(receipt)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as problem:
        raise CommandError(f"Het bestand {file} kan niet worden gelezen: {problem.strerror}.") from problem
