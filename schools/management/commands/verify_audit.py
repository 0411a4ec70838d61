"""manage.py verify_audit: recompute the seals of the audit trail and name what was changed, removed or put in."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schools.models import Swv
from swv_portal.audit.sealing import NO_SWV
from swv_portal.audit.verify import End, Fault, Verification, chains
from swv_portal.tenancy import PortalWork, as_portal

WITHOUT_SWV = "zonder samenwerkingsverband"


class Command(BaseCommand):
    """Prints one line a chain and one a fault: numbers only, never what an event tells."""

    help = "Controleer het controlespoor: meld elke gebeurtenis die is gewijzigd, verwijderd of toegevoegd."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which chain, and where earlier ends are kept."""
        parser.add_argument("--swv", default="", metavar="CODE", help="alleen dit samenwerkingsverband")
        parser.add_argument(
            "--einden",
            type=Path,
            metavar="BESTAND",
            help="vergelijk met de einden in dit bestand en schrijf daarna de nieuwe; bewaar het buiten de server",
        )

    def handle(self, *args: Any, swv: str, einden: Path | None, **options: Any) -> None:
        """Exit code 1 with any fault, and then the file of ends stays as it was."""
        with as_portal(PortalWork.VERIFY_AUDIT):
            self._verify_all(swv=swv, einden=einden)

    def _verify_all(self, *, swv: str, einden: Path | None) -> None:
        names = _names()
        if swv and swv not in names.values():
            raise CommandError(f"Samenwerkingsverband {swv} bestaat niet.")
        earlier = _read(einden)
        found: dict[str, End] = {}
        wrong = 0
        for chain in sorted({*chains(), *(one for one in names if names[one] in earlier)}):
            name = names.get(chain, f"keten {chain}")
            if swv in {"", name}:
                faults, found[name] = self._verify(chain, name, earlier.get(name))
                wrong += faults
        if wrong:
            self.stderr.write(f"Het controlespoor klopt niet: {wrong} keer iets gevonden.")
            sys.exit(1)
        if einden:
            _write(einden, {**earlier, **found})
        self.stdout.write("Het controlespoor klopt.")

    def _verify(self, chain: int, name: str, earlier: End | None) -> tuple[int, End]:
        walk, wrong = Verification(chain, earlier), 0
        for fault in walk.faults():
            wrong += 1
            self.stderr.write(f"{name}: {_where(fault)}: {fault.kind}.")
        self.stdout.write(f"{name}: {walk.checked} nagerekend; laatste is {walk.end.sequence}, zegel {walk.end.seal}.")
        return wrong, walk.end


def _names() -> dict[int, str]:
    return {NO_SWV: WITHOUT_SWV, **dict(Swv.objects.values_list("pk", "code"))}


def _where(fault: Fault) -> str:
    if fault.first == fault.last:
        return f"gebeurtenis {fault.first}"
    return f"gebeurtenissen {fault.first} tot en met {fault.last}"


def _read(file: Path | None) -> dict[str, End]:
    if file is None or not file.exists():
        return {}
    try:
        return {name: End(int(sequence), str(seal)) for name, (sequence, seal) in json.loads(file.read_text()).items()}
    except (ValueError, TypeError, AttributeError) as problem:
        raise CommandError(f"{file} is niet te lezen als bestand met einden.") from problem


def _write(file: Path, ends: dict[str, End]) -> None:
    file.write_text(json.dumps({name: [end.sequence, end.seal] for name, end in ends.items()}, indent=1) + "\n")
