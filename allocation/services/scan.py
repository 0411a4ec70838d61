"""Looking through an added document for a BSN and for viruses, in the worker. Safe to run twice."""

from __future__ import annotations

import datetime as dt
import logging
import uuid

from celery import current_app
from django.db import transaction
from django.db.models import Q

from allocation.intake.read_apart import Reading, read_apart
from allocation.models import Document
from schools.access import PORTAL
from swv_portal import antivirus
from swv_portal.audit.record import record
from swv_portal.tenancy import PortalWork, Tenant, acting, as_portal

SCAN = "allocation.tasks.scan_document"
KINDS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/jpeg": "jpg",
    "image/png": "png",
}
# A scan untouched for this long is sent again: its message, or its worker, was lost. Longer than reading may take.
OVERDUE = dt.timedelta(seconds=180)
# A document that waits this long for the antivirus scanner is told to people.
SLOW = dt.timedelta(minutes=10)
MAX_ATTEMPTS = 5
TO_DO = (Document.Scan.WAITING, Document.Scan.RUNNING)
Verdict = tuple[Document.Scan, str]

logger = logging.getLogger(__name__)


def order_scan(document: Document) -> None:
    """Tell the worker after commit. A broker that is away is no reason to fail: the sweep tells it again."""
    transaction.on_commit(
        lambda: current_app.send_task(SCAN, [str(document.pk)], retry=False, ignore_result=True), robust=True
    )


def scan_document(*, document_id: uuid.UUID, at: dt.datetime) -> None:
    """Look through one document that waits and write down what was found; a document that is gone is left alone.

    A refused document is destroyed at once: only its name and the reason stay, until the school removes the row.
    """
    tenant = _tenant_of(document_id)
    document = _begin(tenant, document_id, at=at) if tenant else None
    if tenant is None or document is None:
        return
    try:
        verdict = judge(document)
    except antivirus.ScannerAway:
        _wait(tenant, document, at=at)
    except Exception:
        _fail(tenant, document, at=at)
        raise
    else:
        with acting(tenant):
            settle(document_id=document_id, verdict=verdict, at=at)


def judge(document: Document) -> Verdict:
    """What is to be said of the document. Raises ScannerAway when the antivirus scanner does not answer."""
    with document.file.open("rb") as file:
        content = file.read()
    if antivirus.is_configured() and antivirus.virus_in(content):
        return Document.Scan.REFUSED, (
            "In dit bestand zit een virus. Het bestand is vernietigd. Laat uw ict-beheerder uw computer nakijken en "
            "voeg een schoon bestand toe."
        )
    return verdict_of(read_apart(KINDS[document.content_type], content))


def verdict_of(reading: Reading) -> Verdict:
    """The words for what reading found."""
    if reading.places:
        return Document.Scan.REFUSED, (
            "In dit document staat een getal dat een burgerservicenummer (bsn) of onderwijsnummer kan zijn. Het staat "
            f"hier: {'; '.join(reading.places)}. Daarom hebben we het bestand vernietigd. Haal het getal weg in uw "
            "eigen bestand (een zwarte balk eroverheen is niet genoeg), sla het op en voeg het opnieuw toe."
        )
    if reading.unread:
        return Document.Scan.UNREAD, (
            f"Niet te lezen voor de computer: {'; '.join(reading.unread)}. Kijk zelf of er geen bsn in staat."
        )
    return Document.Scan.CLEAN, ""


@transaction.atomic
def settle(*, document_id: uuid.UUID, verdict: Verdict, at: dt.datetime) -> None:
    """Write the verdict, unless another run was first or the document was removed meanwhile."""
    document = Document.objects.select_for_update().select_related("request").filter(pk=document_id).first()
    if document is None or document.scan not in TO_DO:
        return
    document.scan, document.scan_told = verdict
    document.scan_touched_at = at
    document.save(update_fields=["scan", "scan_told", "scan_touched_at"])
    record(actor=PORTAL, action="document.scan", on=document, swv_id=document.request.swv_id, outcome=document.scan)
    if document.scan == Document.Scan.REFUSED:
        storage, path = document.file.storage, document.file.name
        transaction.on_commit(lambda: storage.delete(path))


def resend_overdue(*, now: dt.datetime) -> int:
    """Send every scan again that waits or runs longer than it should; returns how many. In the portal's own tenant."""
    late = Q(scan_touched_at__isnull=True) | Q(scan_touched_at__lt=now - OVERDUE)
    overdue = list(Document.objects.filter(late, scan__in=TO_DO).select_for_update(skip_locked=True)[:500])
    Document.objects.filter(pk__in=[one.pk for one in overdue]).update(scan=Document.Scan.WAITING, scan_touched_at=now)
    for document in overdue:
        order_scan(document)
    if overdue:
        record(actor=PORTAL, action="jobs.resend", on=overdue[0], swv_id=None, documents=len(overdue))
    return len(overdue)


def _tenant_of(document_id: uuid.UUID) -> Tenant | None:
    """The school the document belongs to: a draft is not yet the SWV's."""
    with as_portal(PortalWork.FIND_JOB):
        schools = Document.objects.filter(pk=document_id).values_list("request__location__school_id", flat=True)
        found = schools.first()
    return None if found is None else Tenant(school_ids=frozenset({found}))


def _begin(tenant: Tenant, document_id: uuid.UUID, *, at: dt.datetime) -> Document | None:
    """The document when this run has it: only one that waits is begun."""
    with acting(tenant):
        waiting = Document.objects.select_for_update(skip_locked=True).filter(
            pk=document_id, scan=Document.Scan.WAITING
        )
        document = waiting.first()
        if document is None:
            return None
        _move(document, Document.Scan.RUNNING, at=at, attempts=document.scan_attempts + 1)
        return document


def _wait(tenant: Tenant, document: Document, *, at: dt.datetime) -> None:
    """The scanner is away: that is not the document's fault, so no attempt is counted."""
    if at - document.added_at > SLOW:
        logger.error("The antivirus scanner does not answer; document %s waits", document.pk)
    with acting(tenant):
        _move(document, Document.Scan.WAITING, at=at, attempts=document.scan_attempts - 1)


def _fail(tenant: Tenant, document: Document, *, at: dt.datetime) -> None:
    with acting(tenant):
        often = document.scan_attempts >= MAX_ATTEMPTS
        _move(document, Document.Scan.FAILED if often else Document.Scan.WAITING, at=at)


def _move(document: Document, scan: Document.Scan, *, at: dt.datetime, attempts: int | None = None) -> None:
    if attempts is not None:
        document.scan_attempts = attempts
    document.scan_touched_at = at
    changed = {"scan": scan, "scan_attempts": document.scan_attempts, "scan_touched_at": at}
    Document.objects.filter(pk=document.pk, scan__in=TO_DO).update(**changed)
