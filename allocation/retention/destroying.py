"""Destroying what an approved list names: item by item, each in a transaction of its own, safe to run twice."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, models
from django.db.models import F

from allocation.models import Evidence, ReceiptRecord, Request, StatusChange
from allocation.models.destruction_lock import SETTING
from schools.access import PORTAL
from schools.models import Student
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.tenancy import PortalWork, as_portal

from .declarations import DECLARED, Stage, models_of
from .finding import due_of_request, terms_of
from .kinds import BLOCK_NAMES, Kind
from .models import DestructionItem, DestructionRun, DossierCount, LeftFile
from .running import seal_of_items, send

State = DestructionRun.State
OVERDUE = dt.timedelta(minutes=5)
MOST_ATTEMPTS = 20


class WrongList(RuntimeError):
    """The list in the database is not the list that was approved."""


def execute(*, run_id: uuid.UUID, now: Callable[[], dt.datetime]) -> None:
    """Do an approved run to its end. Done before, or not approved: nothing happens.

    What goes wrong is noted with its kind, never with facts, and raised; what was done stays done. Raises WrongList.
    """
    try:
        for item_id in _begin(run_id, at=now()):
            with as_portal(PortalWork.RETENTION):
                _do_item(item_id, at=now())
            remove_left_files(run_id=run_id)
    except Exception as problem:
        with as_portal(PortalWork.RETENTION):
            DestructionRun.objects.filter(pk=run_id).update(problem=type(problem).__name__)
        raise
    _finish(run_id, at=now())


def _begin(run_id: uuid.UUID, *, at: dt.datetime) -> list[int]:
    with as_portal(PortalWork.RETENTION):
        run = DestructionRun.objects.select_for_update(skip_locked=True).filter(pk=run_id, state=State.APPROVED).first()
        if run is None:
            return []
        if seal_of_items(run) != run.seal:
            raise WrongList(str(run_id))
        DestructionRun.objects.filter(pk=run_id).update(touched_at=at)
        return list(run.items.filter(done_at__isnull=True).values_list("pk", flat=True))


def _finish(run_id: uuid.UUID, *, at: dt.datetime) -> None:
    with as_portal(PortalWork.RETENTION):
        run = DestructionRun.objects.select_for_update().filter(pk=run_id, state=State.APPROVED).first()
        if run is None or run.items.filter(done_at__isnull=True).exists():
            return
        run.state, run.progress, run.problem, run.done_at, run.touched_at = State.DONE, 100, "", at, at
        run.save(update_fields=["state", "progress", "problem", "done_at", "touched_at"])
        skipped = run.items.exclude(skipped="").count()
        record(actor=PORTAL, action="retention.done", on=run, swv_id=run.swv_id, items=run.count, skipped=skipped)


def _do_item(item_id: int, *, at: dt.datetime) -> None:
    """One item: what it names is destroyed and counted, or skipped with the reason when something came in between."""
    item = DestructionItem.objects.select_for_update(of=("self",)).select_related("run").get(pk=item_id)
    if item.done_at is not None:
        return
    request = Request.objects.select_for_update().filter(pk=item.request_id, swv_id=item.run.swv_id).first()
    item.skipped = _why_not(item, request, at=at)
    if request is not None and not item.skipped:
        _open_lock(item.run)
        item.removed = dict(_destroy(request, Kind(item.kind), run=item.run, at=at))
        _close_lock()
    item.done_at = at
    item.save(update_fields=["done_at", "skipped", "removed"])
    done = item.run.items.filter(done_at__isnull=False).count()
    progress = min(99, 100 * done // item.run.count)
    DestructionRun.objects.filter(pk=item.run_id).update(progress=progress, touched_at=at)


def _why_not(item: DestructionItem, request: Request | None, *, at: dt.datetime) -> str:
    """Asked again at the last moment: a hold or a longer term after approval still counts."""
    if request is None:
        return "de aanvraag was er niet meer"
    on = clock.date_of(at)
    listed = due_of_request(request.pk, terms=terms_of(item.run.swv_id, on=on), on=on)
    found = next((one for one in listed if one.due.kind == item.kind), None)
    if found is None:
        return "de termijn is nog niet voorbij"
    return "; ".join(BLOCK_NAMES[block] for block in found.due.blocks)


def _open_lock(run: DestructionRun) -> None:
    """Only in this transaction the database lets rows on this list go: allocation/models/destruction_lock.py."""
    _set(str(run.pk))


def _close_lock() -> None:
    _set("")


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])


def _destroy(request: Request, kind: Kind, *, run: DestructionRun, at: dt.datetime) -> Counter[str]:
    removed: Counter[str] = Counter()
    if kind is Kind.HEALTH:
        removed += _destroy_health(request, run=run, on=clock.date_of(at))
    else:
        removed += _destroy_whole(request, kind, run=run)
    action = f"retention.destroy_{kind}"
    record(actor=PORTAL, action=action, on=request, swv_id=run.swv_id, run=str(run.pk), removed=dict(removed))
    return removed


def _destroy_health(request: Request, *, run: DestructionRun, on: dt.date) -> Counter[str]:
    """Tests, documents and explanations go; decision, letters and the seal of the receipt stay."""
    removed = _delete_of_request(Stage.HEALTH, request, run=run)
    removed += _delete_health_of_pupil(request)
    # Screens and services count on the row; it says nothing any more.
    Evidence.objects.create(request=request)
    stub = f'{{"destroyed_on":"{on.isoformat()}","run":"{run.pk}"}}'
    removed["receipt"] = ReceiptRecord.objects.filter(request=request).update(body=stub)
    removed["note"] = StatusChange.objects.filter(request=request).exclude(note="").update(note="")
    for name in DECLARED["allocation.Request"].emptied:
        setattr(request, name, Request._meta.get_field(name).get_default())
    request.health_destroyed_on = on
    request.save(update_fields=[*DECLARED["allocation.Request"].emptied, "health_destroyed_on"])
    return +removed


def _destroy_whole(request: Request, kind: Kind, *, run: DestructionRun) -> Counter[str]:
    """The whole dossier, and the pupil when nothing else is known of them. A count without persons stays."""
    _count(request, kind)
    student = request.student
    removed = _delete_of_request(Stage.HEALTH, request, run=run)
    removed += _delete_health_of_pupil(request)
    removed += _delete_of_request(Stage.DOSSIER, request, run=run)
    if student is not None and not student.requests.exists():
        removed += _delete_pupil(student)
    return +removed


def _delete_of_request(stage: Stage, request: Request, *, run: DestructionRun) -> Counter[str]:
    removed: Counter[str] = Counter()
    for model, declared in models_of(stage):
        if declared.path == "student":
            continue
        rows = model._default_manager.filter(**{declared.path or "pk": request.pk})
        _leave_files(model, rows, run=run)
        removed[str(model._meta.model_name)] += _delete(rows)
    return removed


def _delete_health_of_pupil(request: Request) -> Counter[str]:
    """Earlier support and school career: gone when no other request of the pupil still needs them."""
    others = Request.objects.filter(student=request.student_id, health_destroyed_on__isnull=True).exclude(pk=request.pk)
    if request.student_id is None or others.exists():
        return Counter()
    removed: Counter[str] = Counter()
    for model, declared in models_of(Stage.HEALTH):
        if declared.path == "student":
            removed[str(model._meta.model_name)] += _delete(model._default_manager.filter(student=request.student_id))
    return removed


def _delete_pupil(student: Student) -> Counter[str]:
    removed: Counter[str] = Counter()
    for model, declared in models_of(Stage.PUPIL):
        removed[str(model._meta.model_name)] += _delete(model._default_manager.filter(**{declared.path: student.pk}))
    return removed


def _delete(rows: models.QuerySet[Any]) -> int:
    """How many rows of this table went; rows that hang on them are declared, and went before."""
    return rows.delete()[1].get(rows.model._meta.label, 0)


def _leave_files(model: type[models.Model], rows: models.QuerySet[Any], *, run: DestructionRun) -> None:
    """Note which files must leave the disk once the rows are gone for good."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.FileField):
            paths = [path for path in rows.values_list(field.name, flat=True) if path]
            LeftFile.objects.bulk_create((LeftFile(run=run, path=path) for path in paths), ignore_conflicts=True)


