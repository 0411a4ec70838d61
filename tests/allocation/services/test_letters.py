"""The letters of a decision: made once, stored with their hash, and then announced."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from allocation.models import Decision, Job
from allocation.services import letters
from allocation.services.jobs import MAX_ATTEMPTS, OVERDUE, resend_overdue, retry_letters
from allocation.services.letters import make_letters
from allocation.workflow import State

from .test_request_to_decision import NOW, a_filed_request, an_swv, decide


@pytest.mark.django_db
def test_both_letters_are_made_once_and_the_decision_is_announced() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    swv.signer_name = "Ruben Adriaanse"
    swv.save()
    decision = decide(decider, a_filed_request(location, coordinator), Decision.Outcome.GRANTED)
    job = Job.objects.get(decision=decision)
    make_letters(job_id=job.pk, at=NOW)
    make_letters(job_id=job.pk, at=NOW)
    job.refresh_from_db()
    decision.request.refresh_from_db()
    assert (job.state, job.progress, job.attempts) == (Job.State.DONE, 100, 1)
    assert decision.request.state == State.ANNOUNCED
    made = list(decision.letters.all())
    assert [letter.addressee for letter in made] == ["parents", "school"]
    for letter in made:
        pdf = letter.file.read()
        assert pdf.startswith(b"%PDF-")
        assert hashlib.sha256(pdf).hexdigest() == letter.sha256


@pytest.mark.django_db
def test_a_worker_that_died_halfway_costs_time_and_never_a_second_letter() -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    decision = decide(decider, a_filed_request(location, coordinator), Decision.Outcome.GRANTED)
    job = Job.objects.get(decision=decision)
    letters.make_letter(decision=decision, addressee=letters.Addressee.PARENTS, sent_on=NOW.date())
    Job.objects.update(state=Job.State.RUNNING, attempts=1)
    make_letters(job_id=job.pk, at=NOW)
    assert decision.letters.count() == 1, "a job that runs is left alone"
    assert resend_overdue(now=NOW + OVERDUE / 2) == 0
    assert resend_overdue(now=NOW + OVERDUE * 2) == 1
    make_letters(job_id=job.pk, at=NOW + OVERDUE * 2)
    job.refresh_from_db()
    assert (job.state, decision.letters.count()) == (Job.State.DONE, 2)


@pytest.mark.django_db
def test_letters_that_keep_failing_wait_for_a_person_who_starts_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    decision = decide(decider, a_filed_request(location, coordinator), Decision.Outcome.GRANTED)
    job = Job.objects.get(decision=decision)
    with monkeypatch.context() as broken:
        broken.setattr(letters, "render_letter", lambda facts: 1 / 0)
        for attempt in range(MAX_ATTEMPTS):
            with pytest.raises(ZeroDivisionError):
                make_letters(job_id=job.pk, at=NOW + dt.timedelta(minutes=attempt))
    job.refresh_from_db()
    assert (job.state, job.problem) == (Job.State.FAILED, "ZeroDivisionError")
    decision.request.refresh_from_db()
    assert decision.request.state == State.DECIDED
    retry_letters(actor=decider, request_id=decision.request_id, at=NOW)
    make_letters(job_id=job.pk, at=NOW)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
