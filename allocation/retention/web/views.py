"""Doors to keeping and destroying: what is due, a list for a colleague, its approval, the terms."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allocation.retention import choosing, holds, running
from allocation.retention.finding import Listed, free, list_due, seal_of_listed
from allocation.retention.kinds import BLOCK_NAMES, KIND_NAMES
from allocation.retention.models import DestructionItem, DestructionRun, LeftFile, RetentionChoice
from allocation.retention.terms import BadTerms
from schools.access import Action, Actor
from swv_portal import clock

from . import forms
from .doors import retention_door

# The whole list is frozen and destroyed; a screen shows the first.
MOST_ROWS = 200


@retention_door(Action.VIEW_RETENTION)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What must be destroyed today and why, what waits for a colleague, and what was destroyed before."""
    listed = list_due(actor=request.actor, on=clock.today())
    ready = free(listed)
    kept = [one for one in listed if not one.is_free]
    runs = list(DestructionRun.objects.visible_to(request.actor).select_related("proposed_by", "decided_by")[:20])
    context = {
        "ready": [_row(one) for one in ready[:MOST_ROWS]],
        "ready_count": len(ready),
        "counts": [f"{count}× {KIND_NAMES[kind]}" for kind, count in Counter(one.due.kind for one in ready).items()],
        "kept": [_row(one) for one in kept[:MOST_ROWS]],
        "kept_count": len(kept),
        "most": MOST_ROWS,
        "seal": seal_of_listed(ready),
        "runs": runs,
        "waiting": next((run for run in runs if run.state in running.OPEN), None),
        "held": holds.held(actor=request.actor),
        "sees_dossiers": request.actor.may(Action.VIEW_DOSSIER),
        "left_files": LeftFile.objects.filter(run__in=runs).count(),
        **_may(request.actor),
    }
    return render(request, "retention/overview.html", context)


@retention_door(Action.PROPOSE_DESTRUCTION)
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Lay the list before a colleague."""
    run = running.propose(actor=request.actor, seal=request.POST.get("seal", ""), at=clock.now())
    messages.success(request, "De lijst is voorgesteld. Een collega moet haar goedkeuren.")
    return redirect("retention_run", run_id=run.pk)


@retention_door(Action.VIEW_RETENTION)
@require_safe
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """One list: to approve, in progress, or the record of what was destroyed."""
    return render(request, "retention/run.html", _run_context(request, run_id))


@retention_door(Action.VIEW_RETENTION)
@require_safe
def progress(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """How far the worker is; asked again by the page, which is shown anew when it is done."""
    found = DestructionRun.objects.visible_to(request.actor).get(pk=run_id)
    response = render(request, "retention/_progress.html", {"run": found})
    if found.state == DestructionRun.State.DONE:
        response["HX-Refresh"] = "true"
    return response


@retention_door(Action.APPROVE_DESTRUCTION, back="retention_run")
@require_POST
def approve(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Approve the list of a colleague."""
    running.approve(actor=request.actor, run_id=run_id, seal=request.POST.get("seal", ""), at=clock.now())
    messages.success(request, "U keurde de lijst goed. De gegevens worden nu vernietigd.")
    return redirect("retention_run", run_id=run_id)


@retention_door(Action.VIEW_RETENTION, back="retention_run")
@require_POST
def reject(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Say no to a list."""
    form = forms.RejectForm(request.POST)
    if not form.is_valid():
        return render(request, "retention/run.html", _run_context(request, run_id, reject_form=form))
    running.reject(actor=request.actor, run_id=run_id, reason=form.cleaned_data["reason"], at=clock.now())
    messages.success(request, "De lijst is niet goedgekeurd. Er is niets vernietigd.")
    return redirect("retention")


@retention_door(Action.MANAGE_RETENTION)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """How long the SWV keeps what."""
    known = RetentionChoice.objects.filter(pk=request.actor.swv_id).values().first()
    form = forms.TermsForm(request.POST or None, today=clock.today(), initial=known or {})
    if request.method == "POST" and form.is_valid():
        try:
            choosing.choose(actor=request.actor, values=form.cleaned_data, at=clock.now())
        except BadTerms as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "De bewaartermijnen zijn bewaard.")
            return redirect("retention")
    return render(request, "retention/terms.html", {"form": form})


def _run_context(request: HttpRequest, run_id: uuid.UUID, **extra: Any) -> dict[str, Any]:
    visible = DestructionRun.objects.visible_to(request.actor).select_related("proposed_by", "decided_by")
    found = visible.get(pk=run_id)
    items = list(found.items.all()[:MOST_ROWS])
    own = found.proposed_by_id == request.actor.user_id
    proposed = found.state == DestructionRun.State.PROPOSED
    reject_form = extra.get("reject_form", forms.RejectForm())
    return {
        "run": found,
        "items": [_item(one) for one in items],
        "most": MOST_ROWS,
        "own": own,
        "can_approve": proposed and not own and request.actor.may(Action.APPROVE_DESTRUCTION),
        "can_reject": proposed and (own or request.actor.may(Action.APPROVE_DESTRUCTION)),
        "left_files": found.left_files.count(),
        "reject_form": reject_form,
        "forms": [reject_form],
    }


def _row(one: Listed) -> dict[str, Any]:
    return {
        "request_id": one.request_id,
        "number": one.number,
        "kind": KIND_NAMES[one.due.kind],
        "start": one.due.start,
        "since": one.due.since,
        "citation": one.due.citation,
        "blocks": "; ".join(BLOCK_NAMES[block] for block in one.due.blocks),
    }


REMOVED = {
    "evidence": "toetsgegevens",
    "delayresult": "leerachterstand",
    "document": "documenten",
    "routeinfo": "omstandigheden",
    "receipt": "bonnen leeggemaakt",
    "receiptrecord": "bonnen",
    "note": "toelichtingen",
    "letter": "brieven",
    "job": "taken",
    "decision": "besluiten",
    "statuschange": "stappen",
    "assignment": "toewijzingen",
    "hold": "vasthoudingen",
    "request": "aanvragen",
    "earliersupport": "eerdere ondersteuning",
    "schoolhistoryentry": "schoolloopbaan",
    "enrolment": "inschrijvingen",
    "guardian": "ouders",
    "correction": "verbeteringen",
    "restriction": "sloten",
    "student": "leerling",
}


def _item(one: DestructionItem) -> dict[str, Any]:
    removed = ", ".join(f"{REMOVED.get(name, name)}: {count}" for name, count in one.removed.items())
    return {"item": one, "kind": KIND_NAMES[one.kind], "removed": removed}


def _may(actor: Actor) -> dict[str, bool]:
    return {
        "may_propose": actor.may(Action.PROPOSE_DESTRUCTION),
        "may_choose": actor.may(Action.MANAGE_RETENTION),
    }
