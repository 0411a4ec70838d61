"""What an SWV must destroy on a day: read from the tables, judged by the pure rules in `due`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from allocation.models import Request
from allocation.workflow import Event, State
from schools.access import Action, Actor
from swv_portal import clock

from .due import Case, Due, due
from .kinds import Kind, Start
from .models import KIND_OF_CHOICE, Hold, Restriction, RetentionChoice
from .terms import Chosen, Terms, terms_on

ENDED = (State.DECIDED, State.ANNOUNCED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: which request, and which class of it is due. Holds no name of a pupil."""

    request_id: uuid.UUID
    number: str
    due: Due

    @property
    def is_free(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.due.blocks


def chosen_by(swv_id: int) -> Chosen:
    """What the SWV chose for its terms."""
    row = RetentionChoice.objects.filter(pk=swv_id).first()
    if row is None:
        return Chosen()
    keep = {kind: getattr(row, years) for kind, (years, _) in KIND_OF_CHOICE.items() if getattr(row, years)}
    starts = {
        kind: Start(getattr(row, name)) for kind, (_, name) in KIND_OF_CHOICE.items() if name and getattr(row, name)
    }
    return Chosen(keep=keep, starts=starts, decisions_may_go=row.decisions_may_go)


def terms_of(swv_id: int, *, on: dt.date) -> Terms:
    """The law of the day with the choice of this SWV."""
    return terms_on(on, chosen_by(swv_id))


def list_due(*, actor: Actor, on: dt.date) -> list[Listed]:
    """The list for the actor's own SWV on a day, also what is blocked; oldest first."""
    actor.require(Action.VIEW_RETENTION)
    return due_of_swv(actor.swv_id or 0, on=on)


def due_of_swv(swv_id: int, *, on: dt.date) -> list[Listed]:
    """The same for the portal itself, at night or in a command."""
    terms = terms_of(swv_id, on=on)
    found = Request.objects.filter(swv_id=swv_id, filed_at__isnull=False, state__in=ENDED)
    return sorted(_listed(found, terms=terms, on=on), key=lambda one: (one.due.since, one.number, one.due.kind))


def due_of_request(request_id: uuid.UUID, *, terms: Terms, on: dt.date) -> list[Listed]:
    """What is due of one request now; asked again just before it is destroyed."""
    return list(_listed(Request.objects.filter(pk=request_id, state__in=ENDED), terms=terms, on=on))


def _listed(requests: QuerySet[Request], *, terms: Terms, on: dt.date) -> Iterator[Listed]:
    for row in _with_dates(requests).iterator(chunk_size=2000):
        for one in due(_case(row), terms=terms, on=on):
            yield Listed(row["pk"], row["number"], one)


def _with_dates(requests: QuerySet[Request]) -> QuerySet[Request, dict[str, object]]:
    """Only dates and flags: no name and no score is read."""
    withdrawn = Max("history__at", filter=Q(history__event=Event.WITHDRAW))
    held = Hold.objects.filter(request=OuterRef("pk"), lifted_at__isnull=True)
    restricted = Restriction.objects.filter(student=OuterRef("student_id"), lifted_at__isnull=True)
    return requests.annotate(
        withdrawn_at=withdrawn, is_held=Exists(held), is_restricted=Exists(restricted)
    ).values(
        "pk", "number", "state", "health_destroyed_on", "withdrawn_at", "is_held", "is_restricted",
        "decision__decided_on", "decision__outcome", "decision__valid_until",
    )  # fmt: skip


def _case(row: dict) -> Case:  # type: ignore[type-arg]
    return Case(
        state=State(row["state"]),
        decided_on=row["decision__decided_on"],
        granted=row["decision__outcome"] == "granted",
        valid_until=row["decision__valid_until"],
        withdrawn_on=clock.date_of(row["withdrawn_at"]) if row["withdrawn_at"] else None,
        health_gone=row["health_destroyed_on"] is not None,
        held=row["is_held"],
        restricted=row["is_restricted"],
    )


def free(listed: Iterable[Listed]) -> list[Listed]:
    """What may go now. Where a whole dossier goes, its health data goes with it and is no line of its own."""
    ready = [one for one in listed if one.is_free]
    whole = {one.request_id for one in ready if one.due.kind is not Kind.HEALTH}
    return [one for one in ready if one.due.kind is not Kind.HEALTH or one.request_id not in whole]


def seal_of(rows: Iterable[tuple[str, str, str, str, str]]) -> str:
    """The hash of a list, whatever its order: request, number, class, start and first day after the term."""
    return hashlib.sha256(json.dumps(sorted(rows), ensure_ascii=False).encode()).hexdigest()


def seal_of_listed(listed: Iterable[Listed]) -> str:
    """The hash of a list as it was found."""
    return seal_of(
        (str(one.request_id), one.number, str(one.due.kind), one.due.start.isoformat(), one.due.since.isoformat())
        for one in listed
    )
