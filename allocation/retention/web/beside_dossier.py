"""What the page of a dossier tells about keeping: destroyed, held or locked, and the way to the pupil's rights."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from allocation.models import Request
from allocation.retention.models import Hold, Restriction
from schools.access import Action


def rights_context(request: HttpRequest, current: Request) -> dict[str, Any]:
    """A lock is told to school and SWV; why a dossier is held only to staff of the SWV."""
    locked = (
        Restriction.objects.filter(student=current.student_id, lifted_at__isnull=True) if current.student_id else None
    )
    may_hold = request.actor.may(Action.HOLD_DOSSIER)
    return {
        "restriction": locked.first() if locked is not None else None,
        "hold": Hold.objects.filter(request=current, lifted_at__isnull=True).first() if may_hold else None,
        "may_rights": request.actor.may(Action.PUPIL_RIGHTS) and current.student_id is not None,
    }
