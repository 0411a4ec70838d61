"""Work for the worker. The row written here is the truth; the message to the broker only hastens it."""

from __future__ import annotations

import datetime as dt
import uuid

from celery import current_app
from django.db import transaction

from allocation.models import Decision, Job
from schools.access import Action, Actor
from swv_portal.audit.record import record

from .steps import lock_request

TASK = "allocation.tasks.make_letters"
# A job untouched for this long is sent again: its message, or its worker, was lost.
OVERDUE = dt.timedelta(seconds=60)
MAX_ATTEMPTS = 5


def order_letters(*, decision: Decision, at: dt.datetime) -> Job:
    """Write down that letters must be made, in the transaction of the decision, and tell the worker after commit."""
    job = Job.objects.create(decision=decision, touched_at=at)
    send(job.pk)
    return job


def send(job_id: uuid.UUID) -> None:
    """Tell the worker after commit. A broker that is away is no reason to fail: the sweep tells it again."""
    transaction.on_commit(
        lambda: current_app.send_task(TASK, [str(job_id)], retry=False, ignore_result=True), robust=True
    )


@transaction.atomic
def begin(*, job_id: uuid.UUID, at: dt.datetime) -> bool:
    """Whether this run has the job: only one that waits is begun, so two messages never make it twice."""
    job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id, state=Job.State.WAITING).first()
    if job is None:
        return False
    job.state, job.attempts, job.touched_at = Job.State.RUNNING, job.attempts + 1, at
    job.save(update_fields=["state", "attempts", "touched_at"])
    return True


@transaction.atomic
def fail(*, job_id: uuid.UUID, problem: str, at: dt.datetime) -> None:
    """Note that a run failed: it is tried again, until it has failed often enough to need a person."""
    job = Job.objects.select_for_update().get(pk=job_id)
    job.state = Job.State.FAILED if job.attempts >= MAX_ATTEMPTS else Job.State.WAITING
    job.problem, job.touched_at = problem[:200], at
    job.save(update_fields=["state", "problem", "touched_at"])


@transaction.atomic
def resend_overdue(*, now: dt.datetime) -> int:
    """Send every job again that waits or runs longer than it should; returns how many."""
    unfinished = Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING], touched_at__lt=now - OVERDUE)
    overdue = list(unfinished.select_for_update(skip_locked=True).values_list("pk", flat=True))
    Job.objects.filter(pk__in=overdue).update(state=Job.State.WAITING, touched_at=now)
    for job_id in overdue:
        send(job_id)
    return len(overdue)


@transaction.atomic
def retry_letters(*, actor: Actor, request_id: uuid.UUID, at: dt.datetime) -> None:
    """Let staff start letters again that failed too often. Raises Request.DoesNotExist, Job.DoesNotExist."""
    actor.require(Action.DECIDE)
    request = lock_request(actor=actor, request_id=request_id)
    job = Job.objects.select_for_update().get(decision__request=request, state=Job.State.FAILED)
    job.state, job.attempts, job.progress, job.problem, job.touched_at = Job.State.WAITING, 0, 0, "", at
    job.save()
    record(actor=actor, action="letters.retry", on=request, swv_id=request.swv_id)
    send(job.pk)
