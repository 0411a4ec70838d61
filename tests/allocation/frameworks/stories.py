"""Named samenwerkingsverbanden with their boards, administrator and filed requests."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allocation.models import BoardConsent, DelayResult, Evidence, Framework, Request
from allocation.policy.facts import Track
from allocation.services import consents, frameworks
from allocation.services.framework_seals import content_seal
from schools.access import Actor, Role
from schools.models import Board, Location, LocationAffiliation, Membership, School, Student, Swv, User

AUTUMN = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
TODAY = AUTUMN.date()
NEW_YEAR = dt.date(2027, 1, 1)
SINCE = dt.date(2016, 1, 1)
THRESHOLDS = "opting_out_thresholds"
GIVEN, REFUSED = BoardConsent.Answer.GIVEN, BoardConsent.Answer.REFUSED


@dataclass
class Region:
    """One SWV: boards Duin and Bos each with a location, administrators Nadia and Tom, coordinator Marit of Duin."""

    swv: Swv
    duin: Board
    bos: Board
    location: Location
    nadia: Actor
    tom: Actor
    marit: Actor

    @property
    def boards(self) -> tuple[Board, Board]:
        return self.duin, self.bos


def a_region(code: str = "VO9911") -> Region:
    """An SWV with two boards; the second teaches no vmbo at all."""
    swv = Swv.objects.create(code=code, name=f"SWV {code}")
    digits = code[2:]
    made = []
    for turn, (name, streams) in enumerate((("Bestuur Duin", ["vmbo-bb", "pro"]), ("Bestuur Bos", []))):
        board = Board.objects.create(number=f"{turn + 8}{digits}", name=name)
        school = School.objects.create(brin=f"{digits[2:]}{'DB'[turn]}X", name=f"School {turn}", board=board)
        location = Location.objects.create(
            school=school, code=f"{school.brin}00", name=f"Plein {turn}", streams=streams
        )
        LocationAffiliation.objects.create(location=location, swv=swv, valid_from=SINCE)
        made.append((board, location))
    nadia, tom = (_person(f"{name}@{code}.example", Role.FUNCTIONAL_ADMIN, swv=swv) for name in ("nadia", "tom"))
    marit = _person(f"marit@{code}.example", Role.COORDINATOR, school=made[0][1].school)
    return Region(swv, made[0][0], made[1][0], made[0][1], nadia, tom, marit)


def _person(email: str, role: Role, **organisation: Any) -> Actor:
    user = User.objects.create_user(email, name=email.split("@", maxsplit=1)[0].capitalize())
    return Membership.objects.create(user=user, role=role, valid_from=SINCE, **organisation).actor()


def a_concept(
    region: Region,
    *,
    variant: str = THRESHOLDS,
    track: Track = Track.LWOO,
    valid_from: dt.date = NEW_YEAR,
    options: Mapping[str, Any] | None = None,
    name: str = "lwoo vanaf 2027",
    at: dt.datetime = AUTUMN,
) -> Framework:
    """A concept of Nadia, with these options and otherwise the defaults of the variant."""
    made = frameworks.draft(
        actor=region.nadia,
        framework_id=uuid.uuid4(),
        track=track,
        variant=variant,
        name=name,
        valid_from=valid_from,
        at=at,
    )
    return changed(region, made, options={**made.options, **options}) if options else made


def changed(region: Region, framework: Framework, **values: Any) -> Framework:
    """The concept after Nadia changed it."""
    framework.refresh_from_db()
    return frameworks.change(
        actor=region.nadia, framework_id=framework.pk, values=values, seal=content_seal(framework), at=AUTUMN
    )


def with_grounds(region: Region, framework: Framework) -> Framework:
    """With plan and notification in time, for who starts on 1 January 2027."""
    plan = {"plan": "Ondersteuningsplan 2026-2030", "plan_on": dt.date(2026, 5, 1)}
    return changed(region, framework, **plan, notified_on=dt.date(2026, 11, 20))


def answer(region: Region, framework: Framework, board: Board, said: str = GIVEN) -> BoardConsent:
    """What a board answered, as Nadia records it."""
    return consents.record_consent(
        actor=region.nadia,
        framework_id=framework.pk,
        board_id=board.pk,
        answer=BoardConsent.Answer(said),
        answered_on=dt.date(2026, 11, 2),
        signed_by="mr. J. de Boer",
        at=AUTUMN,
    )


def publish(region: Region, framework: Framework, *, actor: Actor | None = None, at: dt.datetime = AUTUMN) -> Framework:
    """Published by Nadia, or by another."""
    framework.refresh_from_db()
    return frameworks.publish(
        actor=actor or region.nadia, framework_id=framework.pk, seal=content_seal(framework), at=at
    )


def a_published(region: Region, **choice: Any) -> Framework:
    """An opting out with everything in order, published."""
    framework = with_grounds(region, a_concept(region, **choice))
    for board in region.boards:
        answer(region, framework, board)
    return publish(region, framework)


def a_national(region: Region, *, valid_from: dt.date = TODAY, name: str = "Landelijk") -> Framework:
    """The national rules, published as a framework: no grounds needed."""
    return publish(region, a_concept(region, variant="national", valid_from=valid_from, name=name))


def filed(
    region: Region,
    *,
    number: int,
    iq: tuple[int, int] | None,
    dle: int | None = 30,
    filed_on: dt.date = dt.date(2026, 10, 5),
    framework: Framework | None = None,
    track: Track = Track.LWOO,
    state: str = "filed",
) -> Request:
    """A filed request; the same DLE in every domain, with DL 50."""
    student = Student.objects.create(school=region.location.school, call_name="Kim", last_name=f"Leerling {number}")
    moment = dt.datetime.combine(filed_on, dt.time(9), tzinfo=dt.UTC)
    request = Request.objects.create(
        swv=region.swv,
        location=region.location,
        student=student,
        track=track,
        state=state,
        framework=framework,
        number=f"{filed_on.year}-{number:04d}",
        created_by_id=region.marit.user_id,
        created_at=moment,
        changed_at=moment,
        filed_at=moment,
        filed_on=filed_on,
    )
    low, high = iq or (None, None)
    Evidence.objects.create(request=request, iq_lowest=low, iq_highest=high)
    if dle is not None:
        DelayResult.objects.bulk_create(
            DelayResult(request=request, domain=domain, dl_months=50, dle_lowest=dle, dle_highest=dle)
            for domain in ("tl", "sp", "bl", "ir")
        )
    return request
