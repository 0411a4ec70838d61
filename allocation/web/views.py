"""Doors for people: the work list, a new request, the dossier and its documents."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allocation import queries
from allocation.models import Letter, Request
from allocation.policy.decide import Receipt
from allocation.policy.facts import Track
from allocation.retention.web.beside_dossier import rights_context
from allocation.services import prepare
from allocation.services.turned_away import TurnedAway
from schools.access import Action
from schools.models import Location
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.bsn import contains_bsn

from . import forms, presenters, reading
from .assignment_views import assessors_context
from .designation_views import to_renew_sentence
from .doors import request_door
from .step_views import dossier_of

# A file of somebody else's making does nothing at all, should a browser ever show it.
UPLOAD_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
# A letter is our own PDF; the viewer of Chromium styles its own frame inline.
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@request_door(Action.VIEW_INBOX)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The work list: what is to be done first, filtered and searched within what one may see."""
    tabs = queries.tabs_for(request.actor)
    tab = next((one for one in tabs if one.key == request.GET.get("lijst")), tabs[0])
    track = request.GET.get("soort", "")
    search = request.GET.get("zoek", "")[:100].replace("\x00", "")
    if contains_bsn(search):
        messages.error(request, "Zoeken op een bsn of onderwijsnummer kan niet: die nummers staan hier niet in.")
        return redirect("inbox")
    try:
        page = queries.inbox(
            actor=request.actor,
            tab=tab,
            search=search,
            track=track if track in set(Track) else "",
            cursor=request.GET.get("na", ""),
        )
    except queries.BadCursor as problem:
        raise Http404 from problem
    keep = {"lijst": tab.key} | ({"soort": track} if track else {}) | ({"zoek": search} if search else {})
    context = {
        "tabs": [{"label": one.label, "url": f"?lijst={one.key}", "current": one is tab} for one in tabs],
        "tab": tab,
        "rows": page.rows,
        "first_url": f"?{urlencode(keep)}" if "na" in request.GET else "",
        "next_url": f"?{urlencode(keep | {'na': page.next_cursor})}" if page.next_cursor else "",
        "search_form": forms.SearchForm(request.GET),
        "keep": [{"name": "lijst", "value": tab.key}],
        "searching": bool(search or track),
        "to_renew": to_renew_sentence(request.actor),
    }
    return render(request, "allocation/inbox.html", context)


@request_door(Action.PREPARE_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: HttpRequest) -> HttpResponse:
    """Choose location and track, and begin by hand."""
    locations = list(Location.objects.of_schools(request.actor.school_ids))
    form = forms.NewRequestForm(request.POST or None, locations=locations, initial={"id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            started = prepare.start_request(actor=request.actor, at=clock.now(), **form.chosen)
        except prepare.NoSwv as problem:
            form.add_error("location", str(problem))
        except TurnedAway as refusal:
            form.add_error("track", str(refusal))
        else:
            return redirect("request_pupil", request_id=started.pk)
    return render(request, "allocation/new.html", {"form": form, "dossier_form": forms.DossierFileForm(prefix="oso")})


@request_door(Action.VIEW_DOSSIER)
@require_safe
def dossier(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """One request: for the school its state and history, for the SWV everything to decide on."""
    current = dossier_of(request, request_id)
    with transaction.atomic():
        record(actor=request.actor, action="dossier.view", on=current, swv_id=current.swv_id)
    return render(request, "allocation/dossier.html", dossier_context(request, current))


def dossier_context(request: HttpRequest, current: Request, **extra: Any) -> dict[str, Any]:
    """Everything the page of a dossier shows to this actor."""
    stored = current.receipts.last()
    kept = stored is not None and stored.destroyed_on is None
    understanding = presenters.understand(Receipt.from_json(stored.body)) if kept else None
    context = {
        "dossier": current,
        "next_step": presenters.next_step_of(current),
        "history": presenters.history_of(current),
        "pupil": reading.pupil_rows(current),
        "tests": reading.test_rows(current, on=clock.today()),
        "reasoning": reading.reasoning_rows(current),
        "documents": reading.documents_of(current),
        "background": reading.background_rows(current),
        "allowed": presenters.allowed_steps(current, request.actor),
        "understanding": understanding,
        "seal": stored.seal if stored else "",
        **rights_context(request, current),
        **letters_context(request, current),
        **assessors_context(current, request.actor),
        "decide_form": forms.DecideForm(initial={"seal": stored.seal if stored else ""}),
        "additions_form": forms.AdditionsForm(prefix="aanvullen"),
        "withdraw_form": forms.WithdrawForm(prefix="intrekken"),
    }
    context |= extra
    return context | {"forms": [context["decide_form"], context["additions_form"], context["withdraw_form"]]}


def letters_context(request: HttpRequest, current: Request) -> dict[str, Any]:
    """The decision with its letters, or how far they are."""
    decision = getattr(current, "decision", None)
    return {
        "decision": decision,
        "letters": list(decision.letters.all()) if decision and request.actor.may(Action.VIEW_LETTERS) else [],
        "job": getattr(decision, "letter_job", None),
        "may_decide": request.actor.may(Action.DECIDE),
        "may_view_letters": request.actor.may(Action.VIEW_LETTERS),
    }


@request_door(Action.PREPARE_REQUEST)
@require_POST
def discard(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Remove a draft."""
    prepare.discard_draft(actor=request.actor, request_id=request_id)
    messages.success(request, "Het concept is verwijderd.")
    return redirect("inbox")


@request_door(Action.VIEW_SCORES)
@require_safe
def download(request: HttpRequest, request_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """A document of the dossier, always as a download and never shown inside the portal's own pages."""
    document = queries.document_for(actor=request.actor, request_id=request_id, document_id=document_id)
    if not document.may_be_opened:
        raise Http404
    with transaction.atomic():
        swv_id = document.request.swv_id
        record(actor=request.actor, action="document.download", on=document, swv_id=swv_id, kind=document.kind)
    return private_file(document.file, name=document.name, content_type=document.content_type, download=True)


@request_door(Action.VIEW_LETTERS)
@require_safe
def letter(request: HttpRequest, request_id: uuid.UUID, addressee: str) -> HttpResponse:
    """A letter as it was made."""
    current = dossier_of(request, request_id)
    found = Letter.objects.select_related("decision__swv").get(decision__request=current, addressee=addressee)
    with transaction.atomic():
        record(actor=request.actor, action="letter.view", on=found, swv_id=current.swv_id, addressee=addressee)
    name = f"besluit-{found.decision.number}-{found.get_addressee_display()}.pdf"
    return private_file(found.file, name=name, content_type="application/pdf", download=False)


@request_door(Action.VIEW_LETTERS)
@require_safe
def letters_progress(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """How far the letters are; asked again every second by the page while they are made."""
    current = dossier_of(request, request_id)
    return render(request, "allocation/_letters.html", {"dossier": current, **letters_context(request, current)})


def private_file(file: Any, *, name: str, content_type: str, download: bool) -> FileResponse:
    """A stored file that no cache keeps and no browser guesses about."""
    response = FileResponse(file.open("rb"), as_attachment=download, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = UPLOAD_POLICY if download else LETTER_POLICY
    patch_cache_control(response, private=True, no_store=True)
    return response
