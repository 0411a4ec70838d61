"""The letters of a decision: made once, stored with their hash, and then announced."""

from __future__ import annotations

import hashlib

import pytest

from allocation.models import Decision, Job
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
    letters = list(decision.letters.all())
    assert [letter.addressee for letter in letters] == ["parents", "school"]
    for letter in letters:
        pdf = letter.file.read()
        assert pdf.startswith(b"%PDF-")
        assert hashlib.sha256(pdf).hexdigest() == letter.sha256
