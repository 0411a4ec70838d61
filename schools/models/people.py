"""People who log in, and the role they have at an organisation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from schools.access import ROLE_NAMES, SCHOOL_ROLES, SWV_ROLES, SYSTEM_ROLES, TEMPORARY_ROLES, Actor, Role

from .organisations import Board, School, Swv
from .periods import Period, on_date, period_in_order

ROLE_CHOICES = [(role.value, name) for role, name in ROLE_NAMES.items() if role not in SYSTEM_ROLES]


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an account without membership sees nothing."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Store an account with a hashed password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One account per person, known by e-mail address."""

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("actief", default=True)
    date_joined = models.DateTimeField("aangemaakt", auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, as far as they count on a date."""

    def active_on(self, day: dt.date) -> MembershipQuerySet:
        """The memberships valid on the day, oldest first."""
        return self.filter(on_date(day)).order_by("valid_from", "pk")


class Membership(Period):
    """A person's role at one SWV, school or board during a period."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("rol", max_length=20, choices=ROLE_CHOICES)
    swv = models.ForeignKey(Swv, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            period_in_order("membership_period"),
            models.CheckConstraint(
                condition=(
                    Q(role__in=sorted(SWV_ROLES), swv__isnull=False, school__isnull=True, board__isnull=True)
                    | Q(role__in=sorted(SCHOOL_ROLES), swv__isnull=True, school__isnull=False, board__isnull=True)
                    | Q(role__in=sorted(SCHOOL_ROLES), swv__isnull=True, school__isnull=True, board__isnull=False)
                ),
                name="membership_organisation_fits_role",
                violation_error_message="Kies één organisatie die bij de rol past.",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(TEMPORARY_ROLES)) | Q(valid_until__isnull=False),
                name="membership_temporary_role_ends",
                violation_error_message="Een auditor krijgt altijd een einddatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{ROLE_NAMES[Role(self.role)]}, {self.organisation}"

    @property
    def organisation(self) -> str:
        """The name of the SWV, school or board."""
        return next(organisation.name for organisation in (self.swv, self.school, self.board) if organisation)

    def actor(self) -> Actor:
        """The person in this role, as every service and query wants to know them."""
        schools = [self.school_id] if self.school_id else []
        if self.board_id:
            schools = list(School.objects.filter(board_id=self.board_id).values_list("pk", flat=True))
        return Actor(
            user_id=self.user_id,
            label=str(self.user),
            role=Role(self.role),
            organisation=self.organisation,
            swv_id=self.swv_id,
            school_ids=frozenset(schools),
        )
