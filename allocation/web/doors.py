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


Errors = tuple[type[Exception], ...]
# From what the address named, the page to go back to.
Back = Callable[[dict[str, Any]], HttpResponse]


def telling_door(
    action: Action, *, hidden: Errors, back: Back, refusals: Errors = (NotNow,), words: Callable[[Exception], str] = str
) -> Callable[[View], View]:
    """As `door`; what the actor may not see becomes 404, and a refusal a message on the page `back`."""

    def decorate(view: View) -> View:
        @door(action)
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except hidden as unseen:
                raise Http404 from unseen
            except refusals as refusal:
                messages.error(request, words(refusal))
                return back(kwargs)

        return opened

    return decorate


def request_door(action: Action) -> Callable[[View], View]:
    """The door to one request: what cannot happen now is told on its page."""
    return telling_door(action, hidden=HIDDEN, back=lambda named: redirect("request", request_id=named["request_id"]))
