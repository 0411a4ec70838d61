"""Doors of the SWV: ask for additions, decide. And of the school: withdraw."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from allocation.models import Decision
from allocation.services import conclude, jobs, submit
from schools.access import Action
from swv_portal import clock
from swv_portal.audit.record import record

from . import forms
from .doors import request_door
from .step_views import dossier_of
from .views import dossier_context


@request_door(Action.DECIDE)
@require_POST
def decide(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Take the decision, or show again what was typed with what is wrong."""
    form = forms.DecideForm(request.POST)
    if not form.is_valid():
        return _again(request, request_id, decide_form=form)
    try:
        decision = conclude.decide(
            actor=request.actor,
            request_id=request_id,
            outcome=Decision.Outcome(form.cleaned_data["outcome"]),
            reason=form.cleaned_data["reason"],
            seal=form.cleaned_data["seal"],
            at=clock.now(),
        )
    except conclude.ReasonNeeded as problem:
        form.add_error("reason", str(problem))
        return _again(request, request_id, decide_form=form)
    except conclude.ChangedMeanwhile as problem:
        messages.error(request, str(problem))
        return redirect("request", request_id=request_id)
    messages.success(request, f"Besluit {decision.number} is genomen. De brieven worden gemaakt.")
    return redirect("request", request_id=request_id)


@request_door(Action.DECIDE)
@require_POST
def retry_letters(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Start letters again that failed too often."""
    jobs.retry_letters(actor=request.actor, request_id=request_id, at=clock.now())
    messages.success(request, "De brieven worden opnieuw gemaakt.")
    return redirect("request", request_id=request_id)


@request_door(Action.ASK_ADDITIONS)
@require_POST
def ask_additions(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Send the request back to the school with what is missing."""
    form = forms.AdditionsForm(request.POST, prefix="aanvullen")
    if not form.is_valid():
        return _again(request, request_id, additions_form=form)
    submit.ask_additions(actor=request.actor, request_id=request_id, note=form.cleaned_data["note"], at=clock.now())
    messages.success(request, "De school krijgt uw vraag.")
    return redirect("request", request_id=request_id)


@request_door(Action.WITHDRAW_REQUEST)
@require_POST
def withdraw(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Take the request back."""
    form = forms.WithdrawForm(request.POST, prefix="intrekken")
    if not form.is_valid():
        return _again(request, request_id, withdraw_form=form)
    submit.withdraw_request(actor=request.actor, request_id=request_id, note=form.cleaned_data["note"], at=clock.now())
    messages.success(request, "De aanvraag is ingetrokken.")
    return redirect("request", request_id=request_id)


def _again(request: HttpRequest, request_id: uuid.UUID, **form: Form) -> HttpResponse:
    """The dossier with the form as it was typed, and its errors."""
    current = dossier_of(request, request_id)
    with transaction.atomic():
        record(actor=request.actor, action="dossier.view", on=current, swv_id=current.swv_id)
    return render(request, "allocation/dossier.html", dossier_context(request, current, **form))
