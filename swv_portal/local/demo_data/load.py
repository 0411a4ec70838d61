"""Lets the invented pupils walk through the real services, so their receipts, letters and audit are real."""

from __future__ import annotations

import datetime as dt
import uuid
from io import BytesIO

from allocation.intake import values
from allocation.intake.document_text import look_for_bsn
from allocation.models import Document, Job, Request
from allocation.models.evidence import Responsible
from allocation.models.requests import ComesFrom, ParentsView
from allocation.policy.didactic_age import LAST_GROUP, VO_YEAR_1, dl_for
from allocation.policy.facts import Domain
from allocation.policy.measures import Range
from allocation.services import attach, conclude, letters, prepare, pupil, scan, submit
from allocation.workflow import State
from schools.access import Actor
from schools.models import Location, Membership
from swv_portal import clock
from swv_portal.tenancy import PortalWork, as_portal

from .editions import make_editions
from .frameworks import make_frameworks
from .organisations import make_organisations, make_people
from .pupils import PUPILS, DemoPupil
from .report import demo_report

# The levels of the pupils are written for this many months of education.
WRITTEN_AT = 55
INSTRUMENTS = {
    Domain.TL: "LOVS Technisch lezen",
    Domain.SP: "Drempelonderzoek 678",
    Domain.BL: "LOVS Begrijpend lezen",
    Domain.IR: "LOVS Rekenen-Wiskunde",
}
NAMESPACE = uuid.UUID("7a1f6c52-9901-4d0e-8a55-2f3f5f0f9901")


def load_demo(*, now: dt.datetime) -> int:
    """Make everything that is not there yet, or nothing; returns how many requests were added."""
    with as_portal(PortalWork.DEMO):
        return _load(now=now)


def _load(*, now: dt.datetime) -> int:
    make_organisations()
    make_people()
    make_frameworks(now=now)
    make_editions(now=now)
    added = 0
    for one in sorted(PUPILS, key=lambda pupil: -pupil.days_ago):
        request_id = uuid.uuid5(NAMESPACE, " ".join(one.name))
        if not Request.objects.filter(pk=request_id).exists():
            _walk(one, request_id=request_id, now=now)
            added += 1
    return added


def _actor_at(*, now: dt.datetime, **organisation: object) -> Actor:
    active = Membership.objects.active_on(clock.date_of(now))
    return active.select_related("user", "swv", "school", "board").filter(**organisation).first().actor()


def _walk(one: DemoPupil, *, request_id: uuid.UUID, now: dt.datetime) -> None:
    location = Location.objects.get(code=one.location)
    school = _actor_at(now=now, school=location.school, role="coordinator")
    start = now - dt.timedelta(days=one.days_ago + 3)
    _fill(one, school=school, request_id=request_id, location_id=location.pk, at=start)
    if one.state is State.DRAFT:
        return
    submit.file_request(actor=school, request_id=request_id, at=now - dt.timedelta(days=one.days_ago))
    later = now - dt.timedelta(days=one.days_ago - min(7, one.days_ago))
    swv = _actor_at(now=now, swv=location.swv_on(clock.date_of(now)), role="decider")
    if one.state is State.ADDITIONS_REQUESTED:
        submit.ask_additions(actor=swv, request_id=request_id, note=one.note, at=later)
    elif one.state is State.WITHDRAWN:
        submit.withdraw_request(actor=school, request_id=request_id, note=one.note, at=later)
    elif one.outcome:
        _decide(one, swv=swv, request_id=request_id, at=later)


def _decide(one: DemoPupil, *, swv: Actor, request_id: uuid.UUID, at: dt.datetime) -> None:
    seal = Request.objects.get(pk=request_id).receipts.latest().seal
    decision = conclude.decide(
        actor=swv, request_id=request_id, outcome=one.outcome, reason=one.reason, seal=seal, at=at
    )
    if one.state is State.ANNOUNCED:
        letters.make_letters(job_id=Job.objects.get(decision=decision).pk, at=at)


