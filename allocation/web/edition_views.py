"""Doors to the lists of allowed tests: what holds, one list, loading a new one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from allocation.models import InstrumentEdition
from allocation.policy.edition_files import BUILT_IN, BadEdition, built_in_file
from allocation.policy.editions import filing_period
from allocation.policy.strict_yaml import LONGEST
from allocation.services.editions import edition_with_hash, load_edition
from schools.access import Action
from schools.web.doors import door
from swv_portal import clock
from swv_portal.ui.formatting import dutch_date

from .edition_pages import edition_context, lists_by_swv, mistakes_of
from .forms.editions import EditionFileForm


@door(Action.VIEW_FRAMEWORKS)
@require_http_methods(["GET", "HEAD", "POST"])
def editions(request: HttpRequest) -> HttpResponse:
    """Which list holds this year and next, and every list there is; POST loads a new one."""
    may_load = request.actor.may(Action.MANAGE_EDITIONS)
    form = EditionFileForm(request.POST or None, request.FILES or None) if may_load else None
    mistakes: list[dict[str, object]] = []
    if request.method == "POST":
        request.actor.require(Action.MANAGE_EDITIONS)
        if form is not None and form.is_valid():
            try:
                return _load(request, form)
            except BadEdition as refusal:
                told, mistakes = mistakes_of(refusal)
                form.add_error("file", told)
    context = {"lists": lists_by_swv(actor=request.actor, on=clock.today()), "form": form, "mistakes": mistakes}
    return render(request, "allocation/editions/overview.html", context)


def _load(request: HttpRequest, form: EditionFileForm) -> HttpResponse:
    file, now = form.cleaned_data["file"], clock.now()
    loaded = load_edition(actor=request.actor, content=file.read(LONGEST + 1), file_name=file.name, at=now)
    if loaded.loaded_at == now:
        first, last = (dutch_date(day) for day in filing_period(loaded.school_year))
        messages.success(
            request, f"Geladen: de lijst voor {loaded.school_year}, voor aanvragen van {first} tot en met {last}."
        )
    elif _holds(loaded):
        messages.info(request, f"Deze lijst voor {loaded.school_year} was al geladen. Er is niets veranderd.")
    else:
        text = (
            f"Deze lijst voor {loaded.school_year} is vroeger al geladen en daarna vervangen. Wijzig het bestand eerst."
        )
        messages.error(request, text)
    return redirect("editions")


def _holds(loaded: InstrumentEdition) -> bool:
    same_year = InstrumentEdition.objects.filter(swv_id=loaded.swv_id, school_year=loaded.school_year)
    return same_year.order_by("-loaded_at", "-pk").values_list("pk", flat=True).first() == loaded.pk


@door(Action.VIEW_FRAMEWORKS)
@require_safe
def edition(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """One list that an SWV loaded, as tables."""
    loaded = _visible(request, edition_id)
    found = edition_with_hash(loaded.sha256)
    if found is None:
        raise Http404
    return render(request, "allocation/editions/edition.html", {"loaded": loaded, **edition_context(found)})


@door(Action.VIEW_FRAMEWORKS)
@require_safe
def edition_built_in(request: HttpRequest, school_year: str) -> HttpResponse:
    """One list that comes with the portal, as tables."""
    if school_year not in BUILT_IN:
        raise Http404
    return render(request, "allocation/editions/edition.html", edition_context(BUILT_IN[school_year]))


@door(Action.VIEW_FRAMEWORKS)
@require_safe
def edition_file(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """The file of a loaded list."""
    loaded = _visible(request, edition_id)
    return _yaml(loaded.body.encode("utf-8"), loaded.school_year)


@door(Action.VIEW_FRAMEWORKS)
@require_safe
def edition_built_in_file(_request: HttpRequest, school_year: str) -> HttpResponse:
    """The file of a list that comes with the portal: the example of the format."""
    if school_year not in BUILT_IN:
        raise Http404
    return _yaml(built_in_file(school_year).read_bytes(), school_year)


def _visible(request: HttpRequest, edition_id: uuid.UUID) -> InstrumentEdition:
    try:
        return InstrumentEdition.objects.visible_to(request.actor).get(pk=edition_id)
    except InstrumentEdition.DoesNotExist as hidden:
        raise Http404 from hidden


def _yaml(content: bytes, school_year: str) -> HttpResponse:
    name = f"toegestane-tests-{school_year}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=headers)
