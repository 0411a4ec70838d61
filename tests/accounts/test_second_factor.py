"""The second step: obligatory for who works at an SWV, offered to schools, never readable from the database."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import call_command
from django.test import Client

from schools.models import User

from .apps import code_of, gets_an_app, gets_recovery_codes

SET_UP = "/account/tweede-stap"


@pytest.fixture
def in_earnest(settings) -> None:  # type: ignore[no-untyped-def]
    """As in production."""
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.parametrize("address", ["/werkvoorraad", "/kaders", "/", "/account"])
def test_ineke_of_the_swv_first_sets_up_a_second_step(ineke, log_in, in_earnest, address):
    answer = log_in(ineke).get(address)
    assert (answer.status_code, answer.url) == (302, SET_UP)


def test_that_page_says_why_and_how(ineke, log_in, in_earnest):
    page = log_in(ineke).get(SET_UP).content.decode()
    assert "Een wachtwoord alleen is dan te weinig" in page
    assert 'href="/account/tweede-stap/app"' in page


def test_marit_of_a_school_may_and_need_not(marit, log_in, in_earnest):
    browser = log_in(marit)
    assert browser.get("/werkvoorraad").status_code == 200
    assert "App instellen" in browser.get("/account").content.decode()


def secret_on(page: str) -> str:
    found = re.search(r'portal-secret">([A-Z2-7]+)<', page)
    assert found
    return found[1]


@pytest.mark.django_db(transaction=True)
def test_ineke_sets_up_an_app_and_may_go_on(ineke, log_in, in_earnest):
    browser = log_in(ineke)
    secret = secret_on(browser.get("/account/tweede-stap/app").content.decode())
    answer = browser.post("/account/tweede-stap/app", {"code": code_of(secret)})
    assert answer.url == "/account/herstelcodes"
    assert browser.get("/werkvoorraad").status_code == 200
    assert mail.outbox[-1].to == [ineke.email]
    assert mail.outbox[-1].subject == "App gekoppeld aan uw account"


def test_a_wrong_first_code_sets_up_nothing(ineke, log_in):
    browser = log_in(ineke)
    browser.get("/account/tweede-stap/app")
    page = browser.post("/account/tweede-stap/app", {"code": "000000"}).content.decode()
    assert "Deze code klopt niet" in page
    assert not Authenticator.objects.filter(user=ineke).exists()


def test_with_an_app_the_password_alone_opens_nothing(ineke, log_in):
    secret = gets_an_app(ineke)
    browser = log_in(ineke)
    assert browser.get("/werkvoorraad").status_code == 302
    browser.post("/inloggen/tweede-stap", {"code": code_of(secret)})
    assert browser.get("/werkvoorraad").status_code == 200


def test_a_code_works_once_also_within_its_minute(ineke, log_in):
    code = code_of(gets_an_app(ineke))
    assert log_in(ineke, code=code).get("/werkvoorraad").status_code == 200
    assert log_in(ineke, code=code).get("/werkvoorraad").status_code == 302


def test_a_clock_half_a_minute_off_is_forgiven_an_old_code_is_not(ineke, log_in):
    secret = gets_an_app(ineke)
    assert log_in(ineke, code=code_of(secret, steps=-1)).get("/werkvoorraad").status_code == 200
    assert log_in(ineke, code=code_of(secret, steps=-4)).get("/werkvoorraad").status_code == 302


def test_a_recovery_code_works_once(ineke, log_in):
    gets_an_app(ineke)
    code = gets_recovery_codes(ineke)[0]
    assert log_in(ineke, code=code).get("/werkvoorraad").status_code == 200
    assert log_in(ineke, code=code).get("/werkvoorraad").status_code == 302


def test_guessing_codes_stops_after_five(ineke, log_in):
    secret = gets_an_app(ineke)
    browser = log_in(ineke)
    for guess in range(5):
        browser.post("/inloggen/tweede-stap", {"code": f"00000{guess}"})
    page = browser.post("/inloggen/tweede-stap", {"code": code_of(secret)}).content.decode()
    assert "Te vaak geprobeerd" in page
    assert browser.get("/werkvoorraad").status_code == 302


def test_recovery_codes_alone_are_no_second_step(ineke, log_in, in_earnest):
    gets_recovery_codes(ineke)
    assert log_in(ineke).get("/werkvoorraad").url == SET_UP


def test_the_database_does_not_hold_the_secret(ineke):
    from allauth.mfa.utils import decrypt, encrypt

    assert "JBSWY3DP" not in encrypt("JBSWY3DP")
    assert decrypt(encrypt("JBSWY3DP")) == "JBSWY3DP"


def test_taking_the_app_away_asks_for_proof_first(ineke, log_in):
    browser = log_in(ineke, code=code_of(gets_an_app(ineke)))
    answer = browser.post("/account/tweede-stap/app/loskoppelen")
    assert answer.url.startswith("/bevestigen")
    assert Authenticator.objects.filter(user=ineke, type="totp").exists()


def test_check_deploy_warns_when_someone_forgot_it(settings, capsys):
    settings.REQUIRE_SECOND_FACTOR = False
    call_command("check", "--deploy", "--tag", "security")
    assert "schools.W001" in capsys.readouterr().err


def test_the_demo_says_that_it_is_different_in_earnest(ineke, log_in):
    assert "In deze demo is de tweede stap niet verplicht" in log_in(ineke).get("/account").content.decode()


def test_a_stranger_sees_the_login_page(client: Client, people):
    assert client.get("/account").url == "/inloggen?next=/account"


def test_two_schools_one_person_switches_visibly(people, log_in):
    anouk = User.objects.get(email="coordinator@lindehof.demo")
    browser = log_in(anouk)
    kompas = anouk.memberships.get(school__brin="99KP")
    page = browser.post("/rol-wisselen", {"membership": kompas.pk}, follow=True).content.decode()
    assert f"U werkt nu als {kompas}" in page
    assert "Praktijkschool Het Kompas" in page
    own = browser.get("/account").content.decode()
    assert "Lindehof vmbo" in own
    assert "geen einddatum" in own
