"""One person, several roles: at two schools and two SWVs, each from a day until a day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from schools.access import Role
from schools.models import Board, Membership, School, Swv, User
from swv_portal import clock

TODAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)
SINCE = dt.date(2026, 1, 1)


def at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(11), tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def it_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at_noon(TODAY))


@pytest.fixture
def esther(db: None) -> User:
    """Esther is coordinator at two schools, and reads for two SWVs as an assessor."""
    user = User.objects.create_user("esther@praktijk.example", name="Esther Blom")
    board = Board.objects.create(number="99001", name="Bestuur")
    for turn, name in enumerate(("Beekdal", "Kompas")):
        school = School.objects.create(brin=f"99B{turn}", name=name, board=board)
        Membership.objects.create(user=user, role=Role.COORDINATOR, school=school, valid_from=SINCE)
        swv = Swv.objects.create(code=f"VO990{turn}", name=f"SWV {name}")
        Membership.objects.create(user=user, role=Role.ASSESSOR, swv=swv, valid_from=SINCE)
    return user


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def header(client: Client) -> str:
    text = client.get(reverse("inbox")).content.decode()
    return text.split('class="portal-person__role">')[1].split("</span>")[0]


def switch(client: Client, membership: Membership) -> int:
    return client.post(reverse("switch_membership"), {"membership": membership.pk}).status_code


def test_esther_goes_on_in_each_of_her_four_roles_and_sees_which(esther: User) -> None:
    client = as_(esther)
    for membership in esther.memberships.all():
        assert switch(client, membership) == 302
        assert header(client) == str(membership)
    page = client.get(reverse("inbox")).content.decode()
    assert page.count('name="membership"') == 8, "four choices, in the header and in the menu of a phone"


def test_nobody_takes_the_role_of_another(esther: User) -> None:
    stranger = User.objects.create_user("ander@elders.example", name="Ander")
    client = as_(stranger)
    for membership in esther.memberships.all():
        assert switch(client, membership) == 404
    assert client.get(reverse("inbox")).status_code == 403


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (SINCE, TODAY + DAY, True),
        (SINCE, TODAY, False),
        (TODAY, TODAY + DAY, True),
    ],
)
def test_a_role_counts_from_its_first_day_and_not_on_the_day_it_ends(
    esther: User, start: dt.date, end: dt.date | None, counts: bool
) -> None:
    school = School.objects.first()
    user = User.objects.create_user("tijdelijk@school.example", name="Tim")
    one = Membership.objects.create(user=user, role=Role.COORDINATOR, school=school, valid_from=start, valid_until=end)
    client = as_(user)
    assert client.get(reverse("inbox")).status_code == (200 if counts else 403)
    assert switch(client, one) == (302 if counts else 404)


def test_a_role_that_ends_during_a_session_stops_at_the_next_request(
    esther: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    esther.memberships.exclude(school__name="Beekdal").delete()
    esther.memberships.update(valid_until=TODAY + DAY)
    client = as_(esther)
    assert client.get(reverse("inbox")).status_code == 200
    esther.memberships.update(valid_until=TODAY)
    assert client.get(reverse("inbox")).status_code == 403


def test_who_has_another_role_is_told_and_nothing_is_sent_in_it(esther: User) -> None:
    """Esther types at Beekdal; her role there ends; what she sends is not done for Het Kompas."""
    client = as_(esther)
    beekdal = esther.memberships.get(school__name="Beekdal")
    assert switch(client, beekdal) == 302
    Membership.objects.filter(pk=beekdal.pk).update(valid_until=TODAY)
    answer = client.post(reverse("request_new"), {})
    assert (answer.status_code, answer.url) == (302, "/")
    text = client.get(answer.url, follow=True).content.decode()
    assert "De rol waarin u werkte, is afgelopen. U werkt nu als" in text
    assert "De rol waarin" not in client.get(reverse("inbox")).content.decode()


def test_a_first_role_that_ends_is_told_too(esther: User) -> None:
    client = as_(esther)
    first = header(client)
    Membership.objects.filter(pk=esther.memberships.order_by("valid_from", "pk").first().pk).update(valid_until=TODAY)
    assert "is afgelopen" in client.get(reverse("inbox")).content.decode()
    assert header(client) != first


def test_the_last_day_of_an_auditor_stands_beside_the_role(esther: User) -> None:
    user = User.objects.create_user("femke@accountant.example", name="Femke")
    swv = Swv.objects.first()
    Membership.objects.create(user=user, role=Role.AUDITOR, swv=swv, valid_from=SINCE, valid_until=dt.date(2027, 6, 1))
    assert header(as_(user)) == f"auditor tot en met 31 mei 2027, {swv.name}"
