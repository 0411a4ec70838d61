"""Invented people with an account, and what their app and their browser would do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from schools.models import User
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from swv_portal.local.demo_data.organisations import make_organisations, make_people

Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    """Limits are counted in the cache."""
    cache.clear()


@pytest.fixture
def people(db: None) -> None:
    """The organisations and accounts of the demo."""
    make_organisations()
    make_people()


@pytest.fixture
def ineke(people: None) -> User:
    """Ineke Postma, administration of SWV Waterrijk."""
    return User.objects.get(email="administratie@waterrijk.demo")


@pytest.fixture
def nadia(people: None) -> User:
    """Nadia Verbeek, functional administrator of SWV Waterrijk."""
    return User.objects.get(email="beheerder@waterrijk.demo")


@pytest.fixture
def marit(people: None) -> User:
    """Marit Hoekstra, coordinator at Beekdal College."""
    return User.objects.get(email="coordinator@beekdal.demo")


@pytest.fixture
def log_in() -> Browser:
    """Log in through the page; gives the browser, from any network and with any browser name."""

    def enter(user: User, *, network: str = "10.1.1.1", agent: str = "Firefox/140 Windows", code: str = "") -> Client:
        browser = Client(REMOTE_ADDR=network, HTTP_USER_AGENT=agent)
        browser.post("/inloggen", {"login": user.email, "password": DEMO_PASSWORD})
        if code:
            browser.post("/inloggen/tweede-stap", {"code": code})
        return browser

    return enter
