"""manage.py bench: how fast we are, beside yardsticks measured in the same run."""

from __future__ import annotations

import contextlib
import json
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from swv_portal.local.bench import Measurement
from swv_portal.local.bench.registry import BENCHMARKS
from swv_portal.local.console import say, step
from swv_portal.local.place import ROOT, passing_place
from swv_portal.local.portal import run_command
from swv_portal.local.services import Stopped, remove_leftovers, running_services

RESULTS = ROOT / "bench-results.json"


class Command(BaseCommand):
    """Prints a table and writes bench-results.json."""

    help = "Meet hoe snel regels, schermen en brieven zijn, naast meetlatten in dezelfde ronde."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which benchmarks; all when none is named."""
        parser.add_argument("names", nargs="*", metavar="naam", help=", ".join(one.name for one in BENCHMARKS))

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure one after the other: side by side they would disturb each other."""
        known = [one.name for one in BENCHMARKS]
        if unknown := [name for name in options["names"] if name not in known]:
            raise CommandError(f"{', '.join(unknown)} bestaat niet. Kies uit: {', '.join(known)}.")
        chosen = [one for one in BENCHMARKS if not options["names"] or one.name in options["names"]]
        found: list[Measurement] = []
        try:
            with _demo_data() if any(one.needs_demo_data for one in chosen) else contextlib.nullcontext():
                for benchmark in chosen:
                    with step(f"Meten: {benchmark.name}"):
                        found += benchmark.measure()
        except Stopped:
            raise SystemExit("Gestopt.") from None
        _write(found)
        _print(found)


@contextlib.contextmanager
def _demo_data() -> Iterator[None]:
    """A throw-away database with the pupils of the demo, to which this process is connected."""
    place = passing_place("bench")
    remove_leftovers(place)
    with running_services(place, lasting=False) as services:
        run_command(services, "migrate", "--no-input")
        run_command(services, "load_demo")
        connect(services.environment)
        yield
        connection.close()


def connect(environment: dict[str, str]) -> None:
    """Point this process's own connection and folder of documents to these services."""
    import dj_database_url

    os.environ.update(environment)
    connection.close()
    connection.settings_dict.update(dj_database_url.parse(environment["DATABASE_URL"]))
    settings.PRIVATE_ROOT = settings.MEDIA_ROOT = Path(environment["PRIVATE_ROOT"])


def _write(found: list[Measurement]) -> None:
    rows = [{**asdict(one), "ratio": one.ratio} for one in found]
    RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


def _print(found: list[Measurement]) -> None:
    say(f"\n{'wat':<42}{'wij':>12} {'eenheid':<12}{'meetlat':<36}{'die':>12}{'verhouding':>12}")
    for one in found:
        say(
            f"{one.name:<42}{_figure(one.value):>12} {one.unit:<12}{one.yardstick:<36}"
            f"{_figure(one.yardstick_value):>12}{_figure(one.ratio):>12}"
        )
    say(f"\nOok in {RESULTS.name}. Per seconde: hoger is beter; seconden: lager is beter.")


def _figure(value: float) -> str:
    """Three figures that matter, with a decimal comma."""
    return (f"{value:,.0f}" if value >= 100 else f"{value:.3g}").replace(",", " ").replace(".", ",")
