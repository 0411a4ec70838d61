"""An administrator lets the SWV opt out: draft, see what would change, collect consents, publish; schools read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from allocation.models import Framework, Request
from allocation.services import what_if
from schools.models import Location, Student, User
from swv_portal import clock
from swv_portal.local.demo_data.accounts import DEMO_PASSWORD

pytestmark = pytest.mark.browser

Look = Callable[[], None]
LogIn = Callable[[str], None]
NAME = "lwoo in Waterrijk"


@pytest.fixture
def enter(portal: str, page: Page) -> LogIn:
    """Log in as someone who does not arrive at the work list."""

    def go(email: str) -> None:
        page.context.clear_cookies()
        page.goto(f"{portal}/inloggen")
        page.get_by_label("E-mailadres").fill(email)
        page.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/kaders")

    return go


@pytest.fixture
def filed_requests(portal: str) -> int:
    """Forty filed requests of Waterrijk: IQ from 76 to 115 and learning delays that fit lwoo."""
    from allocation.models import DelayResult, Evidence

    location = Location.objects.select_related("school").get(code="99BA00")
    coordinator = User.objects.get(email="coordinator@beekdal.demo")
    for number in range(40):
        day = clock.today() - dt.timedelta(days=30 + number)
        moment = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
        request = Request.objects.create(
            swv=location.swv_on(day),
            location=location,
            student=Student.objects.create(school=location.school, call_name="Kim", last_name=f"Leerling {number}"),
            track="lwoo",
            state="filed",
            number=f"{day.year}-{number + 1:04d}",
            created_by=coordinator,
            created_at=moment,
            changed_at=moment,
            filed_at=moment,
            filed_on=day,
        )
        Evidence.objects.create(request=request, iq_lowest=76 + number, iq_highest=76 + number, se_outcome="yes")
        DelayResult.objects.bulk_create(
            DelayResult(request=request, domain=domain, dl_months=50, dle_lowest=32, dle_highest=32)
            for domain in ("tl", "sp", "bl", "ir")
        )
    return 40


def first_year() -> int:
    """The first year in which a new opting out can still begin: told by 15 December of the year before."""
    today = clock.today()
    return today.year + (1 if (today.month, today.day) <= (12, 15) else 2)


def start_a_concept(page: Page) -> None:
    """From the list to the choice of own thresholds."""
    page.get_by_role("link", name="Nieuw kader").click()
    page.wait_for_url("**/kaders/nieuw")
    page.get_by_label("Leerwegondersteunend onderwijs (lwoo)").check()
    page.get_by_label("Eigen drempels").check()
    page.get_by_label("Naam van het kader").fill(NAME)
    page.get_by_label("Geldig vanaf").fill(f"1-1-{first_year()}")
    page.get_by_role("button", name="Concept maken").click()
    expect(page.get_by_role("heading", name="Variant: Eigen drempels")).to_be_visible()


def record_consent(page: Page, board: str, answer: str) -> None:
    """Open the form of a board and record what it answered."""
    card = page.get_by_role("region", name=board)
    card.locator("summary").click()
    card.get_by_label(answer, exact=True).check()
    card.get_by_label("Datum").fill(f"{clock.today():%d-%m-%Y}")
    card.get_by_label("Ondertekend door").fill("de voorzitter")
    card.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text(f"{board}: {answer.lower()}.")).to_be_visible()


def test_an_administrator_drafts_sees_what_would_change_collects_consents_and_publishes(
    portal: str, page: Page, enter: LogIn, log_in: LogIn, look: Look, filed_requests: int
) -> None:
    """Every screen on the way passes axe on a desk and a phone."""
    enter("beheerder@waterrijk.demo")
    expect(page.get_by_role("heading", name="Lwoo: wat geldt nu")).to_be_visible()
    look()
    start_a_concept(page)
    look()

    page.get_by_label("Hoogste IQ").fill("veel")
    page.get_by_label("Kleinste leerachterstand").fill("driekwart")
    page.get_by_role("button", name="Opslaan en zien wat er verandert").click()
    expect(page.get_by_role("alert")).to_contain_text("Hoogste IQ")
    expect(page.get_by_role("alert")).to_contain_text("Kleinste leerachterstand")
    expect(page.get_by_label("Hoogste IQ")).to_have_value("veel")
    look()
    page.get_by_label("Hoogste IQ").fill("105")
    page.get_by_label("Kleinste leerachterstand").fill("0,3")
    page.get_by_role("button", name="Opslaan en zien wat er verandert").click()
    page.wait_for_url("**/gevolgen")
    expect(page.get_by_role("heading", name="Bij 10 van de 40 aanvragen verandert de uitkomst")).to_be_visible()
    expect(page.get_by_role("table", name="Aantal per uitkomst")).to_contain_text("−10")
    expect(page.locator("main")).not_to_contain_text("Leerling")
    look()
    page.get_by_label("Over hoeveel jaar?").select_option("1")
    page.get_by_role("button", name="Reken opnieuw").click()
    expect(page.get_by_role("heading", name="Bij 10 van de 40 aanvragen verandert de uitkomst")).to_be_visible()

    page.get_by_role("link", name="Verder", exact=True).click()
    page.wait_for_url("**/gronden")
    look()
    record_consent(page, "Stichting Onderwijs Beekdal", "Stemt in")
    record_consent(page, "Stichting Het Kompas", "Stemt niet in")
    page.get_by_label("Welk ondersteuningsplan beschrijft deze keuze?").fill("Ondersteuningsplan 2026-2030")
    page.get_by_label("Datum van het ondersteuningsplan").fill(f"{clock.today():%d-%m-%Y}")
    page.get_by_label("Wanneer hebt u het gemeld bij de inspectie?").fill(f"{clock.today():%d-%m-%Y}")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("De gronden zijn opgeslagen.")).to_be_visible()
    look()
    page.get_by_role("link", name="Verder naar publiceren").click()
    expect(page.get_by_role("heading", name="Dit is nog nodig")).to_be_visible()
    expect(page.get_by_role("button", name="Publiceren")).to_have_count(0)
    look()
    page.get_by_role("link", name="Stemt niet in: Stichting Het Kompas").click()
    record_consent(page, "Stichting Het Kompas", "Stemt in")
    page.get_by_role("link", name="Verder naar publiceren").click()
    expect(page.get_by_role("heading", name="Alles is klaar")).to_be_visible()
    look()
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text(f"‘{NAME}’ is gepubliceerd.")).to_be_visible()
    look()
    assert Framework.objects.get().state == Framework.State.PUBLISHED

    log_in("coordinator@beekdal.demo")
    page.get_by_role("link", name="Kaders").first.click()
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_text("105 IQ-punten")).to_be_visible()
    expect(page.get_by_role("button", name="Vervanging maken")).to_have_count(0)
    look()


def test_a_long_computation_runs_in_the_background_and_shows_its_progress(
    portal: str,
    page: Page,
    enter: LogIn,
    look: Look,
    filed_requests: int,
    worker: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page asks how far it is and shows the result by itself."""
    monkeypatch.setattr(what_if, "INLINE", 10)
    enter("beheerder@waterrijk.demo")
    start_a_concept(page)
    page.get_by_label("Hoogste IQ").fill("105")
    page.get_by_role("button", name="Opslaan en zien wat er verandert").click()
    page.wait_for_url("**/gevolgen")
    expect(page.get_by_role("heading", name="van de 40 aanvragen")).to_be_visible(timeout=30_000)
    look()


