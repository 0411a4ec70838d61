"""No page shows a test score of a pupil to anybody without leaving a trace of the look."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from allocation.history import LOOKS
from allocation.models import Evidence, Request
from allocation.services import submit
from swv_portal.audit.models import AuditEvent
from tests.allocation.services.test_request_to_decision import NOW

from .people import Region, a_region, as_

pytestmark = pytest.mark.django_db
# Text that stands nowhere else, so that a page that holds it shows what was measured.
MEASURED = "Meetlatproef-77"


def routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every door of the portal."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one)
        else:
            yield one


def addresses(request: Request) -> dict[str, str]:
    """Every door that takes nothing, or only this request or its pupil."""
    ways: list[dict[str, object]] = [{}, {"request_id": request.pk}, {"student_id": request.student_id}]
    found = {}
    for name in {route.name for route in routes() if route.name}:
        for way in ways:
            with contextlib.suppress(NoReverseMatch):
                found[name] = reverse(name, kwargs=way)
    return found


def shown_without_trace(client: Client, request: Request) -> tuple[set[str], set[str]]:
    """The doors that show what was measured, and those of them that left no look."""
    showing, silent = set(), set()
    for name, address in addresses(request).items():
        before = AuditEvent.objects.filter(action__in=LOOKS).count()
        answer = client.get(address)
        if answer.status_code == 200 and MEASURED in b"".join(answer).decode(errors="ignore"):
            showing.add(name)
            if AuditEvent.objects.filter(action__in=LOOKS).count() == before:
                silent.add(name)
    return showing, silent


@pytest.fixture
def region() -> Region:
    found = a_region()
    Evidence.objects.filter(request=found.daan).update(iq_instrument=MEASURED)
    return found


@pytest.mark.parametrize("who", ["ruben", "farida", "ineke", "marit"])
def test_a_filed_dossier(region: Region, who: str) -> None:
    showing, silent = shown_without_trace(as_(getattr(region, who)), region.daan)
    assert "request" in showing
    assert silent == set()


def test_a_returned_dossier_at_the_school(region: Region) -> None:
    submit.ask_additions(actor=region.ruben, request_id=region.daan.pk, note="Graag het verslag.", at=NOW)
    showing, silent = shown_without_trace(as_(region.marit), region.daan)
    assert {"request", "request_tests", "request_check"} <= showing
    assert silent == set()


def test_who_may_not_see_scores_sees_none(region: Region) -> None:
    assert shown_without_trace(as_(region.nadia), region.daan) == (set(), set())
