"""What is held, what was destroyed and by whom, what a pupil asked for. Names of pupils never stand in a record."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from allocation.models import Request
from allocation.policy.facts import Track
from schools.access import Actor
from schools.models import Location, Student, Swv, User

from . import locks
from .kinds import KIND_NAMES, START_NAMES, Kind


class RetentionChoice(models.Model):
    """What an SWV chose for its terms: longer than the law, never shorter; empty is as the law says."""

    swv = models.OneToOneField(Swv, primary_key=True, on_delete=models.PROTECT, related_name="retention_choice")
    health_years = models.PositiveSmallIntegerField("gezondheidsgegevens (jaren)", null=True, blank=True)
    health_start = models.CharField("tellen vanaf", max_length=16, choices=list(START_NAMES.items()), blank=True)
    withdrawn_years = models.PositiveSmallIntegerField("ingetrokken aanvragen (jaren)", null=True, blank=True)
    granted_years = models.PositiveSmallIntegerField("toegewezen besluiten (jaren)", null=True, blank=True)
    granted_start = models.CharField("tellen vanaf", max_length=16, choices=list(START_NAMES.items()), blank=True)
    refused_years = models.PositiveSmallIntegerField("afgewezen besluiten (jaren)", null=True, blank=True)
    decisions_may_go = models.BooleanField("besluiten mogen worden vernietigd", default=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("gewijzigd op")


class Hold(models.Model):
    """A dossier that is kept whatever its term, such as while a court has it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField("reden")
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField("vastgehouden sinds")
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField("losgelaten op", null=True)

    class Meta:
        ordering = ["placed_at", "pk"]
        constraints = [
            models.UniqueConstraint("request", condition=Q(lifted_at__isnull=True), name="one_hold_per_request")
        ]


class DestructionRunQuerySet(models.QuerySet["DestructionRun"]):
    """Runs, as far as the actor may see them."""

    def visible_to(self, actor: Actor) -> DestructionRunQuerySet:
        """An SWV sees its own; a school none."""
        return self.none() if actor.swv_id is None else self.filter(swv_id=actor.swv_id)


class DestructionRun(models.Model):
    """A list that one person proposed and another approved; with its items it is the record of destruction.

    `seal`: hash of the frozen list. `progress`: percent. The database lets a state only go forward, and approval only
    with an audit event of the other person.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "voorgesteld"
        REJECTED = "rejected", "niet goedgekeurd"
        APPROVED = "approved", "goedgekeurd, wordt uitgevoerd"
        DONE = "done", "uitgevoerd"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="destruction_runs")
    due_on = models.DateField("lijst van")
    seal = models.CharField("zegel van de lijst", max_length=64)
    count = models.PositiveIntegerField("aantal")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("voorgesteld op")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("beoordeeld op", null=True)
    reject_reason = models.TextField("waarom niet", blank=True)
    progress = models.PositiveSmallIntegerField("procent", default=0)
    problem = models.CharField("wat er misging", max_length=200, blank=True)
    touched_at = models.DateTimeField("laatst bewogen")
    done_at = models.DateTimeField("klaar op", null=True)

    objects = DestructionRunQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(state="rejected") | ~Q(decided_by=F("proposed_by")),
                name="destruction_needs_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "rejected"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approved_run_has_approver",
            ),
            models.UniqueConstraint(
                "swv", condition=Q(state__in=["proposed", "approved"]), name="one_open_destruction_per_swv"
            ),
        ]
        triggers = [locks.run_goes_forward()]


class DestructionItem(models.Model):
    """One class of one request on the list. `removed`: how many rows and files went, by table; no content."""

    run = models.ForeignKey(DestructionRun, on_delete=models.PROTECT, related_name="items")
    request_id = models.UUIDField("aanvraag")
    number = models.CharField("aanvraagnummer", max_length=12)
    kind = models.CharField("klasse", max_length=10, choices=list(KIND_NAMES.items()))
    start = models.DateField("geteld vanaf")
    since = models.DateField("te vernietigen sinds")
    citation = models.CharField("grond", max_length=200)
    done_at = models.DateTimeField("afgehandeld op", null=True)
    skipped = models.CharField("waarom niet", max_length=200, blank=True)
    removed = models.JSONField("wat er verdween", default=dict)

    class Meta:
        ordering = ["number", "kind"]
        constraints = [models.UniqueConstraint("run", "request_id", "kind", name="destroyed_once_per_run")]
        triggers = [locks.item_is_done_once()]


class LeftFile(models.Model):
    """A file whose row is destroyed and that must still leave the disk; tried again until it is gone."""

    run = models.ForeignKey(DestructionRun, null=True, on_delete=models.PROTECT, related_name="left_files")
    path = models.CharField(max_length=200, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField("wat er misging", max_length=200, blank=True)


class DossierCount(models.Model):
    """How many dossiers were destroyed whole: statistics without persons. `year`: of deciding or withdrawing."""

    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="dossier_counts")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("jaar")
    track = models.CharField(max_length=4, choices=[(track.value, track.value) for track in Track])
    outcome = models.CharField("uitkomst", max_length=10, choices=list(KIND_NAMES.items()))
    count = models.PositiveIntegerField("aantal", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("swv", "location", "year", "track", "outcome", name="dossier_count_once")
        ]


class DraftWarning(models.Model):
    """The mail that a draft will go. It counts for the activity it was about: a draft touched again is saved."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, primary_key=True, related_name="draft_warning")
    activity_at = models.DateTimeField("over de wijziging van")
    warned_on = models.DateField("gewaarschuwd op")


class Correction(models.Model):
    """One thing of a pupil that was put right: who, when, what it was and is. Never changed; gone with the pupil."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField("gegeven", max_length=40)
    old = models.CharField("was", max_length=400, blank=True)
    new = models.CharField("werd", max_length=400, blank=True)
    reason = models.TextField("reden")
    by = models.CharField("door", max_length=160)
    organisation = models.CharField("organisatie", max_length=160)
    at = models.DateTimeField("moment")

    class Meta:
        ordering = ["at", "pk"]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update), locks.goes_with_the_pupil()]


class Restriction(models.Model):
    """Data of a pupil on lock (AVG art. 18): it is kept and may not be used or changed until it is lifted."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="restrictions")
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("reden")
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField("op slot sinds")
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField("van slot op", null=True)
    lift_reason = models.TextField("waarom van slot", blank=True)

    class Meta:
        ordering = ["placed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "student", "swv", condition=Q(lifted_at__isnull=True), name="one_restriction_per_pupil_and_swv"
            )
        ]


KIND_OF_CHOICE = {
    Kind.HEALTH: ("health_years", "health_start"),
    Kind.WITHDRAWN: ("withdrawn_years", ""),
    Kind.GRANTED: ("granted_years", "granted_start"),
    Kind.REFUSED: ("refused_years", ""),
}
