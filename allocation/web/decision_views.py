"""Doors of the SWV: ask for additions, decide. And of the school: withdraw."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from allocation.models import Decision, Job, Request
from allocation.services import conclude, jobs, submit
from allocation.workflow import NotNow
from schools.access import Action
from schools.web.doors import door
from swv_portal import clock

from . import forms
from .step_views import with_all
from .views import dossier_context


@door(Action.DECIDE)
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
    except Request.DoesNotExist as gone:
        raise Http404 from gone
    except conclude.ReasonNeeded as problem:
        form.add_error("reason", str(problem))
        return _again(request, request_id, decide_form=form)
    except (conclude.ChangedMeanwhile, NotNow) as problem:
        messages.error(request, str(problem))
        return redirect("request", request_id=request_id)
    messages.success(request, f"Besluit {decision.number} is genomen. De brieven worden gemaakt.")
    return redirect("request", request_id=request_id)


@door(Action.DECIDE)
@require_POST
def retry_letters(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Start letters again that failed too often."""
    try:
        jobs.retry_letters(actor=request.actor, request_id=request_id, at=clock.now())
    except (Request.DoesNotExist, Job.DoesNotExist) as gone:
        raise Http404 from gone
    messages.success(request, "De brieven worden opnieuw gemaakt.")
    return redirect("request", request_id=request_id)


@door(Action.ASK_ADDITIONS)
@require_POST
def ask_additions(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Send the request back to the school with what is missing."""
    form = forms.AdditionsForm(request.POST, prefix="aanvullen")
    if not form.is_valid():
        return _again(request, request_id, additions_form=form)
    return _step(request, request_id, submit.ask_additions, form.cleaned_data["note"], "De school krijgt uw vraag.")


@door(Action.WITHDRAW_REQUEST)
@require_POST
def withdraw(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Take the request back."""
    form = forms.WithdrawForm(request.POST, prefix="intrekken")
    if not form.is_valid():
        return _again(request, request_id, withdraw_form=form)
    note = form.cleaned_data["note"]
    return _step(request, request_id, submit.withdraw_request, note, "De aanvraag is ingetrokken.")


def _step(request: HttpRequest, request_id: uuid.UUID, service, note: str, done: str) -> HttpResponse:
    try:
        service(actor=request.actor, request_id=request_id, note=note, at=clock.now())
    except Request.DoesNotExist as gone:
        raise Http404 from gone
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("request", request_id=request_id)


def _again(request: HttpRequest, request_id: uuid.UUID, **form: forms.forms.Form) -> HttpResponse:
    """The dossier with the form as it was typed, and its errors."""
    current = with_all(request, request_id)
    return render(request, "allocation/dossier.html", dossier_context(request, current, **form))
