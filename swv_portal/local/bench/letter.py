"""How long a letter takes, beside the smallest document that WeasyPrint can make."""

from __future__ import annotations

from allocation.letters import Addressee, render_letter
from allocation.models import Decision
from allocation.services.letters import letter_facts
from swv_portal import clock
from swv_portal.pdf import render_pdf
from swv_portal.tenancy import PortalWork, as_portal

from . import Measurement, fastest

LETTERS = 10
PAGE = "<!doctype html><html lang='nl'><head><title>Brief</title></head><body><p>Geachte ouders,</p></body></html>"
CSS = "body { font-family: 'Source Sans 3' }"


def measure_letter() -> list[Measurement]:
    """Seconds per letter to the parents of the first decision of the demo, in one process, warm."""
    with as_portal(PortalWork.BENCHMARK):
        decision = Decision.objects.order_by("year", "sequence").first()
        if decision is None:
            raise LookupError("De demo heeft geen besluiten.")
        facts = letter_facts(decision=decision, addressee=Addressee.PARENTS, sent_on=clock.today())
    ours = fastest(lambda: [render_letter(facts) for _ in range(LETTERS)]) / LETTERS
    smallest = fastest(lambda: [render_pdf(html=PAGE, css=CSS) for _ in range(LETTERS)]) / LETTERS
    yardstick = "één zin in een PDF (WeasyPrint)"
    return [Measurement(name="brief", value=ours, unit="s", yardstick=yardstick, yardstick_value=smallest)]
