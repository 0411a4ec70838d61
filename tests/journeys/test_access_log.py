"""A privacy officer finds out who looked at Daan, on a desk, on a phone and with the keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from schools.access import Actor
from tests.audit.people import a_region, as_

pytestmark = pytest.mark.browser


def go_in_as(page: Page, portal: str, actor: Actor) -> None:
    """The browser of somebody who is logged in."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": as_(actor).cookies["sessionid"].value, "url": portal}])


def test_farida_sees_who_looked_at_daan(portal: str, page: Page, look: Callable[[], None]) -> None:
    region = a_region("VO9933")
    dossier = f"{portal}/aanvragen/{region.daan.pk}"
    for actor in (region.marit, region.ineke, region.ruben):
        go_in_as(page, portal, actor)
        page.goto(dossier)
    go_in_as(page, portal, region.farida)
    page.goto(dossier)
    link = page.get_by_role("link", name="Wie keek in dit dossier")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie keek in dit dossier")
    expect(page.get_by_role("row")).to_have_count(1 + 4)
    page.reload()
    expect(page.get_by_role("row")).to_have_count(1 + 5)
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text("Farida")
    expect(first).to_contain_text("Bekeken wie in het dossier keek")
    look()
    keep(page, "dossier")
    page.get_by_role("link", name="Gekeken en gedaan").click()
    expect(page.get_by_role("row", name="Ingediend")).to_have_count(1)
    look()
    page.get_by_role("link", name="Alle aanvragen van deze leerling").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie keek naar deze leerling")
    expect(page.get_by_role("cell", name="2026-0001").first).to_be_visible()
    look()
    keep(page, "leerling")


def keep(page: Page, name: str) -> None:
    """Pictures for people, when a folder for them is named."""
    if folder := os.environ.get("SWV_PICTURES"):
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
