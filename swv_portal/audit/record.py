"""The only way to write an audit event."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection, models

from .sealing import EVENTS

_INSERT = f"INSERT INTO {EVENTS} ({{columns}}) VALUES ({{values}})"  # noqa: S608 (only our own column names)


class Accountable(Protocol):
    """Whoever can be held to an action: a person in a role, or a named job of the system."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def label(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who has no role at that moment, such as at logging in; without account: somebody unknown."""

    label: str
    user_id: int | None = None
    role: str = ""
    organisation: str = ""


class NoActor(Exception):
    """Something happened that nobody answers for; that may not be."""


def record(
    *,
    actor: Accountable,
    action: str,
    on: models.Model,
    swv_id: int | None,
    reason: str = "",
    **details: Any,
) -> None:
    """Write down that the actor did this. Must run inside the transaction of the change itself.

    An object that belongs to another, such as a document to a request, says so by a property `dossier_id`. Details
    hold no scores and no names of pupils. Raises NoActor without an actor, RuntimeError outside a transaction.
    """
    if actor is None or not actor.label:
        raise NoActor(action)
    if not connection.in_atomic_block:
        raise RuntimeError("An audit event belongs in the transaction of what it tells.")
    told = {
        "actor_id": actor.user_id,
        "actor_label": actor.label,
        "actor_role": str(actor.role),
        "actor_organisation": actor.organisation,
        "swv_id": swv_id,
        "action": action,
        "object_type": on._meta.model_name or "",
        "object_id": str(on.pk),
        "dossier_id": str(getattr(on, "dossier_id", on.pk)),
        "reason": reason,
        "details": json.dumps(details),
    }
    # Not through the model: that reads the row back, and not everybody who leaves a trace may read the trail.
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(columns=", ".join(told), values=", ".join(["%s"] * len(told))), [*told.values()])
