"""The same job without JavaScript, by hand: every step is an ordinary form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from allocation.models import Request
from swv_portal import clock
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from swv_portal.local.demo_data.load import load_demo
from swv_portal.local.demo_data.report import demo_report

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    yield context.new_page()
    context.close()


def log_in(plain: Page, portal: str, email: str) -> None:
    plain.context.clear_cookies()
    plain.goto(f"{portal}/inloggen")
    plain.get_by_label("E-mailadres").fill(email)
    plain.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    plain.get_by_role("button", name="Inloggen").click()
    expect(plain.get_by_role("heading", name="Werkvoorraad")).to_be_visible()


def test_a_pro_request_by_hand_asked_to_complete_and_granted(
    portal: str, plain: Page, tmp_path: Path, worker: None
) -> None:
    """Milan: filed by hand, additions asked, filed again, granted; the letter is there after reloading."""
    report = tmp_path / "okr.pdf"
    report.write_bytes(demo_report(title="Onderwijskundig rapport", name="Milan de Groot"))
    log_in(plain, portal, "coordinator@kompas.demo")
    plain.get_by_role("link", name="Nieuwe aanvraag").first.click()
    plain.get_by_label("Praktijkonderwijs (pro)").check()
    plain.get_by_role("button", name="Zelf invullen").click()
    for label, value in (
        ("Roepnaam", "Milan"),
        ("Tussenvoegsel", "de"),
        ("Achternaam", "Groot"),
        ("Leerlingnummer", "4711"),
        ("Geboortedatum", "8 augustus 2013"),
        ("Straat", "Demolaan"),
        ("Huisnummer", "1"),
        ("Postcode", "9901zz"),
        ("Plaats", "Waterrijk"),
    ):
        plain.get_by_label(label).fill(value)
    plain.get_by_label("Waar komt de leerling vandaan?").select_option("primary")
    plain.get_by_role("button", name="Opslaan en verder").click()
    plain.get_by_label("IQ", exact=True).fill("66")
    plain.get_by_label("Welke test?").fill("WISC-V-NL")
    plain.locator("#id_iq_tested_on").fill("1-10-2026")
    plain.locator("#id_iq_responsible").fill("drs. E. Vermeer")
    for domain, level in (("bl", "< 20"), ("ir", "22")):
        plain.locator(f"#id_dle_{domain}").fill(level)
        plain.locator(f"#id_dl_{domain}").fill("55")
        plain.locator(f"#id_instrument_{domain}").fill("Cito LOVS")
        plain.locator(f"#id_tested_on_{domain}").fill("1-10-2026")
    plain.get_by_role("button", name="Opslaan en verder").click()
    plain.get_by_label("Motivering van de school").fill("Milan leert door te doen.")
    plain.get_by_label("Wat vinden de ouders van de aanvraag?").select_option("agree")
    plain.get_by_label("Op welke datum gaven de ouders hun mening?").fill("2-10-2026")
    plain.get_by_role("button", name="Opslaan en verder").click()
    plain.get_by_label("Soort document").select_option("report")
    plain.get_by_label("Bestand").set_input_files(report)
    plain.get_by_role("button", name="Document toevoegen").click()
    for _ in range(30):  # without scripts a person asks again, until the search for a bsn is done
        if plain.get_by_role("link", name="okr.pdf").count():
            break
        plain.wait_for_timeout(1000)
        plain.get_by_role("link", name="Vernieuw de pagina").click()
    plain.get_by_role("link", name="Verder naar controleren").click()
    plain.get_by_role("button", name="Indienen").click()
    expect(plain.get_by_text("Het aanvraagnummer is")).to_be_visible()

    log_in(plain, portal, "administratie@waterrijk.demo")
    plain.get_by_role("link", name="Milan de Groot").click()
    expect(plain.get_by_role("button", name="Besluit vastleggen")).to_have_count(0)
    plain.get_by_label("Wat moet de school aanvullen?").fill("Het verslag van het IQ-onderzoek.")
    plain.get_by_role("button", name="Aanvulling vragen").click()
    expect(plain.get_by_text("De school krijgt uw vraag.")).to_be_visible()

    log_in(plain, portal, "coordinator@kompas.demo")
    plain.get_by_role("link", name="Milan de Groot").click()
    plain.get_by_role("link", name="Aanvullen").click()
    expect(plain.get_by_text("Het verslag van het IQ-onderzoek.")).to_be_visible()
    plain.get_by_role("link", name="Controleren").click()
    plain.get_by_role("button", name="Indienen").click()

    log_in(plain, portal, "beslisser@waterrijk.demo")
    plain.get_by_role("link", name="Milan de Groot").click()
    expect(plain.get_by_text("Voldoet aan de criteria voor").first).to_be_visible()
    plain.get_by_label("Toewijzen").check()
    plain.get_by_role("button", name="Besluit vastleggen").click()
    expect(plain.get_by_text("Brieven maken")).to_be_visible()
    letter = plain.get_by_role("link", name="Brief aan de ouders")
    for _ in range(60):
        if letter.is_visible():
            break
        plain.wait_for_timeout(500)
        plain.reload()
    expect(letter).to_be_visible()
    assert Request.objects.get().number.endswith("-0001")


def test_someone_elses_dossier_does_not_exist(portal: str, plain: Page) -> None:
    """Another SWV, another school and a stranger: the same page as for an address that never was."""
    log_in(plain, portal, "coordinator@beekdal.demo")
    plain.goto(f"{portal}/aanvragen/nieuw")
    plain.get_by_label("Leerwegondersteunend onderwijs (lwoo)").check()
    plain.get_by_role("button", name="Zelf invullen").click()
    address = plain.url
    for email in ("coordinator@kompas.demo", "beslisser@heuvelland.demo", "beslisser@waterrijk.demo"):
        log_in(plain, portal, email)
        refused = {plain.goto(address.replace("/leerling", part)).status for part in ("", "/leerling", "/documenten")}
        assert refused <= {403, 404}
    plain.context.clear_cookies()
    plain.goto(address)
    assert "/inloggen" in plain.url


def test_a_director_files_what_is_asked_and_gets_no_links_that_lead_nowhere(portal: str, plain: Page) -> None:
    """Aya: additions asked; the director says why the IQ is missing and files again."""
    load_demo(now=clock.now())
    Request.objects.update(incomplete_reason="")
    log_in(plain, portal, "directeur@beekdal.demo")
    plain.get_by_role("link", name="Aya Benali").click()
    plain.get_by_role("link", name="Controleren en indienen").click()
    links = {one.get_attribute("href") or "" for one in plain.get_by_role("main").get_by_role("link").all()}
    assert all(plain.request.get(portal + link).ok for link in links if link.startswith("/"))
    plain.get_by_role("button", name="Indienen").click()
    expect(plain.locator("#fouten")).to_contain_text("Schrijf kort waarom")
    plain.get_by_label("Waarom ontbreken er gegevens?").fill("Het onderzoek is op 3 december.")
    plain.get_by_role("button", name="Indienen").click()
    expect(plain.get_by_text("Het aanvraagnummer is")).to_be_visible()
    assert Request.objects.get(student__call_name="Aya").incomplete_reason == "Het onderzoek is op 3 december."
