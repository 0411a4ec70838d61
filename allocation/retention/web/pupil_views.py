"""Doors to the rights of a pupil: everything on one page, to hand out, to put right, to lock; and to hold a dossier."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allocation.models import Request
from allocation.retention import export, holds, rights
from allocation.retention.labels import LABELS
from allocation.retention.models import Correction, Hold
from schools.access import Action
from schools.models import Student
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.ui.formatting import dutch_date

from . import forms
from .doors import retention_door

TYPES = {"json": "application/json", "pdf": "application/pdf", "zip": "application/zip"}


@retention_door(Action.PUPIL_RIGHTS)
@require_safe
def pupil(request: HttpRequest, student_id: uuid.UUID) -> HttpResponse:
    """One pupil: what is registered, the requests, what was put right and whether the data is locked."""
    student = rights.pupil_for(actor=request.actor, student_id=student_id)
    record(actor=request.actor, action="pupil.view", on=student, swv_id=request.actor.swv_id)
    return render(request, "retention/pupil.html", _context(request, student))


@retention_door(Action.PUPIL_RIGHTS, back="pupil")
@require_safe
def hand_out(request: HttpRequest, student_id: uuid.UUID, form: str) -> HttpResponse:
    """Everything about the pupil as a download."""
    if form not in TYPES:
        raise Http404
    content = export.export_pupil(actor=request.actor, student_id=student_id, form=form, on=clock.today())
    response = HttpResponse(content, content_type=TYPES[form])
    # The name of the file tells nothing about the pupil.
    response["Content-Disposition"] = f'attachment; filename="leerlinggegevens-{clock.today():%Y-%m-%d}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


@retention_door(Action.PUPIL_RIGHTS, back="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, student_id: uuid.UUID) -> HttpResponse:
    """Put registered data right."""
    student = rights.pupil_for(actor=request.actor, student_id=student_id)
    form = forms.CorrectForm(request.POST or None, today=clock.today(), student=student)
    if request.method == "POST" and form.is_valid():
        changed = rights.correct(
            actor=request.actor,
            student_id=student_id,
            values=form.values,
            reason=form.cleaned_data["reason"],
            at=clock.now(),
        )
        messages.success(request, f"{changed} verbeterd." if changed else "Er was niets veranderd.")
        return redirect("pupil", student_id=student_id)
    return render(request, "retention/correct.html", {"student": student, "form": form})


@retention_door(Action.PUPIL_RIGHTS, back="pupil")
@require_POST
def restrict(request: HttpRequest, student_id: uuid.UUID) -> HttpResponse:
    """Lock the data of the pupil."""
    form = forms.RestrictForm(request.POST, prefix="slot")
    if not form.is_valid():
        return _again(request, student_id, restrict_form=form)
    rights.restrict(actor=request.actor, student_id=student_id, reason=form.cleaned_data["reason"], at=clock.now())
    messages.success(request, "De gegevens staan op slot. Er kan nu niets aan veranderen.")
    return redirect("pupil", student_id=student_id)


@retention_door(Action.PUPIL_RIGHTS, back="pupil")
@require_POST
def unlock(request: HttpRequest, student_id: uuid.UUID) -> HttpResponse:
    """Unlock the data of the pupil."""
    form = forms.UnlockForm(request.POST, prefix="slot")
    if not form.is_valid():
        return _again(request, student_id, unlock_form=form)
    rights.lift_restriction(
        actor=request.actor, student_id=student_id, reason=form.cleaned_data["reason"], at=clock.now()
    )
    messages.success(request, "De gegevens zijn van slot.")
    return redirect("pupil", student_id=student_id)


@retention_door(Action.HOLD_DOSSIER)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Hold a dossier, whatever its term."""
    current = Request.objects.visible_to(request.actor).select_related("student").get(pk=request_id)
    form = forms.HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holds.place(actor=request.actor, request_id=request_id, reason=form.cleaned_data["reason"], at=clock.now())
        messages.success(request, f"Dossier {current.number} wordt vastgehouden.")
        return redirect("pupil", student_id=current.student_id)
    return render(request, "retention/hold.html", {"dossier": current, "form": form})


@retention_door(Action.HOLD_DOSSIER)
@require_POST
def release(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Let a dossier go again."""
    holds.lift(actor=request.actor, request_id=request_id, at=clock.now())
    current = Request.objects.visible_to(request.actor).get(pk=request_id)
    messages.success(request, f"Dossier {current.number} is losgelaten. De bewaartermijn geldt weer.")
    return redirect("pupil", student_id=current.student_id)


def _again(request: HttpRequest, student_id: uuid.UUID, **form: Any) -> HttpResponse:
    student = rights.pupil_for(actor=request.actor, student_id=student_id)
    return render(request, "retention/pupil.html", _context(request, student, **form))


def _context(request: HttpRequest, student: Student, **extra: Any) -> dict[str, Any]:
    requests = list(Request.objects.visible_to(request.actor).filter(student=student).order_by("filed_at"))
    held = {one.request_id: one for one in Hold.objects.filter(request__in=requests, lifted_at__isnull=True)}
    restrictions = list(student.restrictions.filter(swv_id=request.actor.swv_id).select_related("placed_by"))
    context = {
        "student": student,
        "registered": _registered(student),
        "requests": [{"request": one, "hold": held.get(one.pk)} for one in requests],
        "corrections": [
            {"label": _label(one.field), "old": _shown(one, one.old), "new": _shown(one, one.new), "correction": one}
            for one in student.corrections.order_by("-at", "-pk")
        ],
        "restriction": next((one for one in restrictions if one.lifted_at is None), None),
        "earlier": [one for one in restrictions if one.lifted_at is not None],
        "restrict_form": forms.RestrictForm(prefix="slot"),
        "unlock_form": forms.UnlockForm(prefix="slot"),
    } | extra
    return context | {"forms": [context["restrict_form"], context["unlock_form"]]}


def _label(name: str) -> str:
    return LABELS.get(name, str(Student._meta.get_field(name).verbose_name))


def _shown(one: Correction, text: str) -> str:
    return dutch_date(dt.date.fromisoformat(text)) if one.field == "birth_date" and text else text


def _registered(student: Student) -> list[dict[str, str]]:
    address = ", ".join(student.address_lines)
    return [
        {"label": "Naam", "value": student.full_name},
        {"label": "Voornamen", "value": student.first_names},
        {"label": "Geboortedatum", "value": dutch_date(student.birth_date)},
        {"label": "Leerlingnummer", "value": student.las_key},
        {"label": "Adres", "value": "geheim, niet bewaard" if student.secret_address else address},
        {"label": "School", "value": student.school.name},
    ]
