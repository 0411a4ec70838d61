"""What every door to a request does: what you may not see does not exist, and what cannot happen now says why."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from allocation.models import Assignment, Decision, Document, Job, Letter, Request
from allocation.workflow import NotNow
from schools.access import Action
from schools.web.doors import View, door

HIDDEN = (
    Request.DoesNotExist,
    Assignment.DoesNotExist,
    Decision.DoesNotExist,
    Document.DoesNotExist,
    Letter.DoesNotExist,
    Job.DoesNotExist,
)


def request_door(action: Action) -> Callable[[View], View]:
    """As `door`; what the actor may not see becomes 404, and NotNow a message on the page of the request."""

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
                return redirect("request", request_id=kwargs["request_id"])

        return opened

    return decorate
