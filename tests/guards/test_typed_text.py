"""Nobody gets a BSN into the portal by typing it: the field says so, keeps the rest, and never stores the number."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import uuid

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

import allocation.retention.web
import allocation.web
import schools.web
from allocation.models import Request
from allocation.policy.facts import Track
from allocation.services import prepare
from allocation.web.forms import AdditionsForm, DecideForm, PupilForm, ReasoningForm, ResultsForm, SearchForm
from schools.access import Actor
from schools.models import Membership, School, User
from swv_portal.bsn import contains_bsn, without_bsn
from swv_portal.ui.guarded import TAKEN_OUT, GuardedForm
from tests.allocation.services.test_request_to_decision import NOW, an_swv

TODAY = dt.date(2026, 11, 24)
BSN = "111222333"
DOORS = (allocation.web, allocation.retention.web, schools.web)
# Fields for words that only the person who logs in knows or owns.
OWN_SECRETS = {"code", "password", "login", "email"}


def every_form() -> list[type[forms.Form]]:
    """All form classes of our own doors."""
    for package in DOORS:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found, waiting = set(), [forms.Form]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            found.add(one)
    return [one for one in found if one.__module__.startswith(tuple(f"{package.__name__}." for package in DOORS))]


def has_text(form: type[forms.Form]) -> bool:
    return any(
        isinstance(field.widget, forms.TextInput | forms.Textarea) and not isinstance(field, forms.EmailField)
        for name, field in form.base_fields.items()
        if name not in OWN_SECRETS
    )


def test_every_form_with_text_refuses_a_bsn() -> None:
    unguarded = [form.__qualname__ for form in every_form() if has_text(form) and not issubclass(form, GuardedForm)]
    assert unguarded == [], "let these inherit swv_portal.ui.guarded.GuardedForm"
    assert len(every_form()) > 10


@pytest.mark.parametrize("name", ["motivation", "parents_view_text", "pupil_view_text"])
def test_marit_pastes_a_bsn_in_her_reasons_and_reads_how_to_go_on(name: str) -> None:
    form = ReasoningForm({name: f"Noor ({BSN}) leest veel beter."}, today=TODAY)
    assert not form.is_valid()
    (told,) = form.errors[name]
    assert "Haal het getal weg" in told
    assert BSN not in told
    assert name not in form.cleaned_data
    assert form.unread == {name: f"Noor ({TAKEN_OUT}) leest veel beter."}, "all but the number is kept"


def test_coming_back_later_she_is_told_that_a_number_was_there() -> None:
    form = ReasoningForm({"motivation": f"Noor ({TAKEN_OUT}) leest veel beter."}, today=TODAY)
    assert "Hier stond een bsn" in form.errors["motivation"][0]
    assert ReasoningForm({"motivation": "Noor leest veel beter."}, today=TODAY).is_valid()


@pytest.mark.parametrize("name", ["iq", "dl_bl", "iq_tested_on", "iq_instrument", "se_label", "instrument_ir"])
def test_also_where_the_field_could_not_read_it_anyway(name: str) -> None:
    form = ResultsForm({name: BSN}, today=TODAY)
    assert [error.code for error in form.errors.as_data()[name]] == ["bsn"]
    assert BSN not in str(form.unread)


def test_a_pupil_number_may_be_any_number_that_is_no_bsn_and_nobody_gets_stuck() -> None:
    for number in ("10234", "111222334", "2026-0117", "0612345678"):
        assert PupilForm({"las_key": number}, today=TODAY).is_valid(), number
    refused = PupilForm({"las_key": BSN}, today=TODAY)
    assert "laat dit vak leeg" in refused.errors["las_key"][0]


@pytest.mark.parametrize(
    "text",
    [
        "Bel 06-12345672.",
        "tel. 612345672",
        "Telefoonnummer: 318 111222",
        "KvK-nummer 12345672",
        "RSIN 111222333",
        "AGB-code 94012340",
        "school 02QZ, vestiging 02QZ00, leerlingnummer 2026-0117",
        "Bestuur 41234 vroeg het op 24-11-2026.",
        "bankrekening NL51RABO0307495248",
    ],
)
def test_numbers_of_schools_phones_and_companies_pass(text: str) -> None:
    assert not contains_bsn(text)


@pytest.mark.parametrize("text", ["Tel. onbekend, bsn 111222333", "bsn (tel) 111222333", "kvk 12345672, nr 111222333"])
def test_a_word_for_another_number_does_not_hide_a_bsn(text: str) -> None:
    assert contains_bsn(text)


@given(st.text(alphabet="0123456789 .-ab", max_size=60), st.text(alphabet="0123456789 .-ab", max_size=60))
def test_what_is_kept_never_holds_a_bsn(before: str, after: str) -> None:
    assert not contains_bsn(without_bsn(f"{before} {BSN} {after}", instead=TAKEN_OUT))


@given(st.integers(10_000_000, 999_999_999).map(lambda number: f"{number:09d}"))
def test_a_field_refuses_exactly_what_the_eleven_test_finds(number: str) -> None:
    form = DecideForm({"outcome": "granted", "reason": f"Zie {number}.", "seal": "x"})
    assert ("reason" in form.errors) is contains_bsn(number)


def test_staff_cannot_write_a_bsn_either() -> None:
    assert "note" in AdditionsForm({"note": f"Graag het rapport van {BSN}."}).errors
    assert "zoek" in SearchForm({"zoek": BSN}).errors


def as_(actor: Actor) -> Client:
    place = {"swv_id": actor.swv_id} if actor.swv_id else {"school": School.objects.get(pk__in=actor.school_ids)}
    Membership.objects.get_or_create(user_id=actor.user_id, role=actor.role, valid_from=dt.date(2026, 1, 1), **place)
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@pytest.mark.django_db
def test_saving_while_typing_keeps_the_sentence_and_not_the_number() -> None:
    _, location, marit, _ = an_swv("VO9901")
    request_id = uuid.uuid4()
    prepare.start_request(actor=marit, request_id=request_id, location_id=location.pk, track=Track.LWOO, at=NOW)
    client, typed = as_(marit), {"motivation": f"Noor, bsn {BSN}, leest graag."}
    answer = client.post(reverse("request_autosave", args=[request_id, "onderbouwing"]), typed)
    assert answer.status_code == 200
    kept = Request.objects.get(pk=request_id)
    assert (kept.motivation, kept.unread["onderbouwing"]) == (
        "",
        {"motivation": f"Noor, bsn {TAKEN_OUT}, leest graag."},
    )
    page = client.post(reverse("request_reasoning", args=[request_id]), typed).content.decode()
    assert "burgerservicenummer" in page
    again = client.get(reverse("request_reasoning", args=[request_id])).content.decode()
    assert "Hier stond een bsn" in again
    assert BSN not in again


@pytest.mark.django_db
def test_a_bsn_in_the_search_box_is_told_and_forgotten() -> None:
    _, _, marit, _ = an_swv("VO9901")
    answer = as_(marit).get(reverse("inbox"), {"zoek": BSN})
    assert (answer.status_code, answer.url) == (302, reverse("inbox"))
