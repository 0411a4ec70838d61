"""Asking every address as every visitor, and what should come back: from the role table and who may see what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from schools.access import ALLOWED, SCHOOL_ROLES, Role

from .doors import METHODS, NO_ERROR, RULES, Answers, Door, Entrance, Person, Rule
from .places import OUTSIDE, World

LOGIN = "/inloggen"


@dataclass(frozen=True)
class Route:
    """One address of the portal: its name, and what stands in it."""

    name: str
    address: str
    parts: tuple[str, ...]


def routes() -> list[Route]:
    """Every address that the portal answers to, from Django's own resolver."""
    return list(_routes(get_resolver().url_patterns, "", ()))


def _routes(patterns: list[Any], prefix: str, outer: tuple[str, ...]) -> Iterator[Route]:
    for one in patterns:
        address, parts = f"{prefix}{one.pattern}", (*outer, *one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, address, parts)
        elif isinstance(one, URLPattern):
            yield Route(one.name or "", address, parts)


def may_see(role: Role, kind: str, place: str) -> bool:
    """Whether a thing of this kind at this place exists for somebody in this role at the own place."""
    if not kind:
        return True
    if kind.startswith("official"):
        return role is Role.FUNCTIONAL_ADMIN and place != "far"
    if kind.startswith("teacher"):
        return role is Role.DIRECTOR and place == "own"
    if kind in {"published", "concept", "edition", "run"}:
        return place != "far" and not (kind == "concept" and role in SCHOOL_ROLES)
    if role in SCHOOL_ROLES or role is Role.ASSESSOR:
        return place == "own" and not (kind == "draft" and role is Role.ASSESSOR)
    return place != "far" and kind != "draft"


def expected(rule: Rule, visitor: str, method: str, kind: str, place: str) -> int | str:
    """The status that should come; "login" for the page to log in."""
    answer = rule.granted(method)
    if visitor == "stranger":
        return "login" if isinstance(rule, (Door, Person)) else answer
    if isinstance(rule, Entrance):
        return 302
    if not isinstance(rule, Door):
        return answer
    return 403 if visitor in OUTSIDE else _behind(rule, Role(visitor), method, kind, place)


def _behind(rule: Door, role: Role, method: str, kind: str, place: str) -> int:
    if rule.action not in ALLOWED[role]:
        return 403
    if rule.granted(method) == 405:
        return 405
    if rule.needs(method) not in ALLOWED[role]:
        return 403
    return rule.granted(method) if may_see(role, kind, place) else 404


def differences(world: World, route: Route, visitors: list[str] | None = None) -> list[str]:
    """Where the portal answers something else than it should, or names what is hidden; one line each."""
    rule, found = RULES[route.name], []
    for visitor in visitors or world.visitors:
        for method, kind, place in _tries(rule, world):
            wanted = expected(rule, visitor, method, kind, place)
            answer = ask(world, route, rule, visitor, method, kind, place)
            about = f"{visitor}: {method} {route.address}{f' ({kind}, {place})' if kind else ''}"
            if not _fits(answer, wanted, rule.granted(method)):
                found.append(f"{about}: expected {wanted or 'no error'}, got {status(answer)}")
            found += [f"{about}: names {name}" for name in shown(world, answer) - visible_names(world, visitor)]
    return found


def _tries(rule: Rule, world: World) -> Iterator[tuple[str, str, str]]:
    """On every kind of thing at every place; a method that the route does not know once is enough."""
    for method in METHODS:
        kinds = rule.kinds if isinstance(rule, Door) else ("",)
        if rule.granted(method) == 405 or kinds == ("",):
            yield method, kinds[0], "own"
        else:
            yield from ((method, kind, place) for kind in kinds for place in world.places)


def _fits(answer: Any, wanted: int | str, granted: int) -> bool:
    if wanted == NO_ERROR:
        return answer.status_code < 500
    return status(answer) == wanted or (wanted == "login" and status(answer) == granted == 405)


def status(answer: Any) -> int | str:
    """The status; "login" for being asked to log in."""
    asked = answer.headers.get("Location", "").startswith(f"{LOGIN}?") or answer.status_code == 401
    return "login" if asked else answer.status_code


def visible_names(world: World, visitor: str) -> set[str]:
    """The names of pupils and concepts that a page may show to this visitor."""
    if visitor == "stranger" or visitor in OUTSIDE:
        return set()
    places = world.places.items()
    return {name for at, place in places for kind, name in place.names.items() if may_see(Role(visitor), kind, at)}


def shown(world: World, answer: Any) -> set[str]:
    """The names of pupils and concepts that the answer holds."""
    text = "" if answer.streaming else answer.content.decode(errors="replace")
    return {name for place in world.places.values() for name in place.names.values() if name in text}


def ask(world: World, route: Route, rule: Answers, visitor: str, method: str, kind: str, place: str) -> Any:
    """What the portal answers. What it changed is taken back."""
    ids = {"swv_id": world.places["own"].swv.pk} | (world.places[place].ids[kind] if kind else {}) | rule.ids
    address = reverse(route.name, kwargs={name: ids[name] for name in route.parts}) + rule.query
    cache.clear()  # the limits on trying often
    browser = world.browser(visitor)
    with transaction.atomic():
        answer = browser.get(address) if method == "GET" else browser.post(address, rule.data)
        transaction.set_rollback(True)
    return answer