def _count(request: Request, kind: Kind) -> None:
    decision = getattr(request, "decision", None)
    withdrawn = request.history.filter(state="withdrawn").last()
    year = decision.decided_on.year if decision else clock.date_of(withdrawn.at).year if withdrawn else 0
    row, _ = DossierCount.objects.get_or_create(
        swv_id=request.swv_id, location_id=request.location_id, year=year, track=request.track, outcome=kind
    )
    DossierCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


def remove_left_files(*, run_id: uuid.UUID | None = None) -> int:
    """Take files of destroyed rows from the disk; what cannot be removed stays noted. Returns how many are left."""
    with as_portal(PortalWork.RETENTION):
        left = (
            LeftFile.objects.filter(attempts__lt=MOST_ATTEMPTS)
            if run_id is None
            else LeftFile.objects.filter(run=run_id)
        )
        for file in list(left.select_for_update(skip_locked=True)):
            _remove(file)
        return LeftFile.objects.filter(run=run_id).count() if run_id else LeftFile.objects.count()


def _remove(file: LeftFile) -> None:
    try:
        default_storage.delete(file.path)
    except OSError as problem:
        LeftFile.objects.filter(pk=file.pk).update(attempts=F("attempts") + 1, problem=type(problem).__name__)
    else:
        file.delete()


def resend_overdue(*, now: dt.datetime) -> int:
    """Send every approved run again that does not move; returns how many."""
    with as_portal(PortalWork.RETENTION):
        overdue = list(DestructionRun.objects.filter(state=State.APPROVED, touched_at__lt=now - OVERDUE))
        DestructionRun.objects.filter(pk__in=[run.pk for run in overdue]).update(touched_at=now)
        for run in overdue:
            send(run)
        return len(overdue)
