"""What the worker does for keeping and destroying. Each may safely run twice."""

from __future__ import annotations

import logging
import uuid

from celery import shared_task

from allocation.retention import destroying, drafts
from swv_portal import clock

log = logging.getLogger(__name__)


@shared_task(name="allocation.retention.tasks.execute")
def execute(run_id: str) -> None:
    """Do one approved list."""
    destroying.execute(run_id=uuid.UUID(run_id), now=clock.now)


@shared_task(name="allocation.retention.tasks.nightly")
def nightly() -> None:
    """Warn about drafts and remove those that are over; try files again that could not be removed."""
    now = clock.now()
    drafts.warn(at=now)
    drafts.remove(at=now)
    if left := destroying.remove_left_files():
        log.error("%s files of destroyed rows are still on disk", left)


@shared_task(name="allocation.retention.tasks.resend_overdue")
def resend_overdue() -> None:
    """Find approved lists whose message was lost."""
    destroying.resend_overdue(now=clock.now())
