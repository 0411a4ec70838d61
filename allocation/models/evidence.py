"""What a request rests on: test results and documents. Health data (WVO 2020 art. 2.47 lid 16)."""

from __future__ import annotations

import uuid

from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import F, Q
from django.utils.functional import LazyObject

from allocation.intake.values import IQ_HIGHEST, IQ_LOWEST, MONTHS_HIGHEST
from allocation.policy.wording.names import DOMAIN_NAMES
from schools.models import User

from .requests import Request

IQ_BOUNDS = (IQ_LOWEST, IQ_HIGHEST)
MONTHS_BOUNDS = (0, MONTHS_HIGHEST)


class PrivateStorage(LazyObject):
    """Files outside the web root, reached only through a view that asks who you are."""

    def _setup(self) -> None:
        self._wrapped = FileSystemStorage(base_url=None)


def _in_order(lowest: str, highest: str, bounds: tuple[int, int], name: str) -> models.CheckConstraint:
    empty = Q(**{f"{lowest}__isnull": True, f"{highest}__isnull": True})
    whole = Q(**{f"{lowest}__gte": bounds[0], f"{highest}__lte": bounds[1], f"{highest}__gte": F(lowest)})
    return models.CheckConstraint(condition=empty | whole, name=name)


class Responsible(models.TextChoices):
    """Under whose responsibility IQ and social-emotional tests may be taken (Ub WVO 2020 art. 2.46 lid 2)."""

    PSYCHOLOGIST = "psychologist", "psycholoog"
    ORTHOPEDAGOGUE = "orthopedagogue", "orthopedagoog"
    OTHER = "other", "iemand anders"


class SocialEmotional(models.TextChoices):
    """Whether problems substantially hinder learning (Ub WVO 2020 art. 2.46 lid 5 b)."""

    YES = "yes", "ja, deze belemmeren het leren"
    NO = "no", "nee"


class Evidence(models.Model):
    """IQ (points) and social-emotional outcome. An exact IQ has the same lowest and highest value."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="evidence", primary_key=True)
    iq_lowest = models.PositiveSmallIntegerField(null=True, blank=True)
    iq_highest = models.PositiveSmallIntegerField(null=True, blank=True)
    iq_instrument = models.CharField("welke test", max_length=160, blank=True)
    iq_tested_on = models.DateField("afgenomen op", null=True, blank=True)
    iq_responsible = models.CharField("verantwoordelijke", max_length=120, blank=True)
    iq_responsible_role = models.CharField("functie", max_length=16, choices=Responsible.choices, blank=True)
    se_outcome = models.CharField(
        "sociaal-emotionele problemen", max_length=3, choices=SocialEmotional.choices, blank=True
    )
    se_instrument = models.CharField("welke test of vragenlijst", max_length=160, blank=True)
    se_label = models.CharField("uitkomst in woorden", max_length=160, blank=True)
    se_tested_on = models.DateField("afgenomen op", null=True, blank=True)
    se_responsible = models.CharField("verantwoordelijke", max_length=120, blank=True)
    se_responsible_role = models.CharField("functie", max_length=16, choices=Responsible.choices, blank=True)
    # The school's own judgement, where the framework of the SWV lets it replace a criterion.
    judged_capacity = models.BooleanField("oordeel over het leervermogen", null=True, blank=True)
    judged_delay = models.BooleanField("oordeel over de leerachterstand", null=True, blank=True)
    judged_social_emotional = models.BooleanField("oordeel over de problemen", null=True, blank=True)
    judgement_reason = models.TextField("onderbouwing van het oordeel", blank=True)

    class Meta:
        constraints = [_in_order("iq_lowest", "iq_highest", IQ_BOUNDS, "iq_in_order")]


class DelayResult(models.Model):
    """Learning level (DLE) beside education received (DL), both in months, for one domain (Ub art. 2.46 lid 3)."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="delays")
    domain = models.CharField(max_length=2, choices=[(domain.value, name) for domain, name in DOMAIN_NAMES.items()])
    dl_months = models.PositiveSmallIntegerField(null=True, blank=True)
    dle_lowest = models.PositiveSmallIntegerField(null=True, blank=True)
    dle_highest = models.PositiveSmallIntegerField(null=True, blank=True)
    instrument = models.CharField(max_length=160, blank=True)
    tested_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("request", "domain", name="one_result_per_domain"),
            _in_order("dle_lowest", "dle_highest", MONTHS_BOUNDS, "dle_in_order"),
            models.CheckConstraint(
                condition=Q(dl_months__isnull=True) | Q(dl_months__range=(1, MONTHS_BOUNDS[1])), name="dl_bounds"
            ),
        ]


def document_path(document: Document, _filename: str) -> str:
    """A path that tells nothing about the pupil."""
    return f"documents/{document.request_id}/{document.pk}"


class Document(models.Model):
    """A file with the request, checked by content and stored outside the web root."""

    class Kind(models.TextChoices):
        REPORT = "report", "onderwijskundig rapport"
        IQ_REPORT = "iq_report", "verslag intelligentieonderzoek"
        DELAY_REPORT = "delay_report", "uitdraai toetsresultaten"
        SE_REPORT = "se_report", "verslag sociaal-emotioneel onderzoek"
        PARENTS_VIEW = "parents_view", "zienswijze of instemming van de ouders"
        PLAN = "plan", "ontwikkelingsperspectief of handelingsplan"
        LWOO_DECISION = "lwoo_decision", "aanwijzing voor lwoo"
        SUPPORT_STATEMENT = "tlv", "toelaatbaarheidsverklaring (voortgezet) speciaal onderwijs"
        OTHER = "other", "ander document"

    class Scan(models.TextChoices):
        """How far the search for a BSN and for viruses is. The row is the truth; a message only hastens it."""

        WAITING = "waiting", "wacht op controle"
        RUNNING = "running", "wordt gecontroleerd"
        CLEAN = "clean", "gecontroleerd"
        UNREAD = "unread", "zelf controleren"
        REFUSED = "refused", "geweigerd"
        FAILED = "failed", "controle mislukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField("soort", max_length=14, choices=Kind.choices)
    name = models.CharField("bestandsnaam", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=PrivateStorage(), upload_to=document_path, max_length=200)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("toegevoegd op")
    scan = models.CharField("controle", max_length=8, choices=Scan.choices, default=Scan.WAITING)
    # Where a BSN stands and what to do, or what could not be read. Never the number itself.
    scan_told = models.TextField("uitkomst van de controle", blank=True)
    scan_attempts = models.PositiveSmallIntegerField(default=0)
    scan_touched_at = models.DateTimeField("controle laatst bewogen", null=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint("request", "sha256", name="same_document_once_per_request")]
        indexes = [
            models.Index(
                fields=["scan_touched_at"], condition=Q(scan__in=["waiting", "running"]), name="document_to_scan"
            )
        ]

    @property
    def may_be_opened(self) -> bool:
        """Whether the search is over and found nothing against the document."""
        return self.scan in {self.Scan.CLEAN, self.Scan.UNREAD}

    @property
    def dossier_id(self) -> uuid.UUID:
        """The request it belongs to, for the audit trail."""
        return self.request_id
