"""What people type in the steps, and what the form says about it."""

from __future__ import annotations

import datetime as dt

import pytest

from allocation.models import Request
from allocation.web.forms import PupilForm, ReasoningForm, ResultsForm

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("iq", "8595", "85-95"),
        ("iq", "201", "20 tot en met 200"),
        ("iq", "95-85", ""),
        ("iq_tested_on", "25-11-2026", ""),
        ("dle_bl", "veertig", ""),
        ("dl_bl", "0", ""),
        ("delay_bl", "0,53", "Vul ook de DLE en de DL in"),
        ("iq_instrument", "x" * 161, ""),
        ("se_label", "nul\x00teken", ""),
    ],
)
def test_text_that_cannot_be_read_is_explained_at_the_field_and_kept(field: str, typed: str, says: str) -> None:
    form = ResultsForm({field: typed}, today=TODAY)
    assert not form.is_valid()
    assert says in form.errors[field][0]
    assert form.unread[field] == typed.replace("\x00", "")


def test_a_delay_of_the_school_itself_must_fit_dl_and_dle() -> None:
    fits = ResultsForm({"dle_bl": "28", "dl_bl": "60", "delay_bl": "0,53"}, today=TODAY)
    assert fits.is_valid(), fits.errors
    wrong = ResultsForm({"dle_bl": "28", "dl_bl": "60", "delay_bl": "0,35"}, today=TODAY)
    assert "past niet bij" in wrong.errors["delay_bl"][0]


def test_every_field_may_stay_empty_while_filling_in() -> None:
    assert ResultsForm({}, today=TODAY).is_valid()
    assert PupilForm({}, today=TODAY).is_valid()


def test_fields_stand_in_the_order_of_the_law() -> None:
    names = list(ResultsForm({}, today=TODAY).fields)
    assert names.index("iq") < names.index("dle_tl") < names.index("dle_ir") < names.index("se_outcome")


def test_only_a_request_for_pro_asks_about_a_later_change() -> None:
    lwoo = ReasoningForm({}, today=TODAY, dossier=Request(track="lwoo"))
    pro = ReasoningForm({}, today=TODAY, dossier=Request(track="pro"))
    asked = set(pro.fields) - set(lwoo.fields)
    assert {"special_group", "special_grounds", "parents_consent", "done_so_far", "experts", "risks"} <= asked
    assert pro.is_valid(), pro.errors
    assert (pro.cleaned_data["parents_consent"], pro.cleaned_data["special_grounds"]) == (None, [])


@pytest.mark.parametrize(("typed", "means"), [("ja", True), ("nee", False), ("", None)])
def test_consent_is_yes_no_or_not_yet_known(typed: str, means: bool | None) -> None:
    form = ReasoningForm({"parents_consent": typed}, today=TODAY, dossier=Request(track="pro"))
    assert form.is_valid()
    assert form.cleaned_data["parents_consent"] is means
