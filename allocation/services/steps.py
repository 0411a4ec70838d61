"""What the use cases share: fetching a request to change, and writing down a step."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction

from allocation.models import Request, StatusChange
from allocation.retention.rights import refuse_when_restricted
from allocation.workflow import EDITABLE, STATE_NAMES, Event, NotNow, State, next_state
from schools.access import Actor, SystemActor
from swv_portal.audit.record import record


def lock_request(*, actor: Actor, request_id: uuid.UUID) -> Request:
    """The request, locked to change it. Raises Request.DoesNotExist for what the actor may not see.

    Raises Restricted (a NotNow) while the data of the pupil is locked (AVG art. 18).
    """
    request = Request.objects.visible_to(actor).select_for_update().get(pk=request_id)
    refuse_when_restricted(request)
    return request


def lock_editable(*, actor: Actor, request_id: uuid.UUID, at: dt.datetime) -> Request:
    """The request, locked, when it may still be changed. Raises NotNow when it was filed in the meantime."""
    request = lock_request(actor=actor, request_id=request_id)
    request.changed_at = at
    if request.state not in EDITABLE:
        raise NotNow(f"U kunt deze aanvraag niet meer wijzigen: zij staat op ‘{STATE_NAMES[State(request.state)]}’.")
    return request


@contextmanager
def fresh_id(model: type[models.Model]) -> Iterator[None]:
    """Around adding a row under an id that the browser chose. Raises DoesNotExist when the id is another tenant's.

    The database does not show us such a row, it only refuses a second one.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        if f"{model._meta.db_table}_pkey" not in str(clash):
            raise
        raise model.DoesNotExist from clash  # type: ignore[attr-defined]


def move(*, request: Request, event: Event, actor: Actor | SystemActor, at: dt.datetime, note: str = "") -> None:
    """Bring the request to its next state, with history and audit. Saves the state and nothing else.

    Raises NotNow when the event cannot happen in the present state.
    """
    request.state = next_state(State(request.state), event)
    request.changed_at = at
    request.save(update_fields=["state", "changed_at"])
    StatusChange.objects.create(
        request=request,
        event=event,
        state=request.state,
        at=at,
        by=actor.label,
        organisation=actor.organisation,
        note=note,
    )
    record(actor=actor, action=f"request.{event}", on=request, swv_id=request.swv_id)
