"""An invented audit trail, and a hand that can reach past the portal: the owner of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import dj_database_url
import psycopg2
import pytest
from django.db import connection, transaction

from schools.access import Actor, Role
from schools.models import Swv
from swv_portal.audit.record import record
from swv_portal.audit.verify import Fault, Verification
from swv_portal.local.place import known_services

on_own_services = pytest.mark.skipif("DATABASE_OWNER_URL" not in known_services(), reason="needs `manage.py test`")


def an_swv(code: str = "VO9901") -> tuple[Swv, Actor]:
    """An SWV with its decider."""
    swv = Swv.objects.create(code=code, name=f"SWV {code}")
    return swv, Actor(7, "Ruben", Role.DECIDER, swv.name, swv_id=swv.pk)


def looks(swv: Swv, actor: Actor, *, times: int) -> None:
    """The actor looks at one dossier so many times, each time in a transaction of its own."""
    for turn in range(times):
        with transaction.atomic():
            record(actor=actor, action="dossier.view", on=swv, swv_id=swv.pk, turn=turn)


def faults_of(chain: int) -> list[Fault]:
    """What verifying finds."""
    return list(Verification(chain).faults())


@contextmanager
def past_the_portal() -> Iterator[Any]:
    """A cursor of the owner, with every trigger off: as somebody who administers the server could do."""
    owner = dj_database_url.parse(known_services()["DATABASE_OWNER_URL"])
    with closing(
        psycopg2.connect(
            host=owner["HOST"],
            user=owner["USER"],
            password=owner["PASSWORD"],
            dbname=connection.settings_dict["NAME"],
        )
    ) as owners:
        cursor = owners.cursor()
        cursor.execute("SELECT set_config('tenant.work', 'migration', false)")
        for table in ("audit_auditevent", "audit_audithead"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        for table in ("audit_auditevent", "audit_audithead"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        owners.commit()
