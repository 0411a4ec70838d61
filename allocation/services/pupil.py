"""The pupil of a request: saved as typed, and never made twice without a person saying so."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from allocation.completeness import Step
from allocation.models import Request
from schools.access import Action, Actor
from schools.models import Student
from swv_portal.audit.record import record

from .circumstances import save_route
from .steps import lock_editable

# Typed in the step about the pupil, but facts of this request.
ABOUT_THE_ROUTE = frozenset({"comes_from", "in_nl_since"})


class PossibleTwin(Exception):
    """The school already knows this pupil, by number or by surname and birth date; a person must choose."""

    def __init__(self, student: Student, *, same_number: bool) -> None:
        known_by = "dit leerlingnummer" if same_number else "deze naam en geboortedatum"
        super().__init__(f"Uw school kent al een leerling met {known_by}: {student.full_name}.")
        self.student = student
        self.same_number = same_number


@transaction.atomic
def save_pupil(
    *,
    actor: Actor,
    request_id: uuid.UUID,
    values: Mapping[str, Any],
    unread: Mapping[str, str],
    at: dt.datetime,
    same_pupil: bool | None = None,
    ask: bool = True,
) -> Request:
    """Save what was typed about the pupil. Fields that could not be read are kept as typed in `unread`.

    Without an answer in `same_pupil` a namesake raises PossibleTwin, unless `ask` is off (saving while typing).
    Raises NotNow after filing.
    """
    actor.require(Action.PREPARE_REQUEST)
    request = lock_editable(actor=actor, request_id=request_id, at=at)
    request.comes_from = values.get("comes_from", "")
    request.unread = {**request.unread, Step.PUPIL: dict(unread)}
    if "in_nl_since" in values:
        save_route(request=request, found={"in_nl_since": values["in_nl_since"]})
    pupil = {name: value for name, value in values.items() if name not in ABOUT_THE_ROUTE}
    _choose_student(request=request, pupil=pupil, same_pupil=same_pupil, ask=ask)
    request.save()
    record(actor=actor, action="request.save", on=request, swv_id=request.swv_id, step=Step.PUPIL)
    return request


def _choose_student(*, request: Request, pupil: dict[str, Any], same_pupil: bool | None, ask: bool) -> None:
    twin, same_number = find_twin(request=request, pupil=pupil)
    if twin is not None and same_pupil:
        _become(request=request, student=twin)
    elif twin is not None and ask and (same_number or same_pupil is None):
        raise PossibleTwin(twin, same_number=same_number)
    elif twin is not None and same_number:
        request.unread[Step.PUPIL]["las_key"] = pupil.pop("las_key")
    elif twin is not None and same_pupil is False:
        request.namesake_confirmed = True
    if request.student is not None or any(pupil.values()):
        _write(request=request, pupil=pupil)


def find_twin(*, request: Request, pupil: Mapping[str, Any]) -> tuple[Student | None, bool]:
    """Another pupil of the school with the same number (then the second value is true), or name and birth date."""
    others = Student.objects.filter(school_id=request.location.school_id).exclude(pk=request.student_id)
    key = pupil.get("las_key")
    if key and (known := others.filter(las_key=key).first()):
        return known, True
    if request.namesake_confirmed or not (pupil.get("birth_date") and pupil.get("last_name")):
        return None, False
    return others.filter(last_name__iexact=pupil["last_name"], birth_date=pupil["birth_date"]).first(), False


def _become(*, request: Request, student: Student) -> None:
    previous = request.student
    request.student = student
    request.save(update_fields=["student"])
    forget_if_unused(previous)


def _write(*, request: Request, pupil: Mapping[str, Any]) -> None:
    student = request.student or Student(school_id=request.location.school_id)
    for name, value in pupil.items():
        setattr(student, name, value)
    if student.secret_address:
        student.street = student.house_number = student.postcode = student.city = ""
    student.save()
    request.student = student


def forget_if_unused(student: Student | None) -> None:
    """Remove a pupil of whom nothing is known but a draft that is gone."""
    if student is not None and not student.requests.exists() and not student.enrolments.exists():
        student.delete()
