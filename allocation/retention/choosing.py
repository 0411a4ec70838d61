"""What an SWV chooses for its terms: longer than the law asks, never shorter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from schools.access import Action, Actor
from swv_portal import clock
from swv_portal.audit.record import record

from .finding import chosen_by
from .models import RetentionChoice
from .terms import terms_on

CHOICES = ("health_years", "health_start", "withdrawn_years", "granted_years", "granted_start", "refused_years")


@transaction.atomic
def choose(*, actor: Actor, values: Mapping[str, Any], at: dt.datetime) -> RetentionChoice:
    """Keep the choice of the actor's SWV. Raises BadTerms for a term below the law; then nothing is kept."""
    actor.require(Action.MANAGE_RETENTION)
    fields = {name: values.get(name) or ("" if name.endswith("start") else None) for name in CHOICES}
    fields |= {"decisions_may_go": bool(values.get("decisions_may_go"))}
    row, _ = RetentionChoice.objects.update_or_create(
        swv_id=actor.swv_id, defaults={**fields, "changed_by_id": actor.user_id, "changed_at": at}
    )
    terms_on(clock.date_of(at), chosen_by(row.pk))
    record(actor=actor, action="retention.choose", on=row, swv_id=row.pk, **fields)
    return row
