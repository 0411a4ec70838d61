"""What a concept would have changed on the SWV's own requests."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allocation.models import Job, WhatIf
from allocation.policy.facts import Track
from allocation.services import jobs, what_if
from allocation.services.framework_seals import rules_seal
from schools.access import NotAllowed

from .stories import AUTUMN, a_concept, a_national, a_published, a_region, changed, filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def moments() -> Iterator[dt.datetime]:
    """A clock that goes on a second at a time."""
    return (AUTUMN + dt.timedelta(seconds=turn) for turn in range(10_000))


def test_counts_cross_table_and_list_of_what_changes() -> None:
    region = a_region()
    filed(region, number=1, iq=(78, 78))
    filed(region, number=2, iq=(88, 88))
    filed(region, number=3, iq=(88, 88), framework=None, filed_on=dt.date(2026, 3, 2))
    filed(region, number=4, iq=(130, 130))
    filed(region, number=5, iq=None, dle=None)
    concept = a_concept(region, options={"iq_highest": "85"})
    result = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=3, at=AUTUMN).result
    assert (result["requests"], result["changed"]) == (5, 2)
    assert (result["old"]["lwoo"], result["new"].get("lwoo")) == (2, None)
    assert {"old": "lwoo", "new": "geen", "count": 2} in result["cross"]
    assert [one["number"] for one in result["changes"]] == ["2026-0003", "2026-0002"]
    assert {(one["old"], one["new"]) for one in result["changes"]} == {("lwoo", "geen")}
    assert sum(row["requests"] for row in result["locations"]) == 5
    assert result["since"] == "2023-11-24"
    told = json.dumps(result)
    assert "Leerling" not in told
    assert "Kim" not in told
    assert "iq" not in told


def test_a_request_is_compared_with_the_framework_it_was_filed_under() -> None:
    region = a_region()
    strict = a_published(region, options={"iq_highest": "85"})
    filed(region, number=1, iq=(88, 88), framework=strict, filed_on=dt.date(2026, 11, 3))
    filed(region, number=2, iq=(88, 88), filed_on=dt.date(2026, 11, 4))
    concept = a_concept(region, options={"iq_highest": "110"})
    result = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=1, at=AUTUMN).result
    assert (result["old"], result["new"]) == ({"geen": 1, "lwoo": 1}, {"lwoo": 2})


def test_only_filed_requests_of_this_swv_this_track_and_these_years_count() -> None:
    region, other = a_region(), a_region("VO9922")
    filed(region, number=1, iq=(78, 78))
    filed(region, number=2, iq=(78, 78), state="withdrawn")
    filed(region, number=3, iq=(60, 60), track=Track.PRO)
    filed(region, number=4, iq=(78, 78), filed_on=dt.date(2022, 11, 23))
    filed(other, number=5, iq=(78, 78))
    concept = a_concept(region)
    ask = {"actor": region.nadia, "framework_id": concept.pk, "at": AUTUMN}
    assert what_if.ask(**ask, years=3).result["requests"] == 1
    assert what_if.ask(**ask, years=5).result["requests"] == 2


def test_where_the_school_judges_a_filed_request_counts_as_yes_and_the_result_says_so() -> None:
    region = a_region()
    filed(region, number=1, iq=(125, 125))
    filed(region, number=2, iq=None)
    concept = a_concept(region, variant="opting_out_school_judgement")
    result = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=3, at=AUTUMN).result
    assert result["assumes_judgement"]
    assert result["new"] == {"lwoo": 2}


def test_where_nobody_is_designated_nobody_meets_lwoo() -> None:
    region = a_region()
    filed(region, number=1, iq=(78, 78))
    concept = a_concept(region, variant="opting_out_no_designation")
    result = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=3, at=AUTUMN).result
    assert "lwoo" not in result["new"]


def test_queries_do_not_grow_with_the_number_of_requests() -> None:
    region = a_region()
    concept = a_concept(region)

    def queries_for(numbers: range) -> int:
        for number in numbers:
            filed(region, number=number, iq=(78 + number, 78 + number))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            what_if.compute(concept, since=dt.date(2026, 1, 1))
        return len(seen)

    assert queries_for(range(1, 3)) == queries_for(range(3, 20))


def test_much_work_is_done_by_the_worker_and_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, moments: Iterator[dt.datetime]
) -> None:
    monkeypatch.setattr(what_if, "INLINE", 3)
    monkeypatch.setattr(what_if, "CHUNK", 2)
    region = a_region()
    for number in range(1, 6):
        filed(region, number=number, iq=(78, 78))
    concept = a_concept(region)
    asked = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=3, at=AUTUMN)
    assert what_if.ask(actor=region.tom, framework_id=concept.pk, years=3, at=AUTUMN) == asked
    job = Job.objects.get(what_if=asked)
    assert (asked.result, job.state) == (None, Job.State.WAITING)
    heard: list[int] = []
    touch = jobs.touch
    monkeypatch.setattr(jobs, "touch", lambda **said: (heard.append(said["progress"]), touch(**said)))
    what_if.run(job_id=job.pk, now=lambda: next(moments))
    what_if.run(job_id=job.pk, now=lambda: next(moments))
    asked.refresh_from_db()
    job.refresh_from_db()
    assert (job.state, job.progress, job.attempts) == (Job.State.DONE, 100, 1)
    assert heard == [40, 80, 99]
    assert asked.result["requests"] == 5


def test_a_computation_that_keeps_failing_waits_for_a_person_and_one_that_was_lost_is_sent_again(
    monkeypatch: pytest.MonkeyPatch, moments: Iterator[dt.datetime]
) -> None:
    monkeypatch.setattr(what_if, "INLINE", 0)
    region = a_region()
    filed(region, number=1, iq=(78, 78))
    concept = a_concept(region)
    asked = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=3, at=AUTUMN)
    job = Job.objects.get(what_if=asked)
    assert jobs.resend_overdue(now=AUTUMN + jobs.OVERDUE * 2) == 1

    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("IQ 78")

    with monkeypatch.context() as broken:
        broken.setattr(what_if, "compute", breaks)
        for _ in range(jobs.MAX_ATTEMPTS):
            with pytest.raises(ZeroDivisionError):
                what_if.run(job_id=job.pk, now=lambda: next(moments))
    job.refresh_from_db()
    assert (job.state, job.problem) == (Job.State.FAILED, "ZeroDivisionError")
    what_if.retry(actor=region.nadia, framework_id=concept.pk, at=AUTUMN)
    what_if.run(job_id=job.pk, now=lambda: next(moments))
    asked.refresh_from_db()
    assert asked.result["requests"] == 1


def test_a_concept_thrown_away_meanwhile_is_no_problem_for_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what_if, "INLINE", 0)
    region = a_region()
    filed(region, number=1, iq=(78, 78))
    concept = a_concept(region)
    job = Job.objects.get(what_if=what_if.ask(actor=region.nadia, framework_id=concept.pk, years=3, at=AUTUMN))

    def thrown_away(*_: object, **__: object) -> None:
        concept.delete()
        raise WhatIf.DoesNotExist

    monkeypatch.setattr(what_if, "compute", thrown_away)
    what_if.run(job_id=job.pk, now=lambda: AUTUMN)
    assert not Job.objects.exists()


def test_saving_computes_again_over_the_same_years_only_when_the_rules_changed() -> None:
    region = a_region()
    filed(region, number=1, iq=(78, 78))
    concept = a_concept(region)
    first = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=5, at=AUTUMN)
    changed(region, concept, name="Andere naam")
    assert what_if.refresh(actor=region.nadia, framework_id=concept.pk, at=AUTUMN) == first
    now = changed(region, concept, options={"iq_highest": "85"})
    second = what_if.refresh(actor=region.nadia, framework_id=concept.pk, at=AUTUMN)
    assert (second.since, second.options_seal) == (first.since, rules_seal(now))
    assert second != first


def test_a_school_and_another_swv_cannot_ask() -> None:
    region, other = a_region(), a_region("VO9922")
    concept = a_concept(region)
    with pytest.raises(NotAllowed):
        what_if.ask(actor=region.marit, framework_id=concept.pk, years=3, at=AUTUMN)
    with pytest.raises(type(concept).DoesNotExist):
        what_if.ask(actor=other.nadia, framework_id=concept.pk, years=3, at=AUTUMN)


def test_a_leap_day_has_a_day_years_before() -> None:
    assert what_if.years_before(dt.date(2028, 2, 29), 3) == dt.date(2025, 2, 28)


def test_a_national_concept_with_another_reading_is_compared_too() -> None:
    region = a_region()
    a_national(region)
    filed(region, number=1, iq=(78, 78), dle=20)
    concept = changed(region, a_concept(region, variant="national"), reading="literal")
    result = what_if.ask(actor=region.nadia, framework_id=concept.pk, years=3, at=AUTUMN).result
    assert result["requests"] == 1
