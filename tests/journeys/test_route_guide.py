"""A parent looks up, without logging in, what happens to lwoo when the family moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_parent_finds_out_that_there_is_no_national_route_from_year_2(
    live_server, page: Page, look: Callable[[], None]
) -> None:
    page.goto(f"{live_server.url}/toegankelijkheid")
    page.get_by_role("link", name="Routewijzer").click()
    look()
    page.get_by_role("button", name="Toon het antwoord").click()
    expect(page.get_by_role("heading", name="Controleer 4 velden")).to_be_visible()
    look()
    page.get_by_label("Leerwegondersteunend onderwijs (lwoo)").check()
    page.get_by_label("De leerling wisselt van school").check()
    page.get_by_role("group", name="waar de leerling vandaan komt").get_by_label("Eigen criteria").check()
    page.get_by_role("group", name="van de nieuwe school").get_by_label("Landelijke criteria").check()
    page.get_by_label("In welk leerjaar").select_option("2")
    page.get_by_label("Op welke datum?").fill("24-11-2026")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Situatie 4 van de routekaart")).to_be_visible()
    expect(page.get_by_text("Vanaf leerjaar 2 is er landelijk geen weg meer naar lwoo")).to_be_visible()
    look()
