"""Two SWVs, four schools and their pupils in committed rows, looked at with raw SQL as the portal's runtime role."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import psycopg2
from django.core.management import call_command
from django.db import connection, models

from allocation.models import (
    Assignment,
    BoardConsent,
    Decision,
    DelayResult,
    Document,
    Evidence,
    Framework,
    InstrumentEdition,
    Job,
    Letter,
    NumberSeries,
    ReceiptRecord,
    Request,
    RouteInfo,
    StatusChange,
    WhatIf,
)
from allocation.retention.models import (
    Correction,
    DestructionItem,
    DestructionRun,
    DossierCount,
    DraftWarning,
    Hold,
    LeftFile,
    Restriction,
    RetentionChoice,
)
from schools.access import Actor, Role
from schools.models import (
    Board,
    EarlierSupport,
    Enrolment,
    Guardian,
    Membership,
    School,
    SchoolHistoryEntry,
    Student,
    Swv,
    User,
)
from swv_portal.local.demo_data.load import load_demo
from swv_portal.tenancy import SETTINGS, Tenant

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


@dataclass(frozen=True)
class World:
    """Who works where."""

    waterrijk: Actor
    heuvelland: Actor
    beekdal: Actor
    kompas: Actor
    lindehof: Actor
    assessor: Actor

    @property
    def actors(self) -> list[Actor]:
        return [self.waterrijk, self.heuvelland, self.beekdal, self.kompas, self.lindehof, self.assessor]


def build() -> World:
    """The demo, and a row of whatever the demo has none of for both SWVs."""
    with mock.patch("allocation.services.jobs.current_app.send_task"):
        load_demo(now=NOW)
    for swv in Swv.objects.all():
        _complete(swv)
    return World(
        waterrijk=_at_swv("VO9901"),
        heuvelland=_at_swv("VO9902"),
        beekdal=_at_school("99BA"),
        kompas=_at_school("99KP"),
        lindehof=_at_school("99LH"),
        assessor=_at_swv("VO9901", role=Role.ASSESSOR),
    )


def _complete(swv: Swv) -> None:
    maker = Membership.objects.select_related("user").filter(swv=swv).first().user
    board = Board.objects.filter(schools__locations__affiliations__swv=swv).first()
    for school in School.objects.filter(locations__affiliations__swv=swv).distinct():
        for student in Student.objects.filter(school=school)[:1]:
            Guardian.objects.create(student=student, name="Een ouder")
            SchoolHistoryEntry.objects.create(student=student, school_year="2025-2026")
            EarlierSupport.objects.create(student=student, kind="SBO")
            Enrolment.objects.get_or_create(
                student=student,
                location=school.locations.first(),
                defaults={"kind": Enrolment.Kind.ENROLLED, "valid_from": NOW.date()},
            )
        for request in Request.objects.filter(location__school=school)[:1]:
            RouteInfo.objects.get_or_create(request=request)
            DraftWarning.objects.create(request=request, activity_at=NOW, warned_on=NOW.date())
            Hold.objects.create(request=request, reason="rechtszaak", placed_by=maker, placed_at=NOW)
        for student in Student.objects.filter(school=school, requests__filed_at__isnull=False).distinct()[:1]:
            Correction.objects.create(student=student, field="naam", reason="x", by="x", organisation="x", at=NOW)
            Restriction.objects.create(student=student, swv=swv, reason="x", placed_by=maker, placed_at=NOW)
    filed = Request.objects.filter(swv=swv, filed_at__isnull=False).order_by("number")
    for request in filed[:2]:
        Assignment.objects.create(request=request, user=_assessor(), assigned_by=maker, assigned_at=NOW)
    _destruction(swv, maker)
    framework = Framework.objects.create(
        swv=swv,
        track="lwoo",
        name="Een concept",
        variant="national",
        valid_from=dt.date(2030, 1, 1),
        created_by=maker,
        created_at=NOW,
        changed_at=NOW,
    )
    BoardConsent.objects.create(
        framework=framework,
        board=board,
        answer="given",
        answered_on=NOW.date(),
        signed_by="de voorzitter",
        choice_seal="0" * 64,
        recorded_by=maker,
        recorded_at=NOW,
    )
    what_if = WhatIf.objects.create(
        framework=framework, since=NOW.date(), options_seal="0" * 64, asked_by=maker, asked_at=NOW
    )
    Job.objects.create(what_if=what_if, touched_at=NOW)
    InstrumentEdition.objects.create(
        swv=swv,
        school_year="2031-2032",
        citation="Verzonnen",
        body="",
        sha256="0" * 64,
        loaded_by=maker,
        loaded_at=NOW,
    )


def _destruction(swv: Swv, maker: User) -> None:
    RetentionChoice.objects.create(swv=swv, changed_by=maker, changed_at=NOW)
    DossierCount.objects.create(
        swv=swv, location=swv.locations.first(), year=2020, track="lwoo", outcome="granted", count=1
    )
    run = DestructionRun.objects.create(
        swv=swv, due_on=NOW.date(), seal="0" * 64, count=1, proposed_by=maker, proposed_at=NOW, touched_at=NOW
    )
    DestructionItem.objects.create(
        run=run, request_id=uuid.uuid4(), number="2020-0001", kind="health", start=NOW.date(), since=NOW.date()
    )
    LeftFile.objects.create(run=run, path=f"documents/{swv.code}")


def _assessor() -> User:
    return User.objects.order_by("pk").last()


def _at_swv(code: str, *, role: Role = Role.DECIDER) -> Actor:
    user = _assessor() if role is Role.ASSESSOR else User.objects.order_by("pk").first()
    return Actor(user.pk, role, role, f"{code} {role}", swv_id=Swv.objects.get(code=code).pk)


def _at_school(brin: str) -> Actor:
    user = User.objects.order_by("pk").last()
    school = School.objects.get(brin=brin)
    return Actor(user.pk, "Coördinator", Role.COORDINATOR, brin, school_ids=frozenset({school.pk}))


def clean_up() -> None:
    """Leave the database as it was found."""
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True, reset_sequences=False)
    connection.close()


def visible_rows(actor: Actor) -> dict[str, models.QuerySet[Any]]:
    """Per table what the second lock, `visible_to`, lets the actor see: the policies must say just the same."""
    requests, students = Request.objects.visible_to(actor), Student.objects.visible_to(actor)
    decisions, frameworks = Decision.objects.visible_to(actor), Framework.objects.visible_to(actor)
    own_frameworks = frameworks.filter(swv_id=actor.swv_id)
    number_series = NumberSeries.objects.filter(swv_id=actor.swv_id)
    if actor.at_school:
        area = Swv.objects.filter(locations__school_id__in=actor.school_ids)
        number_series = NumberSeries.objects.filter(swv__in=area, kind="request")
    choices = RetentionChoice.objects.filter(swv_id=actor.swv_id)
    what_ifs = WhatIf.objects.filter(framework__in=own_frameworks)
    runs = DestructionRun.objects.visible_to(actor)
    found = [
        requests,
        students,
        decisions,
        frameworks,
        what_ifs,
        number_series,
        choices,
        runs,
        DestructionItem.objects.filter(run__in=runs),
        LeftFile.objects.filter(run__in=runs),
        DossierCount.objects.filter(swv_id=actor.swv_id),
        InstrumentEdition.objects.visible_to(actor),
        BoardConsent.objects.filter(framework__in=own_frameworks),
        Letter.objects.filter(decision__in=decisions),
        Job.objects.filter(models.Q(decision__in=decisions) | models.Q(what_if__in=what_ifs)),
    ]
    of_request = (
        Assignment,
        Evidence,
        DelayResult,
        Document,
        RouteInfo,
        StatusChange,
        ReceiptRecord,
        Hold,
        DraftWarning,
    )
    found += [model.objects.filter(request__in=requests) for model in of_request]
    of_student = (Enrolment, Guardian, SchoolHistoryEntry, EarlierSupport, Correction, Restriction)
    found += [model.objects.filter(student__in=students) for model in of_student]
    return {rows.model._meta.db_table: rows for rows in found}


def keys(rows: models.QuerySet[Any]) -> set[str]:
    """The primary keys, as text."""
    return {str(key) for key in rows.values_list("pk", flat=True)}


class Raw:
    """A connection of the runtime role, with SQL and nothing of Django in between."""

    def __init__(self) -> None:
        wanted = ("host", "port", "user", "password", "dbname")
        given = connection.get_connection_params()
        self.connection = psycopg2.connect(**{name: given[name] for name in wanted if given.get(name)})

    @contextlib.contextmanager
    def tenant(self, tenant: Tenant | None) -> Iterator[psycopg2.extensions.cursor]:
        """A transaction with the tenant set as `swv_portal.tenancy` does, always rolled back. Without: nothing set."""
        try:
            with self.connection.cursor() as cursor:
                for name, value in zip(SETTINGS, tenant.settings if tenant else (), strict=tenant is not None):
                    cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
                yield cursor
        finally:
            self.connection.rollback()

    def seen(self, tenant: Tenant | None, table: str, key: str) -> set[str]:
        """The keys of the rows that the tenant sees."""
        with self.tenant(tenant) as cursor:
            cursor.execute(f"SELECT {key}::text FROM {table}")
            return {row[0] for row in cursor.fetchall()}

    def close(self) -> None:
        self.connection.close()
