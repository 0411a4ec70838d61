"""The audit trail: written once, never changed; the database refuses both update and delete."""

from __future__ import annotations

import pgtrigger
from django.db import models


def append_only(name: str = "append_only") -> pgtrigger.Protect:
    """The trigger that makes a table append-only, also for raw SQL."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


class AuditEvent(models.Model):
    """One thing that happened: who, when, what, to which object. Holds no names of pupils and no scores."""

    at = models.DateTimeField("moment", auto_now_add=True)
    actor_id = models.BigIntegerField("account", null=True)
    actor_label = models.CharField("wie", max_length=160)
    swv_id = models.BigIntegerField("samenwerkingsverband", null=True)
    action = models.CharField("wat", max_length=60)
    object_type = models.CharField("soort", max_length=40)
    object_id = models.CharField("waarvan", max_length=64)
    details = models.JSONField("bijzonderheden", default=dict)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id", "at"])]
        triggers = [append_only()]
