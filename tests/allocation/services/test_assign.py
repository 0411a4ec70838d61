"""An assessor sees the dossiers assigned to them, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from allocation import queries
from allocation.models import Assignment, Decision, Document, Request
from allocation.services import assign, submit
from allocation.workflow import NotNow
from schools.access import Actor, NotAllowed, Role
from schools.models import Membership, Swv, User
from swv_portal import clock
from swv_portal.audit.models import AuditEvent

from .test_request_to_decision import NOW, a_filed_request, an_swv, decide

TODAY = NOW.date()
LATER = NOW + dt.timedelta(days=3)


@dataclass
class Story:
    """SWV VO9901 with Daan's and Noor's requests, decider Ruben, and Esther, an external psychologist."""

    swv: Swv
    daan: Request
    noor: Request
    coordinator: Actor
    ruben: Actor
    esther: Actor

    def rows(self) -> list[Request]:
        """What Esther's work list holds."""
        return queries.inbox(actor=self.esther, tab=queries.tabs_for(self.esther)[-1]).rows

    def lay_before_esther(self, request: Request) -> Assignment:
        return assign.assign(actor=self.ruben, request_id=request.pk, user_id=self.esther.user_id, at=NOW)

    def end(self, made: Assignment) -> Assignment:
        return assign.end_assignment(actor=self.ruben, request_id=made.request_id, assignment_id=made.pk, at=LATER)


def an_assessor(swv: Swv, name: str = "Esther", **period: dt.date) -> Actor:
    user = User.objects.create_user(f"{name}@praktijk.example", name=name)
    since = {"valid_from": dt.date(2026, 1, 1)} | period
    return Membership.objects.create(user=user, role=Role.ASSESSOR, swv=swv, **since).actor()


