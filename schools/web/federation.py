"""Logging in with an account elsewhere: it must belong to an account that was invited here, and gives no role."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from schools.models import Membership, User
from swv_portal import clock
from swv_portal.settings.federation import KEPT


class FederationAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Finds the invited account of somebody who comes from elsewhere; makes none and keeps little."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody comes in without an invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Forget what we do not need; link at the first log in, as far as settings allow."""
        sent = _claims(sociallogin.account.extra_data)
        sociallogin.account.extra_data = {name: sent[name] for name in KEPT if name in sent}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        if sociallogin.state.get("process") == "connect":
            return
        invited = invited_account(sent)
        if invited is not None:
            sociallogin.connect(request, invited)


def invited_account(claims: dict[str, Any]) -> User | None:
    """The account with a role here to which an address from elsewhere belongs, if settings trust that address."""
    email = str(claims.get(settings.FEDERATION_EMAIL_CLAIM) or "").strip()
    trusted = {"verified": claims.get("email_verified") is True, "vouched": True}
    if not email or not trusted.get(settings.FEDERATION_LINK_BY_EMAIL, False):
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None or not Membership.objects.active_on(clock.today()).filter(user=user).exists():
        return None
    return user


def _claims(extra: dict[str, Any]) -> dict[str, Any]:
    """OIDC nests them, SAML gives lists."""
    flat = extra.get("userinfo") or extra.get("id_token") or extra
    return {name: value[0] if isinstance(value, list) and value else value for name, value in flat.items()}


@login_required
@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop using an account elsewhere."""
    get_object_or_404(SocialAccount, pk=pk, user=request.user).delete()
    messages.success(request, "De koppeling is weg.")
    return redirect("own_account")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for the login page and the account page: with which other accounts one may log in."""
    return {"federations": settings.FEDERATION_BUTTONS}
