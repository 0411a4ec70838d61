"""One's own account: roles, second step, and where one is logged in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from schools.models import Membership
from swv_portal import clock

from .browsers import browser_name
from .second_factor import is_required_of


@login_required
@never_cache
@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    """Everything a person can see and change about their own account."""
    today = clock.today()
    own = Membership.objects.filter(user=request.user).select_related("swv", "school", "board")
    page = {
        "memberships_ever": [(one, _standing(one, today)) for one in own.order_by("-valid_from", "pk")],
        "sessions": [_session(one) for one in _sessions(request)],
        "linked": SocialAccount.objects.filter(user=request.user),
        "second_factor_required": is_required_of(request.actor),
        "second_factor_off": not settings.REQUIRE_SECOND_FACTOR,
        **_factors(request),
    }
    return render(request, "schools/account/account.html", page)


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Log out somewhere else: one place, of one's own."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    here = session.is_current()
    end_sessions(request, [session])
    if here:
        return redirect("account_login")
    messages.success(request, "Daar bent u nu uitgelogd.")
    return redirect("own_account")


@login_required
@require_POST
def end_all_other_sessions(request: HttpRequest) -> HttpResponse:
    """Log out everywhere but here."""
    end_other_sessions(request, request.user)
    messages.success(request, "U bent overal uitgelogd, behalve hier.")
    return redirect("own_account")


def _standing(membership: Membership, today: Any) -> str:
    if membership.valid_from > today:
        return "begint nog"
    ended = membership.valid_until is not None and membership.valid_until <= today
    return "afgelopen" if ended else "geldt nu"


def _sessions(request: HttpRequest) -> list[UserSession]:
    found = UserSession.objects.purge_and_list(request.user)
    return sorted(found, key=lambda one: (not one.is_current(), -one.last_seen_at.timestamp()))


def _session(session: UserSession) -> dict[str, Any]:
    return {
        "pk": session.pk,
        "browser": browser_name(session.user_agent),
        "network": session.ip,
        "seen": session.last_seen_at,
        "here": session.is_current(),
    }


def _factors(request: HttpRequest) -> dict[str, Any]:
    found = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    codes = next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "app": next((one for one in found if one.type == Authenticator.Type.TOTP), None),
        "keys": [one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
    }
