"""The main job: from an official OSO dossier to the letter the parents get, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from allocation.models import Decision, Request
from swv_portal.local.demo_data.report import demo_report

pytestmark = pytest.mark.browser

Look = Callable[[], None]
LogIn = Callable[[str], None]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """An onderwijskundig rapport as a school has it on its own computer."""
    file = tmp_path / "Onderwijskundig rapport.pdf"
    file.write_bytes(demo_report(title="Onderwijskundig rapport", name="Daan van de Berg"))
    return file


def test_an_oso_dossier_becomes_a_request_a_decision_and_a_letter(
    shared_dir: Path, portal: str, page: Page, log_in: LogIn, look: Look, report: Path, worker: None
) -> None:
    """Coordinator uploads, completes and files; the SWV decides; both letters open as PDF."""
    log_in("coordinator@beekdal.demo")
    look()
    page.get_by_role("link", name="Nieuwe aanvraag").first.click()
    page.wait_for_url("**/aanvragen/nieuw")
    look()
    page.get_by_label("Leerwegondersteunend onderwijs (lwoo)").check()
    sample = shared_dir / "reference" / "oso" / "Voorbeelddossier_PaO_VOSWV_full.xml"
    page.get_by_label("OSO-dossier (xml)").set_input_files(sample)
    page.get_by_role("button", name="Dossier inlezen").click()
    page.wait_for_url("**/overgenomen")
    expect(page.get_by_role("heading", name="Overgenomen", exact=True)).to_be_visible()
    expect(page.get_by_text("IQ-uitslag WISC-III NL")).to_be_visible()
    look()

    page.get_by_role("link", name="Aanvraag nalopen").click()
    expect(page.get_by_label("Achternaam")).to_have_value("Berg")
    page.get_by_label("Waar komt de leerling vandaan?").select_option("vo1")
    look()
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.get_by_label("IQ", exact=True)).to_have_value("114")
    page.get_by_label("IQ", exact=True).fill("85-95")
    page.locator("#id_dle_sp").fill("< 10")
    page.locator("#id_dl_sp").fill("60")
    look()
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_label("Motivering van de school").fill("Daan leert beter in een kleine groep.")
    page.get_by_label("Wat vinden de ouders van de aanvraag?").select_option("agree")
    page.get_by_label("Op welke datum gaven de ouders hun mening?").fill("12-3-2016")
    look()
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_label("Soort document").select_option("report")
    page.get_by_label("Bestand").set_input_files(report)
    look()
    page.get_by_role("button", name="Document toevoegen").click()
    expect(page.get_by_role("link", name="Onderwijskundig rapport.pdf")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Verder naar controleren").click()
    page.wait_for_url("**/controleren")
    look()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf kort waarom")
    look()
    page.get_by_label("Waarom ontbreken er gegevens?").fill("De toetsen van dit jaar volgen.")
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_text("Het aanvraagnummer is")).to_be_visible()
    look()
    request = Request.objects.get()
    assert (request.evidence.iq_lowest, request.evidence.iq_highest) == (85, 95)

    log_in("beslisser@waterrijk.demo")
    look()
    page.get_by_role("link", name="Daan van de Berg").click()
    expect(page.get_by_role("heading", name="Besluit nemen")).to_be_visible()
    look()
    page.get_by_label("Toewijzen").check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf waarom u dit besluit neemt")
    expect(page.get_by_label("Toewijzen")).to_be_checked()
    look()
    page.get_by_label("Motivering van het besluit").fill("De school laat zien dat Daan deze steun nodig heeft.")
    page.get_by_role("button", name="Besluit vastleggen").click()
    letter = page.get_by_role("link", name="Brief aan de ouders")
    expect(letter).to_be_visible(timeout=30_000)
    look()
    decision = Decision.objects.get()
    assert decision.number.startswith("VO9901-")
    answer = page.request.get(portal + str(letter.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")

    log_in("coordinator@beekdal.demo")
    page.get_by_role("link", name="Afgehandeld").click()
    page.get_by_role("link", name="Daan van de Berg").click()
    expect(page.get_by_text("Besluit genomen")).to_be_visible()
    expect(page.get_by_role("link", name="Brief aan de school")).to_be_visible()
    look()


def test_typed_text_is_saved_while_typing_and_kept_when_it_cannot_be_read(
    portal: str, page: Page, log_in: LogIn, look: Look
) -> None:
    """A wrong value is explained at the field and at the top, and is still there tomorrow."""
    log_in("coordinator@beekdal.demo")
    page.goto(f"{portal}/aanvragen/nieuw")
    page.get_by_label("Leerwegondersteunend onderwijs (lwoo)").check()
    page.get_by_role("button", name="Zelf invullen").click()
    page.get_by_label("Roepnaam").fill("Fenna")
    page.get_by_label("Achternaam").fill("Brouwer")
    expect(page.get_by_text("Opgeslagen om")).to_be_visible()
    expect(page.get_by_role("link", name="Vul de achternaam in.")).to_have_count(0)
    page.get_by_label("Geboortedatum").fill("31-2-2014")
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.get_by_role("alert")).to_contain_text("Geboortedatum")
    look()
    page.goto(f"{portal}/werkvoorraad")
    page.get_by_role("link", name="Fenna Brouwer").click()
    page.get_by_role("link", name="Verder invullen").click()
    expect(page.get_by_label("Geboortedatum")).to_have_value("31-2-2014")
    page.get_by_label("Geboortedatum").fill("12-3-2014")
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_label("IQ", exact=True).fill("8595")
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.get_by_role("alert")).to_contain_text("85-95")
    expect(page.get_by_label("IQ", exact=True)).to_have_value("8595")


def test_a_dossier_that_is_not_one_starts_nothing(
    portal: str, page: Page, log_in: LogIn, look: Look, tmp_path: Path
) -> None:
    """A broken file gets its reason at the field and no request is made."""
    file = tmp_path / "dossier.xml"
    file.write_text("<dossier><metadata>")
    log_in("coordinator@beekdal.demo")
    page.goto(f"{portal}/aanvragen/nieuw")
    page.get_by_label("Praktijkonderwijs (pro)").check()
    page.get_by_label("OSO-dossier (xml)").set_input_files(file)
    page.get_by_role("button", name="Dossier inlezen").click()
    expect(page.locator("#fouten")).to_contain_text("OSO-dossier")
    expect(page.get_by_label("Praktijkonderwijs (pro)")).to_be_checked()
    look()
    assert not Request.objects.exists()
