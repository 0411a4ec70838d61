"""Samenwerkingsverbanden, school boards, schools and their locations."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models

from .periods import Period, no_overlap, on_date, period_in_order

ACCENT_COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "Schrijf de kleur als # en zes tekens, bijvoorbeeld #154273.")


class Address(models.Model):
    """A Dutch postal address; a street or a post box."""

    street = models.CharField("straat", max_length=120, blank=True)
    house_number = models.CharField("huisnummer", max_length=20, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    city = models.CharField("plaats", max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The address as lines on an envelope; empty when unknown."""
        street = f"{self.street} {self.house_number}".strip()
        city = f"{self.postcode}  {self.city}".strip()
        return tuple(line for line in (street, city) if line)


class Swv(Address):
    """A samenwerkingsverband VO: decides on lwoo and pro for the locations in its area (WVO 2020 art. 2.47)."""

    code = models.CharField("code", max_length=6, unique=True, validators=[RegexValidator(r"^VO\d{4}$")])
    name = models.CharField("naam", max_length=120)
    phone = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mail", blank=True)
    website = models.CharField("website", max_length=120, blank=True)
    logo = models.BinaryField("logo (png)", null=True, blank=True)
    accent_colour = models.CharField("kleur", max_length=7, default="#154273", validators=[ACCENT_COLOUR])
    signer_name = models.CharField("ondertekenaar", max_length=120, blank=True)
    signer_function = models.CharField("functie ondertekenaar", max_length=120, blank=True)
    formal_address = models.BooleanField("brieven met u (anders je)", default=True)
    objection_address = models.TextField("adres voor bezwaar", blank=True)
    support_point = models.TextField("ouder- en jeugdsteunpunt", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(code__regex=r"^VO\d{4}$"), name="swv_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Board(models.Model):
    """Bevoegd gezag: the legal applicant for its schools (WVO 2020 art. 2.30, 2.43)."""

    number = models.CharField("bestuursnummer", max_length=5, unique=True, validators=[RegexValidator(r"^\d{5}$")])
    name = models.CharField("naam", max_length=160)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number__regex=r"^\d{5}$"), name="board_number")]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school with its BRIN (four characters, for example 02QZ)."""

    brin = models.CharField("BRIN", max_length=4, unique=True, validators=[RegexValidator(r"^[0-9A-Z]{4}$")])
    name = models.CharField("naam", max_length=160)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="schools")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(brin__regex=r"^[0-9A-Z]{4}$"), name="school_brin")]

    def __str__(self) -> str:
        return f"{self.name} ({self.brin})"


class Stream(models.TextChoices):
    """What a location teaches, as far as lwoo and pro are concerned."""

    VMBO_BB = "vmbo-bb", "vmbo basisberoepsgericht"
    VMBO_KB = "vmbo-kb", "vmbo kaderberoepsgericht"
    VMBO_GL = "vmbo-gl", "vmbo gemengd"
    VMBO_TL = "vmbo-tl", "vmbo theoretisch"
    PRO = "pro", "praktijkonderwijs"


class LocationQuerySet(models.QuerySet["Location"]):
    """Locations, as far as one may choose them."""

    def of_schools(self, school_ids: frozenset[int]) -> LocationQuerySet:
        """The locations of these schools, in the order of their code."""
        return self.filter(school_id__in=school_ids).select_related("school").order_by("code")


class Location(Address):
    """A vestiging: BRIN plus two digits. Requests are filed for a location, money follows it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="locations")
    code = models.CharField("vestigingscode", max_length=6, unique=True)
    name = models.CharField("naam", max_length=160)
    streams = ArrayField(models.CharField(max_length=10, choices=Stream.choices), default=list, blank=True)
    swvs = models.ManyToManyField(Swv, through="LocationAffiliation", related_name="locations")

    objects = LocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9A-Z]{4}\d{2}$"), name="location_code")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def swv_on(self, day: dt.date) -> Swv | None:
        """The SWV in whose area the location lies on the day (WVO 2020 art. 2.47 lid 2), or nothing."""
        found = self.affiliations.filter(on_date(day)).select_related("swv").first()
        return found.swv if found else None

    @property
    def offers_pro(self) -> bool:
        """Whether praktijkonderwijs is taught here."""
        return Stream.PRO in self.streams

    @property
    def offers_vmbo(self) -> bool:
        """Whether any vmbo leerweg is taught here."""
        return any(stream != Stream.PRO for stream in self.streams)


class LocationAffiliation(Period):
    """The SWV a location belongs to, one at a time."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="affiliations")
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="affiliations")

    class Meta:
        constraints = [
            period_in_order("affiliation_period"),
            no_overlap("location_has_one_swv", "location"),
        ]
