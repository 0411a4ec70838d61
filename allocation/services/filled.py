"""From rows to what is filled in, for the list of what is missing."""

from __future__ import annotations

import datetime as dt

from allocation.completeness import DomainFilled, Filled, Step
from allocation.models import Document, Evidence, Request, RouteInfo
from allocation.models.evidence import SocialEmotional
from allocation.policy.circumstances import SpecialGround, SpecialGroup
from allocation.policy.facts import Domain, Track

from .assess import is_renewal, needs_of
from .circumstances import is_special, route_of

EVIDENCE_TEXTS = (
    "iq_instrument",
    "iq_tested_on",
    "iq_responsible",
    "se_outcome",
    "se_instrument",
    "se_label",
    "se_tested_on",
    "judgement_reason",
)
JUDGEMENTS = ("judged_capacity", "judged_delay", "judged_social_emotional")
ROUTE_FIELDS = ("special_group", "special_grounds", "parents_consent_on", "done_so_far", "experts", "risks")
REQUEST_TEXTS = ("comes_from", "motivation", "parents_view", "parents_view_on", "pupil_view_text")
STUDENT_TEXTS = ("last_name", "birth_date", "las_key")


def filled_of(request: Request, *, on: dt.date) -> Filled:
    """What is filled in, for the list of what is missing. Expects `documents` and `delays` prefetched."""
    evidence, route = request.evidence, route_of(request)
    return Filled(
        track=Track(request.track),
        fields=frozenset(_filled_fields(request, evidence)),
        needs=needs_of(request, on=on),
        documents=frozenset(one.kind for one in request.documents.all() if one.scan != Document.Scan.REFUSED),
        scans=frozenset(one.scan for one in request.documents.all()),
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
        special=is_special(request),
        # Only asked of the database where the answer changes something.
        renewal=not request.comes_from and is_renewal(request, on=on),
        group=SpecialGroup(route.special_group) if route.special_group else None,
        grounds=frozenset(SpecialGround(ground) for ground in route.special_grounds),
    )


def _filled_fields(request: Request, evidence: Evidence) -> set[str]:
    fields = {name for name in REQUEST_TEXTS if getattr(request, name)}
    fields |= {name for name in EVIDENCE_TEXTS if getattr(evidence, name)}
    if evidence.iq_lowest is not None:
        fields.add("iq")
    if evidence.se_outcome == SocialEmotional.YES:
        fields.add("se_outcome_yes")
    fields |= {name for name in JUDGEMENTS if getattr(evidence, name) is not None}
    fields |= _route_fields(route_of(request))
    student = request.student
    if student is not None:
        fields |= {name for name in STUDENT_TEXTS if getattr(student, name)}
        if student.short_name:
            fields.add("name")
        if student.secret_address or student.address_lines:
            fields.add("address")
    return fields


def _route_fields(route: RouteInfo) -> set[str]:
    """Refused consent is an answer too, and needs no date."""
    fields = {name for name in ROUTE_FIELDS if getattr(route, name)}
    if route.parents_consent is not None:
        fields.add("parents_consent")
    if route.parents_consent is False:
        fields.add("parents_consent_on")
    return fields