@pytest.fixture
def story(db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    swv, location, coordinator, ruben = an_swv("VO9901")
    daan = a_filed_request(location, coordinator, "Daan")
    noor = a_filed_request(location, coordinator, "Noor", dt.date(2014, 6, 1))
    return Story(swv, daan, noor, coordinator, ruben, an_assessor(swv))


def test_esther_sees_daan_from_the_moment_he_is_assigned_until_it_ends(story: Story) -> None:
    assert story.rows() == []
    made = story.lay_before_esther(story.daan)
    assert story.rows() == [story.daan]
    assert queries.dossier_for(actor=story.esther, request_id=story.daan.pk).evidence.iq_lowest == 84
    document = Document.objects.get(request=story.daan)
    assert queries.document_for(actor=story.esther, request_id=story.daan.pk, document_id=document.pk) == document
    with pytest.raises(Request.DoesNotExist):
        queries.dossier_for(actor=story.esther, request_id=story.noor.pk)
    story.end(made)
    assert story.rows() == []
    with pytest.raises(Document.DoesNotExist):
        queries.document_for(actor=story.esther, request_id=story.daan.pk, document_id=document.pk)


def test_what_is_decided_stays_within_reach_until_the_assignment_ends(story: Story) -> None:
    made = story.lay_before_esther(story.daan)
    decision = decide(story.ruben, story.daan, Decision.Outcome.GRANTED)
    decide(story.ruben, story.noor, Decision.Outcome.GRANTED)
    assert [one.pk for one in story.rows()] == [story.daan.pk]
    assert list(Decision.objects.visible_to(story.esther)) == [decision]
    story.end(made)
    assert not Decision.objects.visible_to(story.esther).exists()


def test_an_assignment_of_another_swv_opens_nothing_here(story: Story) -> None:
    """Esther also works for VO9902; in that role she does not see what VO9901 laid before her, nor the other way."""
    swv, location, coordinator, decider = an_swv("VO9902")
    elsewhere = Membership.objects.create(
        user_id=story.esther.user_id, role=Role.ASSESSOR, swv=swv, valid_from=dt.date(2026, 1, 1)
    ).actor()
    fenna = a_filed_request(location, coordinator, "Fenna")
    assign.assign(actor=decider, request_id=fenna.pk, user_id=elsewhere.user_id, at=NOW)
    story.lay_before_esther(story.daan)
    assert list(Request.objects.visible_to(elsewhere)) == [fenna]
    assert list(Request.objects.visible_to(story.esther)) == [story.daan]


def test_twice_makes_one_assignment_and_after_the_end_it_can_begin_again(story: Story) -> None:
    made = story.lay_before_esther(story.daan)
    assert story.lay_before_esther(story.daan) == made
    assert story.end(made).ended_at == story.end(made).ended_at == LATER
    assert story.lay_before_esther(story.daan) != made
    assert Assignment.objects.filter(ended_at__isnull=True).count() == 1
    actions = AuditEvent.objects.filter(action__startswith="assignment.").order_by("pk")
    assert [one.action.removeprefix("assignment.") for one in actions] == ["start", "end", "start"]
    assert {one.object_id for one in actions} == {str(story.daan.pk)}
    assert [one.details for one in actions] == [{"assessor_id": story.esther.user_id}] * 3


def test_only_who_is_assessor_here_and_now_can_be_chosen(story: Story) -> None:
    there, _, _, _ = an_swv("VO9902")
    stopped = an_assessor(story.swv, "Stan", valid_until=TODAY)
    coming = an_assessor(story.swv, "Carla", valid_from=TODAY + dt.timedelta(days=1))
    for other in (stopped, coming, an_assessor(there, "Tess"), story.ruben):
        with pytest.raises(assign.NotAnAssessor):
            assign.assign(actor=story.ruben, request_id=story.daan.pk, user_id=other.user_id, at=NOW)
    assert [one.name for one in assign.assessors_of(swv_id=story.swv.pk, on=TODAY)] == ["Esther"]


def test_nobody_is_assigned_to_what_is_withdrawn(story: Story) -> None:
    submit.withdraw_request(actor=story.coordinator, request_id=story.daan.pk, note="Verhuisd", at=NOW)
    with pytest.raises(NotNow, match="ingetrokken"):
        story.lay_before_esther(story.daan)


def test_schools_assessors_and_other_swvs_assign_nobody(story: Story) -> None:
    _, _, _, stranger = an_swv("VO9902")
    with pytest.raises(Request.DoesNotExist):
        assign.assign(actor=stranger, request_id=story.daan.pk, user_id=story.esther.user_id, at=NOW)
    for actor in (story.coordinator, story.esther):
        with pytest.raises(NotAllowed):
            assign.assign(actor=actor, request_id=story.daan.pk, user_id=story.esther.user_id, at=NOW)


def test_the_database_refuses_two_running_assignments_and_an_end_before_the_beginning(story: Story) -> None:
    made = story.lay_before_esther(story.daan)
    again = {"request": story.daan, "user_id": story.esther.user_id, "assigned_by_id": story.ruben.user_id}
    with pytest.raises(IntegrityError, match="one_running"), transaction.atomic():
        Assignment.objects.create(**again, assigned_at=LATER)
    with pytest.raises(IntegrityError, match="ends_after"), transaction.atomic():
        Assignment.objects.filter(pk=made.pk).update(
            ended_at=NOW - dt.timedelta(days=1), ended_by_id=story.ruben.user_id
        )


def as_(actor: Actor) -> Client:
    Membership.objects.get_or_create(
        user_id=actor.user_id, role=actor.role, swv_id=actor.swv_id, defaults={"valid_from": dt.date(2026, 1, 1)}
    )
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_on_screen_ruben_assigns_and_ends_and_esther_reads_without_buttons(story: Story) -> None:
    page = reverse("request", args=[story.daan.pk])
    ruben, esther = as_(story.ruben), as_(story.esther)
    assert esther.get(page).status_code == 404
    answer = ruben.post(
        reverse("request_assign", args=[story.daan.pk]), {"assessor": story.esther.user_id}, follow=True
    )
    assert "Toegewezen aan Esther." in answer.content.decode()
    assert "Te beoordelen" in esther.get(reverse("inbox")).content.decode()
    text = esther.get(page).content.decode()
    assert "Daan Brouwer" in text
    for words in ("Besluit nemen", "Aanvulling vragen", "Intrekken", "Beoordelaars", 'action="/aanvragen'):
        assert words not in text
    made = Assignment.objects.get()
    answer = ruben.post(reverse("assignment_end", args=[story.daan.pk, made.pk]), follow=True)
    assert "Esther ziet deze aanvraag niet meer." in answer.content.decode()
    assert esther.get(page).status_code == 404


def test_a_choice_that_is_none_is_said(story: Story) -> None:
    for typed in ({}, {"assessor": "0"}, {"assessor": str(story.ruben.user_id)}):
        answer = as_(story.ruben).post(reverse("request_assign", args=[story.daan.pk]), typed, follow=True)
        assert "Kies eerst een beoordelaar." in answer.content.decode()
    assert not Assignment.objects.exists()
