"""manage.py assess FILE.csv: what the rules say of a table of pupils, nationally or under a variant. No database."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import os
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from allocation.intake.case_table import WHOLE_LINE, Case, UnreadableTable, read_cases
from allocation.intake.values import parse_date
from allocation.management.reading import content_of
from allocation.policy import wording
from allocation.policy.decide import NoRulesError, Outcome, Reading, Receipt, assess
from allocation.policy.facts import Dossier, Track
from allocation.policy.registry import VARIANTS, for_track
from allocation.policy.ruleset import NATIONAL, Ruleset
from allocation.rulesets import BadRuleset, describe_variants, read_ruleset
from swv_portal import clock
from swv_portal.csv_cells import harmless


class Command(BaseCommand):
    """Prints id,outcome,explanation; lines that cannot be read are reported on standard error."""

    help = "Beoordeelt een csv met leerlingen volgens de landelijke criteria of een variant van opting out."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the reading of lid 6, the date of the rules, and the variant with its options."""
        parser.add_argument("file", nargs="?", default="", help="csv-bestand, of - voor standaardinvoer")
        parser.add_argument("--reading", default=Reading.PRACTICE.value, help=f"lezing van lid 6: {_readings()}")
        parser.add_argument("--on", default="", help="datum van de regels, bijvoorbeeld 2026-11-24 of 24-11-2026")
        parser.add_argument("--variant", default="national", help=f"variant: {', '.join(one.id for one in VARIANTS)}")
        parser.add_argument("--options", default="", help="json- of yaml-bestand met de instellingen van de variant")
        parser.add_argument("--variants", action="store_true", help="toon alle varianten met hun instellingen")

    def handle(self, *args: Any, file: str, reading: str, on: str, **options: Any) -> None:
        """Write the table; exit code 1 when a line could not be read."""
        if options["variants"]:
            self.stdout.write("\n".join(describe_variants()))
            return
        day = _day(on)
        try:
            ruleset = read_ruleset(options["variant"], options["options"], reading=_reading(reading), law_on=day)
            cases = read_cases(_content(file))
            assess(Dossier(Track.LWOO), law_on=day, ruleset=ruleset)
        except (UnreadableTable, NoRulesError, BadRuleset) as problem:
            raise CommandError(str(problem)) from problem
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            unread = self._write(cases, day=day, ruleset=ruleset)
        except BrokenPipeError:
            # Whoever reads us has seen enough, as with `| head`.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if unread:
            sys.exit(1)

    def _write(self, cases: Iterator[Case], *, day: dt.date, ruleset: Ruleset) -> int:
        """The table; gives the number of lines that could not be read."""
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["id", "outcome", "explanation"])
        unread = 0
        for case in cases:
            if case.dossier is None:
                unread += 1
                self._report(case)
                writer.writerow([harmless(case.id), Outcome.ONVOLLEDIG.value, _why_unread(case)])
            else:
                receipt = assess(case.dossier, law_on=day, ruleset=for_track(ruleset, case.dossier.track))
                writer.writerow([harmless(case.id), receipt.outcome.value, " ".join(_sentences(receipt))])
        self.stdout.flush()
        return unread

    def _report(self, case: Case) -> None:
        for column, problem in case.problems:
            where = f"Regel {case.line}" if column == WHOLE_LINE else f"Regel {case.line}, kolom {column}"
            self.stderr.write(f"{where}: {problem}")


def _sentences(receipt: Receipt) -> list[str]:
    """The table asks no track: a pupil who fits pro is explained as asking pro, where both tracks follow the law."""
    if receipt.points_to_other_track and receipt.variant == NATIONAL.variant:
        asked = dataclasses.replace(receipt.facts, track=receipt.facts.track.other)
        receipt = assess(asked, law_on=receipt.law_on, reading=receipt.reading)
    return wording.explain_staff(receipt)


def _why_unread(case: Case) -> str:
    columns = [column for column, _ in case.problems if column != WHOLE_LINE]
    if not columns:
        return "Niet te beoordelen: deze regel is niet te lezen."
    return f"Niet te beoordelen. Niet te lezen: {', '.join(f'kolom {column}' for column in columns)}."


def _day(text: str) -> dt.date:
    try:
        return parse_date(text, today=clock.today(), allow_future=True) or clock.today()
    except ValueError as problem:
        raise CommandError(f"--on: {problem}") from problem


def _reading(text: str) -> Reading:
    try:
        return Reading(text)
    except ValueError:
        raise CommandError(f"--reading: {text!r} bestaat niet. Kies uit: {_readings()}.") from None


def _readings() -> str:
    return ", ".join(one.value for one in Reading)


def _content(file: str) -> bytes:
    if not file:
        raise CommandError("Geef het csv-bestand: manage.py assess BESTAND.csv (of - voor standaardinvoer).")
    return content_of(file)
