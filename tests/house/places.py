"""Two SWVs and three schools with everything a door can be about, and a visitor for every role at the first."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from allocation.models import Assignment, Decision, Document, Framework, Job, Letter, Request, WhatIf
from allocation.models.evidence import PrivateStorage
from allocation.policy.edition_files import built_in_file
from allocation.policy.facts import Track
from allocation.retention.models import DestructionRun
from allocation.services import prepare, pupil
from allocation.services.editions import load_edition
from schools.access import Actor, Role
from schools.models import Board, Invitation, Location, LocationAffiliation, Membership, School, Swv, User
from tests.allocation.services.renewal_stories import a_framework
from tests.allocation.services.test_request_to_decision import a_filed_request, decide

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
TODAY, DAY = NOW.date(), dt.timedelta(days=1)
SINCE = dt.date(2016, 1, 1)
BORN = dt.date(2014, 3, 14)
PASSWORD = "lopen-langs-alle-deuren"
EXAMPLE = built_in_file("2016-2017").read_bytes()


@dataclass
class Place:
    """One school and its SWV; By kind of thing: what stands in its address, and the name it is known by."""

    swv: Swv
    school: School
    location: Location
    ids: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """`own`: where the visitors work. `neighbour`: another school of the same SWV. `far`: another SWV."""

    places: dict[str, Place]
    visitors: dict[str, str | None]  # by name: the key of a session, or None for a stranger

    def browser(self, visitor: str) -> Client:
        """A fresh browser in which the visitor is logged in."""
        client = Client(raise_request_exception=False)
        if session := self.visitors[visitor]:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        return client


def build() -> World:
    """Everything there is to see."""
    near, far = (Swv.objects.create(code=code, name=f"SWV {code}") for code in ("VO9901", "VO9902"))
    places = {
        "own": a_place(near, "99AA"),
        "neighbour": a_place(near, "99BB"),
        "far": a_place(far, "99CC"),
    }
    for swv, place in ((near, places["own"]), (far, places["far"])):
        kader_things(swv, place)
    places["neighbour"].ids |= {kind: places["own"].ids[kind] for kind in ("published", "concept", "edition", "run")}
    for place in places.values():
        request_things(place)
    visitors = people(places)
    return World(places, visitors)


def a_place(swv: Swv, brin: str) -> Place:
    """A board with one school of one location."""
    board = Board.objects.create(number=f"99{sum(map(ord, brin)):03}", name=f"Bestuur {brin}")
    school = School.objects.create(brin=brin, name=f"School {brin}", board=board)
    location = Location.objects.create(school=school, code=f"{brin}00", name=f"Vestiging {brin}", streams=["vmbo-bb"])
    LocationAffiliation.objects.create(location=location, swv=swv, valid_from=SINCE)
    return Place(swv, school, location)


def worker(role: Role, name: str, **organisation: Any) -> Actor:
    """Somebody with one role since long ago; an auditor for a year."""
    user = User.objects.create_user(f"{name}@walk.example", PASSWORD, name=name)
    end = TODAY.replace(year=TODAY.year + 1) if role is Role.AUDITOR else None
    row = Membership.objects.create(user=user, role=role, valid_from=SINCE, valid_until=end, **organisation)
    return row.actor()


def kader_things(swv: Swv, place: Place) -> None:
    """A published framework that designates for one year, a concept with a failed computation, a list of tests."""
    admin = worker(Role.FUNCTIONAL_ADMIN, f"maker-{swv.code}", swv=swv)
    a_framework(swv, admin, since=dt.date(2026, 8, 1), school_years=1)
    published = Framework.objects.get(swv=swv)
    concept = Framework.objects.create(
        swv=swv,
        track=Track.LWOO,
        name=f"Concept {swv.code}",
        variant="opting_out_thresholds",
        options=published.options,
        valid_from=dt.date(2028, 1, 1),
        created_by_id=admin.user_id,
        created_at=NOW,
        changed_at=NOW,
    )
    what_if = WhatIf.objects.create(
        framework=concept, since=SINCE, options_seal="0" * 64, asked_by_id=admin.user_id, asked_at=NOW
    )
    Job.objects.create(what_if=what_if, state=Job.State.FAILED, touched_at=NOW)
    edition = load_edition(
        actor=admin,
        content=EXAMPLE.replace(b"school_year: 2016-2017", b"school_year: 2027-2028", 1),
        file_name="lijst.yaml",
        at=NOW,
    )
    place.names["concept"] = concept.name
    place.ids["published"] = {"framework_id": published.pk}
    place.ids["concept"] = {"framework_id": concept.pk, "board_id": place.school.board_id}
    place.ids["edition"] = {"edition_id": edition.pk}
    run = DestructionRun.objects.create(
        swv=swv,
        due_on=TODAY,
        seal="0" * 64,
        count=1,
        proposed_by_id=admin.user_id,
        proposed_at=NOW,
        touched_at=NOW,
    )
    place.ids["run"] = {"run_id": run.pk}


def request_things(place: Place) -> None:
    """A draft with a document, a filed request with one, and a decided one with letters that once failed."""
    brin = place.school.brin
    place.names |= {"draft": f"Ceesje{brin}", "filed": f"Fenna{brin}", "decided": f"Dries{brin}"}
    school = worker(Role.COORDINATOR, f"school-{brin}", school=place.school)
    decider = worker(Role.DECIDER, f"besluit-{brin}", swv=place.swv)
    draft = a_draft(place, school)
    filed = a_filed_request(place.location, school, place.names["filed"], BORN)
    decided = a_filed_request(place.location, school, place.names["decided"], BORN + 90 * DAY)
    decision = decide(decider, decided, Decision.Outcome.GRANTED)
    Job.objects.filter(decision=decision).update(state=Job.State.FAILED)
    letter = PrivateStorage().save(f"letters/{uuid.uuid4()}", ContentFile(b"%PDF-1.7"))
    Letter.objects.create(
        decision=decision, addressee="school", file=letter, size=8, sha256="x", template_version="1", sent_on=TODAY
    )
    for kind, request in (("draft", draft), ("filed", filed), ("decided", decided)):
        request.refresh_from_db()
        place.ids[kind] = {
            "request_id": request.pk,
            "student_id": request.student_id,
            "document_id": a_document(request, school),
        }
    place.ids["decided"] |= {"addressee": "school", "decision_id": decision.pk}
    colleagues(place, official=decider, teacher=school)


def colleagues(place: Place, *, official: Actor, teacher: Actor) -> None:
    """Somebody of the SWV and somebody of the school, and for both one who is invited."""
    spots = {"official": (official, {"swv": place.swv}), "teacher": (teacher, {"school": place.school})}
    for kind, (actor, spot) in spots.items():
        place.ids[kind] = {"pk": Membership.objects.get(user_id=actor.user_id).pk}
        asked = Invitation.objects.create(
            email=f"{kind}-{place.school.brin}@walk.example",
            name="Nieuw",
            role=actor.role,
            valid_from=TODAY,
            token_hash=f"{kind}-{place.school.brin}",
            invited_by_id=actor.user_id,
            created_at=NOW,
            expires_at=NOW + DAY,
            **spot,
        )
        place.ids[f"{kind}_invited"] = {"pk": asked.pk}


def a_draft(place: Place, school: Actor) -> Request:
    """A request that only its school knows."""
    step = {"actor": school, "request_id": uuid.uuid4(), "at": NOW}
    made = prepare.start_request(**step, location_id=place.location.pk, track=Track.LWOO)
    name = {"call_name": place.names["draft"], "last_name": "Brouwer", "birth_date": BORN + 180 * DAY}
    pupil.save_pupil(**step, unread={}, values=name | {"comes_from": "primary"})
    return made


def a_document(request: Request, school: Actor) -> uuid.UUID:
    """A file that can really be downloaded."""
    file = PrivateStorage().save(f"documents/{uuid.uuid4()}", ContentFile(b"inhoud"))
    made = Document.objects.create(
        request=request,
        kind="other",
        name="verslag.pdf",
        content_type="application/pdf",
        size=6,
        sha256=str(request.pk),
        scan=Document.Scan.CLEAN,
        file=file,
        added_by_id=school.user_id,
        added_at=NOW,
    )
    return made.pk


def people(places: dict[str, Place]) -> dict[str, str | None]:
    """A visitor for every role at the own place; and strangers, newcomers and those whose time is over."""
    own = places["own"]
    visitors: dict[str, str | None] = {"stranger": None}
    spots: dict[Role, dict[str, Any]] = {
        Role.COORDINATOR: {"school": own.school},
        Role.DIRECTOR: {"board": own.school.board},
    }
    for role in Role:
        if role is not Role.API_CLIENT:
            actor = worker(role, f"bezoeker-{role}", **spots.get(role, {"swv": own.swv}))
            visitors[role] = log_in(actor.user_id)
            if role is Role.ASSESSOR:
                assign(places, actor.user_id)
    for name, period in OUTSIDE.items():
        user = User.objects.create_user(f"{name}@walk.example", PASSWORD, name=name)
        for start, end in period:
            Membership.objects.create(user=user, role=Role.DECIDER, swv=own.swv, valid_from=start, valid_until=end)
        visitors[name] = log_in(user.pk)
    return visitors


# With an account and without a role today: never had one, until today, from tomorrow.
OUTSIDE: dict[str, list[tuple[dt.date, dt.date | None]]] = {
    "nobody": [],
    "former": [(SINCE, TODAY)],
    "coming": [(TODAY + DAY, None)],
}


def assign(places: dict[str, Place], assessor: int) -> None:
    """The assessor looks into the own school's requests. Another SWV laid its requests before the same person, and an
    assignment at the neighbour is over: neither opens anything here.
    """
    for name in ("own", "neighbour", "far"):
        for kind in ("draft", "filed", "decided"):
            ids = places[name].ids
            ends = {"ended_at": NOW, "ended_by_id": assessor} if name == "neighbour" else {}
            made = Assignment.objects.create(
                request_id=ids[kind]["request_id"], user_id=assessor, assigned_by_id=assessor, assigned_at=NOW, **ends
            )
            ids[kind]["assignment_id"] = made.pk


def log_in(user_id: int) -> str:
    """The key of a session, without a page in between."""
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client.cookies[settings.SESSION_COOKIE_NAME].value
