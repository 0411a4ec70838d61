"""Logging in in a real browser: app, key, recovery code, the end of a session, an invitation. Axe on every screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from schools.models import User
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD
from tests.accounts.apps import code_of, gets_an_app

pytestmark = pytest.mark.browser

Look = Callable[[], None]
INEKE = "administratie@waterrijk.demo"
NADIA = "beheerder@waterrijk.demo"


@pytest.fixture
def at(portal: str, settings: Any) -> str:
    """The portal in earnest, where the second step is required; keys need a name instead of a number."""
    cache.clear()
    settings.REQUIRE_SECOND_FACTOR = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    return portal.replace("127.0.0.1", "localhost")


def type_password(page: Page, at: str, email: str) -> None:
    """The first step."""
    page.goto(f"{at}/inloggen")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def log_out(page: Page) -> None:
    """Out, as at the end of the day."""
    page.context.clear_cookies()


def test_ineke_sets_up_an_app_and_comes_in_with_a_code_and_with_a_recovery_code(
    at: str, page: Page, look: Look
) -> None:
    """Every screen on the way passes axe on a desk and a phone."""
    type_password(page, at, INEKE)
    expect(page.get_by_role("heading", name="Stel eerst een tweede stap in")).to_be_visible()
    look()
    page.get_by_role("link", name="App instellen").click()
    secret = page.locator(".portal-secret").inner_text()
    assert page.locator(".portal-qr").evaluate("(image) => image.complete && image.naturalWidth > 100")
    look()
    page.get_by_label("Code uit de app").fill("000000")
    page.get_by_role("button", name="App koppelen").click()
    expect(page.get_by_role("alert").first).to_contain_text("Deze code klopt niet")
    assert page.locator(".portal-secret").inner_text() == secret, "the picture is still the one that was scanned"
    page.get_by_label("Code uit de app").fill(code_of(secret))
    page.get_by_role("button", name="App koppelen").click()
    expect(page.get_by_role("heading", name="U hebt nog 10 codes")).to_be_visible()
    recovery = page.locator(".portal-codes li").first.inner_text()
    look()
    page.get_by_role("link", name="Ik heb de codes bewaard").click()
    page.wait_for_url("**/werkvoorraad")

    log_out(page)
    type_password(page, at, INEKE)
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    look()
    page.get_by_label("Code", exact=True).fill(code_of(secret, steps=1))
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/werkvoorraad")
    page.get_by_role("link", name="Ineke Postma").click()
    expect(page.get_by_role("heading", name="Uw account")).to_be_visible()
    look()

    log_out(page)
    type_password(page, at, INEKE)
    page.get_by_label("Code", exact=True).fill(recovery)
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/werkvoorraad")


def test_ineke_uses_a_key(at: str, page: Page, look: Look) -> None:
    """With the virtual key of Chromium; first stopping halfway, which is told in words."""
    type_password(page, at, INEKE)
    page.wait_for_url("**/account/tweede-stap")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable", {"enableUI": False})
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "automaticPresenceSimulation": True}})
    page.get_by_role("link", name="Sleutel toevoegen").click()
    look()
    page.get_by_label("Naam van de sleutel").fill("Sleutelbos")
    page.get_by_role("button", name="Sleutel toevoegen").click()
    expect(page.get_by_role("heading", name="U hebt nog 10 codes")).to_be_visible()

    log_out(page)
    type_password(page, at, INEKE)
    page.get_by_role("button", name="Beveiligingssleutel gebruiken").click()
    page.wait_for_url("**/werkvoorraad")
    page.goto(f"{at}/account")
    expect(page.get_by_text("Sleutelbos, toegevoegd op")).to_be_visible()
    page.get_by_role("link", name="Verwijderen van Sleutelbos").click()
    expect(page.get_by_role("heading", name="Wachtwoord bevestigen")).to_be_visible()
    look()
    page.get_by_role("link", name="Met een beveiligingssleutel").click()
    look()
    devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made["authenticatorId"]})
    other = devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "automaticPresenceSimulation": True}})
    page.get_by_role("button", name="Beveiligingssleutel gebruiken").click()
    expect(page.locator("[data-passkey-problem]")).to_contain_text("niet gelukt")
    devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": other["authenticatorId"]})


def test_the_warning_comes_in_time_and_typed_text_survives_logging_in_again(
    at: str, page: Page, look: Look, settings: Any
) -> None:
    """The clock is the browser's and the server's own: the session is made very short."""
    settings.REQUIRE_SECOND_FACTOR = False
    type_password(page, at, NADIA)
    page.wait_for_url("**/kaders")
    page.goto(f"{at}/mensen/uitnodigen")
    page.get_by_label("Naam", exact=True).fill("Fenna Visser")
    settings.SESSION_IDLE_MINUTES = 1  # Less than the two minutes of the warning: it comes at the next look.
    page.evaluate("dispatchEvent(new Event('focus'))")
    dialog = page.get_by_role("dialog", name="Bent u er nog?")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("1 minuut")
    look()
    settings.SESSION_IDLE_MINUTES = 30
    dialog.get_by_role("button", name="Verder werken").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Fenna Visser")

    page.get_by_label("E-mailadres").fill("fenna@waterrijk.demo")
    Session.objects.all().delete()
    page.evaluate("dispatchEvent(new Event('focus'))")
    dialog = page.get_by_role("dialog", name="U bent uitgelogd")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    look()
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Inloggen op een nieuw tabblad").click()
    tab = opened.value
    tab.get_by_label("E-mailadres").fill(NADIA)
    tab.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    tab.get_by_role("button", name="Inloggen", exact=True).click()
    expect(tab.get_by_role("heading", name="U bent weer ingelogd")).to_be_visible()
    tab.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(dialog).to_be_hidden()
    page.get_by_label("Welke rol?").select_option(label="Administratie, Samenwerkingsverband VO Waterrijk")
    page.get_by_role("button", name="Uitnodiging sturen").click()
    expect(page.get_by_text("De uitnodiging is gestuurd naar fenna@waterrijk.demo.")).to_be_visible()


def test_what_was_sent_after_the_end_is_sent_again_after_logging_in(
    at: str, page: Page, look: Look, settings: Any
) -> None:
    """For whoever pressed the button before the page could warn."""
    settings.REQUIRE_SECOND_FACTOR = False
    type_password(page, at, NADIA)
    page.wait_for_url("**/kaders")
    page.goto(f"{at}/mensen/uitnodigen")
    page.get_by_label("Welke rol?").select_option(label="Controller, Samenwerkingsverband VO Waterrijk")
    page.get_by_label("Naam", exact=True).fill("Fenna Visser")
    page.get_by_label("E-mailadres").fill("fenna@waterrijk.demo")
    Session.objects.all().delete()
    page.get_by_role("button", name="Uitnodiging sturen").click()
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    look()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Inloggen op een nieuw tabblad").click()
    tab = opened.value
    tab.get_by_label("E-mailadres").fill(NADIA)
    tab.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    tab.get_by_role("button", name="Inloggen", exact=True).click()
    expect(tab.get_by_role("heading", name="U bent weer ingelogd")).to_be_visible()
    tab.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_role("button", name="Opnieuw versturen").click()
    expect(page.get_by_text("De uitnodiging is gestuurd naar fenna@waterrijk.demo.")).to_be_visible()


def test_nadia_invites_fenna_ends_a_role_and_helps_ineke(at: str, page: Page, look: Look) -> None:
    """The screens of an administrator, and the one a newcomer sees."""
    secret = gets_an_app(User.objects.get(email=NADIA))
    gets_an_app(User.objects.get(email=INEKE))
    type_password(page, at, NADIA)
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/kaders")
    page.get_by_role("link", name="Mensen").first.click()
    look()
    page.get_by_role("link", name="Iemand uitnodigen").click()
    page.get_by_role("button", name="Uitnodiging sturen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies een rol")
    look()
    page.get_by_label("Welke rol?").select_option(label="Beslisser, Samenwerkingsverband VO Waterrijk")
    page.get_by_label("Naam", exact=True).fill("Fenna Visser")
    page.get_by_label("E-mailadres").fill("fenna@waterrijk.demo")
    page.get_by_role("button", name="Uitnodiging sturen").click()
    expect(page.get_by_role("table", name="Uitnodigingen die wachten op antwoord")).to_contain_text("Fenna Visser")
    look()
    page.get_by_role("link", name="Tweede stap opnieuw voor Ineke Postma").click()
    page.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Weet zeker met wie u spreekt")).to_be_visible()
    look()
    page.get_by_role("button", name="Tweede stap weghalen").click()
    expect(page.get_by_text("De tweede stap van Ineke Postma is weg.")).to_be_visible()
    page.get_by_role("link", name="Rol beëindigen van Ineke Postma").click()
    look()
    page.get_by_role("button", name="Rol beëindigen").click()
    expect(page.get_by_role("table", name="Rollen die zijn afgelopen")).to_contain_text("Ineke Postma")

    link = re.search(r"/uitnodiging/\S+", str(mail.outbox[0].body))
    assert link
    log_out(page)
    page.goto(f"{at}{link[0]}")
    look()
    page.get_by_label("Kies een wachtwoord").fill("kort")
    page.get_by_label("Het wachtwoord nog een keer").fill("kort")
    page.get_by_role("button", name="Account maken").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies een wachtwoord")
    look()
    for label in ("Kies een wachtwoord", "Het wachtwoord nog een keer"):
        page.get_by_label(label).fill("negen kraaien in de mist")
    page.get_by_role("button", name="Account maken").click()
    expect(page.get_by_text("Uw account is gemaakt.")).to_be_visible()
    page.goto(f"{at}{link[0]}")
    expect(page.get_by_role("heading", name="Deze uitnodiging werkt niet meer")).to_be_visible()
    look()