def test_the_keyboard_alone_is_enough_to_begin(portal: str, page: Page, enter: LogIn) -> None:
    """Tab, space and enter: a concept is made without touching the mouse."""
    enter("beheerder@waterrijk.demo")
    page.goto(f"{portal}/kaders/nieuw")
    page.get_by_label("Leerwegondersteunend onderwijs (lwoo)").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Landelijk")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Variant: Landelijke criteria")).to_be_visible()


def test_without_javascript_an_administrator_still_publishes(
    browser: Browser, portal: str, filed_requests: int
) -> None:
    """Every step is an ordinary form; progress comes with a link to look again."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}/inloggen")
    page.get_by_label("E-mailadres").fill("beheerder@waterrijk.demo")
    page.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name="Nieuw kader").click()
    page.get_by_label("Leerwegondersteunend onderwijs (lwoo)").check()
    page.get_by_label("Landelijke criteria").check()
    page.get_by_label("Naam van het kader").fill("Landelijk, naar de letter")
    page.get_by_role("button", name="Concept maken").click()
    page.get_by_label("Naar de letter van de wet").check()
    page.get_by_role("button", name="Opslaan en zien wat er verandert").click()
    expect(page.get_by_text("van de 40 aanvragen")).to_be_visible()
    page.get_by_role("link", name="Verder", exact=True).click()
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text("‘Landelijk, naar de letter’ is gepubliceerd.")).to_be_visible()
    context.close()
