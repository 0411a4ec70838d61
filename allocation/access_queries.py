"""Who looked at a dossier, or at a pupil in all dossiers with this SWV: read from the audit trail, newest first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from allocation.history import LOOKS
from allocation.models import Request
from allocation.queries import BadCursor
from schools.access import Action, Actor
from schools.models import Student
from swv_portal.audit.models import AuditEvent

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class AccessPage:
    """One page of the log, and where the next begins. `numbers`: of the requests of a pupil, by their id."""

    events: list[AuditEvent]
    next_cursor: str
    numbers: Mapping[str, str]


def looks_at_dossier(*, actor: Actor, request_id: uuid.UUID, cursor: str, everything: bool) -> AccessPage:
    """Who looked at one dossier; with `everything` also who did something. Raises Request.DoesNotExist, BadCursor."""
    actor.require(Action.VIEW_ACCESS_LOG)
    Request.objects.visible_to(actor).only("pk").get(pk=request_id)
    return _page(actor, {str(request_id): ""}, cursor=cursor, everything=everything)


def pupil_for(*, actor: Actor, student_id: uuid.UUID) -> Student:
    """The pupil, when there is a request with this SWV. Raises Student.DoesNotExist."""
    actor.require(Action.VIEW_ACCESS_LOG)
    return Student.objects.visible_to(actor).get(pk=student_id)


def looks_at_pupil(*, actor: Actor, student_id: uuid.UUID, cursor: str, everything: bool) -> AccessPage:
    """The same for all dossiers of one pupil that the actor may see. Raises Student.DoesNotExist, BadCursor."""
    student = pupil_for(actor=actor, student_id=student_id)
    requests = Request.objects.visible_to(actor).filter(student=student).values_list("pk", "number")
    dossiers = {str(student_id): "", **{str(pk): number for pk, number in requests}}
    return _page(actor, dossiers, cursor=cursor, everything=everything)


def _page(actor: Actor, dossiers: Mapping[str, str], *, cursor: str, everything: bool) -> AccessPage:
    """Keyset on the number in the SWV's own chain: flat in time, however long the log."""
    events = AuditEvent.objects.filter(swv_id=actor.swv_id, dossier_id__in=list(dossiers), sequence__isnull=False)
    if not everything:
        events = events.filter(action__in=LOOKS)
    if cursor:
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
            raise BadCursor(cursor)
        events = events.filter(sequence__lt=int(cursor))
    found = list(events.order_by("-sequence")[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    return AccessPage(page, str(page[-1].sequence) if len(found) > PAGE_SIZE else "", dossiers)
