"""Destroying with four eyes: one person proposes a frozen list, another approves it, the worker does it."""

from __future__ import annotations

import datetime as dt
import uuid

from celery import current_app
from django.db import IntegrityError, transaction

from allocation.workflow import NotNow
from schools.access import Action, Actor
from swv_portal import clock
from swv_portal.audit.record import record

from .finding import free, list_due, seal_of, seal_of_listed
from .models import DestructionItem, DestructionRun

TASK = "allocation.retention.tasks.execute"
State = DestructionRun.State
OPEN = frozenset({State.PROPOSED, State.APPROVED})


class SamePerson(NotNow):
    """Who proposed a list may not approve it; the message is plain Dutch for the screen."""


class ListChanged(NotNow):
    """The list is not the one on the screen any more; the message is plain Dutch for the screen."""


@transaction.atomic
def propose(*, actor: Actor, seal: str, at: dt.datetime) -> DestructionRun:
    """Freeze what may go today as a list for a colleague. `seal`: of the list the person saw.

    Raises ListChanged when it is another list by now, NotNow when it is empty or a list is waiting already.
    """
    actor.require(Action.PROPOSE_DESTRUCTION)
    on = clock.date_of(at)
    listed = free(list_due(actor=actor, on=on))
    if not listed:
        raise NotNow("Er is op dit moment niets te vernietigen.")
    if seal_of_listed(listed) != seal:
        raise ListChanged("De lijst is intussen veranderd. Kijk haar opnieuw na.")
    run = DestructionRun(
        swv_id=actor.swv_id,
        due_on=on,
        seal=seal,
        count=len(listed),
        proposed_by_id=actor.user_id,
        proposed_at=at,
        touched_at=at,
    )
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError as clash:
        if "one_open_destruction_per_swv" not in str(clash):
            raise
        raise NotNow("Er wacht al een lijst op een collega. Handel die eerst af.") from clash
    DestructionItem.objects.bulk_create(
        DestructionItem(
            run=run,
            request_id=one.request_id,
            number=one.number,
            kind=one.due.kind,
            start=one.due.start,
            since=one.due.since,
            citation=one.due.citation,
        )
        for one in listed
    )
    record(actor=actor, action="retention.propose", on=run, swv_id=run.swv_id, items=run.count, seal=seal)
    return run


@transaction.atomic
def approve(*, actor: Actor, run_id: uuid.UUID, seal: str, at: dt.datetime) -> DestructionRun:
    """Approve a colleague's list and order its execution. The same click again changes nothing.

    Raises SamePerson for who proposed it, ListChanged, NotNow, DestructionRun.DoesNotExist.
    """
    actor.require(Action.APPROVE_DESTRUCTION)
    run = _lock(actor, run_id)
    if run.state in {State.APPROVED, State.DONE} and run.decided_by_id == actor.user_id:
        return run
    _require_proposed(run)
    if run.proposed_by_id == actor.user_id:
        raise SamePerson("U stelde deze lijst zelf voor. Een collega moet haar goedkeuren.")
    if seal != run.seal or seal_of_items(run) != run.seal:
        raise ListChanged("Dit is niet de lijst die is voorgesteld. Kijk haar opnieuw na.")
    # Before the state: the database only lets it go forward when this event is there.
    record(actor=actor, action="retention.approve", on=run, swv_id=run.swv_id, items=run.count, seal=run.seal)
    run.state, run.decided_by_id, run.decided_at, run.touched_at = State.APPROVED, actor.user_id, at, at
    run.save(update_fields=["state", "decided_by", "decided_at", "touched_at"])
    send(run)
    return run


@transaction.atomic
def reject(*, actor: Actor, run_id: uuid.UUID, reason: str, at: dt.datetime) -> DestructionRun:
    """Say no to a list, or take back one's own; nothing is destroyed. Raises NotNow, DestructionRun.DoesNotExist."""
    actor.require(Action.VIEW_RETENTION)
    run = _lock(actor, run_id)
    if run.proposed_by_id != actor.user_id:
        actor.require(Action.APPROVE_DESTRUCTION)
    _require_proposed(run)
    run.state, run.decided_by_id, run.decided_at, run.touched_at = State.REJECTED, actor.user_id, at, at
    run.reject_reason = reason
    run.save(update_fields=["state", "decided_by", "decided_at", "touched_at", "reject_reason"])
    record(actor=actor, action="retention.reject", on=run, swv_id=run.swv_id)
    return run


def seal_of_items(run: DestructionRun) -> str:
    """The hash of the frozen list as it stands in the database now."""
    rows = run.items.values_list("request_id", "number", "kind", "start", "since")
    return seal_of((str(one[0]), one[1], one[2], one[3].isoformat(), one[4].isoformat()) for one in rows)


def send(run: DestructionRun) -> None:
    """Tell the worker after commit. A broker that is away is no reason to fail: the sweep tells it again."""
    transaction.on_commit(
        lambda: current_app.send_task(TASK, [str(run.pk)], retry=False, ignore_result=True), robust=True
    )


def _lock(actor: Actor, run_id: uuid.UUID) -> DestructionRun:
    return DestructionRun.objects.visible_to(actor).select_for_update().get(pk=run_id)


def _require_proposed(run: DestructionRun) -> None:
    if run.state != State.PROPOSED:
        raise NotNow(f"Dit kan niet meer: de lijst is {run.get_state_display()}.")
