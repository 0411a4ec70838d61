"""manage.py route_guide: who decides, who pays and what to do when a pupil moves between two SWVs. No database."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from allocation.intake.values import parse_date
from allocation.policy.facts import Track
from allocation.policy.move_rules import Regime
from allocation.policy.moves import Event, Guide, Move, guide
from allocation.policy.parameters import NoRulesError
from swv_portal import clock


class Command(BaseCommand):
    """Prints the answer as JSON."""

    help = (
        "Routewijzer: wie beslist, wie betaalt en wat de school doet als een leerling van samenwerkingsverband wisselt."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The move."""
        regimes = [one.value for one in Regime]
        parser.add_argument("--track", required=True, choices=[one.value for one in Track])
        parser.add_argument(
            "--from", dest="leaves", required=True, choices=regimes, help="regime dat de leerling verlaat"
        )
        parser.add_argument(
            "--to", dest="enters", required=True, choices=regimes, help="regime waar de leerling heen gaat"
        )
        parser.add_argument("--event", required=True, choices=[one.value for one in Event])
        parser.add_argument("--school-year", type=int, default=1, choices=range(1, 6), help="leerjaar in het vo")
        parser.add_argument("--on", default="", help="datum, bijvoorbeeld 2026-11-24; anders vandaag")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute and print."""
        move = Move(
            track=Track(options["track"]),
            leaves=Regime(options["leaves"]),
            enters=Regime(options["enters"]),
            event=Event(options["event"]),
            school_year=options["school_year"],
            on=_day(options["on"]),
        )
        try:
            found = guide(move)
        except NoRulesError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(told(found), ensure_ascii=False, indent=1))


def told(found: Guide) -> dict[str, Any]:
    """The answer with names for programs and sentences for people."""
    return {
        "scenario": found.scenario,
        "decides": found.deciding.value,
        "existing_designation": {"validity": found.designation.value, "confidence": found.designation_confidence},
        "payer": {
            "swv": found.payer.value,
            "from": found.pays_from.isoformat() if found.pays_from else None,
            "counted_on": found.counted_on.isoformat() if found.counted_on else None,
        },
        "request_possible": found.request_possible,
        "obstacle": found.obstacle,
        "why": found.why,
        "actions": [
            {
                "id": one.id,
                "text": one.text,
                "before": one.before.isoformat() if one.before else None,
                "source": one.citation,
                "confidence": one.confidence,
            }
            for one in found.tasks
        ],
        "sources": list(found.citations),
        "confidence": found.confidence,
    }


def _day(text: str) -> dt.date:
    try:
        return parse_date(text, today=clock.today(), allow_future=True) or clock.today()
    except ValueError as problem:
        raise CommandError(f"--on: {problem}") from problem
