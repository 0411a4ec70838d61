"""Where a person arrives, and switching between one's own roles."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from schools.models import Membership
from swv_portal import clock
from swv_portal.audit.record import record

from .middleware import SESSION_KEY
from .navigation import navigation_for


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first place this person can go; without any, the work list explains why not."""
    places = navigation_for(request)
    return redirect(places[0].url if places else "inbox")


@login_required
@require_POST
def switch_membership(request: HttpRequest) -> HttpResponse:
    """Go on in another of your own roles."""
    chosen = request.POST.get("membership", "")
    own = Membership.objects.active_on(clock.today()).filter(user=request.user)
    membership = get_object_or_404(own, pk=chosen if chosen.isdigit() else 0)
    request.session[SESSION_KEY] = membership.pk
    chosen_role = membership.actor()
    with transaction.atomic():
        record(actor=chosen_role, action="role.switch", on=membership, swv_id=chosen_role.swv_id)
    messages.success(request, f"U werkt nu als {membership}.")
    return redirect("home")
