"""What every door for people in the browser does: who are you, may you, and a plain answer when not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schools.access import Action, NotAllowed

View = Callable[..., HttpResponse]


def door(action: Action) -> Callable[[View], View]:
    """Open the view only to someone whose role includes the action; others get 403, strangers the login page."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                return render(request, "schools/no_role.html", status=403)
            try:
                request.actor.require(action)
                return view(request, *args, **kwargs)
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from refusal

        return opened

    return decorate
