"""The page with designations that end and its button, as a school and an SWV get them."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from allocation.models import Request
from schools.access import Actor, Role
from schools.models import Membership, School, User
from swv_portal import clock
from tests.allocation.services.renewal_stories import IN_MARCH, TOO_EARLY, Story, a_story, noon
from tests.allocation.services.test_request_to_decision import an_swv

BUTTON, LINK = "Verlenging aanvragen", "Bekijk de aflopende aanwijzingen"
SINCE = dt.date(2026, 1, 1)


@pytest.fixture
def samira(db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    """It is 1 March 2028; Samira's designation of SWV VO9901 ends on 31 July."""
    monkeypatch.setattr(clock, "now", lambda: noon(IN_MARCH))
    return a_story("VO9901")


def as_(actor: Actor) -> Client:
    """Logged in, with the membership that makes this actor."""
    place = {"swv_id": actor.swv_id} if actor.swv_id else {"school": School.objects.get(pk__in=actor.school_ids)}
    Membership.objects.get_or_create(user_id=actor.user_id, role=actor.role, valid_from=SINCE, **place)
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def read(actor: Actor, route: str = "ending_designations") -> str:
    answer = as_(actor).get(reverse(route))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_school_reads_what_ends_and_renews_with_one_press(samira: Story) -> None:
    text = read(samira.coordinator)
    assert "Samira Brouwer" in text
    assert "31-07-2028" in text
    assert "besluit VO9901-2026-0001" in text
    (draft_id,) = re.findall(r'name="id" value="([0-9a-f-]+)"', text)
    (address,) = re.findall(r'action="(/aanwijzingen/[^"]+)"', text)
    client = as_(samira.coordinator)
    for _ in range(2):
        answer = client.post(address, {"id": draft_id})
        assert answer.url == reverse("request_pupil", args=[draft_id])
    step = client.get(answer.url).content.decode()
    assert "Dit is een verlenging" in step
    assert 'value="Brouwer"' in step
    assert "Bij een verlenging maakt dit niet uit." in step
    assert "Kies waar de leerling vandaan komt" not in step
    assert "Naar het concept" in read(samira.coordinator)


def test_the_work_list_tells_of_it_until_somebody_asked(samira: Story) -> None:
    for actor in (samira.coordinator, samira.decider):
        assert "1 aanwijzing voor lwoo loopt af" in read(actor, "inbox")
    samira.renew(IN_MARCH)
    assert LINK not in read(samira.coordinator, "inbox")


def test_the_work_list_tells_nothing_while_it_is_too_early(samira: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(TOO_EARLY))
    assert LINK not in read(samira.coordinator, "inbox")
    text = read(samira.coordinator)
    assert "kan vanaf 1 februari 2028" in text
    assert BUTTON not in text


def test_the_swv_and_the_director_read_without_a_button(samira: Story) -> None:
    director = User.objects.create_user("iris@VO9901.example", name="Iris")
    iris = Actor(director.pk, "Iris", Role.DIRECTOR, "School", school_ids=samira.coordinator.school_ids)
    for actor in (samira.decider, iris):
        text = read(actor)
        assert "Samira Brouwer" in text
        assert "kan nu" in text
        assert BUTTON not in text
        address = reverse("designation_renew", args=[samira.decision.pk])
        assert as_(actor).post(address, {"id": uuid.uuid4()}).status_code == 403
    assert Request.objects.filter(state="draft").count() == 0


def test_another_school_and_another_swv_find_an_empty_list_and_no_designation(samira: Story) -> None:
    _, _, school, swv = an_swv("VO9902")
    for stranger in (school, swv):
        assert "Er loopt niets af" in read(stranger)
    address = reverse("designation_renew", args=[samira.decision.pk])
    assert as_(school).post(address, {"id": uuid.uuid4()}).status_code == 404
    assert as_(swv).post(address, {"id": uuid.uuid4()}).status_code == 403


def test_what_cannot_be_is_said_on_the_list(samira: Story) -> None:
    samira.change_rules(since=dt.date(2028, 2, 1), variant="opting_out_no_designation")
    assert "kan niet met de regels van nu" in read(samira.coordinator)
    address = reverse("designation_renew", args=[samira.decision.pk])
    answer = as_(samira.coordinator).post(address, {"id": uuid.uuid4()}, follow=True)
    assert "wijst sinds 1 februari 2028 geen leerlingen aan" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "geen-id"])
def test_a_form_changed_by_hand_makes_nothing(samira: Story, typed: str) -> None:
    address = reverse("designation_renew", args=[samira.decision.pk])
    assert as_(samira.coordinator).post(address, {"id": typed}).url == reverse("ending_designations")
    assert not Request.objects.filter(state="draft").exists()


def test_a_page_changed_by_hand_does_not_exist(samira: Story) -> None:
    assert as_(samira.coordinator).get(reverse("ending_designations"), {"na": "x"}).status_code == 404
