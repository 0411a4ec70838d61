"""The pages with lists of tests: who sees which, who loads, and what is said of a wrong file."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allocation.models import Evidence, InstrumentEdition
from allocation.policy.facts import Domain, Track
from allocation.policy.needs import Judged, Needs
from allocation.services.editions import load_edition
from allocation.services.prepare import start_request
from schools.access import Actor
from schools.models import User
from swv_portal import clock

from .places import AUTUMN, EXAMPLE, FOR_2027, Place, a_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 24 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: AUTUMN)


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def read(actor: Actor, route: str = "editions", *args: Any) -> str:
    answer = as_(actor).get(reverse(route, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def upload(actor: Actor, content: bytes, name: str = "lijst.yaml") -> Any:
    return as_(actor).post(reverse("editions"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def load(place: Place, content: bytes = FOR_2027) -> InstrumentEdition:
    return load_edition(actor=place.nadia, content=content, file_name="lijst.yaml", at=AUTUMN)


def test_everybody_sees_that_the_list_of_this_year_is_missing() -> None:
    place = a_place()
    for actor in (place.nadia, place.ruben, place.marit):
        text = read(actor)
        assert "De lijst voor schooljaar 2027-2028 is niet geladen" in text
        assert "De lijst voor schooljaar 2028-2029 is nog niet geladen" in text


def test_everybody_sees_the_list_that_holds_and_can_read_it() -> None:
    place = a_place()
    loaded = load(place)
    for actor in (place.nadia, place.ruben, place.marit):
        assert "Hiervoor geldt de lijst voor schooljaar 2027-2028" in read(actor)
        page = read(actor, "edition", loaded.pk)
        assert "1 oktober 2026 tot en met 30 september 2027" in page
        assert "WISC-III-NL" in page
        assert "Meet vanaf DLE 31." in page


def test_the_list_of_another_swv_does_not_exist() -> None:
    loaded = load(a_place())
    other = a_place("VO9932")
    for actor in (other.nadia, other.marit):
        for route in ("edition", "edition_file"):
            assert as_(actor).get(reverse(route, args=[loaded.pk])).status_code == 404
        assert str(loaded.pk) not in read(actor)


def test_a_stranger_logs_in_first() -> None:
    assert Client().get(reverse("editions")).status_code == 302


def test_the_example_downloads_as_the_file_it_is() -> None:
    place = a_place()
    answer = as_(place.nadia).get(reverse("edition_built_in_file", args=["2016-2017"]))
    assert answer.content == EXAMPLE
    assert answer["Content-Disposition"] == 'attachment; filename="toegestane-tests-2016-2017.yaml"'
    own = load(place)
    assert as_(place.marit).get(reverse("edition_file", args=[own.pk])).content == FOR_2027
    for route in ("edition_built_in", "edition_built_in_file"):
        assert as_(place.nadia).get(reverse(route, args=["1999-2000"])).status_code == 404


def test_the_administrator_loads_a_list() -> None:
    place = a_place()
    answer = upload(place.nadia, FOR_2027)
    assert "Geladen: de lijst voor 2027-2028" in answer.content.decode()
    assert InstrumentEdition.objects.get().loaded_by_id == place.nadia.user_id
    assert "was al geladen" in upload_later(place, FOR_2027)
    assert InstrumentEdition.objects.count() == 1


def upload_later(place: Place, content: bytes) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: AUTUMN + dt.timedelta(hours=1))
        return upload(place.nadia, content).content.decode()


def test_an_older_file_does_not_come_back_silently() -> None:
    place = a_place()
    upload(place.nadia, FOR_2027)
    upload_later(place, FOR_2027 + b"# beter\n")
    assert "daarna vervangen" in upload_later(place, FOR_2027)


def test_a_wrong_file_is_told_per_line() -> None:
    place = a_place()
    content = FOR_2027.replace(b"iq_years: 2", b"iq_years: twee").replace(b"criterion: se", b"criterion: emotie", 1)
    text = upload(place.nadia, content).content.decode()
    assert "Er is niets geladen: 2 regels kloppen niet." in text
    assert '<th scope="row">13</th><td>Bij ‘iq_years’ hoort een heel getal.</td>' in text
    assert "Bij ‘criterion’ staat ‘emotie’. Kies uit: bl, iq, ir, se, sp, tl." in text
    assert not InstrumentEdition.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Dit bestand is leeg."),
        (b"\x00\xff\xfe", "niet opgeslagen als UTF-8"),
        (b"x" * 200_001, "te groot: hoogstens 200 kB"),
        (b"<script>alert(1)</script>", "‘naam: waarde’"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_plain_words(content: bytes, says: str) -> None:
    assert says in upload(a_place().nadia, content).content.decode()


def test_without_a_file_the_field_says_so() -> None:
    answer = as_(a_place().nadia).post(reverse("editions"), {"x": "y"})
    assert "Kies eerst een bestand." in answer.content.decode()


def test_only_the_administrator_may_load_and_sees_the_form() -> None:
    place = a_place()
    for actor in (place.ruben, place.marit):
        assert "Een nieuwe lijst laden" not in read(actor)
        assert upload(actor, FOR_2027).status_code == 403
    assert "Een nieuwe lijst laden" in read(place.nadia)
    assert not InstrumentEdition.objects.exists()


def test_many_lists_take_no_more_queries_than_one() -> None:
    place = a_place()
    client = as_(place.nadia)
    load(place)
    client.get(reverse("editions"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("editions"))
    for number in range(5):
        load(place, FOR_2027 + b"# versie %d\n" % number)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("editions"))
    assert len(many) == len(one)


def draft(place: Place) -> uuid.UUID:
    """A request that Marit just started."""
    made = start_request(
        actor=place.marit, request_id=uuid.uuid4(), location_id=place.location.pk, track=Track.LWOO, at=AUTUMN
    )
    return made.pk


def test_boxes_for_tests_suggest_what_the_list_allows_for_the_track() -> None:
    place = a_place()
    load(place)
    request_id = draft(place)
    text = read(place.marit, "request_tests", request_id)
    assert 'list="id_iq_instrument_lijst"' in text
    assert '<option value="NIO (Boom 2004)"></option>' in text
    boxes = dict(re.findall(r'<datalist id="id_(\w+)_lijst">(.*?)</datalist>', text))
    assert set(boxes) == {"iq_instrument", "se_instrument", *(f"instrument_{domain}" for domain in Domain)}
    assert "TPVO-BL (A-VISION 2003)" in boxes["instrument_bl"]
    assert "TPVO-BL" not in boxes["instrument_sp"]


def test_without_a_list_nothing_is_suggested() -> None:
    place = a_place()
    request_id = draft(place)
    text = read(place.marit, "request_tests", request_id)
    assert "datalist" not in text
    assert "list=" not in text


def test_who_is_responsible_for_the_questionnaire_is_kept_with_their_profession() -> None:
    place = a_place()
    request_id = draft(place)
    typed = {"se_instrument": "SVL", "se_responsible": "drs. E. Vermeer", "se_responsible_role": "orthopedagogue"}
    as_(place.marit).post(reverse("request_tests", args=[request_id]), typed)
    evidence = Evidence.objects.get(request_id=request_id)
    assert (evidence.se_responsible, evidence.se_responsible_role) == ("drs. E. Vermeer", "orthopedagogue")


def test_the_judgement_of_the_school_is_asked_where_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    place = a_place()
    request_id = draft(place)
    assert "Oordeel van de school" not in read(place.marit, "request_tests", request_id)
    judged = Needs(social_emotional_from=91, judged=frozenset({Judged.CAPACITY}))
    monkeypatch.setattr("allocation.web.forms.results.needs_of", lambda request, on: judged)
    text = read(place.marit, "request_tests", request_id)
    assert "Past het leervermogen van de leerling bij lwoo?" in text
    assert "Past de leerachterstand" not in text
    typed = {"judged_capacity": "ja", "judgement_reason": "Werkt langzaam."}
    as_(place.marit).post(reverse("request_tests", args=[request_id]), typed)
    evidence = Evidence.objects.get(request_id=request_id)
    assert (evidence.judged_capacity, evidence.judgement_reason) == (True, "Werkt langzaam.")
    form = as_(place.marit).get(reverse("request_tests", args=[request_id])).context["form"]
    assert form["judged_capacity"].value() == "ja"
