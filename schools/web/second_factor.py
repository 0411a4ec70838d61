"""Nobody works for an SWV with a password alone: first the second step is set up, then the rest opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from schools.access import SWV_ROLES, Actor

from .factors import has_second_factor

# Where someone without a second factor may still be: setting it up, leaving, or going on in another role.
OPEN = frozenset(
    {
        "second_factor_needed", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
        "account_login", "account_logout", "account_reauthenticate", "account_change_password",
        "account_inactive", "switch_membership", "accessibility", "house_style", "health",
        "session_state", "session_go_on", "session_resumed", "invitation", "jsi18n",
    }
)  # fmt: skip


def is_required_of(actor: Actor | None) -> bool:
    """Whether someone in this role may not work without a second factor."""
    return settings.REQUIRE_SECOND_FACTOR and actor is not None and actor.role in SWV_ROLES


class SecondFactorMiddleware:
    """Sends people in an SWV role to set up their second factor before anything else. Stands after ActorMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """The page that explains it, for everything that is not on the list."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in OPEN or not is_required_of(request.actor) or has_second_factor(request.user):
            return None
        return redirect("second_factor_needed")


@login_required
@require_safe
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why a second step, and the two ways to do it."""
    if has_second_factor(request.user):
        return redirect("home")
    return render(request, "schools/account/second_factor_needed.html")
