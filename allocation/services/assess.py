"""From rows to frozen facts, and from facts to what the rules say."""

from __future__ import annotations

import datetime as dt

from allocation.completeness import DomainFilled, Filled, Step
from allocation.models import DelayResult, Evidence, ReceiptRecord, Request
from allocation.models.evidence import SocialEmotional
from allocation.policy.decide import Receipt, assess
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Origin, Track
from allocation.policy.measures import UNTESTED, Range
from allocation.policy.variants.national import numbers_on


def facts_of(request: Request) -> Dossier:
    """The facts of a request as the rules want them. What is not filled in is the widest range."""
    evidence = request.evidence
    return Dossier(
        track=Track(request.track),
        iq_points=_range(evidence.iq_lowest, evidence.iq_highest),
        iq_origin=Origin(evidence.iq_instrument, evidence.iq_tested_on, evidence.iq_responsible, "aanvraag"),
        delays={Domain(result.domain): _delay(result) for result in request.delays.all()},
        social_emotional=_yes_or_no(evidence.se_outcome),
        social_emotional_origin=Origin(
            evidence.se_instrument, evidence.se_tested_on, evidence.se_responsible, "aanvraag"
        ),
    )


def _range(lowest: int | None, highest: int | None) -> Range:
    return UNTESTED if lowest is None or highest is None else Range.between(lowest, highest)


def _delay(result: DelayResult) -> DelayMeasure:
    return DelayMeasure(
        dl_months=result.dl_months,
        dle_months=_range(result.dle_lowest, result.dle_highest),
        origin=Origin(result.instrument, result.tested_on, "", "aanvraag"),
    )


def _yes_or_no(outcome: str) -> bool | None:
    return None if not outcome else outcome == SocialEmotional.YES


def precheck(*, request: Request, on: dt.date) -> Receipt:
    """What the rules of this date would say of the request as it stands; nothing is stored."""
    return assess(facts_of(request), law_on=on)


def seal(*, request: Request, on: dt.date) -> ReceiptRecord:
    """Assess the request under the rules of the date and keep the sealed receipt. The same facts keep one receipt."""
    receipt = precheck(request=request, on=on)
    stored, _ = ReceiptRecord.objects.get_or_create(
        request=request,
        seal=receipt.seal,
        defaults={
            "outcome": receipt.outcome,
            "law_on": receipt.law_on,
            "reading": receipt.reading,
            "body": receipt.canonical_json(),
        },
    )
    return stored


EVIDENCE_TEXTS = (
    "iq_instrument",
    "iq_tested_on",
    "iq_responsible",
    "se_outcome",
    "se_instrument",
    "se_label",
    "se_tested_on",
)
REQUEST_TEXTS = ("comes_from", "motivation", "parents_view", "parents_view_on", "pupil_view_text")
STUDENT_TEXTS = ("last_name", "birth_date", "las_key")


def filled_of(request: Request, *, on: dt.date) -> Filled:
    """What is filled in, for the list of what is missing. Expects `documents` and `delays` prefetched."""
    evidence = request.evidence
    return Filled(
        track=Track(request.track),
        fields=frozenset(_filled_fields(request, evidence)),
        social_emotional_from_iq=numbers_on(on).iq_bands["lwoo_iq_b"][0],
        documents=frozenset(document.kind for document in request.documents.all()),
        domains={
            Domain(one.domain): DomainFilled(
                level=one.dle_lowest is not None,
                months=one.dl_months is not None,
                instrument=bool(one.instrument),
                tested_on=one.tested_on is not None,
            )
            for one in request.delays.all()
        },
        iq_highest=evidence.iq_highest,
        unread=tuple((Step(step), name) for step, names in request.unread.items() for name in names),
    )


def _filled_fields(request: Request, evidence: Evidence) -> set[str]:
    fields = {name for name in REQUEST_TEXTS if getattr(request, name)}
    fields |= {name for name in EVIDENCE_TEXTS if getattr(evidence, name)}
    if evidence.iq_lowest is not None:
        fields.add("iq")
    if evidence.se_outcome == SocialEmotional.YES:
        fields.add("se_outcome_yes")
    student = request.student
    if student is not None:
        fields |= {name for name in STUDENT_TEXTS if getattr(student, name)}
        if student.short_name:
            fields.add("name")
        if student.secret_address or student.address_lines:
            fields.add("address")
    return fields
