"""manage.py demo: the whole portal on this machine, with invented data."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from swv_portal.local.children import DidNotStart
from swv_portal.local.console import say, seconds, step
from swv_portal.local.demo_data.accounts import DEMO_ACCOUNTS
from swv_portal.local.place import demo_place
from swv_portal.local.portal import run_command, start_portal
from swv_portal.local.ports import choose_port
from swv_portal.local.services import Services, Stopped, running_services


class Command(BaseCommand):
    """Starts database, broker, worker, timetable and web server; Ctrl-C stops them all."""

    help = "Start het hele portaal met verzonnen gegevens, tot Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Three options, none of them needed."""
        parser.add_argument("--port", type=int, help="poort van de webserver (anders de eerste vrije vanaf 8000)")
        parser.add_argument("--fresh", action="store_true", help="gooi eerst alle gegevens van de demo weg")
        parser.add_argument("--exit-after-start", action="store_true", help="stop zodra alles draait (voor tests)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start everything and stay until asked to stop or until a part falls over."""
        started = time.monotonic()
        if options["fresh"] and "DATABASE_URL" in os.environ:
            raise SystemExit("--fresh wist alleen de ingebouwde database, niet die van DATABASE_URL.")
        port = choose_port(options["port"])
        try:
            with running_services(demo_place(), lasting=True, fresh=options["fresh"]) as services:
                _fill(services)
                start_portal(services, port=port)
                _tell(port=port, duration=time.monotonic() - started)
                if not options["exit_after_start"]:
                    _stay(services)
        except Stopped:
            pass
        except DidNotStart as problem:
            raise SystemExit(f"\n{problem}") from None
        say("Gestopt. De gegevens blijven bewaard; opnieuw starten gaat sneller.")


def _fill(services: Services) -> None:
    with step("Tabellen bijwerken"):
        run_command(services, "migrate", "--no-input")
    with step("Demogegevens klaarzetten"):
        run_command(services, "load_demo")


def _tell(*, port: int, duration: float) -> None:
    say(f"\nHet portaal draait (klaar in {seconds(duration)}):  http://localhost:{port}/\n")
    say("Log in met een van deze verzonnen accounts:")
    width = max(len(email) for email, _, _ in DEMO_ACCOUNTS)
    for email, password, role in DEMO_ACCOUNTS:
        say(f"  {email:<{width}}  {password}  {role}")
    say("\nDe tweede stap bij het inloggen is in de demo niet verplicht. Mails staan in het log van de webserver.")
    say("Stoppen met Ctrl-C.")


def _stay(services: Services) -> None:
    while (fallen := services.children.fallen()) is None:
        time.sleep(0.5)
    raise DidNotStart(f"{fallen.name} is gestopt:\n{fallen.last_lines()}")
