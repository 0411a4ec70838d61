"""The link in the mail: a newcomer makes an account, who has one logs in and takes the role."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from schools.models import Invitation, User
from schools.services.invite import accept, accept_as_newcomer
from swv_portal import clock

from .middleware import SESSION_KEY
from .people_forms import NewcomerForm


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what is offered and takes it; a link that is used, withdrawn or too old says only that."""
    found = Invitation.objects.of_link(token, at=clock.now()).select_related("swv", "school", "board", "invited_by")
    offer = found.first()
    if offer is None:
        return _gone(request)
    known = User.objects.filter(email__iexact=offer.email).exists()
    try:
        return (_for_who_has_an_account if known else _for_a_newcomer)(request, offer, token)
    except (Invitation.DoesNotExist, IntegrityError):
        return _gone(request)  # A second click was first.


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "schools/people/invitation_gone.html", status=410)


def _for_who_has_an_account(request: HttpRequest, offer: Invitation, token: str) -> HttpResponse:
    mine = request.user.is_authenticated and request.user.email.lower() == offer.email
    if request.method == "POST" and mine:
        membership = accept(user=request.user, token=token, at=clock.now())
        request.session[SESSION_KEY] = membership.pk
        messages.success(request, f"U werkt nu als {membership}.")
        return redirect("home")
    page = {"offer": offer, "mine": mine, "form": None}
    return render(request, "schools/people/invitation.html", page)


def _for_a_newcomer(request: HttpRequest, offer: Invitation, token: str) -> HttpResponse:
    form = NewcomerForm(request.POST or None, email=offer.email, initial={"name": offer.name})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        accept_as_newcomer(token=token, name=words["name"], password=words["password1"], at=clock.now())
        messages.success(request, "Uw account is gemaakt. Log in met uw e-mailadres en uw nieuwe wachtwoord.")
        return redirect("account_login")
    return render(request, "schools/people/invitation.html", {"offer": offer, "form": form})
