"""The list of designations that end: who sees what, from when renewal can be asked, and who asked already."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allocation import designation_queries
from allocation.models import Decision
from schools.access import Actor, NotAllowed, Role
from tests.allocation.services.test_request_to_decision import an_swv, decide

from .renewal_stories import FIRST_DAY, GRANTED, IN_MARCH, TOO_EARLY, Story, a_story, file, listed, someone_else


@pytest.fixture
def samira(db: None) -> Story:
    return a_story("VO9901")


def test_another_school_and_another_swv_get_nothing(samira: Story) -> None:
    _, _, other_school, other_swv = an_swv("VO9902")
    for stranger in (other_school, other_swv):
        assert listed(stranger, IN_MARCH) == []
        assert designation_queries.count_to_renew(actor=stranger, on=IN_MARCH) == 0
    with pytest.raises(Decision.DoesNotExist):
        samira.renew(IN_MARCH, actor=other_school)
    for reader in (samira.decider, Actor(1, "Iris", Role.DIRECTOR, "School", school_ids=other_school.school_ids)):
        with pytest.raises(NotAllowed):
            samira.renew(IN_MARCH, actor=reader)
    with pytest.raises(NotAllowed):
        listed(Actor(1, "Cas", Role.CONTROLLER, "SWV", swv_id=samira.swv.pk), IN_MARCH)


def test_the_list_tells_who_asked_already_but_shows_no_draft_to_the_swv(samira: Story) -> None:
    assert [one.can_be_asked(IN_MARCH) for one in listed(samira.coordinator, IN_MARCH)] == [True]
    draft = samira.renew(IN_MARCH)
    assert [one.renewal for one in listed(samira.coordinator, IN_MARCH)] == [draft]
    assert [one.renewal for one in listed(samira.decider, IN_MARCH)] == [None]
    assert designation_queries.count_to_renew(actor=samira.coordinator, on=IN_MARCH) == 0
    file(draft, samira.coordinator, IN_MARCH)
    assert [one.renewal for one in listed(samira.decider, IN_MARCH)] == [draft]
    assert designation_queries.count_to_renew(actor=samira.decider, on=IN_MARCH) == 0


def test_the_list_begins_fifteen_months_before_the_end(samira: Story) -> None:
    assert listed(samira.coordinator, dt.date(2027, 5, 1)) == []
    (row,) = listed(samira.coordinator, dt.date(2027, 5, 2))
    assert (row.last_day, row.possible_from) == (dt.date(2028, 7, 31), FIRST_DAY)
    assert not row.can_be_asked(TOO_EARLY)
    assert row.can_be_asked(FIRST_DAY)


def test_pages_follow_on_each_other_with_the_same_few_queries(samira: Story) -> None:
    with CaptureQueriesContext(connection) as few:
        assert len(listed(samira.coordinator, IN_MARCH)) == 1
    for number in range(26):
        decide(samira.decider, someone_else(samira, f"Leerling {number}"), GRANTED)
    with CaptureQueriesContext(connection) as many:
        first = designation_queries.ending_designations(actor=samira.coordinator, on=IN_MARCH)
    assert len(many) == len(few) == 3
    with CaptureQueriesContext(connection) as counting:
        assert designation_queries.count_to_renew(actor=samira.decider, on=IN_MARCH) == 27
    assert len(counting) == 2
    second = designation_queries.ending_designations(actor=samira.coordinator, on=IN_MARCH, cursor=first.next_cursor)
    assert (len(first.rows), len(second.rows), second.next_cursor) == (25, 2, "")
    assert len({one.decision.pk for one in (*first.rows, *second.rows)}) == 27
