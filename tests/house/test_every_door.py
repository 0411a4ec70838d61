"""Every address × every role × own school, another school of the SWV, another SWV × looking and sending."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from allocation import designation_queries
from allocation.models.decisions import DecisionQuerySet
from allocation.models.frameworks import FrameworkQuerySet, InstrumentEditionQuerySet
from allocation.models.requests import RequestQuerySet
from schools.access import SWV_ROLES, Actor, Role
from schools.models.people import MembershipQuerySet
from schools.web import doors
from swv_portal import clock

from .doors import RULES, Door
from .places import DAY, NOW, World, build
from .walk import Route, ask, differences, routes, shown, visible_names

# pytest-django makes a database only for tests with this mark.
pytestmark = pytest.mark.django_db
ROUTES = {route.name: route for route in routes()}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once; every step of the walk takes back what it changed."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(clock, "now", lambda: NOW)
        # The designations of this world end in twenty months; the list must hold them.
        patch.setattr(designation_queries, "HORIZON", 1000 * DAY)
        with transaction.atomic():
            yield build()
            transaction.set_rollback(True)


def test_every_route_has_a_name_and_a_rule() -> None:
    nameless = [route.address for route in routes() if not route.name]
    assert not nameless, f"give these routes a name: {nameless}"
    unknown = {name: route.address for name, route in ROUTES.items() if name not in RULES}
    assert not unknown, (
        f"nobody wrote down who may come here: {unknown}. Add a line per route to RULES in tests/house/doors.py; "
        "the top of that file says how."
    )
    gone = set(RULES) - set(ROUTES)
    assert not gone, f"these routes are gone; take their lines out of RULES in tests/house/doors.py: {sorted(gone)}"


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
def test_the_door_opens_for_who_may_and_for_nobody_else(world: World, route: Route) -> None:
    if route.name not in RULES:
        pytest.fail(f"no rule for {route.name}: see test_every_route_has_a_name_and_a_rule")
    found = differences(world, route)
    assert not found, "\n" + "\n".join(found)


# One lock taken off at a time: what to put in its place, and on which routes the walk must notice.
def _everything(rows: Any, *_: Any) -> Any:
    return rows.all()


MUTATIONS = {
    "requests": (RequestQuerySet, "visible_to", _everything, "request", "far"),
    "decisions": (DecisionQuerySet, "visible_to", _everything, "ending_designations", "names Dries99CC"),
    "frameworks": (FrameworkQuerySet, "visible_to", _everything, "framework", "far"),
    "lists of tests": (InstrumentEditionQuerySet, "visible_to", _everything, "edition", "far"),
    "roles": (Actor, "require", lambda *_: None, "request_decide", "expected 403"),
    "periods": (MembershipQuerySet, "active_on", _everything, "inbox", "former"),
    "assigned only": (Actor, "only_assigned", property(lambda _: False), "document", "neighbour"),
}


@pytest.mark.parametrize("lock", MUTATIONS)
def test_the_walk_notices_a_lock_that_is_taken_off(world: World, lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, instead, route, seen = MUTATIONS[lock]
    monkeypatch.setattr(where, name, instead)
    # The third lock, in the database, would hold by itself; its own tests are in test_row_level_security.py.
    if tenancy := getattr(doors, "tenancy", None):
        monkeypatch.setattr(tenancy, "acting_for", lambda _: nullcontext())
    assert any(seen in line for line in differences(world, ROUTES[route]))


def test_the_walk_notices_a_door_that_forgets_to_ask_who_you_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "health", RULES["home"])
    assert differences(world, ROUTES["health"], ["stranger"])


def test_the_work_list_shows_everything_there_is_to_see(world: World) -> None:
    for visitor in (Role.COORDINATOR, Role.DIRECTOR, Role.DECIDER, Role.ADMINISTRATION, Role.ASSESSOR, Role.AUDITOR):
        answer = ask(world, ROUTES["inbox"], RULES["inbox"], visitor, "GET", "", "own")
        pupils = {name for name in visible_names(world, visitor) if not name.startswith("Concept")}
        assert shown(world, answer) == pupils, visitor


@pytest.mark.parametrize(
    ("name", "kind", "part"),
    [
        ("document", "filed", "document_id"),
        ("document_remove", "draft", "document_id"),
        ("assignment_end", "filed", "assignment_id"),
    ],
)
def test_a_thing_of_another_does_not_exist_under_ones_own_request(
    world: World, name: str, kind: str, part: str
) -> None:
    """The address names two things; the second must belong to the first."""
    own, far = (world.places[name].ids[kind] for name in ("own", "far"))
    mixed = {"request_id": own["request_id"], part: far[part]}
    address = reverse(name, kwargs=mixed)
    for visitor in (Role.COORDINATOR, Role.DECIDER, Role.ASSESSOR):
        browser = world.browser(visitor)
        assert {browser.get(address).status_code, browser.post(address).status_code} <= {403, 404, 405}


def test_without_a_second_step_nobody_of_the_swv_gets_past_its_explanation(world: World, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    for name in {name for name, rule in RULES.items() if isinstance(rule, Door)}:
        kind = RULES[name].kinds[0]
        ids = {**(world.places["own"].ids[kind] if kind else {}), **RULES[name].ids}
        address = reverse(name, kwargs={part: ids[part] for part in ROUTES[name].parts})
        for role in SWV_ROLES:
            answer = world.browser(role).get(address)
            assert answer.headers.get("Location") == reverse("second_factor_needed"), (name, role)
    assert world.browser(Role.COORDINATOR).get(reverse("inbox")).status_code == 200
