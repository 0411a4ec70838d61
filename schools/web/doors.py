"""What every door for people in the browser does: who you are, what you may, whose rows you see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schools.access import Action, NotAllowed
from swv_portal import tenancy

View = Callable[..., HttpResponse]


def door(action: Action) -> Callable[[View], View]:
    """Open the view only to someone whose role includes the action; others get 403, strangers the login page.

    The view runs in one transaction that sees the rows of the actor's organisation. An exception that leaves the view
    takes everything back; one that the view turns into an answer keeps what was done before it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                return render(request, "schools/no_role.html", status=403)
            try:
                request.actor.require(action)
                with tenancy.acting_for(request.actor):
                    return view(request, *args, **kwargs)
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from refusal

        # Which door a route has, for who walks over all routes.
        opened.action = action  # type: ignore[attr-defined]
        return login_required(opened)

    return decorate
