"""The demo: an SWV that opted out, one that thinks about it, and pupils whose stories stay sensible."""

from __future__ import annotations

import pytest

from allocation.models import Framework, Request
from allocation.services.publishing import checks_of
from swv_portal import clock
from swv_portal.local.demo_data.load import load_demo

pytestmark = pytest.mark.django_db


def test_the_demo_has_one_published_framework_and_one_concept_however_often_it_is_loaded() -> None:
    load_demo(now=clock.now())
    assert load_demo(now=clock.now()) == 0
    published, concept = Framework.objects.order_by("created_at")
    assert (published.swv.code, published.state) == ("VO9902", Framework.State.PUBLISHED)
    assert (concept.swv.code, concept.state) == ("VO9901", Framework.State.CONCEPT)
    lacking = {check.key for check in checks_of(concept, on=clock.today()) if not check.done}
    assert lacking == {"plan", "notified_on", "consents"}
    _pupils_of_heuvelland_are_filed_under_its_framework()


def _pupils_of_heuvelland_are_filed_under_its_framework() -> None:
    here = Request.objects.filter(swv__code="VO9902").select_related("student", "framework")
    assert {one.framework.name for one in here} == {"Lwoo in Heuvelland vanaf 2026"}
    outcomes = {one.student.call_name: one.receipts.latest().outcome for one in here}
    assert outcomes == {"Isa": "lwoo", "Finn": "motivering", "Lieke": "lwoo"}
    assert not Request.objects.filter(swv__code="VO9901", framework__isnull=False).exists()
