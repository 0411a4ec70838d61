"""Pupils. Never a BSN: a pupil is known by the school, its LAS key and our own UUID."""

from __future__ import annotations

import unicodedata
import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from schools.access import Actor

from .organisations import Address, Location, School
from .periods import Period, period_in_order


def search_key(text: str) -> str:
    """Lower case without accents, so that names sort and search alike on every server."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Gender(models.TextChoices):
    """As the school registers it."""

    FEMALE = "v", "vrouw"
    MALE = "m", "man"
    OTHER = "x", "anders"
    UNKNOWN = "", "onbekend"


class StudentQuerySet(models.QuerySet["Student"]):
    """Pupils, as far as the actor may know they exist."""

    def visible_to(self, actor: Actor) -> StudentQuerySet:
        """A school sees its own pupils; an SWV the pupils for whom a request was filed with it.

        An assessor sees of those only the pupils of requests assigned to them.
        """
        if actor.at_school:
            return self.filter(school_id__in=actor.school_ids)
        if actor.swv_id is None:
            return self.none()
        asked = Q(requests__swv_id=actor.swv_id, requests__filed_at__isnull=False)
        if actor.only_assigned:
            asked &= Q(requests__assignments__user_id=actor.user_id, requests__assignments__ended_at__isnull=True)
        return self.filter(asked).distinct()


class Student(Address):
    """A pupil at a school. With a secret address we keep no address at all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="students")
    las_key = models.CharField("leerlingnummer van de school", max_length=256, blank=True)
    first_names = models.CharField("voornamen", max_length=200, blank=True)
    call_name = models.CharField("roepnaam", max_length=80, blank=True)
    initials = models.CharField("voorletters", max_length=30, blank=True)
    prefix = models.CharField("tussenvoegsel", max_length=30, blank=True)
    last_name = models.CharField("achternaam", max_length=120, blank=True)
    birth_date = models.DateField("geboortedatum", null=True, blank=True)
    gender = models.CharField("geslacht", max_length=1, choices=Gender.choices, blank=True, default="")
    secret_address = models.BooleanField("geheim adres", default=False)
    sort_key = models.CharField(max_length=240, editable=False, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StudentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("school", "las_key", condition=~Q(las_key=""), name="las_key_once_per_school"),
            models.CheckConstraint(
                condition=Q(secret_address=False) | Q(street="", house_number="", postcode="", city=""),
                name="secret_address_is_not_kept",
            ),
        ]
        indexes = [models.Index(fields=["school", "sort_key"])]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the name."""
        self.sort_key = search_key(f"{self.last_name} {self.prefix} {self.call_name}")
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    @property
    def short_name(self) -> str:
        """What the pupil is called, else the initials."""
        return self.call_name or self.first_names.split(" ")[0] or self.initials

    @property
    def full_name(self) -> str:
        """The name in sentences and letters: Daan van de Berg."""
        return " ".join(part for part in (self.short_name, self.prefix, self.last_name) if part)


class Enrolment(Period):
    """A pupil applied to (aangemeld) or enrolled at (ingeschreven) a location during a period."""

    class Kind(models.TextChoices):
        APPLIED = "applied", "aangemeld"
        ENROLLED = "enrolled", "ingeschreven"

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="enrolments")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="enrolments")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [period_in_order("enrolment_period")]


class SchoolHistoryEntry(models.Model):
    """One school year of a pupil's history (schoolloopbaan), as the sending school reported it."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="school_history")
    school_year = models.CharField("schooljaar", max_length=9)
    year_group = models.CharField("groep of leerjaar", max_length=30, blank=True)
    school_brin = models.CharField("BRIN", max_length=6, blank=True)
    school_type = models.CharField("soort onderwijs", max_length=60, blank=True)

    class Meta:
        ordering = ["school_year", "pk"]


class Guardian(Address):
    """A parent or carer who represents the pupil by law. With a secret address we keep none."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="guardians")
    name = models.CharField("naam", max_length=400)
    relation = models.CharField("relatie", max_length=40, blank=True)


class EarlierSupport(models.Model):
    """Support the pupil had before, as the sending school told it: never taken for a decision of this SWV."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="earlier_support")
    kind = models.CharField("soort", max_length=40)
    starts_on = models.DateField("vanaf", null=True, blank=True)
    ends_on = models.DateField("tot en met", null=True, blank=True)
    issuer = models.CharField("afgegeven door", max_length=60, blank=True)
    number = models.CharField("nummer", max_length=120, blank=True)
    detail = models.CharField("bijzonderheden", max_length=200, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
