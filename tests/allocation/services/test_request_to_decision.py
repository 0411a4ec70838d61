"""From a coordinator's draft to a numbered decision, through the services and a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.utils import InternalError

from allocation import queries
from allocation.intake.values import parse_iq
from allocation.models import Decision, Document, Job, NumberSeries, ReceiptRecord, Request
from allocation.policy.facts import Track
from allocation.policy.measures import Range
from allocation.services import conclude, prepare, pupil, submit
from allocation.services.numbers import next_number
from allocation.workflow import NotNow, State
from schools.access import Actor, NotAllowed, Role
from schools.models import Board, Location, LocationAffiliation, School, Swv, User
from swv_portal.audit.models import AuditEvent

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def an_swv(code: str) -> tuple[Swv, Location, Actor, Actor]:
    """An SWV with one location, its coordinator and the SWV's decider."""
    swv = Swv.objects.create(code=code, name=f"SWV {code}")
    board = Board.objects.create(number=f"9{code[2:]}", name="Bestuur")
    school = School.objects.create(brin=code[2:], name="School", board=board)
    location = Location.objects.create(school=school, code=f"{code[2:]}00", name="Vestiging", streams=["vmbo-bb"])
    LocationAffiliation.objects.create(location=location, swv=swv, valid_from=dt.date(2016, 1, 1))
    users = [User.objects.create_user(f"{role}@{code}.example", name=role) for role in ("school", "swv")]
    coordinator = Actor(users[0].pk, "Marit", Role.COORDINATOR, "School", school_ids=frozenset({school.pk}))
    return swv, location, coordinator, Actor(users[1].pk, "Ruben", Role.DECIDER, "SWV", swv_id=swv.pk)


def a_filed_request(
    location: Location, coordinator: Actor, name: str = "Daan", born: dt.date = dt.date(2014, 3, 14)
) -> Request:
    """A complete lwoo request, filed."""
    request_id = uuid.uuid4()
    step = {"actor": coordinator, "request_id": request_id, "unread": {}, "at": NOW}
    prepare.start_request(actor=coordinator, request_id=request_id, location_id=location.pk, track=Track.LWOO, at=NOW)
    pupil.save_pupil(
        **step,
        values={"call_name": name, "last_name": "Brouwer", "birth_date": born, "comes_from": "primary"},
    )
    tested = dt.date(2026, 10, 20)
    domains = {
        f"{part}_{domain}": value
        for domain in ("bl", "ir")
        for part, value in (("dle", Range.exact(40)), ("dl", 55), ("instrument", "LOVS"), ("tested_on", tested))
    }
    iq = {"iq": parse_iq("84"), "iq_instrument": "NIO", "iq_tested_on": tested, "iq_responsible": "drs. E. Vermeer"}
    prepare.save_tests(**step, values=iq | domains)
    prepare.save_reasoning(
        **step, values={"motivation": "Herhaling helpt.", "parents_view": "agree", "parents_view_on": tested}
    )
    Document.objects.create(
        request_id=request_id,
        kind="report",
        name="okr.pdf",
        content_type="application/pdf",
        size=1,
        sha256=name,
        file="x",
        scan="clean",
        added_by_id=coordinator.user_id,
        added_at=NOW,
    )
    return submit.file_request(actor=coordinator, request_id=request_id, at=NOW)


def decide(decider: Actor, request: Request, outcome: Decision.Outcome, reason: str = "") -> Decision:
    seal = request.receipts.latest().seal
    return conclude.decide(actor=decider, request_id=request.pk, outcome=outcome, reason=reason, seal=seal, at=NOW)


@pytest.mark.django_db
def test_daan_gets_what_the_rules_advise_with_a_number_and_letters_ordered() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    request = a_filed_request(location, coordinator)
    assert (request.number, request.receipts.latest().outcome) == ("2026-0001", "lwoo")
    decision = decide(decider, request, Decision.Outcome.GRANTED)
    assert (decision.number, decision.deviates) == ("VO9901-2026-0001", False)
    assert Job.objects.get(decision=decision).state == Job.State.WAITING
    assert list(request.history.values_list("state", flat=True)) == ["filed", "decided"]
    assert AuditEvent.objects.filter(action="decision.take", swv_id=swv.pk, actor_label="Ruben").count() == 1


