"""manage.py test: all checks and all tests, on services of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from swv_portal.local.checks import PYTHON, run_checks
from swv_portal.local.children import dies_with_us
from swv_portal.local.console import say, seconds
from swv_portal.local.place import ROOT, passing_place
from swv_portal.local.services import Services, Stopped, remove_leftovers, running_services

WHOLE_SUITE = ["-n", "2", "--dist", "loadfile", "--durations", "5"]


class Command(BaseCommand):
    """With arguments only pytest, with these arguments."""

    help = "Draai alle controles en tests. Met argumenten: alleen pytest met deze argumenten."
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Everything after `test` is for pytest, also what looks like an option of ours."""
        self.handle(*argv[2:])

    def handle(self, *args: str, **options: Any) -> None:
        """Ends the process with 0 only when every check and every test passed."""
        place = passing_place("test")
        remove_leftovers(place)
        try:
            with running_services(place, lasting=False) as services:
                code = _run(services, args=list(args))
        except Stopped:
            say("Gestopt.")
            code = 130
        sys.exit(code)


def _run(services: Services, *, args: list[str]) -> int:
    environment = services.environment
    failed = []
    if not args:
        started = time.monotonic()
        failed = run_checks(environment=environment)
        outcome = f"niet in orde: {', '.join(failed)}" if failed else "in orde"
        say(f"Controles {outcome} ({seconds(time.monotonic() - started)}). Nu de tests.")
    done = subprocess.run(
        [PYTHON, "-m", "pytest", *(args or WHOLE_SUITE)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "swv_portal.settings.test"},
        check=False,
        stdin=None if os.isatty(0) else subprocess.DEVNULL,
        preexec_fn=dies_with_us(),
    )
    return done.returncode or int(bool(failed))
