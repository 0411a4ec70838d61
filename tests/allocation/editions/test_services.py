"""Loading a list, and which list holds for a request."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allocation.models import InstrumentEdition
from allocation.policy.edition_files import BUILT_IN, BadEdition
from allocation.services.editions import edition_for, edition_with_hash, load_edition
from schools.access import NotAllowed
from swv_portal.audit.models import AuditEvent

from .places import AUTUMN, EXAMPLE, FOR_2027, Place, a_place

pytestmark = pytest.mark.django_db
LATER = AUTUMN + dt.timedelta(hours=1)


def load(place: Place, content: bytes = FOR_2027, at: dt.datetime = AUTUMN) -> InstrumentEdition:
    return load_edition(actor=place.nadia, content=content, file_name="lijst.yaml", at=at)


@pytest.mark.parametrize(
    ("filed_on", "found"),
    [
        (dt.date(2026, 9, 30), False),
        (dt.date(2026, 10, 1), True),
        (dt.date(2027, 9, 30), True),
        (dt.date(2027, 10, 1), False),
    ],
)
def test_a_loaded_list_holds_for_its_year_of_filing(filed_on: dt.date, found: bool) -> None:
    place = a_place()
    load(place)
    edition = edition_for(swv=place.swv, filed_on=filed_on)
    assert (edition is not None) is found


def test_the_last_list_loaded_counts_and_only_for_its_own_swv() -> None:
    place, other = a_place(), a_place("VO9932")
    load(place)
    newer = load(place, FOR_2027.replace(b"iq_years: 2", b"iq_years: 3"), LATER)
    found = edition_for(swv=place.swv, filed_on=AUTUMN.date())
    assert found
    assert (found.validity.iq_years, found.sha256) == (3, newer.sha256)
    assert edition_for(swv=other.swv, filed_on=AUTUMN.date()) is None


def test_the_built_in_list_holds_until_the_swv_loads_its_own() -> None:
    place, day = a_place(), dt.date(2016, 3, 1)
    assert edition_for(swv=place.swv, filed_on=day) == BUILT_IN["2016-2017"]
    own = load(place, EXAMPLE.replace(b"iq_years: 2", b"iq_years: 1"))
    assert edition_for(swv=place.swv, filed_on=day).sha256 == own.sha256


def test_a_receipt_finds_its_list_again_by_hash() -> None:
    loaded = load(a_place())
    assert edition_with_hash(loaded.sha256).school_year == "2027-2028"
    assert edition_with_hash(BUILT_IN["2016-2017"].sha256) == BUILT_IN["2016-2017"]
    assert edition_with_hash("0" * 64) is None


def test_reading_the_same_list_again_takes_one_small_query() -> None:
    place = a_place()
    load(place)
    edition_for(swv=place.swv, filed_on=AUTUMN.date())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        edition_for(swv=place.swv, filed_on=AUTUMN.date())
    assert len(queries) == 1
    assert "body" not in queries[0]["sql"]


def test_the_same_file_loads_once_and_is_written_down_once() -> None:
    place = a_place()
    assert load(place) == load(place, at=LATER)
    event = AuditEvent.objects.get(action="edition.load")
    assert (event.actor_label, event.swv_id) == (place.nadia.label, place.swv.pk)
    assert set(event.details) == {"school_year", "sha256"}


def test_a_wrong_file_loads_nothing() -> None:
    place = a_place()
    with pytest.raises(BadEdition) as refusal:
        load(place, FOR_2027.replace(b"iq_years: 2", b"iq_years: x"))
    assert [one.line for one in refusal.value.mistakes] == [13]
    assert not InstrumentEdition.objects.exists()


def test_only_the_functional_administrator_loads() -> None:
    place = a_place()
    for actor in (place.ruben, place.marit):
        with pytest.raises(NotAllowed):
            load_edition(actor=actor, content=FOR_2027, file_name="lijst.yaml", at=AUTUMN)


def test_a_file_of_windows_with_a_byte_order_mark_keeps_its_hash() -> None:
    content = b"\xef\xbb\xbf" + FOR_2027.replace(b"\n", b"\r\n")
    loaded = load(a_place(), content)
    assert edition_with_hash(loaded.sha256).sha256 == loaded.sha256
