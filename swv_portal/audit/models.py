"""The audit trail: written once, never changed, every event sealed to the one before it; held by the database."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from . import sealing


def append_only(name: str = "append_only") -> pgtrigger.Protect:
    """The trigger that makes a table append-only, also for raw SQL."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


class AuditEvent(models.Model):
    """One thing that happened: who, when, what, to which object. Holds no names of pupils and no scores.

    `dossier_id` names the object it belongs to (the request of a document); `actor_role` and `actor_organisation` stay
    as they were. The database fills `at`, and `sequence`, `previous` and `hash` at commit: see `sealing`.
    """

    at = models.DateTimeField("moment", db_default=Now())
    actor_id = models.BigIntegerField("account", null=True)
    actor_label = models.CharField("wie", max_length=160)
    actor_role = models.CharField("rol", max_length=40, blank=True)
    actor_organisation = models.CharField("organisatie", max_length=160, blank=True)
    swv_id = models.BigIntegerField("samenwerkingsverband", null=True)
    action = models.CharField("wat", max_length=60)
    object_type = models.CharField("soort", max_length=40)
    object_id = models.CharField("waarvan", max_length=64)
    dossier_id = models.CharField("waar het bij hoort", max_length=64)
    reason = models.CharField("reden", max_length=300, blank=True)
    details = models.JSONField("bijzonderheden", default=dict)
    sequence = models.BigIntegerField("volgnummer", null=True, editable=False)
    previous = models.BinaryField("vorig zegel", null=True)
    hash = models.BinaryField("zegel", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["swv_id", "sequence"], name="audit_sequence_once_per_swv"),
            models.UniqueConstraint(
                fields=["sequence"], condition=models.Q(swv_id=None), name="audit_sequence_once_without_swv"
            ),
        ]
        indexes = [models.Index(fields=["dossier_id", "sequence"], name="audit_of_a_dossier")]
        triggers = [
            sealing.new_events_are_unsealed(),
            sealing.sealed_at_commit(),
            sealing.only_sealing_changes(),
            sealing.head_follows(),
        ]


class AuditHead(models.Model):
    """Where a chain ends: shows an event missing at the end, and is locked while the next one is sealed."""

    chain = models.BigIntegerField("samenwerkingsverband, of 0", primary_key=True)
    sequence = models.BigIntegerField("laatste volgnummer")
    hash = models.BinaryField("laatste zegel")
    event_id = models.BigIntegerField("laatste gebeurtenis")

    class Meta:
        triggers = [sealing.head_only_forward()]
