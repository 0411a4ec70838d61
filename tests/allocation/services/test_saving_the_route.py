"""What a school fills in about the route is kept: typed, unreadable, emptied again."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from allocation.models import Request, RouteInfo
from allocation.policy.facts import Track
from allocation.services import prepare, pupil
from allocation.services.filled import filled_of
from allocation.web import reading
from schools.access import Actor
from schools.models import Membership, User
from tests.allocation.services.test_request_to_decision import NOW, an_swv

TOLD = {
    "motivation": "Yara loopt vast.",
    "special_group": "lwoo",
    "special_grounds": ["border_scores", "other_problems"],
    "parents_consent": "ja",
    "parents_consent_on": "02-11-2026",
    "done_so_far": "Kleine groep, weinig effect.",
    "experts": "geen",
    "risks": "Schooluitval.",
}


def _start(track: Track) -> tuple[Request, Actor]:
    _, location, coordinator, _ = an_swv("VO9901")
    request = prepare.start_request(
        actor=coordinator, request_id=uuid.uuid4(), location_id=location.pk, track=track, at=NOW
    )
    return request, coordinator


def _save(request: Request, actor: Actor, **values: Any) -> Request:
    prepare.save_reasoning(actor=actor, request_id=request.pk, values=values, unread={}, at=NOW)
    return Request.objects.select_related("route", "evidence", "student").get(pk=request.pk)


@pytest.mark.django_db
def test_an_ordinary_pro_request_gets_no_row_and_lwoo_never_does() -> None:
    request, actor = _start(Track.PRO)
    _save(request, actor, motivation="x", special_group="", special_grounds=[], parents_consent=None)
    assert not RouteInfo.objects.exists()
    Request.objects.filter(pk=request.pk).update(track=Track.LWOO)
    _save(request, actor, special_group="lwoo")
    assert not RouteInfo.objects.exists()


@pytest.mark.django_db
def test_what_was_filled_in_can_be_emptied_again() -> None:
    request, actor = _start(Track.PRO)
    saved = _save(request, actor, special_group="opp", special_grounds=["problems_require_pro"], parents_consent=False)
    assert (saved.route.special_group, saved.route.parents_consent) == ("opp", False)
    filled = filled_of(saved, on=dt.date(2026, 11, 24))
    # Parents who refuse gave an answer; there is no date to ask.
    assert {"parents_consent", "parents_consent_on"} <= filled.fields
    saved = _save(request, actor)
    assert (saved.route.special_group, saved.route.special_grounds, saved.route.parents_consent) == ("", [], None)


@pytest.mark.django_db
def test_the_day_of_arrival_is_kept_and_an_import_without_it_leaves_it() -> None:
    request, actor = _start(Track.LWOO)
    step: dict[str, Any] = {"actor": actor, "request_id": request.pk, "unread": {}, "at": NOW}
    pupil.save_pupil(**step, values={"last_name": "Haddad", "in_nl_since": dt.date(2025, 10, 1)})
    pupil.save_pupil(**step, values={"last_name": "Haddad", "comes_from": "vo1"})
    assert RouteInfo.objects.get().in_nl_since == dt.date(2025, 10, 1)
    rows = {row["label"]: row["value"] for row in reading.pupil_rows(Request.objects.get(pk=request.pk))}
    assert rows["In Nederland sinds"] == "1 oktober 2025"
    pupil.save_pupil(**step, values={"last_name": "Haddad", "in_nl_since": None})
    assert RouteInfo.objects.get().in_nl_since is None


@pytest.mark.django_db
def test_a_judgement_of_the_school_is_saved_with_its_reasons() -> None:
    request, actor = _start(Track.LWOO)
    step: dict[str, Any] = {"actor": actor, "request_id": request.pk, "unread": {}, "at": NOW}
    judged = {"judged_capacity": True, "judged_delay": False, "judgement_reason": "Gezien in de klas."}
    prepare.save_tests(**step, values=judged)
    evidence = Request.objects.get(pk=request.pk).evidence
    assert (evidence.judged_capacity, evidence.judged_delay, evidence.judged_social_emotional) == (True, False, None)
    filled = filled_of(Request.objects.get(pk=request.pk), on=dt.date(2026, 11, 24))
    assert {"judged_capacity", "judged_delay", "judgement_reason"} <= filled.fields


@pytest.fixture
def browser(client: Client, db: None) -> tuple[Client, Request]:
    """The coordinator of the school, logged in, with a request for pro."""
    request, actor = _start(Track.PRO)
    user = User.objects.get(pk=actor.user_id)
    Membership.objects.create(
        user=user, role=actor.role, school=request.location.school, valid_from=dt.date(2020, 1, 1)
    )
    client.force_login(user)
    return client, request


def test_yaras_later_change_is_saved_while_typing_and_shown_for_reading(browser: tuple[Client, Request]) -> None:
    client, request = browser
    answer = client.post(reverse("request_autosave", args=[request.pk, "onderbouwing"]), TOLD)
    assert answer.headers["Portal-Saved"]
    Request.objects.filter(pk=request.pk).update(comes_from="vo_later")
    rows = {row["label"]: row["value"] for row in reading.reasoning_rows(Request.objects.get(pk=request.pk))}
    assert rows["De leerling heeft nu"] == "een aanwijzing voor lwoo"
    assert rows["Instemming van de ouders"] == "de ouders stemmen in (2 november 2026)"
    assert "grens van lwoo en pro; er zijn andere problemen" in rows["Waarom praktijkonderwijs"]
    page = client.get(reverse("request_reasoning", args=[request.pk])).content.decode()
    assert page.count("checked") == 2
    assert "Kleine groep, weinig effect." in page


def test_an_unreadable_date_is_kept_as_typed_beside_everything_else(browser: tuple[Client, Request]) -> None:
    client, request = browser
    url = reverse("request_reasoning", args=[request.pk])
    client.post(url, TOLD | {"parents_consent_on": "2 novembr"})
    page = client.get(url).content.decode()
    assert 'value="2 novembr"' in page
    assert page.count("checked") == 2
    assert "Schooluitval." in page
    assert RouteInfo.objects.get().parents_consent_on is None


def test_a_choice_that_does_not_exist_is_refused_without_losing_the_rest(browser: tuple[Client, Request]) -> None:
    client, request = browser
    url = reverse("request_reasoning", args=[request.pk])
    assert client.post(url, TOLD | {"special_grounds": ["border_scores", "verzonnen"]}).status_code == 200
    assert client.get(url).status_code == 200
    assert RouteInfo.objects.get().risks == "Schooluitval."


def test_a_school_is_told_at_once_that_lwoo_in_year_two_has_no_route(browser: tuple[Client, Request]) -> None:
    client, request = browser
    Request.objects.filter(pk=request.pk).update(track=Track.LWOO)
    url = reverse("request_autosave", args=[request.pk, "leerling"])
    direct = client.post(url, {"last_name": "Smit", "comes_from": "primary"}).content.decode()
    assert "portal-notes" not in direct.partition("Voortoets")[2].partition("Waarom?")[0]
    later = client.post(url, {"last_name": "Smit", "comes_from": "vo_later"}).content.decode()
    assert "buiten de routes van de wet" in later
    assert "kan lwoo dan niet meer worden aangevraagd" in later
    assert "WVO 2020 art. 2.43 lid 3" in later
    newcomer = {"last_name": "Smit", "comes_from": "vo1", "in_nl_since": "2-10-2026"}
    assert "vanaf 1 augustus 2028" in client.post(url, newcomer).content.decode()


def test_only_what_this_request_needs_is_shown_as_missing(browser: tuple[Client, Request]) -> None:
    _, request = browser
    on = dt.date(2026, 11, 24)
    missing = {row["label"] for row in reading.test_rows(Request.objects.get(pk=request.pk), on=on) if row["missing"]}
    assert missing == {"IQ", "Begrijpend lezen"}
    Request.objects.filter(pk=request.pk).update(comes_from="other")
    rows = reading.test_rows(Request.objects.get(pk=request.pk), on=on)
    assert not [row for row in rows if row["missing"]]
    request.evidence.judged_capacity, request.evidence.judgement_reason = True, "Gezien in de klas."
    request.evidence.save()
    shown = {row["label"]: row["value"] for row in reading.test_rows(Request.objects.get(pk=request.pk), on=on)}
    assert shown["Oordeel: leervermogen past"] == "ja"
    assert shown["Waarop het oordeel rust"] == "Gezien in de klas."
