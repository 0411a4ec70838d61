"""An SWV with an administrator, a decider and a school; and lists of tests to load."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from allocation.policy.edition_files import built_in_file
from schools.access import Actor, Role
from schools.models import Board, Location, LocationAffiliation, Membership, School, Swv, User

AUTUMN = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
SINCE = dt.date(2016, 1, 1)
EXAMPLE = built_in_file("2016-2017").read_bytes()
FOR_2027 = EXAMPLE.replace(b"school_year: 2016-2017", b"school_year: 2027-2028", 1)


@dataclass
class Place:
    """One SWV, with Nadia who keeps its lists, Ruben who decides, and coordinator Marit of one of its schools."""

    swv: Swv
    location: Location
    nadia: Actor
    ruben: Actor
    marit: Actor


def a_place(code: str = "VO9931") -> Place:
    digits = code[2:]
    swv = Swv.objects.create(code=code, name=f"SWV {code}")
    board = Board.objects.create(number=f"7{digits}", name=f"Bestuur {digits}")
    school = School.objects.create(brin=f"{digits[2:]}TX", name=f"School {digits}", board=board)
    location = Location.objects.create(school=school, code=f"{school.brin}00", name="Plein", streams=["vmbo-bb"])
    LocationAffiliation.objects.create(location=location, swv=swv, valid_from=SINCE)
    nadia = _person(f"nadia@{code}.example", Role.FUNCTIONAL_ADMIN, swv=swv)
    ruben = _person(f"ruben@{code}.example", Role.DECIDER, swv=swv)
    return Place(swv, location, nadia, ruben, _person(f"marit@{code}.example", Role.COORDINATOR, school=school))


def _person(email: str, role: Role, **organisation: Any) -> Actor:
    user = User.objects.create_user(email, name=email.split("@", maxsplit=1)[0].capitalize())
    return Membership.objects.create(user=user, role=role, valid_from=SINCE, **organisation).actor()
