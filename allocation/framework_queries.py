"""Reading frameworks: which one was in force on a day, and the lists for the screens."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from allocation.models import Framework
from allocation.policy.facts import Track
from allocation.policy.parameters import Reading
from allocation.policy.ruleset import NATIONAL, Ruleset
from schools.access import Action, Actor
from schools.models import Swv
from schools.models.periods import on_date


def framework_in_force(*, swv_id: int, track: Track, on: dt.date) -> Framework | None:
    """What the SWV published for this track on this day; nothing means: the national rules.

    For filing: a request keeps the framework of its day. A correction stands in for what it superseded, also before
    the day it was published.
    """
    published = Framework.objects.filter(swv_id=swv_id, track=track, state=Framework.State.PUBLISHED)
    return published.filter(on_date(on)).first()


def ruleset_of(framework: Framework | None) -> Ruleset:
    """A framework as the rules want it; without one the national rules."""
    if framework is None:
        return NATIONAL
    return Ruleset(
        variant=framework.variant,
        revision=framework.revision,
        options=framework.options,
        reading=Reading(framework.reading),
        id=str(framework.pk),
        name=framework.name,
        starts_on=framework.valid_from,
    )


@dataclass(frozen=True, slots=True)
class TrackFrameworks:
    """All frameworks of one SWV and one track, in the parts in which the screen shows them."""

    track: Track
    current: Framework | None
    coming: list[Framework]
    concepts: list[Framework]
    past: list[Framework]


def frameworks_by_swv(*, actor: Actor, on: dt.date) -> list[tuple[str, list[TrackFrameworks]]]:
    """What the actor may see, per SWV (a school may belong to several) and per track, in two queries."""
    actor.require(Action.VIEW_FRAMEWORKS)
    rows = list(Framework.objects.visible_to(actor).select_related("swv").order_by("-valid_from", "-changed_at"))
    return [
        (name, [_parts([one for one in rows if one.swv_id == swv_id], track=track, on=on) for track in Track])
        for swv_id, name in _swvs_of(actor, on)
    ]


def _swvs_of(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """The actor's own SWV; for a school those in whose area its locations lie on this day."""
    if actor.at_school:
        lying = on_date(on, prefix="affiliations__")
        found = Swv.objects.filter(lying, affiliations__location__school_id__in=actor.school_ids).distinct()
    else:
        found = Swv.objects.filter(pk=actor.swv_id)
    return list(found.order_by("name").values_list("pk", "name"))


def _parts(rows: list[Framework], *, track: Track, on: dt.date) -> TrackFrameworks:
    mine = [one for one in rows if one.track == track]
    published = [one for one in mine if one.state == Framework.State.PUBLISHED]
    current = next((one for one in published if one.is_in_force(on)), None)
    coming = [one for one in published if one.valid_from > on]
    concepts = [one for one in mine if one.state == Framework.State.CONCEPT]
    shown = {one.pk for one in (current, *coming, *concepts) if one}
    return TrackFrameworks(track, current, coming[::-1], concepts, [one for one in mine if one.pk not in shown])


def framework_for(*, actor: Actor, framework_id: uuid.UUID) -> Framework:
    """One framework with who made and published it. Raises Framework.DoesNotExist for what the actor may not see."""
    actor.require(Action.VIEW_FRAMEWORKS)
    return (
        Framework.objects.visible_to(actor)
        .select_related("swv", "created_by", "published_by", "supersedes")
        .get(pk=framework_id)
    )
