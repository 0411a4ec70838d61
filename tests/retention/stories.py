"""Pupils of the Waterrijk SWV and what became of their requests, with two members of staff."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from allocation.models import Decision, Letter, Request
from allocation.retention import destroying, finding, running
from allocation.retention.models import DestructionRun
from allocation.services import submit
from allocation.services.steps import move
from allocation.workflow import Event
from schools.access import PORTAL, Actor, Role
from schools.models import Location, Swv, User
from tests.allocation.services.test_request_to_decision import NOW, a_filed_request, an_swv, decide

GRANTED, REFUSED = Decision.Outcome.GRANTED, Decision.Outcome.REFUSED
FILED_ON = NOW.date()
# Three years after the decision of 24 November 2026 is the last day of keeping; the day after it is due.
LAST_DAY, DUE = dt.date(2029, 11, 24), dt.date(2029, 11, 25)
SEVEN_YEARS_ON = dt.date(2033, 11, 25)


@dataclass
class Waterrijk:
    """Ruben decides, Ellen does the administration, Marit is the coordinator of the school."""

    swv: Swv
    location: Location
    marit: Actor
    ruben: Actor
    ellen: Actor


def waterrijk(code: str = "VO9951") -> Waterrijk:
    """The SWV, its school and its staff."""
    swv, location, marit, ruben = an_swv(code)
    user = User.objects.create_user(f"ellen@{code}.example", name="Ellen")
    return Waterrijk(swv, location, marit, ruben, Actor(user.pk, "Ellen", Role.ADMINISTRATION, "SWV", swv_id=swv.pk))


def noon(day: dt.date) -> dt.datetime:
    """Twelve o'clock in the Netherlands, in winter."""
    return dt.datetime(day.year, day.month, day.day, 11, tzinfo=dt.UTC)


def decided(place: Waterrijk, name: str, outcome: Decision.Outcome = GRANTED, *, announced: bool = True) -> Request:
    """A request decided on 24 November 2026, with a document on disk, and its letters."""
    request = filed(place, name)
    decision = decide(place.ruben, request, outcome, "" if outcome == GRANTED else "De school kan het zelf.")
    if announced:
        path = default_storage.save(f"letters/{decision.pk}/brief.pdf", ContentFile(b"brief"))
        Letter.objects.create(
            decision=decision, addressee="parents", file=path, size=5, sha256="0" * 64, template_version="1",
            sent_on=FILED_ON,
        )  # fmt: skip
        request.refresh_from_db()
        with transaction.atomic():
            move(request=request, event=Event.ANNOUNCE, actor=PORTAL, at=NOW)
    return Request.objects.get(pk=request.pk)


def filed(place: Waterrijk, name: str) -> Request:
    """A filed request with a document on disk."""
    born = dt.date(2014, 3, 1 + Request.objects.count())
    request = a_filed_request(place.location, place.marit, name, born)
    document = request.documents.get()
    document.file.save("x", ContentFile(f"verslag van {name}".encode()))
    return request


def withdrawn(place: Waterrijk, name: str) -> Request:
    """A request that the school took back on the day it was filed."""
    request = filed(place, name)
    submit.withdraw_request(actor=place.marit, request_id=request.pk, note="De ouders kiezen anders.", at=NOW)
    return Request.objects.get(pk=request.pk)


def seal_on(place: Waterrijk, day: dt.date) -> str:
    """The seal of the list that the screen shows that day."""
    return finding.seal_of_listed(finding.free(finding.list_due(actor=place.ellen, on=day)))


def proposed(place: Waterrijk, day: dt.date = DUE) -> DestructionRun:
    """Ellen proposes what is due that day."""
    return running.propose(actor=place.ellen, seal=seal_on(place, day), at=noon(day))


def approved(place: Waterrijk, day: dt.date = DUE) -> DestructionRun:
    """Ellen proposes and Ruben approves."""
    run = proposed(place, day)
    return running.approve(actor=place.ruben, run_id=run.pk, seal=run.seal, at=noon(day))


def destroyed(place: Waterrijk, day: dt.date = DUE) -> DestructionRun:
    """Proposed, approved and done."""
    run = approved(place, day)
    destroying.execute(run_id=run.pk, now=lambda: noon(day))
    return DestructionRun.objects.get(pk=run.pk)
