"""Filing and withdrawing a request."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from allocation.completeness import Missing, list_missing
from allocation.framework_queries import framework_in_force
from allocation.models import NumberSeries, Request
from allocation.policy.facts import Track
from allocation.workflow import Event, State
from schools.access import Action, Actor
from schools.models import Enrolment
from swv_portal import clock

from .assess import seal
from .filled import filled_of
from .numbers import next_number
from .steps import lock_request, move
from .turned_away import refuse_where_nobody_is_designated


class Incomplete(Exception):
    """The request cannot be filed yet; `missing` says what it lacks, `needs_reason` that the school must say why."""

    def __init__(self, missing: tuple[Missing, ...], *, needs_reason: bool = False) -> None:
        super().__init__("Er ontbreken nog gegevens.")
        self.missing = missing
        self.needs_reason = needs_reason


class AlreadyRequested(Exception):
    """An open request for the same pupil and track exists; the message is plain Dutch for the screen."""


def file_request(*, actor: Actor, request_id: uuid.UUID, at: dt.datetime) -> Request:
    """File the request with the SWV: check it is complete, number it, seal what the rules say on this date.

    Filing what was already filed changes nothing (a double click).
    Raises Incomplete, AlreadyRequested, TurnedAway, NotNow.
    """
    actor.require(Action.FILE_REQUEST)
    try:
        return _file(actor=actor, request_id=request_id, at=at)
    except IntegrityError as clash:
        if "one_open_request_per_pupil_and_track" not in str(clash):
            raise
        raise AlreadyRequested("Voor deze leerling loopt al een aanvraag van deze soort.") from clash


@transaction.atomic
def _file(*, actor: Actor, request_id: uuid.UUID, at: dt.datetime) -> Request:
    on = clock.date_of(at)
    request = lock_request(actor=actor, request_id=request_id)
    if request.state == State.FILED:
        return request
    first = not request.number
    if first:
        refuse_where_nobody_is_designated(swv=request.swv, track=Track(request.track), on=on)
    _check_complete(request, on=on)
    if first:
        number = next_number(swv_id=request.swv_id, year=on.year, kind=NumberSeries.Kind.REQUEST)
        request.number = f"{on.year}-{number:04d}"
        request.filed_by_id, request.filed_at, request.filed_on = actor.user_id, at, on
        # The rules of the day of filing stay the rules, whatever the SWV publishes later.
        request.framework = framework_in_force(swv_id=request.swv_id, track=Track(request.track), on=on)
        request.save(update_fields=["number", "filed_by", "filed_at", "filed_on", "framework"])
        _note_enrolment(request=request, on=on)
    move(request=request, event=Event.FILE, actor=actor, at=at)
    seal(request=request, on=on)
    return request


def _check_complete(request: Request, *, on: dt.date) -> None:
    missing = list_missing(filled_of(request, on=on))
    if any(one.blocking for one in missing):
        raise Incomplete(missing)
    if any(one.expected for one in missing) and not request.incomplete_reason:
        raise Incomplete(missing, needs_reason=True)


def _note_enrolment(*, request: Request, on: dt.date) -> None:
    """The applicant is the board where the pupil is aangemeld or ingeschreven (WVO 2020 art. 2.30, 2.43)."""
    open_ones = Enrolment.objects.filter(student=request.student, location=request.location, valid_until__isnull=True)
    if not open_ones.exists():
        Enrolment.objects.create(
            student=request.student, location=request.location, kind=Enrolment.Kind.APPLIED, valid_from=on
        )


@transaction.atomic
def withdraw_request(*, actor: Actor, request_id: uuid.UUID, note: str, at: dt.datetime) -> Request:
    """Take a filed request back. Raises NotNow once it was decided."""
    actor.require(Action.WITHDRAW_REQUEST)
    request = lock_request(actor=actor, request_id=request_id)
    move(request=request, event=Event.WITHDRAW, actor=actor, at=at, note=note)
    return request


@transaction.atomic
def ask_additions(*, actor: Actor, request_id: uuid.UUID, note: str, at: dt.datetime) -> Request:
    """Send the request back to the school with what is missing (Awb 4:5). Raises NotNow unless it is filed."""
    actor.require(Action.ASK_ADDITIONS)
    request = lock_request(actor=actor, request_id=request_id)
    move(request=request, event=Event.ASK_ADDITIONS, actor=actor, at=at, note=note)
    return request
