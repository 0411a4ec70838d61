"""A document is searched in the background; until then, and when something is found, nobody files or opens it."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from allocation.models import Document, Request
from allocation.policy.facts import Track
from allocation.services import attach, prepare, scan, submit
from allocation.services.scan import MAX_ATTEMPTS, OVERDUE, SLOW, resend_overdue, scan_document
from schools.access import Actor
from schools.models import Location
from swv_portal.audit.models import AuditEvent
from swv_portal.tenancy import PortalWork, as_portal
from tests.allocation.intake.files import make_image
from tests.allocation.services.test_request_to_decision import NOW, a_filed_request, an_swv

from .papers import BSN, pdf_of
from .test_antivirus import EICAR, FakeClamd, clamd  # noqa: F401
from .test_typed_text import as_

Scan = Document.Scan
LATER = NOW + dt.timedelta(minutes=20)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> list[str]:
    """The documents about which the worker was told."""
    told: list[str] = []
    monkeypatch.setattr(scan.current_app, "send_task", lambda name, args, **_: told.append(args[0]))
    return told


def a_draft(location: Location, marit: Actor) -> uuid.UUID:
    request_id = uuid.uuid4()
    prepare.start_request(actor=marit, request_id=request_id, location_id=location.pk, track=Track.LWOO, at=NOW)
    return request_id


def add(marit: Actor, request_id: uuid.UUID, content: bytes, name: str = "okr.pdf") -> Document:
    return attach.add_document(
        actor=marit, request_id=request_id, kind=Document.Kind.REPORT, name=name, content=io.BytesIO(content), at=NOW
    )


def look(document: Document, at: dt.datetime = NOW) -> Document:
    scan_document(document_id=document.pk, at=at)
    document.refresh_from_db()
    return document


@pytest.mark.django_db
def test_adding_tells_the_worker_after_commit(sent: list[str], django_capture_on_commit_callbacks: Any) -> None:
    _, location, marit, _ = an_swv("VO9901")
    with django_capture_on_commit_callbacks(execute=True):
        document = add(marit, a_draft(location, marit), pdf_of("Noor leest goed."))
    assert sent == [str(document.pk)]
    assert document.scan == Scan.WAITING


@pytest.mark.django_db
def test_a_report_without_a_bsn_is_clean_and_a_photo_must_be_looked_at_by_a_person() -> None:
    _, location, marit, _ = an_swv("VO9901")
    request_id = a_draft(location, marit)
    assert look(add(marit, request_id, pdf_of("Noor leest goed."))).scan == Scan.CLEAN
    photo = look(add(marit, request_id, make_image(), "scan.png"))
    assert photo.scan == Scan.UNREAD
    assert "Kijk zelf of er geen bsn in staat" in photo.scan_told


@pytest.mark.django_db
def test_a_report_with_a_bsn_is_destroyed_and_told_by_page(django_capture_on_commit_callbacks: Any) -> None:
    _, location, marit, _ = an_swv("VO9901")
    request_id = a_draft(location, marit)
    document = add(marit, request_id, pdf_of("Noor", f"BSN {BSN}"))
    path = Path(document.file.path)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        look(document)
    assert document.scan == Scan.REFUSED
    assert "bladzijde 2" in document.scan_told
    assert "Haal het getal weg" in document.scan_told
    assert BSN not in document.scan_told
    assert not path.exists()
    event = AuditEvent.objects.get(action="document.scan")
    assert (event.actor_label, event.details["outcome"]) == ("SWV-portaal", "refused")
    page = as_(marit).get(reverse("request_documents", args=[request_id])).content.decode()
    assert "bladzijde 2" in page
    assert reverse("document", args=[request_id, document.pk]) + '"' not in page
    assert as_(marit).get(reverse("document", args=[request_id, document.pk])).status_code == 404
    with pytest.raises(attach.AlreadyThere, match="geweigerd"):
        add(marit, request_id, pdf_of("Noor", f"BSN {BSN}"))
    attach.remove_document(actor=marit, request_id=request_id, document_id=document.pk, at=NOW)
    assert add(marit, request_id, pdf_of("Noor", "zonder nummer")).scan == Scan.WAITING


@pytest.mark.django_db
@pytest.mark.parametrize("state", [Scan.WAITING, Scan.RUNNING, Scan.REFUSED, Scan.FAILED])
def test_a_request_is_not_filed_with_a_document_that_is_not_through(state: Scan) -> None:
    _, location, marit, _ = an_swv("VO9901")
    request = a_filed_request(location, marit)
    Request.objects.filter(pk=request.pk).update(state="additions_requested")
    Document.objects.update(scan=state)
    with pytest.raises(submit.Incomplete) as refusal:
        submit.file_request(actor=marit, request_id=request.pk, at=NOW)
    assert any(one.blocking and one.field in {"file", "report"} for one in refusal.value.missing)
    Document.objects.update(scan=Scan.UNREAD)
    assert submit.file_request(actor=marit, request_id=request.pk, at=NOW).state == "filed"


@pytest.mark.django_db
@pytest.mark.parametrize("state", [Scan.WAITING, Scan.RUNNING, Scan.REFUSED, Scan.FAILED])
def test_staff_cannot_open_what_is_not_through(state: Scan) -> None:
    _, location, marit, ruben = an_swv("VO9901")
    request = a_filed_request(location, marit)
    Document.objects.update(scan=state)
    address = reverse("document", args=[request.pk, Document.objects.get().pk])
    assert as_(ruben).get(address).status_code == 404
    assert f'href="{address}"' not in as_(ruben).get(reverse("request", args=[request.pk])).content.decode()


@pytest.mark.django_db
def test_a_lost_message_and_a_killed_worker_cost_time_and_nothing_else(sent: list[str]) -> None:
    _, location, marit, _ = an_swv("VO9901")
    document = add(marit, a_draft(location, marit), pdf_of("Noor leest goed."))
    with as_portal(PortalWork.SWEEP_JOBS):
        assert resend_overdue(now=NOW + OVERDUE / 2) == 0
        assert resend_overdue(now=NOW + OVERDUE * 2) == 1
    Document.objects.update(scan=Scan.RUNNING, scan_touched_at=NOW)
    assert look(document).scan == Scan.RUNNING, "a scan that runs is left alone"
    with as_portal(PortalWork.SWEEP_JOBS):
        assert resend_overdue(now=NOW + OVERDUE * 2) == 1
    assert look(document, at=NOW + OVERDUE * 2).scan == Scan.CLEAN
    before = AuditEvent.objects.count()
    assert look(document).scan == Scan.CLEAN
    assert AuditEvent.objects.count() == before, "twice sent is once done"


@pytest.mark.django_db
def test_documents_from_before_the_search_are_found_by_the_sweep(sent: list[str]) -> None:
    _, location, marit, _ = an_swv("VO9901")
    add(marit, a_draft(location, marit), pdf_of("Noor"))
    Document.objects.update(scan_touched_at=None)
    with as_portal(PortalWork.SWEEP_JOBS):
        assert resend_overdue(now=NOW) == 1


@pytest.mark.django_db
def test_a_document_removed_meanwhile_is_left_alone() -> None:
    _, location, marit, _ = an_swv("VO9901")
    request_id = a_draft(location, marit)
    document = add(marit, request_id, pdf_of("Noor"))
    attach.remove_document(actor=marit, request_id=request_id, document_id=document.pk, at=NOW)
    scan_document(document_id=document.pk, at=NOW)
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_search_that_keeps_failing_waits_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    _, location, marit, _ = an_swv("VO9901")
    request_id = a_draft(location, marit)
    document = add(marit, request_id, pdf_of("Noor"))
    monkeypatch.setattr(scan, "read_apart", lambda kind, content: 1 / 0)
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            scan_document(document_id=document.pk, at=NOW)
    document.refresh_from_db()
    assert document.scan == Scan.FAILED
    page = as_(marit).get(reverse("request_documents", args=[request_id])).content.decode()
    assert "De controle is niet gelukt" in page


@pytest.mark.django_db
def test_a_virus_is_refused(clamd: Any, django_capture_on_commit_callbacks: Any) -> None:  # noqa: F811
    clamd()
    _, location, marit, _ = an_swv("VO9901")
    document = add(marit, a_draft(location, marit), pdf_of("Noor") + b"\n%" + EICAR)
    look(document)
    assert document.scan == Scan.REFUSED
    assert "zit een virus" in document.scan_told


@pytest.mark.django_db
def test_while_the_scanner_is_away_the_document_waits_and_people_are_told(
    settings: Any,
    clamd: Any,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.CLAMD_SOCKET, settings.CLAMD_HOST, settings.CLAMD_PORT = "", "127.0.0.1", 1
    _, location, marit, _ = an_swv("VO9901")
    request_id = a_draft(location, marit)
    document = add(marit, request_id, pdf_of("Noor"))
    for _ in range(MAX_ATTEMPTS + 1):
        assert look(document).scan == Scan.WAITING
    assert not caplog.records
    assert look(document, at=NOW + SLOW * 2).scan == Scan.WAITING
    assert str(document.pk) in caplog.text
    monkeypatch.setattr("swv_portal.clock.now", lambda: LATER)
    page = as_(marit).get(reverse("request_documents", args=[request_id])).content.decode()
    assert "De controle duurt langer dan normaal" in page
    clamd()
    assert look(document, at=LATER).scan == Scan.CLEAN
