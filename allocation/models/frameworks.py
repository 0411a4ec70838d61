"""Kader: the variant and options an SWV chose for lwoo or pro, in a period. Concept, published, then frozen."""

from __future__ import annotations

import datetime as dt
import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from allocation.policy.facts import Track
from allocation.policy.parameters import Reading
from schools.access import Actor
from schools.models import Board, Swv, User
from schools.models.periods import Period, no_overlap, period_in_order
from swv_portal.audit.models import append_only

READING_NAMES = {
    Reading.PRACTICE: "zoals samenwerkingsverbanden werken",
    Reading.LITERAL: "naar de letter van de wet",
}
FROZEN = (
    "swv_id",
    "track",
    "name",
    "variant",
    "revision",
    "options",
    "reading",
    "valid_from",
    "plan",
    "plan_on",
    "notified_on",
    "published_at",
    "published_by_id",
    "supersedes_id",
    "supersede_reason",
)


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Frameworks, as far as the actor may see them."""

    def visible_to(self, actor: Actor) -> FrameworkQuerySet:
        """An SWV sees its own frameworks; a school the published ones of the SWVs of its locations."""
        if actor.at_school:
            published = self.exclude(state=Framework.State.CONCEPT)
            return published.filter(swv__locations__school_id__in=actor.school_ids).distinct()
        if actor.swv_id is None:
            return self.none()
        return self.filter(swv_id=actor.swv_id)


def _frozen() -> pgtrigger.Protect:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FROZEN)
    return pgtrigger.Protect(
        name="frozen",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.state <> 'concept' AND ({changed} OR NEW.state = 'concept')"),
    )


class Framework(Period):
    """One choice of an SWV for one track (WVO 2020 art. 2.48 lid 1). Without one the national rules hold.

    `options` holds the values of the variant's options; `revision` the revision of the variant they were filled in for.
    """

    class State(models.TextChoices):
        CONCEPT = "concept", "concept"
        PUBLISHED = "published", "gepubliceerd"
        SUPERSEDED = "superseded", "vervangen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="frameworks")
    track = models.CharField("soort", max_length=4, choices=[(track.value, track.value) for track in Track])
    name = models.CharField("naam", max_length=120)
    variant = models.CharField("variant", max_length=40)
    revision = models.PositiveSmallIntegerField("herziening van de variant", default=1)
    options = models.JSONField("instellingen", default=dict, blank=True)
    reading = models.CharField(
        "lezing van lid 6", max_length=12, choices=list(READING_NAMES.items()), default=Reading.PRACTICE
    )
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.CONCEPT)

    plan = models.CharField("ondersteuningsplan", max_length=160, blank=True)
    plan_on = models.DateField("datum van het ondersteuningsplan", null=True, blank=True)
    notified_on = models.DateField("gemeld bij de inspectie op", null=True, blank=True)

    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    supersede_reason = models.TextField("waarom vervangen", blank=True)

    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("gemaakt op")
    changed_at = models.DateTimeField("laatst gewijzigd")
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField("gepubliceerd op", null=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "track"]
        constraints = [
            period_in_order("framework_period"),
            no_overlap("one_framework_per_swv_and_track", "swv", "track", condition=Q(state="published")),
            models.CheckConstraint(condition=Q(track="lwoo") | Q(variant="national"), name="pro_knows_only_national"),
            models.CheckConstraint(
                condition=Q(state="concept") | Q(published_at__isnull=False, published_by__isnull=False),
                name="published_framework_has_publisher",
            ),
            models.CheckConstraint(
                condition=Q(state="concept")
                | Q(variant="national")
                | (Q(plan_on__isnull=False, notified_on__isnull=False) & ~Q(plan="")),
                name="opting_out_has_grounds",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | Q(state="concept") | ~Q(supersede_reason=""),
                name="superseding_has_a_reason",
            ),
        ]
        triggers = [
            _frozen(),
            pgtrigger.Protect(
                name="published_stays", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__state__df="concept")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_concept(self) -> bool:
        """Whether it may still be changed: nothing is decided with it yet."""
        return self.state == Framework.State.CONCEPT

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the period includes the day; says nothing about publishing."""
        return self.valid_from <= on and not self.has_ended(on)

    def has_ended(self, on: dt.date) -> bool:
        """Whether the period is over on the day."""
        return self.valid_until is not None and self.valid_until <= on


class BoardConsent(models.Model):
    """What one board answered on a framework; the last answer counts (WVO 2020 art. 2.48 lid 3).

    `choice_seal` is the hash of the choice and period the board answered on: an answer on an earlier choice is none.
    """

    class Answer(models.TextChoices):
        GIVEN = "given", "stemt in"
        REFUSED = "refused", "stemt niet in"

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="consents")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField("antwoord", max_length=8, choices=Answer.choices)
    answered_on = models.DateField("datum van het antwoord")
    signed_by = models.CharField("ondertekend door", max_length=120)
    choice_seal = models.CharField("zegel van de keuze", max_length=64)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("vastgelegd op")

    class Meta:
        ordering = ["recorded_at", "pk"]
        triggers = [append_only()]


class WhatIf(models.Model):
    """What a concept would have changed on the SWV's own requests: counts and a list, without names or scores.

    `options_seal` is the hash of variant, options and reading it was computed for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="what_ifs")
    since = models.DateField("aanvragen vanaf")
    options_seal = models.CharField(max_length=64)
    result = models.JSONField("uitkomst", null=True, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gevraagd op")

    class Meta:
        ordering = ["asked_at"]
        get_latest_by = "asked_at"


class InstrumentEditionQuerySet(models.QuerySet["InstrumentEdition"]):
    """Lists of tests, as far as the actor may see them."""

    def visible_to(self, actor: Actor) -> InstrumentEditionQuerySet:
        """An SWV sees its own lists, a school those of the SWVs of its locations."""
        if actor.at_school:
            return self.filter(swv__locations__school_id__in=actor.school_ids).distinct()
        if actor.swv_id is None:
            return self.none()
        return self.filter(swv_id=actor.swv_id)


class InstrumentEdition(models.Model):
    """A list of allowed tests for one school year, as an administrator of the SWV loaded it. The newest one counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="+")
    school_year = models.CharField("schooljaar", max_length=9)
    citation = models.CharField("bron", max_length=200)
    body = models.TextField("inhoud (yaml)")
    sha256 = models.CharField(max_length=64)
    loaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField("geladen op")

    objects = InstrumentEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-school_year", "-loaded_at"]
        constraints = [models.UniqueConstraint("swv", "school_year", "sha256", name="same_edition_once")]
        triggers = [append_only()]
