"""A session ends by itself, does not work elsewhere, and never takes typed text along into nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.test import Client

from swv_portal import clock
from swv_portal.audit.models import AuditEvent
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD

COOKIE = configured.SESSION_COOKIE_NAME


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Let time pass."""
    start = clock.now()

    def passes(**time: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(**time))

    return passes


def is_in(browser: Client) -> bool:
    return browser.get("/account").status_code == 200


def test_half_an_hour_of_nothing_ends_it(marit, log_in, later):
    browser = log_in(marit)
    later(minutes=29)
    assert is_in(browser)
    later(minutes=58)
    assert is_in(browser)
    later(minutes=89)
    page = browser.get("/account", follow=True).content.decode()
    assert "U was een tijd niet actief" in page
    assert not is_in(browser)


def test_asking_how_long_is_left_is_not_doing_something(marit, log_in, later):
    browser = log_in(marit)
    later(minutes=20)
    assert browser.get("/sessie").json()["secondsLeft"] == 10 * 60
    later(minutes=31)
    assert browser.get("/sessie").status_code == 401


def test_going_on_gives_a_new_half_hour(marit, log_in, later):
    browser = log_in(marit)
    later(minutes=29)
    assert browser.post("/sessie/verder").json()["secondsLeft"] == 30 * 60


def test_a_working_day_ends_it_however_busy_somebody_is(marit, log_in, later):
    browser = log_in(marit)
    for minutes in range(20, 480, 20):
        later(minutes=minutes)
        assert is_in(browser)
    later(hours=8, minutes=1)
    assert "een hele werkdag" in browser.get("/account", follow=True).content.decode()


def stolen(browser: Client, **thief: str) -> Client:
    """Somebody else who got hold of the cookie."""
    other = Client(**thief)
    other.cookies[COOKIE] = browser.cookies[COOKIE].value
    return other


def test_a_stolen_cookie_on_another_network_must_log_in(marit, log_in):
    browser = log_in(marit, network="10.1.1.1", agent="Firefox/140 Windows")
    thief = stolen(browser, REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Firefox/140 Windows")
    assert thief.get("/werkvoorraad").url == "/inloggen?next=/werkvoorraad"
    assert not is_in(browser), "what was stolen is worth nothing any more, for anybody"
    assert AuditEvent.objects.filter(action="session_refused", actor_id=marit.pk).count() == 1


def test_a_stolen_cookie_in_another_browser_must_log_in(marit, log_in):
    browser = log_in(marit, network="10.1.1.1", agent="Firefox/140 Windows")
    assert not is_in(stolen(browser, REMOTE_ADDR="10.1.1.1", HTTP_USER_AGENT="curl/8"))


def test_another_desk_in_the_same_building_is_fine(marit, log_in):
    browser = log_in(marit, network="10.1.1.1")
    browser.defaults["REMOTE_ADDR"] = "10.1.200.9"
    assert is_in(browser)


def test_an_swv_may_let_people_move_about(marit, log_in, settings):
    settings.SESSION_BOUND_TO = frozenset({"browser"})
    browser = log_in(marit, network="10.1.1.1")
    browser.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert is_in(browser)


def test_a_planted_session_key_is_not_the_one_that_gets_in(marit):
    """Session fixation: whoever planted the cookie does not come in with the person."""
    attacker = Client()
    attacker.get("/inloggen")
    attacker.session["planted"] = "yes"
    attacker.session.save()
    planted = attacker.session.session_key
    victim = Client()
    victim.cookies[COOKIE] = planted
    victim.post("/inloggen", {"login": marit.email, "password": DEMO_PASSWORD})
    assert is_in(victim)
    assert victim.cookies[COOKIE].value != planted
    attacker.cookies[COOKIE] = planted
    assert not is_in(attacker)


def test_what_was_sent_too_late_waits_on_the_page(marit, log_in, later):
    browser = log_in(marit)
    later(minutes=31)
    answer = browser.post(
        "/aanvragen/nieuw", {"motivation": "Sam leert het best in een <kleine> groep.", "password": "geheim"}
    )
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Sam leert het best in een &lt;kleine&gt; groep." in page
    assert "geheim" not in page
    assert answer["Cache-Control"] == "no-store"


def test_autosave_hears_that_it_is_logged_out(marit, log_in, later):
    browser = log_in(marit)
    later(minutes=31)
    answer = browser.post("/aanvragen/nieuw", {"a": "b"}, HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer.content) == (401, b"")


def test_marit_sees_where_she_is_logged_in_and_ends_it_there(marit, log_in):
    at_school = log_in(marit, agent="Mozilla Firefox/140.0 Windows")
    at_home = log_in(marit, network="10.9.9.9", agent="Mozilla iPhone Safari/604")
    page = at_home.get("/account").content.decode()
    assert "Firefox op Windows" in page
    assert "Safari op een iPhone" in page
    school = UserSession.objects.get(user=marit, ip="10.1.1.1")
    assert at_home.post(f"/account/ingelogd/{school.pk}/beeindigen").url == "/account"
    assert not is_in(at_school)
    assert is_in(at_home)


def test_nobody_ends_a_session_of_somebody_else(marit, nadia, log_in):
    at_school = log_in(marit)
    session = UserSession.objects.get(user=marit)
    assert log_in(nadia).post(f"/account/ingelogd/{session.pk}/beeindigen").status_code == 404
    assert is_in(at_school)


def test_everywhere_else_at_once(marit, log_in):
    first, second, here = log_in(marit), log_in(marit), log_in(marit)
    here.post("/account/ingelogd/elders/beeindigen")
    assert [is_in(first), is_in(second), is_in(here)] == [False, False, True]


def test_a_new_password_ends_the_other_sessions(marit, log_in):
    elsewhere, here = log_in(marit), log_in(marit)
    new = {"oldpassword": DEMO_PASSWORD, "password1": "vijftien-regenwormen", "password2": "vijftien-regenwormen"}
    here.post("/wachtwoord/wijzigen", new)
    assert [is_in(elsewhere), is_in(here)] == [False, True]
