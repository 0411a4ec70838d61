"""The administrator loads the list of tests of this year; a school then reads it and is helped by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from allocation.policy.edition_files import built_in_file
from allocation.policy.editions import edition_year
from schools.access import Role
from schools.models import Membership, Swv, User
from swv_portal import clock
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from swv_portal.local.demo_data.organisations import SINCE

pytestmark = pytest.mark.browser
EMAIL = "lijsten@waterrijk.demo"


@pytest.fixture
def administrator(portal: str) -> str:
    """Noor keeps the lists of SWV Waterrijk."""
    user = User.objects.create_user(EMAIL, name="Noor Bakker", password=DEMO_PASSWORD)
    swv = Swv.objects.get(code="VO9901")
    Membership.objects.create(user=user, role=Role.FUNCTIONAL_ADMIN, swv=swv, valid_from=SINCE)
    return EMAIL


def test_a_list_is_loaded_after_its_mistakes_are_put_right(
    portal: str, page: Page, log_in: Callable[[str], None], look: Callable[[], None], administrator: str, tmp_path: Path
) -> None:
    """From the warning, by the mistakes per line, to the list that every school can read and choose from."""
    year = edition_year(clock.today())
    text = (
        built_in_file("2016-2017").read_text(encoding="utf-8").replace("school_year: 2016-2017", f"school_year: {year}")
    )
    wrong, right = tmp_path / "fout.yaml", tmp_path / "goed.yaml"
    wrong.write_text(text.replace("iq_years: 2", "iq_years: twee"), encoding="utf-8")
    right.write_text(text, encoding="utf-8")

    page.goto(f"{portal}/inloggen")
    page.get_by_label("E-mailadres").fill(administrator)
    page.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name="Toegestane tests").first.click()
    expect(page.get_by_text(f"De lijst voor schooljaar {year} is niet geladen")).to_be_visible()
    look()
    page.get_by_label("Bestand met de lijst").set_input_files(wrong)
    page.get_by_role("button", name="Lijst laden").click()
    expect(page.get_by_role("row", name="13 Bij ‘iq_years’ hoort een heel getal.")).to_be_visible()
    expect(page.locator("#fouten")).to_be_focused()
    look()
    page.get_by_label("Bestand met de lijst").set_input_files(right)
    page.get_by_role("button", name="Lijst laden").press("Enter")
    expect(page.get_by_text(f"Geladen: de lijst voor {year}")).to_be_visible()
    look()

    log_in("coordinator@beekdal.demo")
    page.goto(f"{portal}/instrumenten")
    page.get_by_role("link", name="Bekijk de lijst").click()
    expect(page.get_by_role("heading", name=f"Toegestane tests {year}")).to_be_visible()
    page.get_by_text("Een lagere of hogere toets proberen").click()
    page.get_by_text("DL per groep en maand").click()
    look()
    page.goto(f"{portal}/aanvragen/nieuw")
    page.get_by_label("Leerwegondersteunend onderwijs (lwoo)").check()
    page.get_by_role("button", name="Zelf invullen").click()
    page.wait_for_url("**/leerling")
    page.get_by_role("link", name="Toetsgegevens").first.click()
    expect(page.locator("#id_iq_instrument_lijst option[value^='WISC-III']")).to_have_count(1)
    look()
