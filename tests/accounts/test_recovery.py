"""Ineke lost phone, key and codes. Nadia, administrator of the same SWV, lets her begin anew."""

from __future__ import annotations

import pytest
from django.core import mail

from schools.web.factors import has_second_factor
from swv_portal.audit.models import AuditEvent

from .apps import gets_an_app, gets_recovery_codes


@pytest.fixture
def door(ineke) -> str:  # type: ignore[no-untyped-def]
    """Where Nadia does it."""
    return f"/mensen/rollen/{ineke.memberships.get().pk}/tweede-stap"


@pytest.mark.django_db(transaction=True)
def test_nadia_resets_and_ineke_sets_up_anew(nadia, ineke, log_in, door, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    gets_an_app(ineke)
    gets_recovery_codes(ineke)
    secret = gets_an_app(nadia)
    from .apps import code_of

    browser = log_in(nadia, code=code_of(secret))
    assert browser.get(door).url.startswith("/bevestigen"), "first she proves who she is"
    browser.post("/bevestigen", {"password": "welkom-in-de-demo"})
    assert "Bel uw collega" in browser.get(door).content.decode()
    browser.post(door)
    assert not has_second_factor(ineke)
    assert log_in(ineke).get("/werkvoorraad").url == "/account/tweede-stap"
    event = AuditEvent.objects.get(action="second_factor_reset")
    assert (event.actor_id, event.object_id) == (nadia.pk, str(ineke.pk))
    assert [one.to for one in mail.outbox] == [[ineke.email]]


def test_sessions_of_ineke_end(nadia, ineke, log_in, door):
    at_home = log_in(ineke)
    gets_an_app(ineke)
    log_in(nadia).post(door)
    assert at_home.get("/account").status_code == 302


def test_nobody_resets_their_own(nadia, log_in):
    browser = log_in(nadia)
    gets_recovery_codes(nadia)
    page = browser.post(f"/mensen/rollen/{nadia.memberships.get().pk}/tweede-stap", follow=True).content.decode()
    assert "door een collega" in page


def test_a_colleague_who_is_no_administrator_cannot(ineke, log_in, door):
    assert log_in(ineke).post(door).status_code == 403
