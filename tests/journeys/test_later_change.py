"""A later change to pro (Ub WVO 2020 art. 2.47) in a real browser: asked, saved while typing, filed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from allocation.models import Request, RouteInfo
from swv_portal.local.demo_data.report import demo_report

pytestmark = pytest.mark.browser


@pytest.fixture
def paper(tmp_path: Path) -> Callable[[str], Path]:
    """A document as a school has it on its own computer."""

    def make(title: str) -> Path:
        file = tmp_path / f"{title}.pdf"
        file.write_bytes(demo_report(title=title, name="Yara Smit"))
        return file

    return make


def test_yara_goes_to_pro_in_year_three(
    portal: str,
    page: Page,
    log_in: Callable[[str], None],
    look: Callable[[], None],
    paper: Callable[[str], Path],
    worker: None,
) -> None:
    """Without an IQ and without tests: the ground does not ask for them, and the portal neither."""
    log_in("coordinator@kompas.demo")
    page.goto(f"{portal}/aanvragen/nieuw")
    page.get_by_label("Praktijkonderwijs (pro)").check()
    page.get_by_role("button", name="Zelf invullen").click()
    for label, value in (("Roepnaam", "Yara"), ("Achternaam", "Smit"), ("Geboortedatum", "8-8-2012")):
        page.get_by_label(label).fill(value)
    page.get_by_label("Waar komt de leerling vandaan?").select_option("vo_later")
    page.get_by_label("In Nederland sinds").fill("1-10-2019")
    look()
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("button", name="Opslaan en verder").click()

    page.get_by_label("Motivering van de school").fill("Yara loopt vast in de lessen.")
    page.get_by_label("Wat vinden de ouders van de aanvraag?").select_option("agree")
    page.get_by_label("Op welke datum gaven de ouders hun mening?").fill("2-11-2026")
    page.get_by_label("Wat heeft de leerling nu?").select_option("lwoo")
    # By keyboard: from the group to the third reason.
    page.get_by_label("Wat heeft de leerling nu?").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_label("Stemmen de ouders schriftelijk in?").select_option("ja")
    page.get_by_label("Op welke datum stemden de ouders in?").fill("2-11-2026")
    page.get_by_label("Wat deed de school tot nu toe").fill("Kleine groep en een coach. Het hielp te weinig.")
    page.get_by_label("Welke deskundigen van buiten").fill("De orthopedagoog van het samenwerkingsverband.")
    page.get_by_label("Wat dreigt er als").fill("Schooluitval.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("pgeslagen")
    expect(page.get_by_label("er zijn andere problemen bij gekomen")).to_be_checked()
    look()
    page.get_by_role("button", name="Opslaan en verder").click()
    route = RouteInfo.objects.get()
    assert (route.special_grounds, route.parents_consent, route.risks) == (["other_problems"], True, "Schooluitval.")

    for kind, title in (("plan", "Ontwikkelingsperspectief"), ("lwoo_decision", "Aanwijzing lwoo")):
        page.get_by_label("Soort document").select_option(kind)
        page.get_by_label("Bestand").set_input_files(paper(title))
        page.get_by_role("button", name="Document toevoegen").click()
        expect(page.get_by_role("link", name=f"{title}.pdf")).to_be_visible(timeout=20_000)
    look()
    page.get_by_role("link", name="Verder naar controleren").click()
    expect(page.get_by_text("een aanwijzing voor lwoo", exact=True).first).to_be_visible()
    expect(page.get_by_text("Vul in, of leg uit waarom het ontbreekt")).to_have_count(0)
    look()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_text("Het aanvraagnummer is")).to_be_visible()
    assert Request.objects.get().state == "filed"
