"""What every page knows: who is looking, where they can go, whose house style it wears."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest

from schools.access import ROLE_NAMES
from schools.web.navigation import navigation_for

from .formatting import dutch_date


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html: actor, their role in Dutch, their other roles, and the links in the header."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "actor_role": _role_of(request) if actor else "",
        "memberships": getattr(request, "memberships", []),
        "nav": navigation_for(request),
        "house_style_swv": actor.swv_id if actor else None,
    }


def _role_of(request: HttpRequest) -> str:
    """The role in Dutch, with its last day where it has one: an auditor always has."""
    membership = getattr(request, "membership", None)
    until = membership.valid_until if membership else None
    name = ROLE_NAMES[request.actor.role]
    return f"{name} tot en met {dutch_date(until - dt.timedelta(days=1))}" if until else name
