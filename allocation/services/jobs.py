"""Work for the worker. The row written here is the truth; the message to the broker only hastens it."""

from __future__ import annotations

import datetime as dt
import uuid

from celery import current_app
from django.db import transaction

from allocation.models import Decision, Job, WhatIf
from schools.access import PORTAL, Action, Actor
from swv_portal.audit.record import record
from swv_portal.tenancy import PortalWork, Tenant, as_portal

from .steps import lock_request

LETTERS, WHAT_IF = "allocation.tasks.make_letters", "allocation.tasks.compute_what_if"
# A job untouched for this long is sent again: its message, or its worker, was lost.
OVERDUE = dt.timedelta(seconds=60)
MAX_ATTEMPTS = 5


def order_letters(*, decision: Decision, at: dt.datetime) -> Job:
    """Write down that letters must be made, in the transaction of the decision, and tell the worker after commit."""
    return _order(Job(decision=decision, touched_at=at))


def order_what_if(*, what_if: WhatIf, at: dt.datetime) -> Job:
    """The same for a what-if that takes long."""
    return _order(Job(what_if=what_if, touched_at=at))


def _order(job: Job) -> Job:
    job.save(force_insert=True)
    send(job)
    return job


def send(job: Job) -> None:
    """Tell the worker after commit. A broker that is away is no reason to fail: the sweep tells it again."""
    task = LETTERS if job.decision_id else WHAT_IF
    transaction.on_commit(
        lambda: current_app.send_task(task, [str(job.pk)], retry=False, ignore_result=True), robust=True
    )


def tenant_of(*, job_id: uuid.UUID) -> Tenant | None:
    """The SWV for which a job is done, and whose rows its worker sees; nothing when the job is not there any more."""
    with as_portal(PortalWork.FIND_JOB):
        job = Job.objects.select_related("decision", "what_if__framework").filter(pk=job_id).first()
    if job is None:
        return None
    return Tenant(swv_id=job.decision.swv_id if job.decision else job.what_if.framework.swv_id)


@transaction.atomic
def begin(*, job_id: uuid.UUID, at: dt.datetime) -> bool:
    """Whether this run has the job: only one that waits is begun, so two messages never make it twice."""
    job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id, state=Job.State.WAITING).first()
    if job is None:
        return False
    job.state, job.attempts, job.touched_at = Job.State.RUNNING, job.attempts + 1, at
    job.save(update_fields=["state", "attempts", "touched_at"])
    return True


def touch(*, job_id: uuid.UUID, progress: int, at: dt.datetime) -> None:
    """Say how far the job is, so that nobody takes it for lost. `progress`: percent."""
    Job.objects.filter(pk=job_id).update(progress=progress, touched_at=at)


@transaction.atomic
def finish(*, job_id: uuid.UUID, at: dt.datetime) -> None:
    """Note that the job is done, in the transaction of its result."""
    job = Job.objects.select_for_update().get(pk=job_id)
    job.state, job.progress, job.problem, job.touched_at = Job.State.DONE, 100, "", at
    job.save(update_fields=["state", "progress", "problem", "touched_at"])


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
    overdue = list(unfinished.select_for_update(skip_locked=True))
    Job.objects.filter(pk__in=[job.pk for job in overdue]).update(state=Job.State.WAITING, touched_at=now)
    for job in overdue:
        send(job)
    if overdue:
        record(actor=PORTAL, action="jobs.resend", on=overdue[0], swv_id=None, jobs=len(overdue))
    return len(overdue)


@transaction.atomic
def retry_letters(*, actor: Actor, request_id: uuid.UUID, at: dt.datetime) -> None:
    """Let staff start letters again that failed too often. Raises Request.DoesNotExist, Job.DoesNotExist."""
    actor.require(Action.DECIDE)
    request = lock_request(actor=actor, request_id=request_id)
    job = Job.objects.select_for_update().get(decision__request=request, state=Job.State.FAILED)
    _start_again(job, at=at)
    record(actor=actor, action="letters.retry", on=request, swv_id=request.swv_id)


@transaction.atomic
def retry_what_if(*, what_if: WhatIf, at: dt.datetime) -> None:
    """The same for a what-if. Raises Job.DoesNotExist unless it failed."""
    _start_again(Job.objects.select_for_update().get(what_if=what_if, state=Job.State.FAILED), at=at)


def _start_again(job: Job, *, at: dt.datetime) -> None:
    job.state, job.attempts, job.progress, job.problem, job.touched_at = Job.State.WAITING, 0, 0, "", at
    job.save()
    send(job)
