"""Preparing a request: start it, save each step, remove a draft."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from allocation.completeness import Step
from allocation.models import DelayResult, Evidence, Request
from allocation.policy.facts import Domain, Track
from allocation.policy.measures import Range
from allocation.workflow import NotNow, State
from schools.access import Action, Actor
from schools.models import Location
from swv_portal import clock
from swv_portal.audit.record import record

from .circumstances import save_route
from .pupil import forget_if_unused
from .steps import fresh_id, lock_editable, lock_request
from .turned_away import refuse_where_nobody_is_designated


class NoSwv(Exception):
    """The location belongs to no SWV on this date; the message is plain Dutch for the screen."""


@transaction.atomic
def start_request(*, actor: Actor, request_id: uuid.UUID, location_id: int, track: Track, at: dt.datetime) -> Request:
    """Open a draft for one pupil and one track. The same id again gives the same draft: a double click is harmless.

    Raises Request.DoesNotExist for an id of another school, Location.DoesNotExist for its location, NoSwv when the
    location belongs to no SWV, TurnedAway when its SWV designates nobody.
    """
    actor.require(Action.PREPARE_REQUEST)
    location = Location.objects.of_schools(actor.school_ids).get(pk=location_id)
    swv = location.swv_on(clock.date_of(at))
    if swv is None:
        raise NoSwv(
            "Deze vestiging hoort op dit moment niet bij een samenwerkingsverband. Neem contact op met uw beheerder."
        )
    refuse_where_nobody_is_designated(swv=swv, track=track, on=clock.date_of(at))
    with fresh_id(Request):
        request, created = Request.objects.get_or_create(
            pk=request_id,
            defaults={
                "swv": swv,
                "location": location,
                "track": track,
                "created_by_id": actor.user_id,
                "created_at": at,
                "changed_at": at,
            },
        )
    if not created:
        return Request.objects.visible_to(actor).get(pk=request_id)
    Evidence.objects.create(request=request)
    record(actor=actor, action="request.start", on=request, swv_id=swv.pk, track=track)
    return request


@transaction.atomic
def save_tests(
    *, actor: Actor, request_id: uuid.UUID, values: Mapping[str, Any], unread: Mapping[str, str], at: dt.datetime
) -> Request:
    """Save IQ (points), learning levels (months), the social-emotional outcome and judgements as typed so far."""
    actor.require(Action.PREPARE_REQUEST)
    request = lock_editable(actor=actor, request_id=request_id, at=at)
    evidence = request.evidence
    evidence.iq_lowest, evidence.iq_highest = _bounds(values.get("iq"))
    for name, value in values.items():
        if name.startswith(("iq_", "se_", "judge")):
            setattr(evidence, name, value)
    evidence.save()
    for domain in Domain:
        _save_domain(request=request, domain=domain, values=values)
    request.unread = {**request.unread, Step.TESTS: dict(unread)}
    request.save()
    record(actor=actor, action="request.save", on=request, swv_id=request.swv_id, step=Step.TESTS)
    return request


def _bounds(value: Range | None) -> tuple[int | None, int | None]:
    return (None, None) if value is None else (value.low, value.high)


def _save_domain(*, request: Request, domain: Domain, values: Mapping[str, Any]) -> None:
    lowest, highest = _bounds(values.get(f"dle_{domain}"))
    result = {
        "dl_months": values.get(f"dl_{domain}"),
        "dle_lowest": lowest,
        "dle_highest": highest,
        "instrument": values.get(f"instrument_{domain}", ""),
        "tested_on": values.get(f"tested_on_{domain}"),
    }
    if any(value not in {None, ""} for value in result.values()):
        DelayResult.objects.update_or_create(request=request, domain=domain, defaults=result)
    else:
        request.delays.filter(domain=domain).delete()


# What an empty field is stored as.
REASONING_FIELDS = {
    "motivation": "",
    "parents_view": "",
    "parents_view_text": "",
    "parents_view_on": None,
    "pupil_view_text": "",
}
SPECIAL_FIELDS = {
    "special_group": "",
    "special_grounds": [],
    "parents_consent": None,
    "parents_consent_on": None,
    "done_so_far": "",
    "experts": "",
    "risks": "",
}


@transaction.atomic
def save_reasoning(
    *, actor: Actor, request_id: uuid.UUID, values: Mapping[str, Any], unread: Mapping[str, str], at: dt.datetime
) -> Request:
    """Save the school's motivation, what parents and pupil think and, for pro, what a later change asks."""
    actor.require(Action.PREPARE_REQUEST)
    request = lock_editable(actor=actor, request_id=request_id, at=at)
    for name, empty in REASONING_FIELDS.items():
        setattr(request, name, values.get(name, empty))
    request.unread = {**request.unread, Step.REASONING: dict(unread)}
    request.save()
    if request.track == Track.PRO:
        save_route(request=request, found={name: values.get(name, empty) for name, empty in SPECIAL_FIELDS.items()})
    record(actor=actor, action="request.save", on=request, swv_id=request.swv_id, step=Step.REASONING)
    return request


@transaction.atomic
def save_incomplete_reason(*, actor: Actor, request_id: uuid.UUID, reason: str, at: dt.datetime) -> Request:
    """Save why the school files although something is missing; whoever files may say so."""
    actor.require(Action.FILE_REQUEST)
    request = lock_editable(actor=actor, request_id=request_id, at=at)
    request.incomplete_reason = reason
    request.save(update_fields=["incomplete_reason", "changed_at"])
    record(actor=actor, action="request.save", on=request, swv_id=request.swv_id, step=Step.CHECK)
    return request


@transaction.atomic
def discard_draft(*, actor: Actor, request_id: uuid.UUID) -> None:
    """Remove a draft that was never filed, with its documents, and the pupil when nothing else is known of them.

    Raises NotNow when the request was filed.
    """
    actor.require(Action.PREPARE_REQUEST)
    request = lock_request(actor=actor, request_id=request_id)
    if request.state != State.DRAFT:
        raise NotNow("Deze aanvraag is al ingediend. U kunt haar intrekken, niet verwijderen.")
    record(actor=actor, action="request.discard", on=request, swv_id=request.swv_id)
    files = [(document.file.storage, document.file.name) for document in request.documents.all()]
    student = request.student
    request.delete()
    forget_if_unused(student)
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
