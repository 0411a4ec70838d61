"""Ends sessions that went on too long or turned up elsewhere, and never throws away what somebody typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from schools.models import User
from swv_portal import clock
from swv_portal.audit.record import record

from . import session_limits
from .session_limits import KEY, WORDS, Ended

# Asking how long is left is not doing something.
QUIET = frozenset({"session_state"})
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"})


@dataclass(frozen=True, slots=True)
class SomebodyElse:
    """Whoever holds a cookie that was given to another network or browser."""

    user_id: int
    label: str
    role: str = ""
    organisation: str = ""


class SessionGuard:
    """Stands between AccountMiddleware and ActorMiddleware: who is out by time or place is nobody from there on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.was_user_id = None
        if request.user.is_authenticated:
            self._check(request)
        response = self.get_response(request)
        return (_asks_to_log_in(response) and _instead_of_the_login_page(request)) or response

    def _check(self, request: HttpRequest) -> None:
        at = clock.now()
        if KEY not in request.session:
            session_limits.begin(request, at=at)
        ended = session_limits.why_ended(request, at=at)
        if ended is None:
            return
        if ended is Ended.ELSEWHERE:
            _tell_the_trail(request.user)
        request.was_user_id = request.user.pk
        logout(request)
        messages.info(request, WORDS[ended])

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Count what somebody does."""
        name = (request.resolver_match.url_name if request.resolver_match else None) or ""
        if request.user.is_authenticated and name not in QUIET:
            session_limits.touch(request, at=clock.now())


def _asks_to_log_in(response: HttpResponse) -> bool:
    """Whether a door turned somebody away because they are not logged in (any more)."""
    return response.status_code == 302 and response["Location"].startswith(f"{resolve_url(settings.LOGIN_URL)}?next=")


def _instead_of_the_login_page(request: HttpRequest) -> HttpResponse | None:
    """A part of a page hears that it is out; what was sent is kept; for reading, the login page will do."""
    if request.headers.get("HX-Request") or request.headers.get("Portal-Request"):
        return HttpResponse(status=401)
    return _kept(request) if request.method == "POST" else None


def _kept(request: HttpRequest) -> HttpResponse:
    """What was typed, on a page from which it can be sent again after logging in in another tab."""
    typed = [(name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]
    page = {"typed": typed, "had_files": bool(request.FILES), "person": request.was_user_id or ""}
    response = render(request, "schools/account/session_ended.html", page, status=401)
    response["Cache-Control"] = "no-store"
    return response


def _tell_the_trail(user: User) -> None:
    with transaction.atomic():
        record(actor=SomebodyElse(user.pk, str(user)), action="session_refused", on=user, swv_id=None)


@never_cache
@require_safe
def session_state(request: HttpRequest) -> HttpResponse:
    """For the page that warns: who is logged in, for how long still, and the token its forms need by then."""
    return _state(request)


def _state(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    left = session_limits.seconds_left(request, at=clock.now())
    return JsonResponse({"person": str(request.user.pk), "secondsLeft": left, "token": get_token(request)})


@never_cache
@require_POST
def session_go_on(request: HttpRequest) -> HttpResponse:
    """‘Verder werken’: pressing it is doing something."""
    return _state(request)


@require_safe
def session_resumed(request: HttpRequest) -> HttpResponse:
    """After logging in in another tab: go back to the first."""
    return render(request, "schools/account/session_resumed.html")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html: how long the session lives, for the warning."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"session_seconds_left": session_limits.seconds_left(request, at=clock.now())}
