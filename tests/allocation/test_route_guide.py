"""The route guide as a primary school or a parent reads it: public, without pupils, an answer for every question."""

from __future__ import annotations

from itertools import product
from urllib.parse import urlencode

import pytest
from django.test import Client

from allocation.policy.facts import Track
from allocation.policy.move_rules import Regime
from allocation.policy.moves import Event

pytestmark = pytest.mark.django_db
QUESTION = {
    "soort": "lwoo",
    "wat": "change_school",
    "van": "own_criteria",
    "naar": "national",
    "leerjaar": "2",
    "datum": "24-11-2026",
}


def page(client: Client, **changes: str) -> str:
    answer = client.get(f"/routewijzer?{urlencode(QUESTION | changes)}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_anyone_may_ask_without_logging_in(client: Client) -> None:
    assert client.get("/routewijzer").status_code == 200
    told = page(client)
    assert "Situatie 4 van de routekaart" in told
    assert "Een nieuwe aanvraag kan niet" in told
    assert "Vanaf leerjaar 2 is er landelijk geen weg meer naar lwoo" in told
    assert "vanaf 1 januari 2028 (teldatum 1 oktober 2027)" in told
    assert "WVO 2020 art. 2.43 lid 3" in told


@pytest.mark.parametrize(
    "question", list(product(Track, Regime, Regime, Event)), ids=lambda one: "-".join(map(str, one))
)
def test_every_question_has_an_answer_in_words(client: Client, question: tuple[Track, Regime, Regime, Event]) -> None:
    told = page(client, **dict(zip(("soort", "van", "naar", "wat"), map(str, question), strict=True)))
    assert "Het antwoord" in told
    assert "Wie beslist" in told
    assert "None" not in told


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("datum", "31-02-2026", "datum"),
        ("datum", "", "Vul een datum in."),
        ("datum", "01-01-2015", "2015"),
        ("leerjaar", "9", "leerjaar"),
        ("van", "iets", "keuze"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(client: Client, field: str, value: str, said: str) -> None:
    answer = client.get(f"/routewijzer?{urlencode(QUESTION | {field: value})}")
    assert answer.status_code == 200
    assert "answer" not in answer.context
    assert said in str(answer.context["form"].errors[field])


def test_the_page_is_found_from_every_page(client: Client) -> None:
    assert 'href="/routewijzer"' in client.get("/toegankelijkheid").content.decode()
