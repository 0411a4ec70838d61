"""People of one SWV and its school in a browser, around the filed request of Daan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from allocation.models import Request
from schools.access import Actor, Role
from schools.models import Membership, School, Swv, User
from swv_portal.audit.models import AuditEvent
from tests.allocation.services.test_request_to_decision import a_filed_request, an_swv

SINCE = dt.date(2020, 1, 1)
PASSWORD = "geheim-wachtwoord-1"
UNTIL = dt.date(2030, 1, 1)


@dataclass(frozen=True, slots=True)
class Region:
    """An SWV with its people and one filed request."""

    swv: Swv
    daan: Request
    marit: Actor
    ruben: Actor
    farida: Actor
    ineke: Actor
    nadia: Actor


def a_region(code: str = "VO9901") -> Region:
    """Marit coordinates at the school; Ruben decides, Farida audits, Ineke keeps the office, Nadia the rules."""
    swv, location, marit, ruben = an_swv(code)
    for user in User.objects.filter(pk__in=[marit.user_id, ruben.user_id]):
        user.set_password(PASSWORD)
        user.save()
    school = School.objects.get(pk=location.school_id)
    Membership.objects.create(user_id=marit.user_id, role=Role.COORDINATOR, school=school, valid_from=SINCE)
    Membership.objects.create(user_id=ruben.user_id, role=Role.DECIDER, swv=swv, valid_from=SINCE)
    others = {
        name: a_member(name, role, swv)
        for name, role in (
            ("Farida", Role.AUDITOR),
            ("Ineke", Role.ADMINISTRATION),
            ("Nadia", Role.FUNCTIONAL_ADMIN),
        )
    }
    daan = a_filed_request(location, marit)
    return Region(swv, daan, marit, ruben, others["Farida"], others["Ineke"], others["Nadia"])


def a_member(name: str, role: Role, swv: Swv) -> Actor:
    """Somebody who works for the SWV."""
    user = User.objects.create_user(f"{name.lower()}@{swv.code.lower()}.example", PASSWORD, name=name)
    until = UNTIL if role is Role.AUDITOR else None
    return Membership.objects.create(user=user, role=role, swv=swv, valid_from=SINCE, valid_until=until).actor()


def as_(actor: Actor) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def commit() -> None:
    """What commit does to the trail, inside the transaction of a test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def told(action: str) -> list[AuditEvent]:
    """The events of one kind, in the order of writing."""
    return list(AuditEvent.objects.filter(action=action).order_by("pk"))
