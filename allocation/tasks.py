"""What the worker does. Each task takes ids, calls one service and may safely run twice.

A job is done in the tenant of the SWV it is for (`jobs.tenant_of`); only the sweep looks at all tenants.
"""

from __future__ import annotations

import uuid

from celery import shared_task

from allocation.services import jobs, letters, scan, what_if
from swv_portal import clock
from swv_portal.tenancy import PortalWork, as_portal


@shared_task(name="allocation.tasks.make_letters")
def make_letters(job_id: str) -> None:
    """Make the letters of one decision."""
    letters.make_letters(job_id=uuid.UUID(job_id), at=clock.now())


@shared_task(name="allocation.tasks.compute_what_if")
def compute_what_if(job_id: str) -> None:
    """Compute what a framework would change."""
    what_if.run(job_id=uuid.UUID(job_id), now=clock.now)


@shared_task(name="allocation.tasks.scan_document")
def scan_document(document_id: str) -> None:
    """Look for a BSN and for viruses in one document."""
    scan.scan_document(document_id=uuid.UUID(document_id), at=clock.now())


@shared_task(name="allocation.tasks.resend_overdue_jobs")
def resend_overdue_jobs() -> None:
    """Find work whose message was lost and send it again."""
    with as_portal(PortalWork.SWEEP_JOBS):
        jobs.resend_overdue(now=clock.now())
        scan.resend_overdue(now=clock.now())
