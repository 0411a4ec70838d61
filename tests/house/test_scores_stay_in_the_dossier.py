"""Test scores and social-emotional findings are a class of their own: no list reads them, so no list can show them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allocation.models import DelayResult, Evidence
from schools.models import User
from swv_portal.local.demo_data.load import load_demo

from .test_tenancy import routes
from .world import NOW

# The tables with scores, and elsewhere what may hold one: typed text, imported files, receipts.
TABLES = (Evidence._meta.db_table, DelayResult._meta.db_table)
COLUMNS = ("body", "unread", "intake_report", "motivation", "parents_view_text", "pupil_view_text", "school_advice")
HOLDERS = ("allocation_request", "allocation_receiptrecord")
READS = re.compile("|".join([*TABLES, *(rf'"{table}"\."{name}"' for table in HOLDERS for name in COLUMNS)]))
PEOPLE = (
    "coordinator@beekdal.demo",
    "directeur@beekdal.demo",
    "administratie@waterrijk.demo",
    "beslisser@waterrijk.demo",
    "beheerder@waterrijk.demo",
)


def lists() -> Iterator[str]:
    """Every page behind a door that is about nobody in particular."""
    for one in routes():
        if hasattr(one.callback, "action") and not one.pattern.converters:
            yield reverse(one.name)


@pytest.fixture
def demo(db: None) -> None:
    load_demo(now=NOW)


def test_no_list_reads_a_score_or_a_finding(demo: None, settings) -> None:  # type: ignore[no-untyped-def]
    settings.REQUIRE_SECOND_FACTOR = False
    seen = 0
    for email in PEOPLE:
        client = Client()
        client.force_login(User.objects.get(email=email))
        for address in lists():
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            seen += page.status_code == 200
            reads = {found for one in asked.captured_queries for found in READS.findall(one["sql"])}
            assert reads == set(), f"{address} for {email}"
    assert seen > 10


def test_a_dossier_does_read_them(demo: None, settings) -> None:  # type: ignore[no-untyped-def]
    """So that the test above would see it."""
    settings.REQUIRE_SECOND_FACTOR = False
    client = Client()
    client.force_login(User.objects.get(email="beslisser@waterrijk.demo"))
    row = client.get(reverse("inbox")).context["rows"][0]
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("request", args=[row.pk])).status_code == 200
    assert any(READS.search(one["sql"]) for one in asked.captured_queries)
