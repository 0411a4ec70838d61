"""Invited by mail, one account per person, a role with begin and end, and nobody beyond the own organisation."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from schools.models import Invitation, Membership, School, Swv, User
from swv_portal import clock
from swv_portal.audit.models import AuditEvent

NEW = {"name": "Fenna Visser", "password1": "negen kraaien in de mist", "password2": "negen kraaien in de mist"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(django_capture_on_commit_callbacks: Any):  # type: ignore[no-untyped-def]
    """Run something and give the mails it sent."""

    def during(act: Any) -> list[mail.EmailMessage]:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return during


def form(office: str, email: str = "fenna@waterrijk.demo", **more: str) -> dict[str, str]:
    return {"office": office, "name": "Fenna Visser", "email": email, "valid_from": f"{clock.today():%d-%m-%Y}", **more}


def office(role: str, swv: str = "VO9901") -> str:
    return f"{role}:swv:{Swv.objects.get(code=swv).pk}"


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"http://testserver(/uitnodiging/\S+)", str(message.body))
    assert found
    return found[1]


def test_nadia_invites_fenna_who_makes_an_account_and_logs_in(nadia, log_in, sent):
    browser = log_in(nadia)
    [message] = sent(lambda: browser.post("/mensen/uitnodigen", form(office("administration"))))
    assert message.to == ["fenna@waterrijk.demo"]
    link = link_in(message)
    newcomer = Client()
    assert "Nadia Verbeek" in newcomer.get(link).content.decode()
    answer = newcomer.post(link, NEW)
    assert answer.status_code == 302, answer.content.decode()
    fenna = User.objects.get(email="fenna@waterrijk.demo")
    assert fenna.check_password(NEW["password1"])
    assert fenna.memberships.get().role == "administration"
    assert {"invitation_sent", "invitation_accepted"} <= set(AuditEvent.objects.values_list("action", flat=True))


def test_a_link_works_once_and_the_database_cannot_rebuild_it(nadia, log_in, sent):
    [message] = sent(lambda: log_in(nadia).post("/mensen/uitnodigen", form(office("administration"))))
    link = link_in(message)
    assert link.rsplit("/", 1)[1] not in str(list(Invitation.objects.values()))
    Client().post(link, NEW)
    assert Client().get(link).status_code == 410


def test_a_link_of_three_weeks_ago_does_nothing(nadia, log_in, sent, monkeypatch):
    [message] = sent(lambda: log_in(nadia).post("/mensen/uitnodigen", form(office("administration"))))
    later = clock.now() + dt.timedelta(days=21)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert Client().post(link_in(message), NEW).status_code == 410
    assert not User.objects.filter(email="fenna@waterrijk.demo").exists()


def test_sending_again_makes_the_first_link_useless(nadia, log_in, sent):
    browser = log_in(nadia)
    [first] = sent(lambda: browser.post("/mensen/uitnodigen", form(office("administration"))))
    invitation = Invitation.objects.get()
    [second] = sent(lambda: browser.post(f"/mensen/uitnodigingen/{invitation.pk}/opnieuw"))
    assert Client().get(link_in(first)).status_code == 410
    assert Client().get(link_in(second)).status_code == 200


def test_a_withdrawn_invitation_is_gone(nadia, log_in, sent):
    browser = log_in(nadia)
    [message] = sent(lambda: browser.post("/mensen/uitnodigen", form(office("administration"))))
    browser.post(f"/mensen/uitnodigingen/{Invitation.objects.get().pk}/intrekken")
    assert Client().post(link_in(message), NEW).status_code == 410


def test_whoever_has_an_account_keeps_that_one(nadia, ineke, log_in, sent):
    """Also when the address was typed with capitals; and only they themselves take the role."""
    wanted = form(office("decider"), email="Administratie@Waterrijk.demo")
    [message] = sent(lambda: log_in(nadia).post("/mensen/uitnodigen", wanted))
    link = link_in(message)
    assert "U hebt al een account" in Client().get(link).content.decode()
    assert Client().post(link, NEW).status_code == 200, "a stranger with the link gets no further"
    assert log_in(nadia).post(link).status_code == 200
    assert ineke.memberships.count() == 1
    log_in(ineke).post(link)
    assert User.objects.filter(email__iexact=ineke.email).count() == 1
    assert sorted(ineke.memberships.values_list("role", flat=True)) == ["administration", "decider"]


def test_the_answer_does_not_tell_whether_somebody_has_an_account(nadia, log_in, sent):
    browser = log_in(nadia)
    for email in ("administratie@waterrijk.demo", "niemand@waterrijk.demo"):
        page = browser.post("/mensen/uitnodigen", form(office("controller"), email=email), follow=True).content.decode()
        assert f"De uitnodiging is gestuurd naar {email}." in page


def test_nobody_gives_themselves_a_role(nadia, log_in):
    page = log_in(nadia).post("/mensen/uitnodigen", form(office("decider"), email=nadia.email)).content.decode()
    assert "U kunt uzelf geen rol geven" in page


@pytest.mark.parametrize(
    "wanted",
    [
        lambda: office("decider", "VO9902"),
        lambda: f"coordinator:school:{School.objects.get(brin='99BA').pk}",
        lambda: f"director:school:{School.objects.get(brin='99LH').pk}",
        lambda: "api_client:swv:1",
    ],
)
def test_nadia_gives_no_roles_beyond_her_own_swv(nadia, log_in, wanted):
    log_in(nadia).post("/mensen/uitnodigen", form(wanted()))
    assert not Invitation.objects.exists()


def test_the_first_director_of_a_school_is_let_in_by_its_swv(nadia, log_in):
    log_in(nadia).post("/mensen/uitnodigen", form(f"director:school:{School.objects.get(brin='99KP').pk}"))
    assert Invitation.objects.get().role == "director"


def test_a_director_invites_a_coordinator_of_the_own_school_only(people, log_in):
    peter = User.objects.get(email="directeur@beekdal.demo")
    browser = log_in(peter)
    browser.post("/mensen/uitnodigen", form(f"coordinator:school:{School.objects.get(brin='99KP').pk}"))
    assert not Invitation.objects.exists()
    browser.post("/mensen/uitnodigen", form(f"coordinator:school:{School.objects.get(brin='99BA').pk}"))
    assert Invitation.objects.get().school.brin == "99BA"


def test_an_auditor_comes_for_a_while(nadia, log_in):
    browser = log_in(nadia)
    assert "altijd een einddatum" in browser.post("/mensen/uitnodigen", form(office("auditor"))).content.decode()
    until = f"{clock.today() + dt.timedelta(days=30):%d-%m-%Y}"
    browser.post("/mensen/uitnodigen", form(office("auditor"), valid_until=until))
    assert Invitation.objects.get().role == "auditor"


@pytest.mark.parametrize("door", ["/mensen", "/mensen/uitnodigen"])
def test_a_coordinator_manages_nobody(marit, log_in, door):
    assert log_in(marit).get(door).status_code == 403


def test_the_list_shows_the_own_swv_and_nobody_else(nadia, log_in):
    page = log_in(nadia).get("/mensen").content.decode()
    assert "administratie@waterrijk.demo" in page
    assert "directeur@beekdal.demo" in page
    assert "heuvelland.demo" not in page
    assert "coordinator@beekdal.demo" not in page


def test_a_role_ends_with_a_date_and_at_once(nadia, ineke, log_in):
    membership, at_work = ineke.memberships.get(), log_in(ineke)
    day = {"from_day": f"{clock.today():%d-%m-%Y}"}
    log_in(nadia).post(f"/mensen/rollen/{membership.pk}/beeindigen", day)
    membership.refresh_from_db()
    assert membership.valid_until == clock.today()
    assert "U hebt nog geen rol" in at_work.get("/werkvoorraad").content.decode()
    assert AuditEvent.objects.filter(action="membership_ended", object_id=str(membership.pk)).exists()


def test_a_role_given_by_mistake_was_never_held(nadia, ineke, log_in):
    wrong = Membership.objects.create(
        user=ineke, role="decider", swv=Swv.objects.get(code="VO9901"), valid_from=clock.today()
    )
    log_in(nadia).post(f"/mensen/rollen/{wrong.pk}/beeindigen", {"from_day": f"{clock.today():%d-%m-%Y}"})
    assert not Membership.objects.active_on(clock.today()).filter(pk=wrong.pk).exists()


@pytest.mark.parametrize("email", ["beslisser@heuvelland.demo", "coordinator@beekdal.demo"])
def test_a_role_elsewhere_does_not_exist_for_nadia(nadia, log_in, email):
    elsewhere = User.objects.get(email=email).memberships.first()
    browser = log_in(nadia)
    for door in ("beeindigen", "tweede-stap"):
        assert browser.post(f"/mensen/rollen/{elsewhere.pk}/{door}").status_code == 404


def test_the_own_role_stays(nadia, log_in):
    day = {"from_day": f"{clock.today():%d-%m-%Y}"}
    page = log_in(nadia).post(f"/mensen/rollen/{nadia.memberships.get().pk}/beeindigen", day).content.decode()
    assert "Uw eigen rol kunt u niet laten eindigen" in page
