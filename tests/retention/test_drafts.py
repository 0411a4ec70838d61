"""Drafts that nobody works on: a warning without names, removal after ninety days, saved when touched."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from allocation.models import Document, Request
from allocation.policy.facts import Track
from allocation.retention import drafts
from allocation.retention.tasks import nightly
from allocation.services import prepare, pupil
from schools.access import Role
from schools.models import Membership, Student
from swv_portal import clock
from swv_portal.audit.models import AuditEvent
from tests.allocation.services.test_request_to_decision import NOW

from .stories import Waterrijk, filed, noon, waterrijk

pytestmark = pytest.mark.django_db
# Left on 24 November 2026: 90 days later is 22 February 2027, fourteen days before that is 8 February.
DAY_BEFORE, WARNED_ON = dt.date(2027, 2, 7), dt.date(2027, 2, 8)
LAST_DAY, GONE_ON = dt.date(2027, 2, 22), dt.date(2027, 2, 23)


@pytest.fixture
def place() -> Waterrijk:
    found = waterrijk()
    Membership.objects.create(
        user_id=found.marit.user_id, role=Role.COORDINATOR, school=found.location.school, valid_from=dt.date(2020, 1, 1)
    )
    return found


def a_draft(place: Waterrijk, name: str = "Imane") -> Request:
    request_id = uuid.uuid4()
    prepare.start_request(
        actor=place.marit, request_id=request_id, location_id=place.location.pk, track=Track.LWOO, at=NOW
    )
    pupil.save_pupil(
        actor=place.marit,
        request_id=request_id,
        unread={},
        at=NOW,
        values={"call_name": name, "last_name": "El Idrissi"},
    )
    return Request.objects.get(pk=request_id)


def test_imanes_draft_is_told_of_and_goes_after_ninety_days(place: Waterrijk) -> None:
    draft = a_draft(place)
    document = Document(
        request=draft, kind="report", name="a.pdf", content_type="application/pdf", size=1, sha256="1",
        added_by_id=place.marit.user_id, added_at=NOW,
    )  # fmt: skip
    document.file.save("a", ContentFile(b"x"))
    path = document.file.name
    assert drafts.warn(at=noon(DAY_BEFORE)) == 0
    assert drafts.warn(at=noon(WARNED_ON)) == 1
    assert drafts.warn(at=noon(WARNED_ON)) == 0
    assert drafts.remove(at=noon(LAST_DAY)) == 0
    assert drafts.remove(at=noon(GONE_ON)) == 1
    assert drafts.remove(at=noon(GONE_ON)) == 0
    assert not Request.objects.exists()
    assert not Student.objects.exists()
    assert not default_storage.exists(path)
    assert AuditEvent.objects.filter(action="draft.expire", actor_label="SWV-portaal").count() == 1


def test_the_mail_names_the_place_and_the_day_and_no_pupil(place: Waterrijk) -> None:
    a_draft(place)
    drafts.warn(at=noon(WARNED_ON))
    (sent,) = mail.outbox
    assert sent.to == ["school@vo9951.example"]
    assert "Vestiging die niet zijn ingediend: 1." in sent.body
    assert "na 22 februari 2027" in sent.body
    assert "Imane" not in sent.body + sent.subject
    assert "Idrissi" not in sent.body + sent.subject


def test_a_draft_touched_again_is_saved(place: Waterrijk) -> None:
    draft = a_draft(place)
    drafts.warn(at=noon(WARNED_ON))
    prepare.save_reasoning(
        actor=place.marit, request_id=draft.pk, values={"motivation": "Volgt."}, unread={}, at=noon(LAST_DAY)
    )
    assert drafts.remove(at=noon(GONE_ON)) == 0
    later = LAST_DAY + dt.timedelta(days=91)
    # Not even then: about this activity nobody was warned yet.
    assert drafts.remove(at=noon(later)) == 0
    assert drafts.warn(at=noon(later)) == 1
    assert drafts.remove(at=noon(later + dt.timedelta(days=13))) == 0
    assert drafts.remove(at=noon(later + dt.timedelta(days=14))) == 1


def test_a_draft_nobody_could_be_warned_of_stays(place: Waterrijk, monkeypatch: pytest.MonkeyPatch) -> None:
    a_draft(place)

    def broken(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(drafts, "send_mail", broken)
    assert drafts.warn(at=noon(WARNED_ON)) == 0
    assert drafts.remove(at=noon(GONE_ON)) == 0
    monkeypatch.undo()
    Membership.objects.all().delete()
    assert drafts.warn(at=noon(GONE_ON)) == 0


def test_the_night_touches_nothing_that_was_filed(place: Waterrijk, monkeypatch: pytest.MonkeyPatch) -> None:
    filed(place, "Daan")
    monkeypatch.setattr(clock, "now", lambda: noon(dt.date(2060, 1, 1)))
    nightly()
    assert Request.objects.count() == 1
    assert not mail.outbox
