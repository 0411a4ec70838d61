"""manage.py retention --dry-run: what each SWV must destroy on a day, and why. Destroys nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from allocation.retention.finding import due_of_swv
from allocation.retention.kinds import BLOCK_NAMES, KIND_NAMES
from schools.models import Swv
from swv_portal import clock
from swv_portal.tenancy import PortalWork, as_portal


class Command(BaseCommand):
    """Numbers of requests and reasons; no names."""

    help = "Laat zien wat er op een dag vernietigd moet worden, met de reden. Vernietigt niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only looking is possible here: destroying takes two people, in the portal."""
        parser.add_argument("--dry-run", action="store_true", help="verplicht: alleen laten zien")
        parser.add_argument("--swv", default="", metavar="CODE", help="alleen dit samenwerkingsverband")
        parser.add_argument("--on", default="", metavar="JJJJ-MM-DD", help="de dag; zonder: vandaag")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per class of a request, and a total per SWV."""
        if not options["dry_run"]:
            raise CommandError(
                "Vernietigen kan alleen in het portaal, door twee mensen. Gebruik --dry-run om te kijken."
            )
        on = _day(options["on"]) if options["on"] else clock.today()
        with as_portal(PortalWork.RETENTION):
            swvs = list(Swv.objects.filter(code=options["swv"]) if options["swv"] else Swv.objects.order_by("code"))
            if not swvs:
                raise CommandError(f"Er is geen samenwerkingsverband {options['swv']}.")
            for swv in swvs:
                self._tell(swv, on=on)

    def _tell(self, swv: Swv, *, on: dt.date) -> None:
        listed = due_of_swv(swv.pk, on=on)
        for one in listed:
            blocks = "; ".join(BLOCK_NAMES[block] for block in one.due.blocks)
            kept = f" · BLIJFT: {blocks}" if blocks else ""
            self.stdout.write(
                f"{swv.code} {one.number} · {KIND_NAMES[one.due.kind]} · geteld vanaf {one.due.start} · "
                f"te vernietigen sinds {one.due.since} · {one.due.citation}{kept}"
            )
        free = sum(one.is_free for one in listed)
        self.stdout.write(f"{swv.code} op {on}: {len(listed)} regels, waarvan {free} vernietigd kunnen worden.")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(f"{text} is geen dag. Schrijf bijvoorbeeld 2029-11-25.") from problem
