"""What every door here does: what you may not see does not exist, and what cannot happen now says why."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from allocation.models import Request
from allocation.retention.models import DestructionRun
from allocation.workflow import NotNow
from schools.access import Action
from schools.models import Student
from schools.web.doors import View, door

HIDDEN = (Request.DoesNotExist, DestructionRun.DoesNotExist, Student.DoesNotExist)


def retention_door(action: Action, *, back: str = "retention") -> Callable[[View], View]:
    """As `door`; what is hidden becomes 404, and NotNow a message on the page `back`."""

    def decorate(view: View) -> View:
        @door(action)
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except HIDDEN as hidden:
                raise Http404 from hidden
            except NotNow as refusal:
                messages.error(request, str(refusal))
                here = {name: value for name, value in kwargs.items() if name in {"run_id", "student_id"}}
                return redirect(back, **here) if back != "retention" else redirect(back)

        return opened

    return decorate
