"""Making the letters of a decision: receipt and decision in, two stored PDFs out. Safe to run twice."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from allocation.letters import Addressee, Applicant, LetterFacts, Pupil, Sender, render_letter
from allocation.models import Decision, Job, Letter, Request
from allocation.policy.facts import Track
from allocation.policy.receipt import Receipt
from allocation.policy.wording import explain_parents, figures, legal_basis, opts_out
from allocation.workflow import Event, State
from schools.access import PORTAL
from schools.models import Location, Student, Swv
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.tenancy import Tenant, acting

from .files import with_its_row
from .jobs import begin, fail, finish, tenant_of
from .steps import move


def make_letters(*, job_id: uuid.UUID, at: dt.datetime) -> None:
    """Make what is not there yet, then announce the decision (Awb 3:41). A job that does not wait is left alone.

    A run that fails is noted with the kind of problem, never with what was in the letter.
    """
    tenant = tenant_of(job_id=job_id)
    if tenant is None or not _begun(tenant, job_id=job_id, at=at):
        return
    try:
        _make_all(tenant, job_id=job_id, at=at)
    except Exception as problem:
        with acting(tenant):
            fail(job_id=job_id, problem=type(problem).__name__, at=at)
        raise


def _begun(tenant: Tenant, *, job_id: uuid.UUID, at: dt.datetime) -> bool:
    with acting(tenant):
        return begin(job_id=job_id, at=at)


def _make_all(tenant: Tenant, *, job_id: uuid.UUID, at: dt.datetime) -> None:
    """Each letter in a transaction of its own, so that the page sees how far it is."""
    for progress, addressee in ((45, Addressee.PARENTS), (90, Addressee.SCHOOL)):
        with acting(tenant):
            decision = Decision.objects.select_related(
                "request__student", "request__location__school", "swv", "receipt"
            ).get(letter_job=job_id)
            make_letter(decision=decision, addressee=addressee, sent_on=clock.date_of(at))
            Job.objects.filter(pk=job_id).update(progress=progress)
    with acting(tenant):
        _finish(job_id=job_id, at=at)


def make_letter(*, decision: Decision, addressee: Addressee, sent_on: dt.date) -> None:
    """Render and store one letter, unless it is there already. A file without a row never stays behind."""
    if decision.letters.filter(addressee=addressee).exists():
        return
    rendered = render_letter(letter_facts(decision=decision, addressee=addressee, sent_on=sent_on))
    letter = Letter(
        decision=decision,
        addressee=addressee,
        size=len(rendered.pdf),
        sha256=rendered.sha256,
        template_version=rendered.template_version,
        sent_on=sent_on,
    )
    letter.file.save(f"letters/{decision.pk}/{letter.pk}.pdf", ContentFile(rendered.pdf), save=False)
    with with_its_row(letter.file):
        letter.save(force_insert=True)
        record(actor=PORTAL, action="letter.make", on=letter, swv_id=decision.swv_id, addressee=addressee)


@transaction.atomic
def _finish(*, job_id: uuid.UUID, at: dt.datetime) -> None:
    finish(job_id=job_id, at=at)
    request = Request.objects.select_for_update().get(decision__letter_job=job_id)
    if request.state == State.DECIDED:
        move(request=request, event=Event.ANNOUNCE, actor=PORTAL, at=at)


def letter_facts(*, decision: Decision, addressee: Addressee, sent_on: dt.date) -> LetterFacts:
    """Everything one letter says, from the decision, its receipt and the register."""
    request, student = decision.request, decision.request.student
    if student is None or request.filed_on is None:
        raise ValueError("a decision stands on a filed request")
    receipt = Receipt.from_json(decision.receipt.body)
    return LetterFacts(
        addressee=addressee,
        sender=_sender(decision.swv),
        recipient=_recipient(request.location, student, addressee),
        via_school=not student.address_lines,
        pupil=Pupil(full_name=student.full_name, call_name=student.short_name, birth_date=student.birth_date),
        applicant=Applicant(
            school_name=request.location.school.name,
            location_name=request.location.name,
            location_code=request.location.code,
        ),
        track=Track(decision.track),
        granted=decision.granted,
        advice=receipt.advice,
        own_rules=opts_out(receipt),
        points_to_other_track=receipt.points_to_other_track,
        number=decision.number,
        request_number=request.number,
        requested_on=request.filed_on,
        decided_on=decision.decided_on,
        sent_on=sent_on,
        valid_from=decision.valid_from or (decision.decided_on if decision.granted else None),
        # Stored as the first day on which it no longer holds; a letter names the last day on which it does.
        valid_until=decision.valid_until - dt.timedelta(days=1) if decision.valid_until else None,
        reason=decision.reason,
        grounds=tuple(explain_parents(receipt, name=student.short_name)),
        legal_basis=tuple(legal_basis(receipt)),
        figures=tuple(figures(receipt)),
    )


def _sender(swv: Swv) -> Sender:
    return Sender(
        name=swv.name,
        code=swv.code,
        address_lines=swv.address_lines,
        phone=swv.phone,
        email=swv.email,
        website=swv.website,
        logo=bytes(swv.logo) if swv.logo else None,
        accent_colour=swv.accent_colour,
        signer_name=swv.signer_name,
        signer_function=swv.signer_function,
        objection_address=tuple(swv.objection_address.splitlines()),
        support_point=tuple(swv.support_point.splitlines()),
        formal=swv.formal_address,
    )


def _recipient(location: Location, student: Student, addressee: Addressee) -> tuple[str, ...]:
    if addressee is Addressee.SCHOOL:
        return (location.school.name, location.name, *location.address_lines)
    return (f"Aan de ouders of verzorgers van {student.full_name}", *student.address_lines)
