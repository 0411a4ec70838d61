"""A request from an OSO dossier: everything it tells, in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from allocation.intake.oso import OsoDossier, Parent, read_dossier
from allocation.models import Document, Request
from allocation.policy.facts import Track
from schools.access import Actor
from schools.models import EarlierSupport, Guardian, SchoolHistoryEntry, Student
from swv_portal.audit.record import record

from .attach import AlreadyThere, store_document
from .prepare import save_reasoning, save_tests, start_request
from .pupil import save_pupil
from .steps import lock_request


def import_dossier(
    *, actor: Actor, request_id: uuid.UUID, location_id: int, track: Track, content: BinaryIO, at: dt.datetime
) -> Request:
    """Read the dossier and fill a draft with it; the report of what was taken over is kept with the request.

    Raises RefusedDossier, NoSwv, Location.DoesNotExist. The same id again gives the draft that is there.
    """
    dossier = read_dossier(content, max_bytes=settings.MAX_DOSSIER_BYTES)
    stored: list[Document] = []
    try:
        with transaction.atomic():
            return _fill(
                actor=actor,
                request_id=request_id,
                location_id=location_id,
                track=track,
                dossier=dossier,
                at=at,
                stored=stored,
            )
    except BaseException:
        for document in stored:
            document.file.storage.delete(document.file.name)
        raise


def _fill(
    *,
    actor: Actor,
    request_id: uuid.UUID,
    location_id: int,
    track: Track,
    dossier: OsoDossier,
    at: dt.datetime,
    stored: list[Document],
) -> Request:
    request = start_request(actor=actor, request_id=request_id, location_id=location_id, track=track, at=at)
    if request.intake_report is not None:
        return request
    step: dict[str, Any] = {"actor": actor, "request_id": request_id, "unread": {}, "at": at}
    save_pupil(**step, values=_pupil(dossier), ask=False)
    save_tests(**step, values=_tests(dossier))
    save_reasoning(**step, values=_reasoning(dossier))
    request = lock_request(actor=actor, request_id=request_id)
    for attachment in dossier.attachments:
        kind = Document.Kind(attachment.suggested_kind or Document.Kind.OTHER)
        try:
            stored.append(
                store_document(
                    actor=actor, request=request, kind=kind, checked=attachment.document, data=attachment.content
                )
            )
        except AlreadyThere:
            continue  # dossiers carry the same file in more than one place
    _pupil_background(request, dossier)
    request.school_advice = _advice(dossier)
    request.intake_report = dossier.report.as_json()
    request.save(update_fields=["intake_report", "school_advice", "changed_at"])
    record(actor=actor, action="dossier.import", on=request, swv_id=request.swv_id, profile=dossier.metadata.profile)
    return request


def _pupil(dossier: OsoDossier) -> dict[str, Any]:
    pupil = dossier.pupil
    names = ("first_names", "call_name", "initials", "prefix", "last_name", "birth_date", "gender", "las_key")
    found: dict[str, Any] = {name: getattr(pupil, name) for name in names}
    found |= {"secret_address": pupil.secret_address, "comes_from": dossier.comes_from}
    for name in ("street", "house_number", "postcode", "city"):
        found[name] = getattr(pupil.address, name) if pupil.address else ""
    return found


def _tests(dossier: OsoDossier) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if dossier.iq is not None:
        found |= {
            "iq": dossier.iq.score,
            "iq_instrument": dossier.iq.instrument[:160],
            "iq_tested_on": dossier.iq.tested_on,
            "iq_responsible": dossier.iq.responsible[:120],
            "iq_responsible_role": dossier.iq.responsible_role,
        }
    for result in dossier.delays:
        found |= {
            f"dle_{result.domain}": result.dle_months,
            f"dl_{result.domain}": result.dl_months,
            f"instrument_{result.domain}": result.instrument[:160],
            f"tested_on_{result.domain}": result.tested_on,
        }
    return found


def _reasoning(dossier: OsoDossier) -> dict[str, Any]:
    """The view of the parents in the dossier is about the dossier: a first value, for the school to confirm."""
    consent = dossier.consent
    return {
        "parents_view": consent.suggested_view,
        "parents_view_text": consent.reason,
        "parents_view_on": consent.seen_on,
    }


def _pupil_background(request: Request, dossier: OsoDossier) -> None:
    """School history, parents and earlier support: a newer dossier replaces what an older one told."""
    student = request.student
    if student is None:
        return
    for told in (student.school_history, student.guardians, student.earlier_support):
        told.all().delete()
    SchoolHistoryEntry.objects.bulk_create(
        SchoolHistoryEntry(
            student=student,
            school_year=year.school_year[:9],
            year_group=year.year_group[:30],
            school_brin=year.location[:6],
            school_type=" ".join(part for part in (year.kind, year.school_type) if part)[:60],
        )
        for year in dossier.history
    )
    Guardian.objects.bulk_create(_guardian(student, parent) for parent in dossier.parents)
    EarlierSupport.objects.bulk_create(
        EarlierSupport(
            student=student,
            kind=measure.kind[:40],
            starts_on=measure.starts,
            ends_on=measure.ends,
            issuer=measure.swv[:60],
            number=measure.number[:120],
            detail=measure.detail[:200],
        )
        for measure in dossier.support
    )


def _guardian(student: Student, parent: Parent) -> Guardian:
    names = (parent.initials or parent.first_names, parent.prefix, parent.last_name)
    address = parent.address
    return Guardian(
        student=student,
        name=" ".join(part for part in names if part),
        relation=parent.relation[:40],
        street=address.street if address else "",
        house_number=address.house_number if address else "",
        postcode=address.postcode[:7] if address else "",
        city=address.city if address else "",
    )


def _advice(dossier: OsoDossier) -> str:
    """The advice as the dossier gives it: codes of OSO codelijst 2, and the reasoning in words."""
    advice = dossier.advice
    parts = [
        f"Advies: code {advice.school}" if advice.school else "",
        f"Bijgesteld: code {advice.revised}" if advice.revised else "",
        f"Profiel: {advice.profile}" if advice.profile else "",
        advice.reasoning,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)
