"""Logging in and out, failing, and changing the password: who, never what was typed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from schools.access import Role
from schools.models import Membership, Swv, User
from swv_portal.audit.models import AuditEvent

from .people import SINCE, told

pytestmark = pytest.mark.django_db
PASSWORD = "geheim-wachtwoord-1"


@pytest.fixture
def anouk() -> User:
    user = User.objects.create_user("anouk@waterrijk.example", PASSWORD, name="Anouk")
    for code in ("VO9901", "VO9902"):
        swv = Swv.objects.create(code=code, name=f"SWV {code}")
        Membership.objects.create(user=user, role=Role.DECIDER, swv=swv, valid_from=SINCE)
    return user


def enter(client: Client, address: str, password: str) -> None:
    client.post(reverse("account_login"), {"login": address, "password": password})


def test_in_and_out_are_told_with_the_account(client: Client, anouk: User) -> None:
    enter(client, anouk.email, PASSWORD)
    client.post(reverse("account_logout"))
    assert [(one.actor_id, one.actor_label, one.swv_id) for one in told("login.in")] == [(anouk.pk, "Anouk", None)]
    assert [one.actor_id for one in told("login.out")] == [anouk.pk]


def test_a_wrong_password_is_told_at_the_account_and_by_nobody(client: Client, anouk: User) -> None:
    enter(client, anouk.email.upper(), "verkeerd-wachtwoord")
    (event,) = told("login.fail")
    assert (event.actor_id, event.actor_label) == (None, "onbekend")
    assert (event.object_type, event.object_id) == ("user", str(anouk.pk))


def test_of_a_stranger_nothing_is_kept_but_that_it_happened(client: Client, anouk: User) -> None:
    enter(client, "vreemde@elders.example", "mijn-eigen-geheim")
    enter(client, "mijn-eigen-geheim@x.example", "")
    everything = " ".join(str(one) for one in AuditEvent.objects.values())
    assert len(told("login.fail")) >= 1
    for typed in ("vreemde", "elders", "mijn-eigen-geheim"):
        assert typed not in everything


def test_a_new_password_is_told(client: Client, anouk: User) -> None:
    enter(client, anouk.email, PASSWORD)
    new = "een-heel-ander-wachtwoord-2"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [one.actor_id for one in told("password.change")] == [anouk.pk]
    assert new not in " ".join(str(one) for one in AuditEvent.objects.values())


def test_changing_role_is_told_with_the_role_one_goes_on_in(client: Client, anouk: User) -> None:
    client.force_login(anouk)
    other = anouk.memberships.last()
    client.post(reverse("switch_membership"), {"membership": other.pk})
    assert [(one.actor_organisation, one.swv_id) for one in told("role.switch")] == [("SWV VO9902", other.swv_id)]
