"""A request (aanvraag) of a school for one pupil and one track, and its history."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from allocation.policy import circumstances
from allocation.policy.facts import Track
from allocation.policy.wording.names import TRACK_NAMES
from allocation.workflow import EVENT_NAMES, STATE_NAMES, State
from schools.access import Actor
from schools.models import Location, Student, Swv, User

from .destruction_lock import NOTE, append_only_until_destroyed
from .frameworks import Framework


class ParentsView(models.TextChoices):
    """Whether the parents agree with the request; for pro their view is required (WVO 2020 art. 2.30 lid 4)."""

    AGREE = "agree", "eens met de aanvraag"
    DISAGREE = "disagree", "niet eens met de aanvraag"
    NO_OPINION = "no_opinion", "geen mening gegeven"


class ComesFrom(models.TextChoices):
    """From where the pupil comes (WVO 2020 art. 2.30 lid 2, 2.43 lid 3)."""

    PRIMARY = circumstances.ComesFrom.PRIMARY.value, "basisschool of speciaal (basis)onderwijs"
    VO_YEAR_1 = circumstances.ComesFrom.VO_YEAR_1.value, "leerjaar 1 van het voortgezet onderwijs"
    VO_LATER = circumstances.ComesFrom.VO_LATER.value, "leerjaar 2 of hoger van het voortgezet onderwijs"
    OTHER = circumstances.ComesFrom.OTHER.value, "anders"


class SpecialGroup(models.TextChoices):
    """What a pupil must have for a later change to pro (Ub WVO 2020 art. 2.47 lid 1)."""

    LWOO = circumstances.SpecialGroup.LWOO.value, "een aanwijzing voor lwoo"
    SUPPORT_STATEMENT = (
        circumstances.SpecialGroup.SUPPORT_STATEMENT.value,
        "een toelaatbaarheidsverklaring voor (voortgezet) speciaal onderwijs",
    )
    DEVELOPMENT_PLAN = circumstances.SpecialGroup.DEVELOPMENT_PLAN.value, "een ontwikkelingsperspectief"


class SpecialGround(models.TextChoices):
    """Why pro fits best (Ub WVO 2020 art. 2.47 lid 1 a and b)."""

    BORDER_SCORES = circumstances.SpecialGround.BORDER_SCORES.value, "de scores liggen op de grens van lwoo en pro"
    PROBLEMS_INCREASED = (
        circumstances.SpecialGround.PROBLEMS_INCREASED.value,
        "de problemen zijn sinds de aanwijzing toegenomen",
    )
    OTHER_PROBLEMS = circumstances.SpecialGround.OTHER_PROBLEMS.value, "er zijn andere problemen bij gekomen"
    MEETS_A_CRITERION = (
        circumstances.SpecialGround.MEETS_A_CRITERION.value,
        "het IQ of de leerachterstand past bij pro",
    )
    PROBLEMS_REQUIRE_PRO = (
        circumstances.SpecialGround.PROBLEMS_REQUIRE_PRO.value,
        "de problemen vragen om pro, los van IQ en leerachterstand",
    )


class RequestQuerySet(models.QuerySet["Request"]):
    """Requests, as far as the actor may see them."""

    def visible_to(self, actor: Actor) -> RequestQuerySet:
        """A school sees the requests of its locations; an SWV those filed with it, never a school's drafts.

        An assessor sees of those only what is assigned to them, until the assignment ends.
        """
        if actor.at_school:
            return self.filter(location__school_id__in=actor.school_ids)
        if actor.swv_id is None:
            return self.none()
        filed = self.filter(swv_id=actor.swv_id, filed_at__isnull=False)
        if not actor.only_assigned:
            return filed
        running = Assignment.objects.filter(request=OuterRef("pk"), user_id=actor.user_id, ended_at__isnull=True)
        return filed.filter(Exists(running))


class Request(models.Model):
    """One question to one SWV: lwoo or pro for this pupil at this location."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="requests")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="requests")
    student = models.ForeignKey(Student, null=True, on_delete=models.PROTECT, related_name="requests")
    track = models.CharField(
        "soort", max_length=4, choices=[(track.value, name) for track, name in TRACK_NAMES.items()]
    )
    state = models.CharField(
        "stand",
        max_length=20,
        choices=[(state.value, name) for state, name in STATE_NAMES.items()],
        default=State.DRAFT,
    )
    # The framework of the day of filing; without one the national rules of that day.
    framework = models.ForeignKey(Framework, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    number = models.CharField("aanvraagnummer", max_length=12, blank=True)
    comes_from = models.CharField("komt van", max_length=10, choices=ComesFrom.choices, blank=True)

    school_advice = models.TextField("advies van de vorige school", blank=True)
    motivation = models.TextField("motivering van de school", blank=True)
    parents_view = models.CharField("zienswijze ouders", max_length=12, choices=ParentsView.choices, blank=True)
    parents_view_text = models.TextField("wat de ouders vinden", blank=True)
    parents_view_on = models.DateField("datum zienswijze", null=True, blank=True)
    pupil_view_text = models.TextField("wat de leerling vindt", blank=True)
    incomplete_reason = models.TextField("waarom gegevens ontbreken", blank=True)

    # Text exactly as typed in fields that could not be read yet, per step: nothing typed is ever lost.
    unread = models.JSONField(default=dict, blank=True)
    namesake_confirmed = models.BooleanField("andere leerling met dezelfde naam", default=False)
    intake_report = models.JSONField(null=True, blank=True)

    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("gemaakt op")
    changed_at = models.DateTimeField("laatst gewijzigd")
    filed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField("ingediend op", null=True)
    filed_on = models.DateField("datum van indienen", null=True)
    # Tests, documents and explanations were destroyed; the decision stands (allocation/retention).
    health_destroyed_on = models.DateField("gezondheidsgegevens vernietigd op", null=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("swv", "number", condition=~Q(number=""), name="request_number_once_per_swv"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | (Q(filed_at__isnull=False, filed_on__isnull=False, student__isnull=False) & ~Q(number="")),
                name="filed_request_is_whole",
            ),
            models.UniqueConstraint(
                "student",
                "track",
                condition=Q(state__in=[State.FILED, State.ADDITIONS_REQUESTED]),
                name="one_open_request_per_pupil_and_track",
            ),
            models.CheckConstraint(condition=Q(track__in=[track.value for track in Track]), name="request_track"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="request_state"),
        ]
        indexes = [
            models.Index(fields=["swv", "changed_at", "id"], name="request_inbox_swv"),
            models.Index(fields=["location", "changed_at", "id"], name="request_inbox_school"),
        ]

    def __str__(self) -> str:
        return f"aanvraag {self.number or 'in concept'}"


class Assignment(models.Model):
    """A request laid before one assessor, who may look into it until the assignment ends."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="beoordelaar")
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField("toegewezen op")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("beëindigd op", null=True)

    class Meta:
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "request", "user", condition=Q(ended_at__isnull=True), name="one_running_assignment_per_assessor"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("assigned_at"), ended_by__isnull=False),
                name="assignment_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "request"], condition=Q(ended_at__isnull=True), name="assignment_running")
        ]


class RouteInfo(models.Model):
    """Circumstances that only some pupils have: new in the Netherlands, or a later change to pro (Ub art. 2.47)."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="route", primary_key=True)
    in_nl_since = models.DateField("in Nederland sinds", null=True, blank=True)
    special_group = models.CharField(
        "wat heeft de leerling nu?", max_length=8, choices=SpecialGroup.choices, blank=True
    )
    special_grounds = ArrayField(
        models.CharField(max_length=24, choices=SpecialGround.choices), default=list, blank=True
    )
    parents_consent = models.BooleanField("de ouders stemmen in", null=True, blank=True)
    parents_consent_on = models.DateField("datum van de instemming", null=True, blank=True)
    done_so_far = models.TextField("wat de school deed en wat dat opleverde", blank=True)
    experts = models.TextField("welke deskundigen van buiten erbij waren", blank=True)
    risks = models.TextField("wat er dreigt als de leerling blijft", blank=True)


class NumberSeries(models.Model):
    """The last number an SWV gave in a calendar year; the row is locked while the next is given."""

    class Kind(models.TextChoices):
        REQUEST = "request", "aanvraagnummer"
        DECISION = "decision", "volgnummer"  # WVO 2020 art. 2.47 lid 17

    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("swv", "year", "kind", name="number_series_once")]


class StatusChange(models.Model):
    """One step in the life of a request, as school and SWV both see it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="history")
    event = models.CharField(max_length=20, choices=[(event.value, name) for event, name in EVENT_NAMES.items()])
    state = models.CharField(max_length=20, choices=[(state.value, name) for state, name in STATE_NAMES.items()])
    at = models.DateTimeField("moment")
    by = models.CharField(max_length=160)
    organisation = models.CharField(max_length=160)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        triggers = [append_only_until_destroyed(emptied=NOTE)]
