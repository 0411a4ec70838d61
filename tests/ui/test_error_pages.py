"""When something goes wrong the page says what to do next, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from swv_portal.ui import errors

from .pages import parsed, words

pytestmark = pytest.mark.urls("tests.ui.urls")


def shown(response) -> str:
    return words(parsed(response.content.decode()).find(".//main"))


def test_a_fault_of_ours_shows_nothing_of_what_broke():
    response = Client(raise_request_exception=False).get("/kapot")
    assert response.status_code == 500
    assert "Er ging bij ons iets mis" in shown(response)
    assert "Sam" not in response.content.decode()


def test_the_page_for_a_fault_needs_no_request_at_all():
    assert "Dit ligt niet aan u" in shown(errors.server_error(RequestFactory().get("/")))


def test_an_unknown_address_does_not_repeat_what_was_asked():
    response = Client().get("/aanvraag/<script>Sam")
    assert response.status_code == 404
    assert "Sam" not in response.content.decode()


def test_a_form_that_was_open_too_long_is_explained():
    response = Client(enforce_csrf_checks=True).post("/stijlgids/verstuur", {"motivation": "Sam"})
    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in shown(response)
    assert "Wat u typte is niet weg" in shown(response)
