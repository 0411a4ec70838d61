"""The work list of one SWV as a page, beside the plainest template that shows the same rows."""

from __future__ import annotations

import uuid

from django.template import Context, Engine
from django.test import Client

from allocation import queries
from allocation.models import Request
from allocation.policy.facts import Track
from allocation.workflow import State
from schools.access import Actor, Role
from schools.models import Location, Student, Swv, User
from swv_portal import clock
from swv_portal.tenancy import PortalWork, acting_for, as_portal

from . import Measurement, fastest

PAGES = 20
FILLED_TO = 2_000
PLAIN = Engine().from_string(
    "<table>{% for row in rows %}<tr><td>{{ row.student }}<td>{{ row.number }}<td>{{ row.location.name }}"
    "<td>{{ row.filed_on }}<td>{{ row.state }}{% endfor %}</table>"
)


def measure_inbox() -> list[Measurement]:
    """Pages per second, whole: session, role, query, template; and the last page beside the first."""
    swv = Swv.objects.get(code="VO9901")
    with as_portal(PortalWork.BENCHMARK):
        _fill(swv)
    user = User.objects.get(email="beslisser@waterrijk.demo")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    actor = Actor(user.pk, user.name, Role.DECIDER, swv.name, swv_id=swv.pk)
    tab = queries.tabs_for(actor)[0]
    ours = PAGES / fastest(lambda: [client.get("/werkvoorraad") for _ in range(PAGES)])
    with acting_for(actor):
        plain = PAGES / fastest(lambda: [_plain(actor, tab) for _ in range(PAGES)])
        last = Request.objects.filter(swv=swv, state=State.FILED).order_by("-changed_at", "-id")[30]
        cursor = queries.encode_cursor(last.changed_at, last.pk)
        first_page = fastest(lambda: [queries.inbox(actor=actor, tab=tab) for _ in range(PAGES)]) / PAGES
        last_page = fastest(lambda: [queries.inbox(actor=actor, tab=tab, cursor=cursor) for _ in range(PAGES)]) / PAGES
    return [
        Measurement(name="werkvoorraad", value=ours, unit="pagina's/s", yardstick="kale tabel", yardstick_value=plain),
        Measurement(
            name="laatste bladzijde",
            value=last_page,
            unit="s",
            yardstick="eerste bladzijde",
            yardstick_value=first_page,
        ),
    ]


def _plain(actor: Actor, tab: queries.Tab) -> str:
    return PLAIN.render(Context({"rows": queries.inbox(actor=actor, tab=tab).rows}))


def _fill(swv: Swv) -> None:
    """Requests enough to turn pages; the cluster of the benchmark is thrown away afterwards."""
    location = Location.objects.filter(affiliations__swv=swv).select_related("school").first()
    author = User.objects.first()
    if location is None or author is None or Request.objects.filter(swv=swv).count() >= FILLED_TO:
        return
    now = clock.now()
    students = [
        Student(school=location.school, call_name="Proef", last_name=f"Leerling {n}", sort_key=f"leerling {n}")
        for n in range(FILLED_TO)
    ]
    Student.objects.bulk_create(students)
    Request.objects.bulk_create(
        Request(
            id=uuid.uuid4(),
            swv=swv,
            location=location,
            student=student,
            track=Track.LWOO,
            state=State.FILED,
            number=f"2000-{n:05d}",
            created_by=author,
            created_at=now,
            changed_at=now,
            filed_at=now,
            filed_on=clock.date_of(now),
        )
        for n, student in enumerate(students)
    )
