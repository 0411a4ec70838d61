"""The demo tells the same stories on whatever day it is started."""

from __future__ import annotations

import datetime as dt

import pytest

from allocation.models import Request
from allocation.policy.decide import Advice
from allocation.policy.receipt import Receipt
from swv_portal.local.demo_data.load import load_demo

ADVICE = {
    "Daan Brouwer": Advice.GRANT,
    "Fenna van der Meulen": Advice.PERSON_DECIDES,
    "Sem Yıldız": Advice.PERSON_DECIDES,
    "Noor Jansen": Advice.GRANT,
    "Milan de Groot": Advice.GRANT,
    "Aya Benali": Advice.INCOMPLETE,
    "Lotte Visser": Advice.GRANT,
    "Tijn Smit": Advice.REFUSE,
    "Jayden Oosterhof": Advice.PERSON_DECIDES,
    "Sara Kowalczyk": Advice.GRANT,
    "Bram Hendriks": Advice.REFUSE,
    "Isa Claessens": Advice.GRANT,
    "Finn Smeets": Advice.PERSON_DECIDES,
    "Lieke Vroomen": Advice.GRANT,
    "Jesse Postma": Advice.PERSON_DECIDES,
    "Amara Diallo": Advice.REFUSE,
}
DAYS = [(2026, 11, 24), (2027, 2, 15), (2027, 7, 20), (2027, 8, 1), (2027, 9, 30), (2028, 2, 29)]


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_story_comes_out_as_it_is_told(day: tuple[int, int, int]) -> None:
    now = dt.datetime(*day, 9, tzinfo=dt.UTC)
    load_demo(now=now)
    assert load_demo(now=now) == 0, "loading again adds nothing"
    filed = Request.objects.filter(filed_at__isnull=False).select_related("student").prefetch_related("receipts")
    found = {str(one.student): Receipt.from_json(one.receipts.latest().body) for one in filed}
    assert {name: receipt.advice for name, receipt in found.items()} == ADVICE
    assert found["Amara Diallo"].is_outside_route
    assert found["Jesse Postma"].special_route
    assert found["Isa Claessens"].variant != "national"
    obstacles = [name for name, one in found.items() for note in one.notes if note.weight == "obstacle"]
    assert obstacles == ["Amara Diallo"]
