"""Whoever sees test scores or documents of a pupil leaves a trace, at every door."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from allocation.models import Decision, Document, Job, Letter, Request
from allocation.policy.facts import Track
from allocation.services import jobs, prepare, submit
from swv_portal.audit.models import AuditEvent
from tests.allocation.services.test_request_to_decision import NOW, decide

from .people import Region, a_region, as_, told

pytestmark = pytest.mark.django_db


def returned(region: Region) -> Request:
    """Daan's request, returned to the school for additions."""
    submit.ask_additions(actor=region.ruben, request_id=region.daan.pk, note="Graag het verslag.", at=NOW)
    return region.daan


def test_every_look_at_a_dossier_counts_with_role_and_organisation() -> None:
    region = a_region()
    client = as_(region.ruben)
    for _ in range(2):
        assert client.get(reverse("request", args=[region.daan.pk])).status_code == 200
    looks = told("dossier.view")
    assert [(one.actor_label, one.actor_role, one.actor_organisation) for one in looks] == [
        ("swv", "decider", "SWV VO9901")
    ] * 2
    assert {one.dossier_id for one in looks} == {str(region.daan.pk)}


@pytest.mark.parametrize(
    ("route", "step"),
    [
        ("request_pupil", "leerling"),
        ("request_tests", "toetsgegevens"),
        ("request_reasoning", "onderbouwing"),
        ("request_documents", "documenten"),
        ("request_check", "controleren"),
        ("request_taken_over", "overgenomen"),
    ],
)
def test_opening_a_step_of_a_returned_dossier_is_a_look(route: str, step: str) -> None:
    region = a_region()
    request = returned(region)
    Request.objects.filter(pk=request.pk).update(intake_report={"taken": []})
    as_(region.marit).get(reverse(route, args=[request.pk]))
    assert [(one.details["step"], one.dossier_id) for one in told("step.view")] == [(step, str(request.pk))]


def test_saving_while_typing_is_no_look_but_is_known_as_saving() -> None:
    region = a_region()
    request = returned(region)
    before = len(told("request.save"))
    sent = as_(region.marit).post(reverse("request_autosave", args=[request.pk, "toetsgegevens"]), {"iq": "86"})
    assert sent.status_code == 200
    assert told("step.view") == []
    assert [one.details for one in told("request.save")[before:]] == [{"step": "toetsgegevens"}]


def test_a_decision_that_is_shown_again_with_its_error_is_a_look() -> None:
    region = a_region()
    as_(region.ruben).post(reverse("request_decide", args=[region.daan.pk]), {})
    assert len(told("dossier.view")) == 1


def test_what_is_refused_or_hidden_is_no_look() -> None:
    region, other = a_region(), a_region("VO9902")
    assert as_(other.ruben).get(reverse("request", args=[region.daan.pk])).status_code == 404
    assert as_(region.nadia).get(reverse("request", args=[region.daan.pk])).status_code == 403
    assert as_(region.ruben).get(reverse("request_tests", args=[region.daan.pk])).status_code == 403
    assert told("dossier.view") + told("step.view") == []


def test_a_document_names_its_kind_and_its_dossier() -> None:
    region = a_region()
    document = Document.objects.get(request=region.daan)
    document.file.save("okr.pdf", ContentFile(b"%PDF-1.4"))
    Document.objects.filter(pk=document.pk).update(**clean(document))
    assert as_(region.ruben).get(reverse("document", args=[region.daan.pk, document.pk])).status_code == 200
    assert [(one.details, one.dossier_id) for one in told("document.download")] == [
        ({"kind": "report"}, str(region.daan.pk))
    ]


def clean(document: Document) -> dict[str, str]:
    """Checked, where documents are checked first."""
    return {"scan": "clean"} if hasattr(document, "scan") else {"name": document.name}


def test_a_letter_names_to_whom_it_is() -> None:
    region = a_region()
    decision = decide(region.ruben, region.daan, Decision.Outcome.GRANTED)
    letter = Letter(
        decision=decision, addressee="parents", size=1, sha256="x", template_version="1", sent_on=NOW.date()
    )
    letter.file.save("brief.pdf", ContentFile(b"%PDF-1.4"), save=False)
    letter.save(force_insert=True)
    assert as_(region.marit).get(reverse("letter", args=[region.daan.pk, "parents"])).status_code == 200
    assert [(one.details, one.dossier_id) for one in told("letter.view")] == [
        ({"addressee": "parents"}, str(region.daan.pk))
    ]
    assert [one.dossier_id for one in told("decision.take")] == [str(region.daan.pk)]


def test_a_removed_document_can_still_be_traced_to_its_dossier() -> None:
    region = a_region()
    request_id = uuid.uuid4()
    location = region.daan.location_id
    prepare.start_request(actor=region.marit, request_id=request_id, location_id=location, track=Track.LWOO, at=NOW)
    prepare.discard_draft(actor=region.marit, request_id=request_id)
    assert [one.dossier_id for one in told("request.discard")] == [str(request_id)]


def test_the_sweep_tells_only_when_it_did_something() -> None:
    region = a_region()
    jobs.resend_overdue(now=NOW)
    assert told("jobs.resend") == []
    decide(region.ruben, region.daan, Decision.Outcome.GRANTED)
    Job.objects.update(touched_at=NOW - dt.timedelta(hours=1))
    jobs.resend_overdue(now=NOW)
    assert [(one.actor_label, one.actor_role, one.details) for one in told("jobs.resend")] == [
        ("SWV-portaal", "system", {"jobs": 1})
    ]


def test_no_score_and_no_name_of_the_pupil_is_in_any_event() -> None:
    region = a_region()
    as_(region.ruben).get(reverse("request", args=[region.daan.pk]))
    decide(region.ruben, region.daan, Decision.Outcome.GRANTED)
    everything = " ".join(str(one) for one in AuditEvent.objects.values())
    assert "Brouwer" not in everything
    assert '"84"' not in everything
    assert "2014" not in everything
