"""The steps of a request: fill in, save, go on. Saving while typing uses the same services."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from allocation import queries
from allocation.completeness import Step
from allocation.models import Request
from allocation.services import prepare, pupil
from allocation.workflow import EDITABLE, NotNow
from schools.access import Action, Actor
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.ui.autosave import saved_response

from . import forms
from .doors import request_door
from .presenters import missing_parts, steps_of, understanding_of
from .route_notes import route_messages


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step: its form, where its first values come from, and the service that saves it."""

    form: type[forms.StepForm]
    initial: Callable[[Request], dict[str, Any]]
    save: Callable[..., Request]
    title: str
    following: str


PAGES: dict[str, StepPage] = {
    Step.PUPIL: StepPage(forms.PupilForm, forms.pupil_initial, pupil.save_pupil, "Leerling", "request_tests"),
    Step.TESTS: StepPage(
        forms.ResultsForm, forms.tests_initial, prepare.save_tests, "Toetsgegevens", "request_reasoning"
    ),
    Step.REASONING: StepPage(
        forms.ReasoningForm, forms.reasoning_initial, prepare.save_reasoning, "Onderbouwing", "request_documents"
    ),
}


@request_door(Action.PREPARE_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, request_id: uuid.UUID, step: str) -> HttpResponse:
    """Show or save one step of a request that may still be changed."""
    page = PAGES[step]
    current = editable_or_elsewhere(request, request_id)
    if isinstance(current, HttpResponse):
        return current
    if request.method != "POST":
        return show_step(request, current, page, _form_with_what_was_typed(page, current, step))
    form = page.form(request.POST, today=clock.today(), dossier=current)
    form.is_valid()
    try:
        saved = page.save(
            actor=request.actor,
            request_id=request_id,
            values=form.cleaned_data,
            unread=form.unread,
            at=clock.now(),
            **_answer_about_twin(request, step),
        )
    except pupil.PossibleTwin as question:
        return show_step(request, current, page, form, twin=question)
    if form.errors:
        return show_step(request, dossier_of(request, saved.pk), page, form)
    messages.success(request, f"{page.title}: opgeslagen.")
    if "later" in request.POST:
        return redirect("inbox")
    return redirect(page.following, request_id=request_id)


def _answer_about_twin(request: HttpRequest, step: str) -> dict[str, Any]:
    if step != Step.PUPIL:
        return {}
    answer = request.POST.get("same_pupil", "")
    return {"same_pupil": {"ja": True, "nee": False}.get(answer)}


def _form_with_what_was_typed(page: StepPage, current: Request, step: str) -> forms.StepForm:
    """The saved values; with text that could not be read yet, the form as it was typed, errors and all."""
    initial = page.initial(current)
    unread = current.unread.get(step)
    blank = page.form(initial=initial, today=clock.today(), dossier=current)
    if not unread:
        return blank
    values = {name: blank[name].value() for name in blank.fields}
    typed = {name: value for name, value in values.items() if value is not None and value is not False}
    return page.form({**typed, **unread}, today=clock.today(), dossier=current)


def show_step(
    request: HttpRequest, current: Request, page: StepPage, form: forms.StepForm, **extra: Any
) -> HttpResponse:
    """The page of one step with the list of what is missing and the pre-check beside it."""
    context = {
        "dossier": current,
        "form": form,
        "page": page,
        **beside(request.actor, current, page.form.step),
        **extra,
    }
    return render(request, f"allocation/steps/{page.form.step.value}.html", context)


@request_door(Action.PREPARE_REQUEST)
@require_POST
def autosave(request: HttpRequest, request_id: uuid.UUID, step: str) -> HttpResponse:
    """Save while typing and answer with the list of what is still missing. Asks no questions."""
    page = PAGES.get(step)
    if page is None:
        raise Http404
    form = page.form(request.POST, today=clock.today(), dossier=dossier_of(request, request_id))
    form.is_valid()
    options = {"ask": False} if step == Step.PUPIL else {}
    try:
        page.save(
            actor=request.actor,
            request_id=request_id,
            values=form.cleaned_data,
            unread=form.unread,
            at=clock.now(),
            **options,
        )
    except NotNow as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    context = {**beside(request.actor, dossier_of(request, request_id), page.form.step), "oob": True}
    html = render_to_string("allocation/steps/_aside.html", context, request)
    return saved_response(at=clock.now(), html=html)


def beside(actor: Actor, current: Request, step: Step) -> dict[str, Any]:
    """What stands around every step: where one is, what is still missing, and what the rules would say now.

    Someone who may file but not fill in, such as a director, gets the same without links to the steps.
    """
    may_fill_in = actor.may(Action.PREPARE_REQUEST)
    understanding = understanding_of(current, on=clock.today())
    return {
        "understanding": understanding,
        "route": route_messages(understanding.receipt),
        "may_fill_in": may_fill_in,
        "missing": missing_parts(current, understanding.missing, links=may_fill_in),
        "steps": steps_of(current, step, understanding.missing, links=may_fill_in),
    }


def dossier_of(request: HttpRequest, request_id: uuid.UUID) -> Request:
    """The request with everything around it. Raises Request.DoesNotExist."""
    return queries.dossier_for(actor=request.actor, request_id=request_id)


def editable_or_elsewhere(request: HttpRequest, request_id: uuid.UUID) -> Request | HttpResponse:
    """The request when it may still be changed; otherwise the way to its page. Opening a step counts as looking."""
    current = dossier_of(request, request_id)
    if current.state not in EDITABLE:
        return redirect("request", request_id=request_id)
    if request.method == "GET":
        step = request.path.rpartition("/")[2]
        with transaction.atomic():
            record(actor=request.actor, action="step.view", on=current, swv_id=current.swv_id, step=step)
    return current
