"""Ten thousand tries: after five the account is shut for five minutes, and nothing is told of who exists."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from swv_portal.settings.cache import shared_cache

SHUT = "Te vaak geprobeerd. Wacht vijf minuten"


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Let seconds pass for the limits."""
    began = time.time()
    return lambda seconds: monkeypatch.setattr(time, "time", lambda: began + seconds)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that is hashed: the costly part of a try."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        seen.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return seen


def attempt(email: str, password: str, *, network: str = "10.1.1.1") -> str:
    """One try through the page; what it answers."""
    browser = Client(REMOTE_ADDR=network)
    answer = browser.post("/inloggen", {"login": email, "password": password})
    return "in" if answer.status_code == 302 else answer.content.decode()


def test_ten_thousand_guesses_from_everywhere_are_five(marit, hashed):
    """As a botnet would: each from another address. All but five are refused before a password is compared."""
    refused = 0
    for number in range(10_000):
        request = RequestFactory(REMOTE_ADDR=f"10.{number >> 8 & 255}.{number & 255}.1").post("/inloggen")
        with request_context(request):
            try:
                get_adapter(request).authenticate(request, email=marit.email, password=f"geraden {number}")
            except ValidationError:
                refused += 1
    assert refused == 9_995
    assert len(hashed) == 5
    assert SHUT in attempt(marit.email, DEMO_PASSWORD, network="192.0.2.1"), "the right password comes too late"


def test_the_right_password_gets_in_when_the_lock_ends(marit, passes):
    for number in range(5):
        attempt(marit.email, f"geraden {number}")
    passes(290)
    assert SHUT in attempt(marit.email, DEMO_PASSWORD)
    passes(301)
    assert attempt(marit.email, DEMO_PASSWORD) == "in"


def test_a_colleague_at_the_same_address_is_not_locked_out(marit, ineke):
    for number in range(6):
        attempt(marit.email, f"geraden {number}")
    assert attempt(ineke.email, DEMO_PASSWORD) == "in"


def test_capitals_do_not_give_five_more(marit):
    for number in range(5):
        attempt(marit.email, f"geraden {number}")
    assert SHUT in attempt(marit.email.upper(), DEMO_PASSWORD)


@pytest.mark.parametrize("tries", [1, 6])
def test_an_unknown_address_gets_the_same_answer_and_the_same_work(marit, hashed, tries):
    pages, work = [], []
    for email in (marit.email, "niemand@beekdal.demo"):
        before = len(hashed)
        for number in range(tries):
            page = attempt(email, f"geraden {number}")
        pages.append(page.replace(email, "").split("<main", 1)[1].split("csrfmiddlewaretoken", 1)[0])
        work.append(len(hashed) - before)
    assert pages[0] == pages[1]
    assert work[0] == work[1] == min(tries, 5)


def test_asking_a_new_password_tells_nothing_either(marit):
    pages = [Client().post("/wachtwoord/vergeten", {"email": email}) for email in (marit.email, "niemand@x.demo")]
    assert {page.url for page in pages} == {"/wachtwoord/vergeten/verstuurd"}
    assert len(mail.outbox) == 2


def test_one_address_that_keeps_trying_gets_a_page_that_says_so(people):
    answers = [
        Client(REMOTE_ADDR="10.3.3.3").post("/inloggen", {"login": f"iemand{number}@x.demo", "password": "x"})
        for number in range(70)
    ]
    assert answers[-1].status_code == 429
    assert "Even wachten" in answers[-1].content.decode()


def test_a_proxy_tells_who_somebody_is_and_a_visitor_cannot(settings, marit):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(70):
        forged = f"198.51.100.{number}, 203.0.113.5"
        answer = Client(HTTP_X_FORWARDED_FOR=forged).post("/inloggen", {"login": f"i{number}@x.demo", "password": "x"})
    assert answer.status_code == 429


@pytest.mark.parametrize(
    ("broker", "where"),
    [
        ("redis://:geheim@valkey:6379/0", "redis://:geheim@valkey:6379/1"),
        ("redis+socket:///run/valkey.sock", "unix:///run/valkey.sock?db=1"),
    ],
)
def test_all_processes_count_together(broker: str, where: str) -> None:
    found = shared_cache(cache_url="", broker_url=broker)["default"]
    assert found["LOCATION"] == where
    assert found["BACKEND"].endswith("RedisCache")
