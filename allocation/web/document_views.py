"""The documents of a request, the OSO dossier, and the last check before filing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from allocation.completeness import Step
from allocation.intake.documents import RefusedDocument
from allocation.intake.oso import RefusedDossier
from allocation.models import Document, Request
from allocation.services import attach, import_dossier, prepare, submit
from allocation.services.scan import TO_DO
from allocation.services.turned_away import TurnedAway
from schools.access import Action
from schools.models import Location
from swv_portal import clock

from . import forms
from .doors import request_door
from .reading import documents_of, pupil_rows, reasoning_rows, test_rows
from .step_views import beside, editable_or_elsewhere


@request_door(Action.PREPARE_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Add a document, see what is there."""
    current = editable_or_elsewhere(request, request_id)
    if isinstance(current, HttpResponse):
        return current
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            document = attach.add_document(
                actor=request.actor,
                request_id=request_id,
                kind=Document.Kind(form.cleaned_data["kind"]),
                name=file.name,
                content=file,
                at=clock.now(),
            )
        except (RefusedDocument, attach.AlreadyThere) as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, f"Toegevoegd: {document.name}.")
            return redirect("request_documents", request_id=request_id)
    listed = documents_of(current, removable=True)
    context = {
        "dossier": current,
        "form": form,
        "documents": listed,
        **scan_context(listed),
        **beside(request.actor, current, Step.DOCUMENTS),
    }
    return render(request, "allocation/steps/documenten.html", context)


def scan_context(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """Whether the page must ask again, and what a screen reader says when the search is done."""
    scanning = any(one["scan"] in TO_DO for one in documents)
    refused = sum(one["scan"] == Document.Scan.REFUSED for one in documents)
    done = f"{refused} geweigerd, lees waarom." if refused else "Er is niets gevonden."
    announcement = "Documenten worden gecontroleerd." if scanning else f"Documenten gecontroleerd. {done}"
    return {"scanning": scanning, "scan_announcement": announcement if documents else ""}


@request_door(Action.PREPARE_REQUEST)
@require_POST
def remove_document(request: HttpRequest, request_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """Take a document away again."""
    name = attach.remove_document(actor=request.actor, request_id=request_id, document_id=document_id, at=clock.now())
    messages.success(request, f"Verwijderd: {name}.")
    return redirect("request_documents", request_id=request_id)


@request_door(Action.PREPARE_REQUEST)
@require_POST
def upload_dossier(request: HttpRequest) -> HttpResponse:
    """Start a request from an OSO dossier; a dossier that cannot be read starts nothing."""
    locations = list(Location.objects.of_schools(request.actor.school_ids))
    form = forms.NewRequestForm(request.POST, locations=locations)
    file_form = forms.DossierFileForm(request.POST, request.FILES, prefix="oso")
    if form.is_valid() and file_form.is_valid():
        try:
            started = import_dossier.import_dossier(
                actor=request.actor, content=file_form.cleaned_data["dossier"], at=clock.now(), **form.chosen
            )
        except RefusedDossier as refusal:
            file_form.add_error("dossier", str(refusal))
        except prepare.NoSwv as problem:
            form.add_error("location", str(problem))
        except TurnedAway as refusal:
            form.add_error("track", str(refusal))
        else:
            return redirect("request_taken_over", request_id=started.pk)
    return render(request, "allocation/new.html", {"form": form, "dossier_form": file_form, "forms": [form, file_form]})


@request_door(Action.PREPARE_REQUEST)
@require_http_methods(["GET", "HEAD"])
def taken_over(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """What was taken over from the OSO dossier, what was not, and what is still missing."""
    current = editable_or_elsewhere(request, request_id)
    if isinstance(current, HttpResponse):
        return current
    if not current.intake_report:
        raise Http404
    return render(
        request, "allocation/taken_over.html", {"dossier": current, **beside(request.actor, current, Step.PUPIL)}
    )


@request_door(Action.FILE_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Everything on one page before filing; POST files."""
    current = editable_or_elsewhere(request, request_id)
    if isinstance(current, HttpResponse):
        return current
    form = forms.FileRequestForm(request.POST or None, initial={"incomplete_reason": current.incomplete_reason})
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            filed = _file(request, current, reason=form.cleaned_data["incomplete_reason"])
        except submit.Incomplete as incomplete:
            if incomplete.needs_reason:
                form.add_error("incomplete_reason", "Schrijf kort waarom deze gegevens er nog niet zijn.")
            else:
                problem = "De aanvraag is nog niet volledig. Vul eerst aan wat verplicht is."
        except (submit.AlreadyRequested, TurnedAway) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"Ingediend. Het aanvraagnummer is {filed.number}.")
            return redirect("request", request_id=request_id)
    context = {
        "dossier": current,
        "form": form,
        "problem": problem,
        "pupil": pupil_rows(current),
        "tests": test_rows(current, on=clock.today()),
        "reasoning": reasoning_rows(current),
        "documents": documents_of(current),
        **beside(request.actor, current, Step.CHECK),
    }
    return render(request, "allocation/steps/controleren.html", context)


def _file(request: HttpRequest, current: Request, *, reason: str) -> Request:
    now = clock.now()
    if reason != current.incomplete_reason:
        prepare.save_incomplete_reason(actor=request.actor, request_id=current.pk, reason=reason, at=now)
    return submit.file_request(actor=request.actor, request_id=current.pk, at=now)
