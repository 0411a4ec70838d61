"""Work for the worker. The row written here is the truth; the message to the broker only hastens it."""

from __future__ import annotations

import datetime as dt
import uuid

from celery import current_app
from django.db import transaction

from allocation.models import Decision, Job

TASK = "allocation.tasks.make_letters"
# A job untouched for this long is sent again: its message, or its worker, was lost.
OVERDUE = dt.timedelta(seconds=60)
MAX_ATTEMPTS = 5


def order_letters(*, decision: Decision) -> Job:
    """Write down that letters must be made, in the transaction of the decision, and tell the worker after commit."""
    job = Job.objects.create(decision=decision)
    send(job.pk)
    return job


def send(job_id: uuid.UUID) -> None:
    """Tell the worker after commit. A broker that is away is no reason to fail: the sweep tells it again."""
    transaction.on_commit(
        lambda: current_app.send_task(TASK, [str(job_id)], retry=False, ignore_result=True), robust=True
    )


def resend_overdue(*, now: dt.datetime) -> int:
    """Send every job again that waits or runs longer than it should; returns how many."""
    with transaction.atomic():
        unfinished = Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING], attempts__lt=MAX_ATTEMPTS)
        overdue = list(unfinished.filter(touched_at__lt=now - OVERDUE).values_list("pk", flat=True))
        Job.objects.filter(pk__in=overdue).update(touched_at=now)
        for job_id in overdue:
            send(job_id)
    return len(overdue)
