"""What a pupil may ask of an SWV: that wrong data is put right, and that data is locked (AVG art. 16 and 18)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from allocation.models import Request
from allocation.workflow import NotNow
from schools.access import Action, Actor
from schools.models import Student
from swv_portal.audit.record import record
from swv_portal.tenancy import PortalWork, as_portal

from .models import Correction, Restriction

CORRECTABLE = (
    "call_name",
    "first_names",
    "initials",
    "prefix",
    "last_name",
    "birth_date",
    "gender",
    "las_key",
    "street",
    "house_number",
    "postcode",
    "city",
)


class Restricted(NotNow):
    """The data of this pupil is locked, so nothing may change; the message is plain Dutch for the screen."""


def refuse_when_restricted(request: Request) -> None:
    """Stop a change to a request of a pupil whose data is locked. Raises Restricted."""
    if request.student_id and Restriction.objects.filter(student=request.student_id, lifted_at__isnull=True).exists():
        raise Restricted(
            "De gegevens van deze leerling staan op slot. Zolang dat zo is, kan er aan deze aanvraag niets veranderen. "
            "Vraag het samenwerkingsverband naar de reden."
        )


def pupil_for(*, actor: Actor, student_id: uuid.UUID) -> Student:
    """A pupil of whom the actor's SWV has a request. Raises Student.DoesNotExist for all others."""
    actor.require(Action.PUPIL_RIGHTS)
    return Student.objects.visible_to(actor).select_related("school").get(pk=student_id)


@transaction.atomic
def correct(*, actor: Actor, student_id: uuid.UUID, values: dict[str, Any], reason: str, at: dt.datetime) -> int:
    """Put registered data of a pupil right and keep what it was; returns how many things changed.

    Receipts, decisions and letters stay as they were: they tell what was known then. Raises Restricted,
    Student.DoesNotExist.
    """
    pupil_for(actor=actor, student_id=student_id)
    # The register belongs to the school; correcting at the pupil's request is the SWV's own duty.
    with as_portal(PortalWork.RETENTION):
        student = Student.objects.select_for_update().get(pk=student_id)
        _refuse_locked(student)
        changed = {
            name: values[name] for name in CORRECTABLE if name in values and values[name] != getattr(student, name)
        }
        for name, value in changed.items():
            Correction.objects.create(
                student=student,
                field=name,
                old=_as_text(getattr(student, name)),
                new=_as_text(value),
                reason=reason,
                by=actor.label,
                organisation=actor.organisation,
                at=at,
            )
            setattr(student, name, value)
        student.save()
        if changed:
            record(actor=actor, action="pupil.correct", on=student, swv_id=actor.swv_id, fields=sorted(changed))
    return len(changed)


@transaction.atomic
def restrict(*, actor: Actor, student_id: uuid.UUID, reason: str, at: dt.datetime) -> Restriction:
    """Lock the data of a pupil. Raises NotNow when it is locked already."""
    student = pupil_for(actor=actor, student_id=student_id)
    if student.restrictions.filter(swv_id=actor.swv_id, lifted_at__isnull=True).exists():
        raise NotNow("De gegevens van deze leerling staan al op slot.")
    lock = Restriction.objects.create(
        student=student, swv_id=actor.swv_id, reason=reason, placed_by_id=actor.user_id, placed_at=at
    )
    record(actor=actor, action="pupil.restrict", on=student, swv_id=actor.swv_id)
    return lock


@transaction.atomic
def lift_restriction(*, actor: Actor, student_id: uuid.UUID, reason: str, at: dt.datetime) -> None:
    """Unlock the data of a pupil. Raises NotNow when it is not locked."""
    student = pupil_for(actor=actor, student_id=student_id)
    open_ones = student.restrictions.filter(swv_id=actor.swv_id, lifted_at__isnull=True)
    if not open_ones.update(lifted_at=at, lifted_by_id=actor.user_id, lift_reason=reason):
        raise NotNow("De gegevens van deze leerling staan niet op slot.")
    record(actor=actor, action="pupil.unrestrict", on=student, swv_id=actor.swv_id)


def _refuse_locked(student: Student) -> None:
    if student.restrictions.filter(lifted_at__isnull=True).exists():
        raise Restricted("De gegevens van deze leerling staan op slot. Haal ze eerst van slot.")


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")
