"""Samira's designation of one school year ends and is renewed: from the button, through filing, to the new period."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.db import connections

from allocation import designation_queries
from allocation.letters import Addressee
from allocation.models import Request, RouteInfo
from allocation.policy.algebra import Standing
from allocation.policy.facts import Track
from allocation.services import conclude, prepare, pupil, submit
from allocation.services.filled import filled_of
from allocation.services.letters import letter_facts
from allocation.services.renew import CannotRenew
from allocation.services.turned_away import TurnedAway
from schools.models import LocationAffiliation
from swv_portal.audit.models import AuditEvent
from tests.allocation.services.test_request_to_decision import an_swv

from .renewal_stories import (
    END,
    FIRST_DAY,
    GRANTED,
    IN_MARCH,
    NEXT_END,
    TOO_EARLY,
    Story,
    a_story,
    file,
    fill_in,
    listed,
    noon,
    rules,
    someone_else,
)


@pytest.fixture
def samira(db: None) -> Story:
    return a_story("VO9901")


def test_a_designation_of_november_holds_the_rest_of_the_year_and_one_more(samira: Story) -> None:
    assert (samira.decision.valid_from, samira.decision.valid_until) == (dt.date(2026, 11, 24), END)


def test_samira_is_renewed_in_march_and_loses_no_day(samira: Story) -> None:
    draft = samira.renew(IN_MARCH)
    receipt = file(draft, samira.coordinator, IN_MARCH)
    assert (receipt.route, rules(receipt)) == (Standing.MET, {"route_renewal"})
    draft.refresh_from_db()
    assert (draft.comes_from, draft.student) == ("", samira.decision.request.student)
    renewed = conclude.decide(
        actor=samira.decider,
        request_id=draft.pk,
        outcome=GRANTED,
        reason="Samira heeft lwoo nog nodig.",
        seal=receipt.seal,
        at=noon(dt.date(2028, 3, 20)),
    )
    assert (renewed.valid_from, renewed.valid_until) == (END, NEXT_END)
    told = letter_facts(decision=renewed, addressee=Addressee.PARENTS, sent_on=dt.date(2028, 3, 21))
    assert (told.valid_from, told.valid_until) == (END, dt.date(2029, 7, 31))


def test_the_draft_holds_the_pupil_and_no_old_scores(samira: Story) -> None:
    draft = samira.renew(IN_MARCH)
    assert (draft.state, draft.track, draft.swv, draft.location) == (
        "draft",
        "lwoo",
        samira.swv,
        samira.decision.request.location,
    )
    assert (draft.evidence.iq_lowest, draft.delays.count(), draft.documents.count()) == (None, 0, 0)
    assert not RouteInfo.objects.filter(request=draft).exists()
    event = AuditEvent.objects.get(action="request.renew")
    assert (event.object_id, event.details) == (str(draft.pk), {"decision": "VO9901-2026-0001"})


def test_the_first_day_is_six_months_before_the_end(samira: Story) -> None:
    with pytest.raises(CannotRenew, match="vanaf 1 februari 2028"):
        samira.renew(TOO_EARLY)
    assert samira.renew(FIRST_DAY).state == "draft"


def test_what_is_filed_too_early_by_hand_says_from_when(samira: Story) -> None:
    """A draft made as a new request gets the same answer from the rules as the button gives."""
    earlier = samira.decision.request
    start = {"actor": samira.coordinator, "request_id": uuid.uuid4(), "at": noon(TOO_EARLY)}
    draft = prepare.start_request(**start, location_id=earlier.location_id, track=Track.LWOO)
    Request.objects.filter(pk=draft.pk).update(student=earlier.student)
    receipt = file(draft, samira.coordinator, TOO_EARLY)
    assert (receipt.route, rules(receipt)) == (Standing.NOT_MET, {"route_renewal_too_early"})
    (note,) = (one for one in receipt.notes if one.about == "route")
    assert note.values["possible_from"] == "1 februari 2028"


def test_a_double_click_makes_one_draft_and_a_second_button_finds_it(samira: Story) -> None:
    request_id = uuid.uuid4()
    assert samira.renew(IN_MARCH, request_id=request_id) == samira.renew(IN_MARCH, request_id=request_id)
    with pytest.raises(CannotRenew, match="al een aanvraag voor lwoo begonnen"):
        samira.renew(IN_MARCH)
    assert Request.objects.filter(state="draft").count() == 1


def test_an_id_of_another_request_changes_nothing(samira: Story) -> None:
    other = someone_else(samira, "Daan")
    with pytest.raises(Request.DoesNotExist):
        samira.renew(IN_MARCH, request_id=other.pk)
    other.refresh_from_db()
    assert other.student.call_name == "Daan"


@pytest.mark.django_db(transaction=True)
def test_four_colleagues_press_at_once_and_one_draft_is_made() -> None:
    samira = a_story("VO9901")
    said: list[str] = []

    def press() -> None:
        try:
            said.append(samira.renew(IN_MARCH).state)
        except CannotRenew:
            said.append("already begun")
        connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [*["already begun"] * 3, "draft"]


def test_after_the_end_it_is_no_renewal_any_more(samira: Story) -> None:
    draft = samira.renew(dt.date(2028, 7, 31))
    with pytest.raises(CannotRenew, match="tot en met 31 juli 2028"):
        samira.renew(END)
    fill_in(draft, samira.coordinator, END)
    with pytest.raises(submit.Incomplete) as refusal:
        submit.file_request(actor=samira.coordinator, request_id=draft.pk, at=noon(END))
    assert {one.field for one in refusal.value.missing if one.blocking} == {"comes_from"}
    assert listed(samira.coordinator, END) == []


def test_where_a_pupil_comes_from_is_asked_unless_it_is_a_renewal(samira: Story) -> None:
    draft = samira.renew(IN_MARCH)
    assert filled_of(draft, on=IN_MARCH).renewal
    assert not filled_of(draft, on=END).renewal


def test_what_was_renewed_cannot_be_renewed_again_and_leaves_the_list(samira: Story) -> None:
    assert designation_queries.count_to_renew(actor=samira.decider, on=IN_MARCH) == 1
    draft = samira.renew(IN_MARCH)
    receipt = file(draft, samira.coordinator, IN_MARCH)
    decided = {"actor": samira.decider, "request_id": draft.pk, "outcome": GRANTED, "reason": "Nog nodig."}
    conclude.decide(**decided, seal=receipt.seal, at=noon(IN_MARCH))
    with pytest.raises(CannotRenew, match="al verlengd"):
        samira.renew(IN_MARCH)
    assert listed(samira.coordinator, dt.date(2028, 4, 1)) == []
    assert [one.decision.valid_until for one in listed(samira.coordinator, dt.date(2028, 7, 1))] == [NEXT_END]


@pytest.mark.django_db
class TestWhenTheRulesChanged:
    """A request follows the rules of its own day, also when it would renew what older rules gave."""

    def test_under_the_national_rules_nothing_is_renewed(self, samira: Story) -> None:
        draft = samira.renew(IN_MARCH)
        pupil.save_pupil(
            actor=samira.coordinator,
            request_id=draft.pk,
            unread={},
            values={"call_name": "Samira", "last_name": "Brouwer", "comes_from": "vo_later"}
            | {"birth_date": dt.date(2014, 3, 14)},
            at=noon(IN_MARCH),
        )
        samira.change_rules(since=dt.date(2028, 4, 1), variant="national")
        receipt = file(draft, samira.coordinator, dt.date(2028, 4, 3))
        assert (receipt.route, rules(receipt)) == (Standing.NOT_MET, {"route_none_vo_later"})
        assert receipt.circumstances is not None
        assert receipt.circumstances.designated_until is None
        (row,) = listed(samira.decider, dt.date(2028, 4, 3))
        assert (row.possible_from, row.renewal) == (None, draft)

    def test_the_button_says_so(self, samira: Story) -> None:
        samira.change_rules(since=dt.date(2028, 2, 1), variant="national")
        with pytest.raises(CannotRenew, match=r"landelijke regels.*art\. 2\.43 lid 3"):
            samira.renew(IN_MARCH)
        assert designation_queries.count_to_renew(actor=samira.coordinator, on=IN_MARCH) == 0

    def test_where_nobody_is_designated_any_more_the_school_reads_what_to_do_instead(self, samira: Story) -> None:
        samira.change_rules(since=dt.date(2028, 2, 1), variant="opting_out_no_designation")
        with pytest.raises(TurnedAway, match="verdeelt het geld over de scholen"):
            samira.renew(IN_MARCH)
        assert [one.possible_from for one in listed(samira.coordinator, IN_MARCH)] == [None]

    def test_another_opting_out_may_ask_later(self, samira: Story) -> None:
        samira.change_rules(since=dt.date(2028, 2, 1), variant="opting_out_thresholds", renewal_months=3)
        with pytest.raises(CannotRenew, match="vanaf 1 mei 2028"):
            samira.renew(IN_MARCH)
        assert [one.possible_from for one in listed(samira.coordinator, IN_MARCH)] == [dt.date(2028, 5, 1)]

    def test_a_location_that_moved_asks_its_new_swv(self, samira: Story) -> None:
        other, *_ = an_swv("VO9902")
        LocationAffiliation.objects.filter(swv=samira.swv).update(valid_until=dt.date(2028, 1, 1))
        LocationAffiliation.objects.create(
            location=samira.decision.request.location, swv=other, valid_from=dt.date(2028, 1, 1)
        )
        with pytest.raises(CannotRenew, match="hoort niet meer bij SWV VO9901"):
            samira.renew(IN_MARCH)
