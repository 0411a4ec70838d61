"""People who log in, and the role they have at an organisation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from schools.access import ROLE_NAMES, SCHOOL_ROLES, SWV_ROLES, SYSTEM_ROLES, TEMPORARY_ROLES, Actor, Role

from .organisations import Board, Location, LocationAffiliation, School, Swv
from .periods import Period, on_date

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


def within_reach(actor: Actor, *, on: dt.date) -> Q:
    """Rows with a role and an organisation that this administrator looks after.

    A school's director: the own schools, and the board when all its schools are the director's. An SWV: its own
    people, and the directors of schools that lie in its area altogether, because somebody must let the first one in.
    """
    if actor.at_school:
        boards = whole_boards(actor.school_ids)
        return Q(school_id__in=actor.school_ids) | Q(board_id__in=boards)
    schools = schools_in_area_of(actor.swv_id, on=on)
    directors = Q(school_id__in=schools) | Q(board_id__in=whole_boards(schools))
    return Q(swv_id=actor.swv_id) | (Q(role=Role.DIRECTOR) & directors)


def whole_boards(school_ids: frozenset[int]) -> frozenset[int]:
    """The boards of which all schools are among these."""
    touched = Board.objects.filter(schools__in=school_ids)
    return frozenset(
        touched.exclude(schools__in=School.objects.exclude(pk__in=school_ids)).values_list("pk", flat=True)
    )


def schools_in_area_of(swv_id: int | None, *, on: dt.date) -> frozenset[int]:
    """The schools all of whose locations belong to the SWV that day: what another also serves is not its to open."""
    here = LocationAffiliation.objects.filter(on_date(on), swv_id=swv_id).values("location")
    inside = School.objects.filter(locations__in=here)
    elsewhere = School.objects.filter(locations__in=Location.objects.exclude(pk__in=here))
    return frozenset(inside.exclude(pk__in=elsewhere).values_list("pk", flat=True))


def organisation_fits_role(name: str) -> models.CheckConstraint:
    """An SWV role belongs to an SWV, a school role to a school or a board: never to two of them."""
    return models.CheckConstraint(
        condition=(
            Q(role__in=sorted(SWV_ROLES), swv__isnull=False, school__isnull=True, board__isnull=True)
            | Q(role__in=sorted(SCHOOL_ROLES), swv__isnull=True, school__isnull=False, board__isnull=True)
            | Q(role__in=sorted(SCHOOL_ROLES), swv__isnull=True, school__isnull=True, board__isnull=False)
        ),
        name=name,
        violation_error_message="Kies één organisatie die bij de rol past.",
    )


def temporary_role_ends(name: str) -> models.CheckConstraint:
    """Who looks at one thing for a while gets an end from the start."""
    return models.CheckConstraint(
        condition=~Q(role__in=sorted(TEMPORARY_ROLES)) | Q(valid_until__isnull=False),
        name=name,
        violation_error_message="Een auditor krijgt altijd een einddatum.",
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, as far as they count on a date."""

    def manageable_by(self, actor: Actor, *, on: dt.date) -> MembershipQuerySet:
        """The memberships at the actor's own organisation; for an SWV also the directors in its area."""
        return self.filter(within_reach(actor, on=on))

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
            # A role that ends on the day it began was never held: how a mistake is taken back.
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="membership_period",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            organisation_fits_role("membership_organisation_fits_role"),
            temporary_role_ends("membership_temporary_role_ends"),
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
