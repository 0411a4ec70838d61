"""Two members of staff destroy with four eyes, and answer the parents of Daan, in a real browser."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allocation.models import Request
from allocation.retention import destroying, running
from allocation.retention.models import DestructionRun
from schools.access import Actor
from schools.models import Location, Membership
from swv_portal import clock
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from tests.allocation.services.test_request_to_decision import NOW
from tests.retention.stories import DUE, Waterrijk, decided, filed, noon

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS")


def _actor(email: str) -> Actor:
    return Membership.objects.select_related("user", "swv", "school", "board").get(user__email=email).actor()


@pytest.fixture
def place(portal: str) -> Waterrijk:
    location = Location.objects.get(code="99BA00")
    swv = location.swv_on(clock.date_of(NOW))
    assert swv is not None
    return Waterrijk(
        swv,
        location,
        _actor("coordinator@beekdal.demo"),
        _actor("beslisser@waterrijk.demo"),
        _actor("administratie@waterrijk.demo"),
    )


def shot(page: Page, name: str) -> None:
    """Keep what it looks like, for who asked with SHOTS=folder."""
    for width, height in ((1440, 1000), (390, 844)) if SHOTS else ():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


def test_a_list_is_proposed_approved_by_another_and_told_of(
    page: Page,
    place: Waterrijk,
    log_in: Callable[[str], None],
    look: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    daan, sofie = decided(place, "Daan"), decided(place, "Sofie")
    monkeypatch.setattr(clock, "now", lambda: noon(DUE))
    # The worker of the tests lives today, on which nothing is due yet: the run is executed below, on its own day.
    monkeypatch.setattr(running, "send", lambda run: None)
    log_in("administratie@waterrijk.demo")
    page.goto(page.url.replace("/werkvoorraad", f"/aanvragen/{sofie.pk}/vasthouden"))
    look()
    page.get_by_label("Waarom houdt u dit dossier vast?").fill("Er loopt een beroep.")
    page.get_by_role("button", name="vasthouden").click()
    expect(page.get_by_text(f"Dossier {sofie.number} wordt vastgehouden.")).to_be_visible()
    page.get_by_role("link", name="Bewaren", exact=True).click()
    expect(page.get_by_role("heading", name="Bewaren en vernietigen")).to_be_visible()
    expect(page.get_by_text("1 regel: 1× gezondheidsgegevens en toetsscores.")).to_be_visible()
    expect(page.get_by_role("row", name=sofie.number)).to_contain_text("het dossier wordt vastgehouden")
    expect(page.get_by_text("Daan")).to_have_count(0)
    look()
    shot(page, "overview")
    # By keyboard: the button follows the last link of the list.
    page.get_by_role("link", name=daan.number, exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Deze lijst voorstellen")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bewaren/lijsten/**")
    expect(page.get_by_text("U stelde deze lijst voor.")).to_be_visible()
    expect(page.get_by_role("button", name="Goedkeuren en vernietigen")).to_have_count(0)
    look()
    shot(page, "run-own")

    address = page.url
    log_in("beslisser@waterrijk.demo")
    page.goto(address)
    page.get_by_role("button", name="Niet goedkeuren").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look()
    page.get_by_role("button", name="Goedkeuren en vernietigen").click()
    expect(page.get_by_text("U keurde de lijst goed.")).to_be_visible()
    expect(page.get_by_text("U kunt deze bladzijde sluiten")).to_be_visible()
    look()
    destroying.execute(run_id=DestructionRun.objects.get().pk, now=lambda: noon(DUE))
    page.goto(address)
    expect(page.get_by_role("heading", name="Verslag van vernietiging")).to_be_visible()
    expect(page.get_by_role("row", name=daan.number)).to_contain_text("documenten: 1")
    look()
    shot(page, "run-done")
    page.goto(address.split("/bewaren")[0] + f"/aanvragen/{daan.pk}")
    expect(page.get_by_text("Toetsgegevens en documenten zijn vernietigd")).to_be_visible()
    look()
    shot(page, "dossier-destroyed")
    assert Request.objects.get(pk=daan.pk).health_destroyed_on == DUE


def test_the_parents_of_daan_get_everything_and_a_date_is_put_right(
    page: Page,
    place: Waterrijk,
    log_in: Callable[[str], None],
    look: Callable[[], None],
) -> None:
    daan = filed(place, "Daan")
    log_in("administratie@waterrijk.demo")
    page.goto(page.url.replace("/werkvoorraad", f"/aanvragen/{daan.pk}"))
    page.get_by_role("link", name="Inzage, verbeteren, op slot of vasthouden").click()
    expect(page.get_by_role("heading", name="Daan Brouwer")).to_be_visible()
    look()
    # The first PDF of a process loads the engine and its fonts.
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name="Leesbaar overzicht (pdf)").click(timeout=60_000)
    assert "Daan" not in download.value.suggested_filename

    page.get_by_role("link", name="Wijzigen").click()
    look()
    shot(page, "correct")
    page.get_by_label("Geboortedatum").fill("05-06-2014")
    page.get_by_role("button", name="Verbetering vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("Waarom verbetert u dit?")
    page.get_by_label("Waarom verbetert u dit?").fill("De ouders lieten de geboorteakte zien.")
    page.get_by_role("button", name="Verbetering vastleggen").click()
    expect(page.get_by_text("1 maart 2014 → 5 juni 2014")).to_be_visible()
    assert Request.objects.get(pk=daan.pk).student.birth_date == dt.date(2014, 6, 5)

    page.get_by_role("button", name="Gegevens op slot zetten").click()
    expect(page.get_by_role("alert")).to_contain_text("Waarom zet u de gegevens op slot?")
    page.get_by_label("Waarom zet u de gegevens op slot?").fill("Het IQ wordt betwist.")
    page.get_by_role("button", name="Gegevens op slot zetten").click()
    expect(page.get_by_text("De gegevens staan op slot", exact=True)).to_be_visible()
    look()
    shot(page, "pupil")

    log_in("beslisser@waterrijk.demo")
    page.goto(page.url.replace("/werkvoorraad", f"/aanvragen/{daan.pk}"))
    expect(page.get_by_text("De gegevens van deze leerling staan op slot", exact=True)).to_be_visible()
    look()
    page.get_by_label("Wat moet de school aanvullen?").fill("Het verslag.")
    page.get_by_role("button", name="Aanvulling vragen").click()
    expect(page.get_by_text("kan er aan deze aanvraag niets veranderen. Vraag")).to_be_visible()


def test_an_administrator_chooses_terms_and_cannot_go_below_the_law(
    page: Page,
    place: Waterrijk,
    portal: str,
    look: Callable[[], None],
) -> None:
    page.goto(f"{portal}/inloggen")
    page.get_by_label("E-mailadres").fill("beheerder@waterrijk.demo")
    page.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name="Bewaren", exact=True).click()
    look()
    page.get_by_role("link", name="Bewaartermijnen kiezen").click()
    look()
    shot(page, "terms")
    field = page.get_by_label("Gezondheidsgegevens en toetsscores: hoeveel jaar bewaren?")
    field.fill("2")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    field.fill("4")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_text("De bewaartermijnen zijn bewaard.")).to_be_visible()
