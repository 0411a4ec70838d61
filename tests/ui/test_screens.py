"""The building blocks in a real browser: for everyone, on every width, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from . import urls

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db(transaction=True)]

PAGES = ["/stijlgids", "/stijlgids?fouten", "/stijlgids/breed", "/account/login/", "/toegankelijkheid", "/bestaat-niet"]


@pytest.fixture
def base(live_server) -> str:
    """Where the portal answers."""
    return live_server.url


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(page, axe, base, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(base + address)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_error_summary_has_focus_and_leads_to_the_field(page, base):
    page.goto(f"{base}/stijlgids?fouten")
    expect(page.locator("#fouten")).to_be_focused()
    expect(page, base).to_have_title(re.compile("^Fout: "))
    page.get_by_role("link", name="IQ: Vul een getal in").click()
    expect(page.get_by_label("IQ", exact=True)).to_be_focused()


def test_the_keyboard_reaches_everything_with_a_visible_ring(page, base):
    page.goto(f"{base}/stijlgids")
    reachable = page.locator(":is(a[href], button, input:not([type=hidden]), select, textarea):visible")
    names = set()
    for _ in range(reachable.count() + 2):
        page.keyboard.press("Tab")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert ring == "3px"
        names.add(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        if page.evaluate("document.activeElement.textContent.trim() === 'Toegankelijkheid'"):
            break
    assert len(names) >= reachable.count() - 3  # one radio button per group


@pytest.mark.parametrize("width", [1440, 390])
def test_what_one_taps_is_at_least_44_pixels_high(page, base, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base}/stijlgids")
    targets = page.locator(
        ":is(button, select, input[type=text], input[type=file], .portal-option label,"
        " .portal-tabs a, .portal-steps a, .portal-menu > summary):visible"
    )
    heights = targets.evaluate_all("(all) => all.map((one) => [one.getBoundingClientRect().height, one.textContent])")
    assert [text for height, text in heights if height < 44] == []


def test_typing_is_saved_by_itself_and_the_list_follows(page, base):
    urls.SAVED.clear()
    page.goto(f"{base}/stijlgids")
    expect(page.locator("#missing-list li")).to_have_count(4)
    page.get_by_label("IQ", exact=True).fill("85-95")
    expect(page.get_by_text("Opgeslagen om 14:03")).to_be_visible()
    assert [one["iq"] for one in urls.SAVED] == ["85-95"]
    expect(page.locator("#missing-list li")).to_have_count(1)
    expect(page.locator("#portal-live")).to_have_text("Nog 1 punt te doen")
    assert leaving_asks(page) is False


def leaving_asks(page: Page) -> bool:
    """Whether the browser would warn before leaving."""
    return page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def test_a_lost_connection_is_told_and_mended(browser, base):
    urls.SAVED.clear()
    with browser.new_context() as context:  # Not the watched page: a lost connection belongs on the console here.
        page = context.new_page()
        page.goto(f"{base}/stijlgids")
        context.set_offline(True)
        page.get_by_label("Motivering van de school").fill("Sam leert het best in een kleine groep.")
        expect(page.get_by_text("Geen verbinding: wat u typte staat nog op dit scherm.")).to_be_visible()
        assert leaving_asks(page) is True
        context.set_offline(False)
        expect(page.get_by_text("Opgeslagen om 14:03")).to_be_visible()
        assert urls.SAVED[-1]["motivation"] == "Sam leert het best in een kleine groep."
        assert leaving_asks(page) is False


def test_a_login_page_is_never_taken_for_saved(page, base):
    page.goto(f"{base}/stijlgids")
    page.get_by_label("Motivering van de school").fill("uitgelogd")
    expect(page.get_by_text("Opslaan lukt nu niet")).to_be_visible()
    expect(page.get_by_label("Motivering van de school")).to_have_value("uitgelogd")
    assert leaving_asks(page) is True


def test_a_double_click_sends_once_and_back_gives_the_button_back(page, base):
    urls.SUBMITTED.clear()
    page.goto(f"{base}/stijlgids")
    page.get_by_role("button", name="Opslaan en verder").dblclick()
    expect(page.get_by_role("heading", name="Toegankelijkheid", level=1)).to_be_visible()
    assert len(urls.SUBMITTED) == 1
    page.go_back()
    expect(page.get_by_role("button", name="Opslaan en verder")).to_be_visible()


def test_the_pressed_button_says_it_is_busy_and_its_value_goes_along(page, base):
    urls.SUBMITTED.clear()
    page.goto(f"{base}/stijlgids")
    page.evaluate("document.addEventListener('submit', () => { window.words = document.activeElement.textContent; })")
    page.route("**/stijlgids/verstuur", lambda route: route.fulfill(status=204))
    with page.expect_request("**/stijlgids/verstuur") as sent:
        page.get_by_role("button", name="Opslaan en later verder").click()
    assert "later=1" in sent.value.post_data
    assert page.evaluate("window.words") == "Bezig…"


def test_a_file_that_is_too_large_does_not_leave_the_computer(page, base):
    page.goto(f"{base}/stijlgids")
    box = page.get_by_label("Bestand")
    box.evaluate("(input) => { input.dataset.maxBytes = 1000; }")
    box.set_input_files({"name": "rapport.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2_000_000})
    expect(page.get_by_text("rapport.pdf is 2 MB.")).to_be_visible()
    page.get_by_role("button", name="Document toevoegen").click()
    expect(box).to_be_focused()
    box.set_input_files({"name": "klein.pdf", "mimeType": "application/pdf", "buffer": b"x" * 900})
    expect(page.locator(".portal-upload__problem")).to_be_empty()


def test_progress_moves_by_itself_and_is_said_aloud_when_done(page, base):
    page.goto(f"{base}/stijlgids/breed")
    expect(page.get_by_text("De brieven staan klaar", exact=True)).to_be_visible(timeout=15_000)
    expect(page.locator("#portal-live")).to_have_text("Brieven maken: De brieven staan klaar")
    expect(page.locator("#voorbeeld-voortgang")).not_to_have_attribute("hx-get", re.compile(".*"))


def test_without_javascript_the_menu_opens_and_the_form_goes(browser, base):
    urls.SUBMITTED.clear()
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{base}/stijlgids?fouten")
        page.locator(".portal-menu summary").click()
        expect(page.locator(".portal-menu").get_by_role("link", name="Nieuwe aanvraag")).to_be_visible()
        page.locator(".portal-menu summary").click()
        page.get_by_label("Motivering van de school").fill("Zonder JavaScript")
        page.get_by_role("button", name="Opslaan en verder").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Toegankelijkheid")
    assert urls.SUBMITTED[0]["motivation"] == "Zonder JavaScript"
