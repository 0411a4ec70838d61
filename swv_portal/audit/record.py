"""The only way to write an audit event."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import models, transaction

from .models import AuditEvent


class Accountable(Protocol):
    """Whoever can be held to an action: a person in a role, or a named job of the system."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def label(self) -> str: ...


class NoActor(Exception):
    """Something happened that nobody answers for; that may not be."""


def record(*, actor: Accountable, action: str, on: models.Model, swv_id: int | None, **details: Any) -> AuditEvent:
    """Write down that the actor did this. Must run inside the transaction of the change itself.

    Raises NoActor without an actor, RuntimeError outside a transaction.
    """
    if actor is None:
        raise NoActor(action)
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event belongs in the transaction of what it tells.")
    return AuditEvent.objects.create(
        actor_id=actor.user_id,
        actor_label=actor.label,
        swv_id=swv_id,
        action=action,
        object_type=on._meta.model_name or "",
        object_id=str(on.pk),
        details=details,
    )
