"""The audit trail: writing sealed events beside plain inserts, verifying beside bare hashing of what was read."""

from __future__ import annotations

from hashlib import sha256

from django.db import connection, transaction

from schools.access import PORTAL
from schools.models import Swv
from swv_portal.audit.record import record
from swv_portal.audit.verify import Verification, rows_of
from swv_portal.tenancy import PortalWork, as_portal

from . import Measurement, fastest

WRITES = 500
CHAIN = 20_000
AT_ONCE = 250
PLAIN = """
    CREATE TEMPORARY TABLE plain_event (
        id bigserial PRIMARY KEY, at timestamptz DEFAULT clock_timestamp(), actor_id bigint, actor_label text,
        actor_role text, actor_organisation text, swv_id bigint, action text, object_type text, object_id text,
        dossier_id text, reason text, details jsonb
    );
    CREATE INDEX ON plain_event (dossier_id, id)
"""
INSERT = """
    INSERT INTO plain_event (actor_label, actor_role, actor_organisation, swv_id, action, object_type, object_id,
        dossier_id, reason, details)
    VALUES (%s, %s, %s, %s, 'dossier.view', 'swv', '1', '1', '', '{"kind": "report"}')
"""


def measure_audit() -> list[Measurement]:
    """Events per second, each written in a transaction of its own; and a chain verified from begin to end."""
    swv = Swv.objects.get(code="VO9901")
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
    written = WRITES / fastest(lambda: _write(swv))
    plain = WRITES / fastest(lambda: _insert(swv))
    _fill(swv)
    with as_portal(PortalWork.BENCHMARK):
        rows = list(rows_of(swv.pk))
        verified = len(rows) / fastest(lambda: _verify(swv))
        hashed = len(rows) / fastest(lambda: [sha256(text.encode()).hexdigest() for _, _, text in rows])
    return [
        Measurement(
            name="controlespoor: schrijven",
            value=written,
            unit="events/s",
            yardstick="kale insert",
            yardstick_value=plain,
        ),
        Measurement(
            name="controlespoor: narekenen",
            value=verified,
            unit="events/s",
            yardstick="alleen SHA-256, in het geheugen",
            yardstick_value=hashed,
        ),
    ]


def _write(swv: Swv) -> None:
    for _ in range(WRITES):
        with transaction.atomic():
            record(actor=PORTAL, action="dossier.view", on=swv, swv_id=swv.pk, kind="report")


def _insert(swv: Swv) -> None:
    for _ in range(WRITES):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INSERT, [PORTAL.label, PORTAL.role, PORTAL.organisation, swv.pk])


def _fill(swv: Swv) -> None:
    """A chain long enough to walk; not in one transaction, for nobody writes so much at once."""
    for _ in range(CHAIN // AT_ONCE):
        with transaction.atomic():
            for turn in range(AT_ONCE):
                record(actor=PORTAL, action="dossier.view", on=swv, swv_id=swv.pk, kind="report", turn=turn)


def _verify(swv: Swv) -> None:
    walk = Verification(swv.pk)
    if list(walk.faults()) or walk.checked < CHAIN:
        raise AssertionError("the chain that was measured does not hold")
