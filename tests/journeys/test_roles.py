"""A dossier is laid before an assessor from outside, who reads it in one of her roles; on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from unittest import mock

import pytest
from playwright.sync_api import Page, expect

from schools.access import Role
from schools.models import Membership, Swv, User
from swv_portal import clock
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from swv_portal.local.demo_data.load import load_demo
from swv_portal.local.demo_data.organisations import SINCE

pytestmark = pytest.mark.browser
EMAIL = "esther@praktijk.demo"


@pytest.fixture
def esther(portal: str) -> str:
    """Esther Blom, psychologist with a practice of her own, reads for both SWVs."""
    with mock.patch("allocation.services.jobs.current_app.send_task"):
        load_demo(now=clock.now())
    user = User.objects.create_user(EMAIL, name="Esther Blom", password=DEMO_PASSWORD)
    for swv in Swv.objects.order_by("code"):
        Membership.objects.create(user=user, role=Role.ASSESSOR, swv=swv, valid_from=SINCE)
    return EMAIL


def test_a_dossier_is_laid_before_an_assessor_and_taken_away_again(
    portal: str, page: Page, log_in: Callable[[str], None], look: Callable[[], None], esther: str
) -> None:
    log_in("beslisser@waterrijk.demo")
    page.get_by_role("link", name="Daan Brouwer").click()
    dossier = page.url
    page.get_by_label("Toewijzen aan").select_option(label="Esther Blom")
    page.get_by_role("button", name="Toewijzen", exact=True).press("Enter")
    expect(page.get_by_text("Toegewezen aan Esther Blom.")).to_be_visible()
    look()

    log_in(esther)
    expect(page.get_by_text("Samenwerkingsverband VO Waterrijk").first).to_be_visible()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    look()
    page.get_by_role("link", name="Daan Brouwer").click()
    expect(page.get_by_role("heading", name="Toetsgegevens")).to_be_visible()
    expect(page.get_by_role("button", name="Besluit vastleggen")).to_have_count(0)
    look()

    page.get_by_text("Andere rol kiezen").locator("..").click()
    page.get_by_role("button", name="beoordelaar, Samenwerkingsverband VO Heuvelland").first.click()
    expect(page.get_by_text("U werkt nu als beoordelaar, Samenwerkingsverband VO Heuvelland.")).to_be_visible()
    expect(page.get_by_role("rowheader")).to_have_count(0)
    look()
    page.goto(dossier)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Daan Brouwer")

    log_in("beslisser@waterrijk.demo")
    page.goto(dossier)
    page.get_by_role("button", name="Beëindigen voor Esther Blom").click()
    expect(page.get_by_text("Esther Blom ziet deze aanvraag niet meer.")).to_be_visible()
