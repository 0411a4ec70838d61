"""A privacy officer sees who looked at a dossier and at a pupil."""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allocation import access_queries
from allocation.models import Evidence, Request
from allocation.queries import BadCursor
from schools.access import Actor, NotAllowed
from swv_portal.audit.record import record

from .people import Region, a_region, as_, commit, told

pytestmark = pytest.mark.django_db


def page(actor: Actor, route: str, *args: object, query: str = "") -> str:
    """The text of a page, after everything so far was committed."""
    commit()
    found = as_(actor).get(reverse(route, args=args) + query)
    assert found.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found.content.decode()))


def looked(region: Region, *, times: int) -> None:
    with transaction.atomic():
        for _ in range(times):
            record(actor=region.ruben, action="dossier.view", on=region.daan, swv_id=region.swv.pk)


def test_farida_reads_who_looked_when_and_at_what() -> None:
    region = a_region()
    as_(region.ruben).get(reverse("request", args=[region.daan.pk]))
    as_(region.marit).get(reverse("request", args=[region.daan.pk]))
    text = page(region.farida, "access_log", region.daan.pk)
    assert "swv beslisser, SWV VO9901 Dossier bekeken" in text
    assert "school schoolcoördinator, School Dossier bekeken" in text
    assert "Daan Brouwer" in text
    assert "ingediend" not in text
    assert "Ingediend" in page(region.farida, "access_log", region.daan.pk, query="?toon=alles")


def test_looking_in_the_log_is_looking_too() -> None:
    region = a_region()
    page(region.farida, "access_log", region.daan.pk)
    assert "Farida auditor, SWV VO9901 Bekeken wie in het dossier keek" in page(
        region.farida, "access_log", region.daan.pk
    )


def test_no_score_stands_on_the_page() -> None:
    region = a_region()
    as_(region.ruben).get(reverse("request", args=[region.daan.pk]))
    text = page(region.farida, "access_log", region.daan.pk, query="?toon=alles")
    assert not re.search(r"\b84\b|\b40\b|NIO|LOVS", text)


def test_all_requests_of_one_pupil_stand_together_with_their_numbers() -> None:
    region = a_region()
    again = Request.objects.get(pk=region.daan.pk)
    again.pk, again.state, again.number = None, "withdrawn", "2026-0099"
    again.id = Request._meta.get_field("id").get_default()
    again.save(force_insert=True)
    Evidence.objects.create(request=again)
    for request in (region.daan, again):
        as_(region.ruben).get(reverse("request", args=[request.pk]))
    text = page(region.farida, "access_log_pupil", region.daan.student_id)
    assert "2026-0001" in text
    assert "2026-0099" in text
    assert text.count("Dossier bekeken") == 2
    assert len(told("access_log.view_pupil")) == 1


@pytest.mark.parametrize("who", ["ineke", "nadia", "marit"])
def test_who_does_not_answer_for_privacy_does_not_see_who_looked(who: str) -> None:
    region = a_region()
    actor = getattr(region, who)
    assert as_(actor).get(reverse("access_log", args=[region.daan.pk])).status_code == 403
    assert as_(actor).get(reverse("access_log_pupil", args=[region.daan.student_id])).status_code == 403
    with pytest.raises(NotAllowed):
        access_queries.looks_at_dossier(actor=actor, request_id=region.daan.pk, cursor="", everything=False)


def test_another_swv_finds_neither_dossier_nor_pupil() -> None:
    region, other = a_region(), a_region("VO9902")
    assert as_(other.farida).get(reverse("access_log", args=[region.daan.pk])).status_code == 404
    assert as_(other.farida).get(reverse("access_log_pupil", args=[region.daan.student_id])).status_code == 404


def test_the_dossier_leads_there_only_for_who_may_read_it() -> None:
    region = a_region()
    link = reverse("access_log", args=[region.daan.pk])
    address = reverse("request", args=[region.daan.pk])
    assert link in as_(region.ruben).get(address).content.decode()
    assert link not in as_(region.ineke).get(address).content.decode()
    assert link not in as_(region.marit).get(address).content.decode()


def test_pages_follow_each_other_without_gap_or_double_in_a_fixed_number_of_queries() -> None:
    region = a_region()
    looked(region, times=120)
    commit()
    seen: list[int] = []
    cursor = ""
    while True:
        found = access_queries.looks_at_dossier(
            actor=region.farida, request_id=region.daan.pk, cursor=cursor, everything=False
        )
        seen += [event.sequence or 0 for event in found.events]
        if not (cursor := found.next_cursor):
            break
    assert len(seen) == 120
    assert seen == sorted(set(seen), reverse=True)
    client = as_(region.farida)
    address = reverse("access_log", args=[region.daan.pk])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as many:
        client.get(address)
    assert len(many) < 40


@pytest.mark.parametrize("cursor", ["x", "-1", "1e3", "9" * 19, "٣", "1; drop"])
def test_an_address_changed_by_hand_is_not_found(cursor: str) -> None:
    region = a_region()
    with pytest.raises(BadCursor):
        access_queries.looks_at_dossier(actor=region.farida, request_id=region.daan.pk, cursor=cursor, everything=False)
    found = as_(region.farida).get(reverse("access_log", args=[region.daan.pk]), {"na": cursor})
    assert found.status_code == 404
