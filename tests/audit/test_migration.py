"""Events from before the chain are sealed in the order in which they were written."""

from __future__ import annotations

from importlib import import_module

import pytest

from swv_portal.audit.models import AuditEvent

from .trails import an_swv, faults_of, looks, on_own_services, past_the_portal

pytestmark = [pytest.mark.django_db(transaction=True), on_own_services]
SEAL_WHAT_IS_THERE = import_module("swv_portal.audit.migrations.0002_chain").SEAL_WHAT_IS_THERE


def test_old_events_of_two_swvs_become_two_chains_that_go_on() -> None:
    (here, ruben), (there, anna) = an_swv("VO9901"), an_swv("VO9902")
    for _ in range(3):
        looks(here, ruben, times=2)
        looks(there, anna, times=1)
    with past_the_portal() as cursor:
        cursor.execute("UPDATE audit_auditevent SET sequence = NULL, previous = NULL, hash = NULL, dossier_id = ''")
        cursor.execute(
            "UPDATE audit_auditevent SET object_type = 'request' WHERE id = (SELECT min(id) FROM audit_auditevent)"
        )
        cursor.execute("DELETE FROM audit_audithead")
        cursor.execute(SEAL_WHAT_IS_THERE)
    looks(here, ruben, times=1)
    looks(there, anna, times=1)
    for swv, count in ((here, 7), (there, 4)):
        events = AuditEvent.objects.filter(swv_id=swv.pk).order_by("sequence")
        assert [one.sequence for one in events] == list(range(1, count + 1))
        assert [one.pk for one in events] == sorted(one.pk for one in events)
        assert faults_of(swv.pk) == []
    first = AuditEvent.objects.order_by("pk").first()
    assert first is not None
    assert first.dossier_id == first.object_id
