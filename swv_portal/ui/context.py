"""What every page knows: who is looking, where they can go, whose house style it wears."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from schools.models.people import ROLE_NAMES
from schools.web.navigation import navigation_for


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html: actor, their role in Dutch, their other roles, and the links in the header."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "actor_role": ROLE_NAMES[actor.role] if actor else "",
        "memberships": getattr(request, "memberships", []),
        "nav": navigation_for(request),
        "house_style_swv": actor.swv_id if actor else None,
    }
