"""The demo organisations and people in a real browser, with the worker beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from swv_portal.local.demo_data.organisations import make_organisations, make_people

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 1000}


@pytest.fixture
def portal(live_server, transactional_db: None, page: Page) -> str:  # type: ignore[no-untyped-def]
    """The address of the portal, with the organisations and accounts of the demo and no requests yet."""
    make_organisations()
    make_people()
    return live_server.url


@pytest.fixture
def log_in(portal: str, page: Page) -> Callable[[str], None]:
    """Log in as one of the demo people; whoever was logged in goes out first."""

    def enter(email: str) -> None:
        page.context.clear_cookies()
        page.goto(f"{portal}/inloggen")
        page.get_by_label("E-mailadres").fill(email)
        page.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/werkvoorraad")

    return enter


@pytest.fixture
def look(axe: Callable[[Page], None], page: Page) -> Callable[[], None]:
    """The screen as it stands, on a desk and on a phone: axe objects to nothing and nothing scrolls sideways."""

    def check() -> None:
        page.wait_for_load_state("load")
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url

    return check
