"""A coordinator sees that designations end and renews one; the SWV reads the same list. By mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allocation.models import Request
from schools.access import Actor
from schools.models import Location, Membership
from swv_portal import clock
from tests.allocation.services.renewal_stories import GRANTED, IN_MARCH, a_framework, noon
from tests.allocation.services.test_request_to_decision import NOW, a_filed_request, decide

pytestmark = pytest.mark.browser


@pytest.fixture
def march(portal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Samira and Noor were designated in November 2026 for the year and one more; it is 1 March 2028."""
    location = Location.objects.get(code="99BA00")
    swv = location.swv_on(clock.date_of(NOW))
    coordinator, decider = _actor("coordinator@beekdal.demo"), _actor("beslisser@waterrijk.demo")
    a_framework(swv, decider, since=clock.date_of(NOW), school_years=1)
    for name in ("Samira", "Noor"):
        filed = a_filed_request(location, coordinator, name)
        filed.student.last_name = f"de {name}"
        filed.student.save()
        decide(decider, filed, GRANTED)
    monkeypatch.setattr(clock, "now", lambda: noon(IN_MARCH))


def _actor(email: str) -> Actor:
    return Membership.objects.select_related("user", "swv", "school", "board").get(user__email=email).actor()


def test_a_designation_is_renewed_from_the_work_list(
    page: Page, march: None, log_in: Callable[[str], None], look: Callable[[], None]
) -> None:
    log_in("coordinator@beekdal.demo")
    expect(page.get_by_text("2 aanwijzingen voor lwoo lopen af en kunnen nu verlengd worden.")).to_be_visible()
    look()
    page.get_by_role("link", name="Bekijk de aflopende aanwijzingen").click()
    expect(page.get_by_role("row", name="Samira")).to_contain_text("31-07-2028")
    look()
    # By keyboard: from the name of the pupil to the button beside it.
    page.get_by_role("link", name="Samira de Samira", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Verlenging aanvragen voor Samira de Samira")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/leerling")
    expect(page.get_by_label("Achternaam")).to_have_value("de Samira")
    expect(page.get_by_text("Dit is een verlenging.")).to_be_visible()
    look()
    draft = Request.objects.get(state="draft")
    assert draft.student.call_name == "Samira"

    page.get_by_role("link", name="Werkvoorraad").first.click()
    expect(page.get_by_text("1 aanwijzing voor lwoo loopt af en kan nu verlengd worden.")).to_be_visible()
    page.get_by_role("link", name="Bekijk de aflopende aanwijzingen").click()
    expect(page.get_by_role("link", name="Naar het concept voor Samira de Samira")).to_be_visible()
    look()

    log_in("beslisser@waterrijk.demo")
    page.get_by_role("link", name="Bekijk de aflopende aanwijzingen").click()
    expect(page.get_by_role("row", name="Samira")).to_contain_text("kan nu")
    look()
