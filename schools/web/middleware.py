"""Turns the login into an Actor: one person, in one role, for one organisation."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schools.models import Membership
from swv_portal import clock

SESSION_KEY = "membership"


class ActorMiddleware:
    """Puts `request.actor` (or None) and `request.memberships` on every request of a logged-in person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.memberships = []
        request.actor = None
        if request.user.is_authenticated:
            active = Membership.objects.active_on(clock.today()).select_related("user", "swv", "school", "board")
            request.memberships = list(active.filter(user=request.user))
            chosen = request.session.get(SESSION_KEY)
            current = next((one for one in request.memberships if one.pk == chosen), None)
            if current is None and request.memberships:
                current = request.memberships[0]
            request.membership = current
            request.actor = current.actor() if current else None
            if current is not None and current.pk != chosen and (away := self._elsewhere(request, chosen)):
                return away
        return self.get_response(request)

    @staticmethod
    def _elsewhere(request: HttpRequest, chosen: int | None) -> HttpResponse | None:
        """Remember the role somebody works in. When it is over they are told, and what they sent is not done in
        another role than they knew of.
        """
        if chosen is None and len(request.memberships) == 1:
            return None
        request.session[SESSION_KEY] = request.membership.pk
        if chosen is None:
            return None
        messages.warning(request, f"De rol waarin u werkte, is afgelopen. U werkt nu als {request.membership}.")
        return None if request.method in {"GET", "HEAD"} else redirect("home")
