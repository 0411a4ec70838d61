"""Filed requests of pupils who do not come directly: what the sealed receipt says of their route."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from allocation.models import Document, Request
from allocation.policy.algebra import Standing
from allocation.policy.decide import Receipt
from allocation.policy.facts import Track
from allocation.policy.notes import Weight
from allocation.policy.outcomes import Advice
from allocation.services import prepare, pupil, submit
from schools.access import Actor
from schools.models import Location
from tests.allocation.services.test_request_to_decision import NOW, an_swv

TOLD = {
    "motivation": "Loopt vast in de lessen.",
    "parents_view": "agree",
    "parents_view_on": dt.date(2026, 11, 2),
    "special_group": "tlv",
    "special_grounds": ["problems_require_pro"],
    "parents_consent": True,
    "parents_consent_on": dt.date(2026, 11, 2),
    "done_so_far": "Kleine groep.",
    "experts": "geen",
    "risks": "Schooluitval.",
}


def file(location: Location, coordinator: Actor, track: Track, *papers: str, **told: Any) -> Receipt:
    """A request of a pupil in year 3, without a single test, filed."""
    request_id = uuid.uuid4()
    step: dict[str, Any] = {"actor": coordinator, "request_id": request_id, "unread": {}, "at": NOW}
    prepare.start_request(actor=coordinator, request_id=request_id, location_id=location.pk, track=track, at=NOW)
    name = {"call_name": "Yara", "last_name": "Smit", "birth_date": dt.date(2012, 8, 8)}
    pupil.save_pupil(**step, values=name | {"comes_from": "vo_later"}, same_pupil=True)
    prepare.save_reasoning(**step, values=TOLD | told)
    for kind in papers:
        Document.objects.create(
            request_id=request_id,
            kind=kind,
            sha256=kind,
            size=1,
            scan="clean",
            added_by_id=coordinator.user_id,
            added_at=NOW,
        )
    if track is Track.LWOO or not told.get("parents_consent", True):
        prepare.save_incomplete_reason(actor=coordinator, request_id=request_id, reason="Volgt.", at=NOW)
    filed = submit.file_request(actor=coordinator, request_id=request_id, at=NOW)
    return Receipt.from_json(filed.receipts.get().body)


@pytest.mark.django_db
def test_a_whole_later_change_is_filed_without_tests_or_reasons_and_goes_to_a_person() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    receipt = file(location, coordinator, Track.PRO, "tlv", "plan")
    assert Request.objects.get().incomplete_reason == ""
    assert (receipt.route, receipt.special_route, receipt.advice) == (Standing.MET, True, Advice.PERSON_DECIDES)


@pytest.mark.django_db
def test_without_the_tlv_the_school_must_say_why_before_filing() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    with pytest.raises(submit.Incomplete) as refusal:
        file(location, coordinator, Track.PRO, "report")
    assert refusal.value.needs_reason
    assert {one.field for one in refusal.value.missing if one.expected} == {"tlv"}


@pytest.mark.django_db
def test_refused_consent_and_lwoo_in_year_three_can_be_filed_but_are_outside_the_routes() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    refused = file(location, coordinator, Track.PRO, "tlv", "plan", parents_consent=False, parents_consent_on=None)
    lwoo = file(location, coordinator, Track.LWOO, "report")
    for receipt, article in ((refused, "Ub WVO 2020 art. 2.47 lid 2"), (lwoo, "WVO 2020 art. 2.43 lid 3")):
        assert (receipt.route, receipt.advice) == (Standing.NOT_MET, Advice.REFUSE)
        assert [note.citation for note in receipt.notes if note.weight is Weight.OBSTACLE] == [article]
