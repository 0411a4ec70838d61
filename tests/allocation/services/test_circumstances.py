"""From what a school filled in to the facts of filing."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from allocation.models import Decision, Document, Framework, Request, RouteInfo
from allocation.policy.circumstances import Circumstances, ComesFrom, SpecialGround, SpecialGroup
from allocation.policy.facts import Track
from allocation.services import prepare
from allocation.services.circumstances import circumstances_of, designated_until
from schools.models import Student
from tests.allocation.services.test_request_to_decision import NOW, a_filed_request, an_swv, decide

ON = dt.date(2026, 11, 24)


@pytest.mark.django_db
def test_a_fresh_request_knows_nothing() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    request = prepare.start_request(
        actor=coordinator, request_id=uuid.uuid4(), location_id=location.pk, track=Track.PRO, at=NOW
    )
    assert circumstances_of(request, filed_on=ON) == Circumstances(ON)
    assert not RouteInfo.objects.exists()


@pytest.mark.django_db
def test_what_the_school_told_about_yara_becomes_facts() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    request = a_filed_request(location, coordinator, "Yara")
    Request.objects.filter(pk=request.pk).update(track=Track.PRO, comes_from="vo_later")
    RouteInfo.objects.create(
        request=request,
        in_nl_since=dt.date(2020, 2, 29),
        special_group="lwoo",
        special_grounds=["border_scores", "other_problems"],
        parents_consent=True,
        parents_consent_on=dt.date(2026, 11, 2),
        done_so_far="Klein groepje, weinig effect.",
        risks="  ",
    )
    document = request.documents.get()
    Document.objects.create(
        request=request, kind=Document.Kind.LWOO_DECISION, sha256="x", size=1, added_by=document.added_by, added_at=NOW
    )
    assert circumstances_of(Request.objects.get(pk=request.pk), filed_on=ON) == Circumstances(
        filed_on=ON,
        comes_from=ComesFrom.VO_LATER,
        in_nl_since=dt.date(2020, 2, 29),
        special_group=SpecialGroup.LWOO,
        special_grounds=(SpecialGround.BORDER_SCORES, SpecialGround.OTHER_PROBLEMS),
        parents_consent=True,
        parents_consent_on=dt.date(2026, 11, 2),
        told=("done_so_far", "motivation", "parents_view"),
        documents=("lwoo_decision", "report"),
    )


@pytest.fixture
def samira(db: None) -> tuple[Request, Decision]:
    """Samira's designation of two years ago under a framework, and the request to renew it."""
    swv, location, coordinator, decider = an_swv("VO9901")
    earlier = a_filed_request(location, coordinator, "Samira")
    framework = Framework.objects.create(
        swv=swv,
        track=Track.LWOO,
        name="Eigen drempels",
        variant="opting_out_thresholds",
        valid_from=dt.date(2024, 1, 1),
        created_by_id=decider.user_id,
        created_at=NOW,
        changed_at=NOW,
    )
    Request.objects.filter(pk=earlier.pk).update(framework=framework)
    decision = decide(decider, earlier, Decision.Outcome.GRANTED)
    new = prepare.start_request(
        actor=coordinator, request_id=uuid.uuid4(), location_id=location.pk, track=Track.LWOO, at=NOW
    )
    Request.objects.filter(pk=new.pk).update(student=earlier.student)
    new.refresh_from_db()
    return new, decision


def _granted(decision: Decision, **changed: Any) -> None:
    """The same decision with other facts: decisions are never edited, so it is written again."""
    again = Decision.objects.get(pk=decision.pk)
    request = Request.objects.get(pk=decision.request_id)
    request.pk, request.number = uuid.uuid4(), f"x-{uuid.uuid4().hex[:8]}"
    request.save(force_insert=True)
    again.pk, again.request, again.sequence = uuid.uuid4(), request, Decision.objects.count() + 1
    again.valid_from, again.valid_until = dt.date(2025, 8, 1), dt.date(2027, 8, 1)
    for name, value in changed.items():
        setattr(again, name, value)
    again.save(force_insert=True)


def test_samira_has_a_designation_that_ends(samira: tuple[Request, Decision]) -> None:
    request, decision = samira
    assert designated_until(request, on=ON) is None
    _granted(decision)
    assert designated_until(request, on=ON) == dt.date(2027, 8, 1)
    assert designated_until(request, on=dt.date(2027, 7, 31)) == dt.date(2027, 8, 1)
    assert designated_until(request, on=dt.date(2027, 8, 1)) is None
    _granted(decision, valid_until=dt.date(2028, 8, 1))
    assert designated_until(request, on=ON) == dt.date(2028, 8, 1)


@pytest.mark.parametrize("changed", [{"outcome": "refused"}, {"track": "pro"}, {"valid_until": None}])
def test_what_is_no_running_designation(samira: tuple[Request, Decision], changed: dict[str, Any]) -> None:
    request, decision = samira
    _granted(decision, **changed)
    assert designated_until(request, on=ON) is None


def test_a_designation_of_another_swv_or_another_pupil_or_for_pro_does_not_count(
    samira: tuple[Request, Decision],
) -> None:
    request, decision = samira
    other, *_ = an_swv("VO9902")
    _granted(decision, swv=other)
    assert designated_until(request, on=ON) is None
    _granted(decision)
    assert designated_until(request, on=ON)
    Request.objects.filter(pk=request.pk).update(track=Track.PRO)
    assert designated_until(Request.objects.get(pk=request.pk), on=ON) is None
    stranger = Student.objects.create(school=request.location.school, last_name="Vos")
    Request.objects.filter(pk=request.pk).update(track=Track.LWOO, student=stranger)
    assert designated_until(Request.objects.get(pk=request.pk), on=ON) is None


def test_a_designation_under_the_national_rules_is_not_renewed(samira: tuple[Request, Decision]) -> None:
    request, decision = samira
    _granted(decision)
    Request.objects.exclude(pk=request.pk).update(framework=None)
    assert designated_until(request, on=ON) is None