def _fill(one: DemoPupil, *, school: Actor, request_id: uuid.UUID, location_id: int, at: dt.datetime) -> None:
    today = clock.date_of(at)
    call_name, prefix, last_name = one.name
    shared = {"actor": school, "request_id": request_id, "unread": {}, "at": at}
    prepare.start_request(actor=school, request_id=request_id, location_id=location_id, track=one.track, at=at)
    pupil.save_pupil(
        **shared,
        values={
            "las_key": str(request_id.int % 90000 + 10000),
            "call_name": call_name,
            "first_names": call_name,
            "initials": f"{call_name[0]}.",
            "prefix": prefix,
            "last_name": last_name,
            "gender": one.gender,
            "birth_date": values.parse_date(one.born, today=today),
            "comes_from": one.comes_from,
            "in_nl_since": today - dt.timedelta(days=30 * one.in_nl_months) if one.in_nl_months else None,
            "secret_address": one.secret_address,
            "street": "Demolaan",
            "house_number": str(request_id.int % 150 + 1),
            "postcode": "9901 ZZ",
            "city": "Waterrijk",
        },
    )
    prepare.save_tests(**shared, values=_tests(one, today=today))
    if "motivation" not in one.leave_out:
        prepare.save_reasoning(**shared, values=_reasoning(one, today=today))
    _attach(one, school=school, request_id=request_id, at=at)
    if "iq" in one.leave_out:
        reason = "Het intelligentieonderzoek staat gepland; het verslag volgt."
        prepare.save_incomplete_reason(actor=school, request_id=request_id, reason=reason, at=at)


def _tests(one: DemoPupil, *, today: dt.date) -> dict[str, object]:
    tested_on = today - dt.timedelta(days=30)
    found: dict[str, object] = {}
    if one.iq:
        found |= {
            "iq": values.parse_iq(one.iq),
            "iq_instrument": "WISC-V-NL",
            "iq_tested_on": tested_on,
            "iq_responsible": "drs. E. Vermeer",
            "iq_responsible_role": Responsible.ORTHOPEDAGOGUE,
        }
    if one.social_emotional:
        found["se_outcome"] = {"ja": "yes", "nee": "no"}[one.social_emotional]
    if one.social_emotional == "ja":
        found |= {
            "se_instrument": "PMT-K-2",
            "se_label": "faalangst in het klinische gebied",
            "se_tested_on": tested_on,
            "se_responsible": "drs. E. Vermeer",
            "se_responsible_role": Responsible.ORTHOPEDAGOGUE,
        }
    group = VO_YEAR_1 if one.comes_from is ComesFrom.VO_YEAR_1 else LAST_GROUP
    months = dl_for(group=group, tested_on=tested_on) or WRITTEN_AT
    for domain, level in zip(Domain, one.dle, strict=True):
        if level:
            found |= {
                f"dle_{domain}": _in_proportion(values.parse_dle(level), months=months),
                f"dl_{domain}": months,
                f"instrument_{domain}": INSTRUMENTS[domain],
                f"tested_on_{domain}": tested_on,
            }
    return found


def _in_proportion(level: Range | None, *, months: int) -> Range | None:
    """The same delay after another number of months: the demo begins on any day of the year."""
    if level is None:
        return None
    low, high = (round(side * months / WRITTEN_AT) for side in (level.low, level.high))
    return Range.between(low, high)


def _reasoning(one: DemoPupil, *, today: dt.date) -> dict[str, object]:
    found: dict[str, object] = {"motivation": one.motivation}
    if "parents" not in one.leave_out:
        found |= {
            "parents_view": ParentsView.AGREE if one.parents_agree else ParentsView.DISAGREE,
            "parents_view_text": "Wij vinden dit goed." if one.parents_agree else "Wij twijfelen of dit nodig is.",
            "parents_view_on": today - dt.timedelta(days=10),
            "pupil_view_text": "Ik wil graag extra uitleg.",
        }
    if one.later:
        found |= dict(one.later) | {"parents_consent_on": today - dt.timedelta(days=10)}
    return found


def _attach(one: DemoPupil, *, school: Actor, request_id: uuid.UUID, at: dt.datetime) -> None:
    wanted = [(Document.Kind.REPORT, "Onderwijskundig rapport")] if "report" not in one.leave_out else []
    if one.iq and one.state is not State.DRAFT:
        wanted.append((Document.Kind.IQ_REPORT, "Verslag intelligentieonderzoek"))
    if one.social_emotional == "ja":
        wanted.append((Document.Kind.SE_REPORT, "Verslag sociaal-emotioneel onderzoek"))
    if one.later:
        wanted += [
            (Document.Kind.LWOO_DECISION, "Besluit lwoo"),
            (Document.Kind.PARENTS_VIEW, "Zienswijze en instemming ouders"),
            (Document.Kind.PLAN, "Ontwikkelingsperspectief"),
        ]
    for kind, title in wanted:
        content = demo_report(title=title, name=" ".join(part for part in one.name if part))
        document = attach.add_document(
            actor=school, request_id=request_id, kind=kind, name=f"{title}.pdf", content=BytesIO(content), at=at
        )
        verdict = scan.verdict_of(look_for_bsn("pdf", content))
        scan.settle(document_id=document.pk, verdict=verdict, at=at)
