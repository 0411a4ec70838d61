"""Invitations: somebody is asked by mail to work in a role at an organisation."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import models
from django.db.models import Q

from schools.access import Actor, Role

from .organisations import Board, School, Swv
from .people import (
    ROLE_CHOICES,
    ROLE_NAMES,
    Membership,
    User,
    organisation_fits_role,
    temporary_role_ends,
    within_reach,
)
from .periods import Period, period_in_order


def token_hash(token: str) -> str:
    """What the database keeps of the key in the link: enough to recognise it, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, as far as somebody may see or use them."""

    def visible_to(self, actor: Actor, *, on: dt.date) -> InvitationQuerySet:
        """The invitations for roles this administrator looks after."""
        return self.filter(within_reach(actor, on=on))

    def waiting(self) -> InvitationQuerySet:
        """Not accepted and not withdrawn; may be too old."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def of_link(self, token: str, *, at: dt.datetime) -> InvitationQuerySet:
        """The invitation a link belongs to, as long as it can be accepted."""
        return self.waiting().filter(token_hash=token_hash(token), expires_at__gt=at)


class Invitation(Period):
    """A role offered to whoever reads the mail at this address; the period is that of the role."""

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=20, choices=ROLE_CHOICES)
    swv = models.ForeignKey(Swv, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField("sleutel van de link", max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations_sent")
    created_at = models.DateTimeField("gemaakt")
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("aangenomen", null=True)
    membership = models.OneToOneField(Membership, null=True, on_delete=models.PROTECT, related_name="invitation")
    withdrawn_at = models.DateTimeField("ingetrokken", null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            period_in_order("invitation_period"),
            organisation_fits_role("invitation_organisation_fits_role"),
            temporary_role_ends("invitation_temporary_role_ends"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{ROLE_NAMES[Role(self.role)]}, {self.organisation}"

    @property
    def organisation(self) -> str:
        """The name of the SWV, school or board."""
        return next(one.name for one in (self.swv, self.school, self.board) if one)