@pytest.mark.django_db
def test_stored_receipts_replay_to_the_same_seal_and_a_changed_one_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    request = a_filed_request(location, coordinator)
    call_command("replay_receipts")
    assert "1 bonnen nagerekend, 0 met een verschil" in capsys.readouterr().out
    stored = request.receipts.get()
    ReceiptRecord.objects.create(
        request=request,
        outcome="lwoo",
        law_on=stored.law_on,
        reading=stored.reading,
        body=stored.body.replace('"high":84', '"high":83').replace('"low":84', '"low":83'),
        seal="0" * 64,
    )
    with pytest.raises(SystemExit):
        call_command("replay_receipts")
    assert "het zegel klopt niet" in capsys.readouterr().err


@pytest.mark.django_db
def test_deviating_needs_a_reason_and_leaves_nothing_half_done_without() -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    request = a_filed_request(location, coordinator)
    with pytest.raises(conclude.ReasonNeeded):
        decide(decider, request, Decision.Outcome.REFUSED)
    request.refresh_from_db()
    assert request.state == State.FILED
    assert not NumberSeries.objects.filter(kind="decision").exists()
    assert decide(decider, request, Decision.Outcome.REFUSED, "De school kan het zelf bieden.").deviates


@pytest.mark.django_db
def test_a_double_click_decides_and_files_once() -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    request = a_filed_request(location, coordinator)
    assert submit.file_request(actor=coordinator, request_id=request.pk, at=NOW).number == request.number
    first = decide(decider, request, Decision.Outcome.GRANTED)
    assert decide(decider, request, Decision.Outcome.GRANTED) == first
    with pytest.raises(NotNow):
        decide(decider, request, Decision.Outcome.REFUSED, "Toch niet.")


@pytest.mark.django_db
def test_an_incomplete_request_is_not_filed_and_says_what_is_missing() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    request_id = uuid.uuid4()
    prepare.start_request(actor=coordinator, request_id=request_id, location_id=location.pk, track=Track.PRO, at=NOW)
    with pytest.raises(submit.Incomplete) as refusal:
        submit.file_request(actor=coordinator, request_id=request_id, at=NOW)
    assert {"last_name", "motivation", "parents_view", "report"} <= {
        one.field for one in refusal.value.missing if one.blocking
    }


@pytest.mark.django_db
def test_another_swv_and_another_school_see_nothing() -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    _, _, other_coordinator, other_decider = an_swv("VO9902")
    request = a_filed_request(location, coordinator)
    for actor in (other_coordinator, other_decider):
        with pytest.raises(Request.DoesNotExist):
            queries.dossier_for(actor=actor, request_id=request.pk)
        assert queries.inbox(actor=actor, tab=queries.tabs_for(actor)[-1]).rows == []
    assert queries.dossier_for(actor=decider, request_id=request.pk) == request
    with pytest.raises(NotAllowed):
        decide(coordinator, request, Decision.Outcome.GRANTED)


@pytest.mark.django_db
def test_the_database_refuses_to_change_a_decision_or_the_audit_trail() -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    decide(decider, a_filed_request(location, coordinator), Decision.Outcome.GRANTED)
    for statement in ("UPDATE allocation_decision SET outcome = 'refused'", "DELETE FROM audit_auditevent"):
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_double_when_many_decide_at_once() -> None:
    swv = Swv.objects.create(code="VO9901", name="SWV")
    given: list[int] = []

    def work() -> None:
        for turn in range(10):
            try:
                with transaction.atomic():
                    number = next_number(swv_id=swv.pk, year=2026, kind=NumberSeries.Kind.DECISION)
                    if turn % 5 == 4:
                        raise RuntimeError("rolled back: the number must come again")
                given.append(number)
            except RuntimeError:
                pass
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 65))


@pytest.mark.django_db(transaction=True)
def test_eight_people_decide_at_once_on_one_dossier_and_one_decision_stands() -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    request = a_filed_request(location, coordinator)
    results: list[str] = []

    def work(turn: int) -> None:
        try:
            decide(decider, request, Decision.Outcome.REFUSED, f"Reden {turn}.")
            results.append("decided")
        except NotNow:
            results.append("too late")
        connections.close_all()

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["decided", *["too late"] * 7]
    assert [one.number for one in Decision.objects.all()] == ["VO9901-2026-0001"]


def test_the_driver_is_psycopg2() -> None:
    assert connection.Database.__name__ == "psycopg2"
