"""From rows to the facts of filing: where the pupil comes from, and what is told for a later change to pro."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from allocation.models import Decision, Document, Request, RouteInfo
from allocation.policy.circumstances import Circumstances, ComesFrom, SpecialGround, SpecialGroup
from allocation.policy.facts import Track

LATER = frozenset({ComesFrom.VO_LATER, ComesFrom.OTHER})
TOLD_HERE = ("done_so_far", "experts", "risks")


def route_of(request: Request) -> RouteInfo:
    """What is known about the route; an empty one, not stored, when nothing was filled in."""
    try:
        return request.route
    except RouteInfo.DoesNotExist:
        return RouteInfo(request=request)


def is_special(request: Request) -> bool:
    """Whether this is a later change to pro (Ub WVO 2020 art. 2.47)."""
    return request.track == Track.PRO and request.comes_from in LATER


def save_route(*, request: Request, found: Mapping[str, Any]) -> None:
    """Keep what was filled in about the route. A request about which nothing special is known gets no row."""
    route = route_of(request)
    if route._state.adding and not any(value not in (None, "", []) for value in found.values()):
        return
    for name, value in found.items():
        setattr(route, name, value)
    route.save()


def circumstances_of(request: Request, *, filed_on: dt.date) -> Circumstances:
    """The facts of filing on this date, but for a running designation. Expects `documents` and `route` fetched."""
    route = route_of(request)
    return Circumstances(
        filed_on=filed_on,
        comes_from=ComesFrom(request.comes_from) if request.comes_from else None,
        in_nl_since=route.in_nl_since,
        special_group=SpecialGroup(route.special_group) if route.special_group else None,
        special_grounds=tuple(SpecialGround(ground) for ground in route.special_grounds),
        parents_consent=route.parents_consent,
        parents_consent_on=route.parents_consent_on,
        told=tuple(sorted(_told(request, route))),
        documents=tuple(sorted({document.kind for document in request.documents.all()})),
    )


def _told(request: Request, route: RouteInfo) -> set[str]:
    told = {name for name in TOLD_HERE if getattr(route, name).strip()}
    if request.motivation.strip():
        told.add("motivation")
    if request.parents_view or any(one.kind == Document.Kind.PARENTS_VIEW for one in request.documents.all()):
        told.add("parents_view")
    return told


def designated_until(request: Request, *, on: dt.date) -> dt.date | None:
    """The day on which the pupil's running lwoo designation of this SWV ends; None without one that has an end.

    Only a designation under a framework counts: the national rules know no term, so nothing to renew.
    """
    if request.track != Track.LWOO or request.student_id is None:
        return None
    running = Decision.objects.with_an_end().filter(
        request__student=request.student_id, swv=request.swv_id, valid_until__gt=on, decided_on__lte=on
    )
    return running.exclude(request=request.pk).order_by("-valid_until").values_list("valid_until", flat=True).first()
