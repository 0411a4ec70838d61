"""Who works here: inviting, ending a role, and helping a colleague who lost their second step."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.access import Action
from schools.models import Invitation, Membership
from schools.services.invite import CannotInvite, invite, send_again, withdraw
from schools.services.memberships import CannotEnd, end_membership
from schools.services.offices import offices_of
from schools.services.recover import CannotReset, reset_second_factor
from swv_portal import clock

from .doors import door
from .factors import KINDS
from .people_forms import EndForm, InvitationForm

TRAIL = ("swv", "school", "board")


@door(Action.MANAGE_USERS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with a role here, who is invited, and whose role is over."""
    today, now = clock.today(), clock.now()
    found = Membership.objects.manageable_by(request.actor, on=today).select_related("user", *TRAIL)
    everyone = list(found.order_by("user__name", "valid_from"))
    safe = _with_second_factor(everyone)
    over = [one for one in everyone if one.valid_until is not None and one.valid_until <= today]
    current = [(one, one.user_id in safe) for one in everyone if one not in over]
    waiting = Invitation.objects.visible_to(request.actor, on=today).waiting().select_related("invited_by", *TRAIL)
    invitations = [(one, one.expires_at <= now) for one in waiting.order_by("-created_at")]
    page = {"current": current, "over": over, "invitations": invitations}
    return render(request, "schools/people/people.html", page)


@door(Action.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def invite_someone(request: HttpRequest) -> HttpResponse:
    """The form and its sending."""
    now = clock.now()
    offices = offices_of(request.actor, on=clock.date_of(now))
    form = InvitationForm(request.POST or None, offices=offices, today=clock.date_of(now))
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(actor=request.actor, at=now, link=_link(request), **form.chosen)
        except CannotInvite as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"De uitnodiging is gestuurd naar {invitation.email}.")
            return redirect("people")
    return render(request, "schools/people/invite.html", {"form": form})


@door(Action.MANAGE_USERS)
@require_POST
def invitation_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link, because the old one was too old or lost."""
    try:
        invitation = send_again(actor=request.actor, invitation_id=pk, at=clock.now(), link=_link(request))
    except Invitation.DoesNotExist as hidden:
        raise Http404 from hidden
    messages.success(request, f"De uitnodiging is opnieuw gestuurd naar {invitation.email}.")
    return redirect("people")


@door(Action.MANAGE_USERS)
@require_POST
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The link stops working."""
    try:
        invitation = withdraw(actor=request.actor, invitation_id=pk, at=clock.now())
    except Invitation.DoesNotExist as hidden:
        raise Http404 from hidden
    messages.success(request, f"De uitnodiging aan {invitation.email} is ingetrokken.")
    return redirect("people")


@door(Action.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """From which day somebody does not have this role any more."""
    membership = _membership(request, pk)
    today = clock.today()
    form = EndForm(request.POST or None, initial={"from_day": today})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["from_day"]
        try:
            ended = end_membership(actor=request.actor, membership_id=pk, from_day=day, on=today)
        except CannotEnd as refusal:
            form.add_error("from_day", str(refusal))
        else:
            messages.success(request, f"De rol van {ended.user} geldt niet meer vanaf {ended.valid_until:%d-%m-%Y}.")
            return redirect("people")
    return render(request, "schools/people/end_role.html", {"form": form, "membership": membership})


@door(Action.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a colleague's second step, after the administrator proved who they are."""
    membership = _membership(request, pk)
    if is_reauthentication_required(request, app="allauth.mfa"):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    if request.method == "POST":
        try:
            person = reset_second_factor(actor=request.actor, membership_id=pk, on=clock.today())
        except CannotReset as refusal:
            messages.error(request, str(refusal))
        except Membership.DoesNotExist as hidden:
            raise Http404 from hidden
        else:
            messages.success(request, f"De tweede stap van {person} is weg. {person} krijgt een e-mail.")
        return redirect("people")
    return render(request, "schools/people/reset_factor.html", {"membership": membership})


def _membership(request: HttpRequest, pk: int) -> Membership:
    found = Membership.objects.manageable_by(request.actor, on=clock.today()).select_related("user", *TRAIL)
    membership = found.filter(pk=pk).first()
    if membership is None:
        raise Http404
    return membership


def _with_second_factor(memberships: list[Membership]) -> set[int]:
    users = {one.user_id for one in memberships}
    return set(Authenticator.objects.filter(user__in=users, type__in=KINDS).values_list("user_id", flat=True))


def _link(request: HttpRequest) -> Any:
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))
