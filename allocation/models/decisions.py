"""The sealed receipt, the decision of a person, and the letters that tell it."""

from __future__ import annotations

import datetime as dt
import re
import uuid

from django.db import models
from django.db.models import F, Q

from allocation.policy.facts import Track
from schools.access import Actor
from schools.models import Swv, User

from .destruction_lock import STUB, append_only_until_destroyed
from .evidence import PrivateStorage
from .frameworks import WhatIf
from .requests import Request


class ReceiptRecord(models.Model):
    """What the rules said about these facts on this date, with its seal. Replayed by `manage.py replay_receipts`."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="receipts")
    outcome = models.CharField(max_length=12)
    law_on = models.DateField("recht op datum")
    reading = models.CharField("lezing van lid 6", max_length=12)
    body = models.TextField("bon (canonieke JSON)")
    seal = models.CharField("zegel (SHA-256)", max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        get_latest_by = "pk"
        constraints = [models.UniqueConstraint("request", "seal", name="receipt_once")]
        triggers = [append_only_until_destroyed(emptied=STUB)]

    @property
    def destroyed_on(self) -> dt.date | None:
        """When facts and findings were destroyed; outcome, law and seal still tell that there was an assessment."""
        found = re.match(r'\{"destroyed_on":"([\d-]{10})"', self.body)
        return dt.date.fromisoformat(found[1]) if found else None


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions, as far as the actor may see them."""

    def visible_to(self, actor: Actor) -> DecisionQuerySet:
        """A school sees decisions on requests of its locations, an SWV its own, an assessor those on assigned ones."""
        if actor.at_school:
            return self.filter(request__location__school_id__in=actor.school_ids)
        if actor.swv_id is None:
            return self.none()
        own = self.filter(swv_id=actor.swv_id)
        return own.filter(request__in=Request.objects.visible_to(actor)) if actor.only_assigned else own

    def with_an_end(self) -> DecisionQuerySet:
        """Designations for lwoo that end and can be renewed: granted under a framework. The law itself has no term."""
        return self.filter(
            track=Track.LWOO,
            outcome=Decision.Outcome.GRANTED,
            request__framework__isnull=False,
            valid_until__isnull=False,
        )


class Decision(models.Model):
    """What a person decided on a request, and why. Never edited."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", "toegewezen"
        REFUSED = "refused", "afgewezen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="decision")
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="decisions")
    track = models.CharField(max_length=4, choices=[(track.value, track.value) for track in Track])
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField("volgnummer")
    outcome = models.CharField("besluit", max_length=8, choices=Outcome.choices)
    deviates = models.BooleanField("wijkt af van het advies")
    reason = models.TextField("motivering van het besluit", blank=True)
    receipt = models.ForeignKey(ReceiptRecord, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField("datum van het besluit")
    # A granted request; without an end the designation has no term, as under the national rules.
    valid_from = models.DateField("geldig vanaf", null=True)
    valid_until = models.DateField("geldig tot (niet meer op deze dag)", null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("moment van het besluit")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("swv", "year", "sequence", name="decision_number_once"),
            models.CheckConstraint(condition=Q(deviates=False) | ~Q(reason=""), name="deviation_has_reason"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="decision_period"
            ),
        ]
        indexes = [
            models.Index(fields=["swv", "valid_until"], condition=Q(valid_until__isnull=False), name="decision_ending")
        ]
        triggers = [append_only_until_destroyed()]

    @property
    def number(self) -> str:
        """The volgnummer as it stands in letters: VO2708-2026-0012."""
        return f"{self.swv.code}-{self.year}-{self.sequence:04d}"

    @property
    def dossier_id(self) -> uuid.UUID:
        """The request it belongs to, for the audit trail."""
        return self.request_id

    @property
    def granted(self) -> bool:
        """Whether the request was granted."""
        return self.outcome == self.Outcome.GRANTED


OF_DECISION = "(SELECT request_id FROM public.allocation_decision WHERE id = OLD.decision_id)"


class Letter(models.Model):
    """A letter as it was made: bytes, hash and the version of the template."""

    class Addressee(models.TextChoices):
        PARENTS = "parents", "ouders"
        SCHOOL = "school", "school"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="letters")
    addressee = models.CharField(max_length=8, choices=Addressee.choices)
    file = models.FileField(storage=PrivateStorage(), max_length=200)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    template_version = models.CharField(max_length=20)
    sent_on = models.DateField("datum van verzending")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["addressee"]
        constraints = [models.UniqueConstraint("decision", "addressee", name="letter_once_per_addressee")]
        triggers = [append_only_until_destroyed(request=OF_DECISION)]

    @property
    def dossier_id(self) -> uuid.UUID:
        """The request it belongs to, for the audit trail."""
        return self.decision.request_id


class Job(models.Model):
    """Work for the background worker. The row is the truth; the broker only carries its id."""

    class State(models.TextChoices):
        WAITING = "waiting", "wacht"
        RUNNING = "running", "bezig"
        DONE = "done", "klaar"
        FAILED = "failed", "mislukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="letter_job")
    what_if = models.OneToOneField(WhatIf, null=True, on_delete=models.CASCADE, related_name="job")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("procent", default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField("wat er misging", max_length=200, blank=True)
    touched_at = models.DateTimeField("laatst bewogen")

    class Meta:
        indexes = [models.Index(fields=["state", "touched_at"], name="job_overdue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, what_if__isnull=True)
                | Q(decision__isnull=True, what_if__isnull=False),
                name="job_has_one_task",
            )
        ]
