"""How long a letter takes, beside the smallest document that WeasyPrint can make."""

from __future__ import annotations

import datetime as dt
import io

from PIL import Image

from allocation.letters import Addressee, Applicant, LetterFacts, Pupil, Recipient, Sender, render_letter
from allocation.policy.decide import assess
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import Range
from allocation.policy.wording import explain_parents, figures, legal_basis
from swv_portal.pdf import render_pdf

from . import Measurement, fastest

LETTERS = 10
DAY = dt.date(2026, 11, 2)
PAGE = "<!doctype html><html lang='nl'><head><title>Brief</title></head><body><p>Geachte ouders,</p></body></html>"


def measure_letter() -> list[Measurement]:
    """Seconds per letter, in one process, warm."""
    facts = _facts()
    ours = fastest(lambda: [render_letter(facts) for _ in range(LETTERS)]) / LETTERS
    css = "body { font-family: 'Source Sans 3' }"
    smallest = fastest(lambda: [render_pdf(html=PAGE, css=css) for _ in range(LETTERS)]) / LETTERS
    yardstick = "een zin in een PDF (WeasyPrint)"
    return [Measurement(name="brief", value=ours, unit="s", yardstick=yardstick, yardstick_value=smallest)]


def _facts() -> LetterFacts:
    levels = dict(zip(Domain, (42, 44, 38, 36), strict=True))
    delays = {domain: DelayMeasure(55, Range.exact(level)) for domain, level in levels.items()}
    receipt = assess(Dossier(Track.LWOO, Range.exact(84), delays), law_on=DAY)
    logo = io.BytesIO()
    Image.new("RGB", (480, 160), "#00667a").save(logo, "PNG")
    address = ("Sluiskade 12", "9901 AB  Waterrijk")
    return LetterFacts(
        addressee=Addressee.PARENTS,
        sender=Sender(
            name="Samenwerkingsverband VO Waterrijk",
            code="VO9901",
            address_lines=address,
            logo=logo.getvalue(),
            signer_name="Ruben Adriaanse",
        ),
        recipient=Recipient(lines=("Aan de ouders van", "Daan Brouwer", *address)),
        pupil=Pupil(full_name="Daan Brouwer", call_name="Daan", birth_date=dt.date(2014, 3, 14)),
        applicant=Applicant(school_name="Beekdal College", location_name="Waterrijk", location_code="99BA00"),
        track=Track.LWOO,
        granted=True,
        outcome=receipt.outcome,
        follows_advice=True,
        number="VO9901-2026-0001",
        request_number="2026-0001",
        requested_on=DAY,
        decided_on=DAY,
        sent_on=DAY,
        valid_from=DAY,
        grounds=tuple(explain_parents(receipt, name="Daan")),
        figures=tuple(figures(receipt)),
        legal_basis=tuple(legal_basis(receipt)),
    )
