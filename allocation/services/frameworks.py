"""An SWV's frameworks: draft, change, publish, supersede, end. Published ones are frozen; the database holds that."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from allocation.models import Framework
from allocation.policy import registry
from allocation.policy.facts import Track
from allocation.policy.options import BadOptions
from allocation.workflow import NotNow
from schools.access import Actor
from swv_portal import clock
from swv_portal.audit.record import record

from .framework_seals import content_seal
from .framework_steps import lock_concept, lock_framework, lock_swv
from .publishing import Check, Unpublishable, checks_of, predecessor, ruleset_for
from .steps import fresh_id

CHANGEABLE = frozenset(
    {"name", "valid_from", "valid_until", "reading", "options", "plan", "plan_on", "notified_on", "supersede_reason"}
)


class ChangedMeanwhile(Exception):
    """A colleague changed the framework after this page was opened; the message is plain Dutch for the screen."""


class BadPeriod(ValueError):
    """The period ends before it begins; the message is plain Dutch for the screen."""


@transaction.atomic
def draft(
    *,
    actor: Actor,
    framework_id: uuid.UUID,
    track: Track,
    variant: str,
    name: str,
    valid_from: dt.date,
    at: dt.datetime,
) -> Framework:
    """Begin a concept with the variant's own defaults. The same id again gives the concept that is there.

    Raises UnknownVariant, NotForPro, Framework.DoesNotExist when the id is another SWV's.
    """
    swv = lock_swv(actor)
    if Framework.objects.filter(pk=framework_id).exists():
        return Framework.objects.visible_to(actor).get(pk=framework_id)
    framework = Framework(
        id=framework_id,
        swv=swv,
        track=track,
        variant=variant,
        name=name.strip(),
        valid_from=valid_from,
        created_by_id=actor.user_id,
        created_at=at,
        changed_at=at,
    )
    _fill_in(framework, options=_defaults(variant))
    with fresh_id(Framework):
        framework.save(force_insert=True)
    record(actor=actor, action="framework.draft", on=framework, swv_id=swv.pk, variant=variant)
    return framework


def _defaults(variant: str) -> dict[str, Any]:
    return {field.name: field.default for field in registry.get(variant).fields()}


def _fill_in(framework: Framework, *, options: Mapping[str, Any]) -> None:
    """The options in canonical form. What is not good yet stays as it is: publishing will say so."""
    framework.options = dict(options)
    framework.revision = registry.get(framework.variant).revision
    try:
        framework.options = dict(ruleset_for(framework).options)
    except BadOptions:
        return


@transaction.atomic
def change(
    *, actor: Actor, framework_id: uuid.UUID, values: Mapping[str, Any], seal: str, at: dt.datetime
) -> Framework:
    """Change a concept. `values`: any of CHANGEABLE; `seal`: the content_seal of what the administrator saw.

    Raises BadOptions (every error, by option), BadPeriod, ChangedMeanwhile, NotNow (published), ValueError for other
    fields.
    """
    framework = lock_concept(actor=actor, framework_id=framework_id)
    if unknown := set(values) - CHANGEABLE:
        raise ValueError(f"not to be changed: {', '.join(sorted(unknown))}")
    if seal != content_seal(framework):
        raise ChangedMeanwhile("Een collega heeft dit kader intussen gewijzigd. Bekijk het opnieuw.")
    for name, value in values.items():
        setattr(framework, name, value)
    if framework.valid_until is not None and framework.valid_until <= framework.valid_from:
        raise BadPeriod("De einddatum ligt niet na de begindatum.")
    framework.revision = registry.get(framework.variant).revision
    framework.options = dict(ruleset_for(framework).options)
    if content_seal(framework) != seal:
        framework.changed_at = at
        framework.save()
        record(actor=actor, action="framework.change", on=framework, swv_id=framework.swv_id, changed=sorted(values))
    return framework


@transaction.atomic
def discard(*, actor: Actor, framework_id: uuid.UUID) -> None:
    """Throw a concept away. Raises NotNow once published, or once a board answered: signed answers are kept."""
    framework = lock_concept(actor=actor, framework_id=framework_id)
    if framework.consents.exists():
        raise NotNow("Er staan antwoorden van besturen bij dit concept. Daarom blijft het bewaard.")
    record(actor=actor, action="framework.discard", on=framework, swv_id=framework.swv_id)
    framework.delete()


def publish(*, actor: Actor, framework_id: uuid.UUID, seal: str, at: dt.datetime) -> Framework:
    """Publish a concept: from then on it is frozen. It ends its predecessor, or takes the place of what it supersedes.

    Publishing what is published changes nothing (a double click). Raises Unpublishable with every reason, and
    ChangedMeanwhile when `seal` is not that of the concept as it is.
    """
    try:
        return _publish(actor=actor, framework_id=framework_id, seal=seal, at=at)
    except IntegrityError as clash:
        if "one_framework_per_swv_and_track" not in str(clash):
            raise
        raise Unpublishable([Check("valid_until", False, "In deze periode geldt al een ander kader.")]) from clash


@transaction.atomic
def _publish(*, actor: Actor, framework_id: uuid.UUID, seal: str, at: dt.datetime) -> Framework:
    framework = lock_framework(actor=actor, framework_id=framework_id)
    if seal != content_seal(framework):
        raise ChangedMeanwhile("Een collega heeft dit kader intussen gewijzigd. Bekijk het opnieuw.")
    if not framework.is_concept:
        return framework
    on = clock.date_of(at)
    if failed := [check for check in checks_of(framework, on=on) if not check.done]:
        raise Unpublishable(failed)
    _make_room(framework, actor=actor)
    framework.state, framework.published_at, framework.published_by_id = Framework.State.PUBLISHED, at, actor.user_id
    framework.save(update_fields=["state", "published_at", "published_by"])
    record(actor=actor, action="framework.publish", on=framework, swv_id=framework.swv_id, seal=seal)
    return framework


def _make_room(framework: Framework, *, actor: Actor) -> None:
    """The one it replaces steps aside; the one before it ends where this one begins."""
    published = Framework.objects.select_for_update().filter(
        swv_id=framework.swv_id, track=framework.track, state=Framework.State.PUBLISHED
    )
    if old := published.filter(pk=framework.supersedes_id).first():
        old.state = Framework.State.SUPERSEDED
        old.save(update_fields=["state"])
        record(actor=actor, action="framework.supersede", on=old, swv_id=old.swv_id, by=str(framework.pk))
    before = predecessor(framework, published.exclude(pk=framework.supersedes_id))
    if before is not None:
        _close(before, until=framework.valid_from, actor=actor)


def _close(framework: Framework, *, until: dt.date, actor: Actor) -> None:
    framework.valid_until = until
    framework.save(update_fields=["valid_until"])
    record(actor=actor, action="framework.end", on=framework, swv_id=framework.swv_id, until=until.isoformat())


@transaction.atomic
def supersede(*, actor: Actor, framework_id: uuid.UUID, new_id: uuid.UUID, reason: str, at: dt.datetime) -> Framework:
    """Begin the correction of a published framework: a concept with the same content that will take its place.

    A correction that is already being made is given back. Raises NotNow unless it is published and has not ended.
    """
    old = lock_framework(actor=actor, framework_id=framework_id)
    if old.state != Framework.State.PUBLISHED:
        raise NotNow("Alleen een gepubliceerd kader kunt u vervangen.")
    if old.has_ended(clock.date_of(at)):
        raise NotNow("Dit kader geldt niet meer. Maak een nieuw kader.")
    if made := old.superseded_by.filter(state=Framework.State.CONCEPT).first():
        return made
    copied = ("swv_id", "track", "name", "variant", "options", "reading", "valid_from", "valid_until")
    grounds = ("plan", "plan_on", "notified_on")
    framework = Framework(
        id=new_id,
        supersedes=old,
        supersede_reason=reason.strip(),
        created_by_id=actor.user_id,
        created_at=at,
        changed_at=at,
        **{name: getattr(old, name) for name in (*copied, *grounds)},
    )
    variant = registry.get(old.variant)
    _fill_in(framework, options=variant.upgraded(old.options, old.revision))
    framework.save(force_insert=True)
    record(actor=actor, action="framework.correct", on=framework, swv_id=old.swv_id, replaces=str(old.pk))
    return framework


@transaction.atomic
def end(*, actor: Actor, framework_id: uuid.UUID, until: dt.date, at: dt.datetime) -> Framework:
    """Let a published framework end on a day to come; from then on the national rules hold again.

    Raises NotNow for a day that is not to come, lies before the start, or makes the period longer.
    """
    framework = lock_framework(actor=actor, framework_id=framework_id)
    if framework.state != Framework.State.PUBLISHED:
        raise NotNow("Alleen een gepubliceerd kader kunt u laten eindigen.")
    if until <= max(clock.date_of(at), framework.valid_from):
        raise NotNow("Kies een einddatum na vandaag en na de begindatum van het kader.")
    if framework.valid_until is not None and until > framework.valid_until:
        raise NotNow("Een kader dat al een einddatum heeft, kunt u niet langer laten gelden.")
    _close(framework, until=until, actor=actor)
    return framework
