"""Doors to frameworks: the list, one framework, and the steps from concept to published."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allocation import framework_queries as queries
from allocation.models import BoardConsent, Framework, Job, WhatIf
from allocation.policy.facts import Track
from allocation.policy.options import BadOptions
from allocation.services import consents, frameworks, publishing, what_if
from allocation.services.framework_seals import content_seal, rules_seal
from allocation.workflow import NotNow
from schools.access import Action
from schools.web.doors import View
from swv_portal import clock

from . import framework_pages as pages
from .doors import telling_door
from .forms import frameworks as forms

HIDDEN = (Framework.DoesNotExist, Job.DoesNotExist, WhatIf.DoesNotExist)


REFUSALS = (NotNow, frameworks.ChangedMeanwhile, consents.NotABoardHere, BadOptions)


def framework_door(action: Action) -> Callable[[View], View]:
    """The door to one framework: what cannot be now is told on its page."""
    return telling_door(
        action,
        hidden=HIDDEN,
        back=lambda named: redirect("framework", framework_id=named["framework_id"]),
        refusals=REFUSALS,
        words=_refusal,
    )


def _refusal(refusal: Exception) -> str:
    return "Vul eerst alle instellingen goed in." if isinstance(refusal, BadOptions) else str(refusal)


@framework_door(Action.VIEW_FRAMEWORKS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What holds now, what is coming, concepts and history, per track."""
    today = clock.today()
    found = queries.frameworks_by_swv(actor=request.actor, on=today)
    swvs = [{"name": name, "sections": pages.sections_of(parts, on=today)} for name, parts in found]
    return render(
        request,
        "allocation/frameworks/overview.html",
        {"swvs": swvs, "may_manage": request.actor.may(Action.MANAGE_FRAMEWORKS)},
    )


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a track and a variant, and begin a concept."""
    today = clock.today()
    initial = {"id": uuid.uuid4(), "valid_from": today.replace(year=today.year + 1, month=1, day=1)}
    form = forms.NewFrameworkForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        made = frameworks.draft(
            actor=request.actor,
            framework_id=chosen["id"],
            track=Track(chosen["track"]),
            variant=chosen["variant"],
            name=chosen["name"],
            valid_from=chosen["valid_from"],
            at=clock.now(),
        )
        return redirect("framework", framework_id=made.pk)
    return render(request, "allocation/frameworks/new.html", {"form": form})


@framework_door(Action.VIEW_FRAMEWORKS)
@require_http_methods(["GET", "HEAD", "POST"])
def framework(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """A published framework to read; a concept to fill in, for who may."""
    current = queries.framework_for(actor=request.actor, framework_id=framework_id)
    if not current.is_concept or not request.actor.may(Action.MANAGE_FRAMEWORKS):
        return _show(request, current)
    if request.method != "POST":
        return _choice(request, current, forms.ChoiceForm(framework=current, today=clock.today()))
    form = forms.ChoiceForm(request.POST, framework=current, today=clock.today())
    if not form.is_valid():
        return _choice(request, current, form)
    try:
        frameworks.change(
            actor=request.actor,
            framework_id=framework_id,
            values=form.changed_values,
            seal=form.cleaned_data["seal"],
            at=clock.now(),
        )
    except BadOptions as problem:
        form.refuse_options(problem.errors)
        return _choice(request, current, form)
    except frameworks.BadPeriod as problem:
        form.add_error("valid_until", str(problem))
        return _choice(request, current, form)
    except frameworks.ChangedMeanwhile:
        return _choice(request, current, forms.keep_typed(form, current))
    if "later" in request.POST:
        messages.success(request, "Het concept is opgeslagen.")
        return redirect("framework", framework_id=framework_id)
    what_if.refresh(actor=request.actor, framework_id=framework_id, at=clock.now())
    return redirect("framework_what_if", framework_id=framework_id)


def _choice(request: HttpRequest, current: Framework, form: Any) -> HttpResponse:
    context = {"form": form, "variant": pages.registry.get(current.variant), **_around(request, current, "framework")}
    return render(request, "allocation/frameworks/choice.html", context)


def _show(request: HttpRequest, current: Framework, **form: Any) -> HttpResponse:
    """The page to read, with the forms to replace or end it for who may."""
    today = clock.today()
    may = request.actor.may(Action.MANAGE_FRAMEWORKS) and current.state == Framework.State.PUBLISHED
    may = may and not current.has_ended(today)
    context = {
        "framework": current,
        "standing": pages.row_of(current, on=today),
        "choice": pages.choice_rows(current, for_school=request.actor.at_school),
        "grounds": pages.ground_rows(current),
        "boards": _boards(request, current),
        "successors": list(current.superseded_by.visible_to(request.actor).exclude(state=Framework.State.CONCEPT)),
        "may_replace": may,
        "sampled": request.actor.may(Action.VIEW_SAMPLE) and pages.has_sample(current),
        "supersede_form": forms.SupersedeForm(prefix="vervangen"),
        "end_form": forms.EndForm(today=today, prefix="einde"),
    } | form
    return render(
        request,
        "allocation/frameworks/framework.html",
        context | {"forms": [context["supersede_form"], context["end_form"]]},
    )


def _boards(request: HttpRequest, current: Framework) -> list[dict[str, Any]]:
    """What the boards answered, for the SWV itself."""
    if request.actor.at_school or not publishing.is_opting_out(current):
        return []
    on = clock.date_of(current.published_at) if current.published_at else clock.today()
    return pages.board_rows(consents.standings_of(current, on=on))


def _around(request: HttpRequest, current: Framework, step: str) -> dict[str, Any]:
    """What stands around every step of a concept."""
    checks = publishing.checks_of(current, on=clock.today())
    last = what_if.last_what_if(actor=request.actor, framework=current)
    computed = last is not None and last.result is not None and last.options_seal == rules_seal(current)
    following = "" if step == "framework_publish" else pages.next_step(current, step)
    return {
        "framework": current,
        "steps": pages.steps_of(current, step, checks, computed=computed),
        "checks": pages.checklist(current, checks),
        "missing": [one for one in checks if not one.done],
        "next_route": following,
        **pages.what_if_context(current, last),
    }


def _concept(request: HttpRequest, framework_id: uuid.UUID) -> Framework:
    """The concept; raises NotNow for what is published, which shows its page."""
    current = queries.framework_for(actor=request.actor, framework_id=framework_id)
    if not current.is_concept:
        raise NotNow("Dit kader is gepubliceerd. U kunt het niet meer wijzigen, wel vervangen.")
    return current


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """What would change on the SWV's own last years of requests."""
    current = _concept(request, framework_id)
    last = what_if.last_what_if(actor=request.actor, framework=current)
    form = forms.WhatIfForm(request.POST or None, initial={"years": what_if.years_of(last)})
    if request.method == "POST" and form.is_valid():
        what_if.ask(actor=request.actor, framework_id=framework_id, years=form.cleaned_data["years"], at=clock.now())
        return redirect("framework_what_if", framework_id=framework_id)
    context = {"form": form, **_around(request, current, "framework_what_if")}
    return render(request, "allocation/frameworks/what_if.html", context)


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_safe
def compare_progress(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """How far the computation is; asked again every second by the page while it runs."""
    current = _concept(request, framework_id)
    last = what_if.last_what_if(actor=request.actor, framework=current)
    context = {"framework": current, **pages.what_if_context(current, last)}
    return render(request, "allocation/frameworks/_what_if.html", context)


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_POST
def compare_again(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Start a computation again that failed too often."""
    what_if.retry(actor=request.actor, framework_id=framework_id, at=clock.now())
    return redirect("framework_what_if", framework_id=framework_id)


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_http_methods(["GET", "HEAD", "POST"])
def grounds(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Plan, notification and the consent of every board."""
    current = _concept(request, framework_id)
    if not publishing.is_opting_out(current):
        return redirect("framework_publish", framework_id=framework_id)
    if request.method != "POST":
        return _grounds(request, current, forms.GroundsForm(framework=current, today=clock.today()))
    form = forms.GroundsForm(request.POST, framework=current, today=clock.today())
    if not form.is_valid():
        return _grounds(request, current, form)
    values = dict(form.cleaned_data)
    seal = values.pop("seal")
    try:
        frameworks.change(actor=request.actor, framework_id=framework_id, values=values, seal=seal, at=clock.now())
    except frameworks.ChangedMeanwhile:
        return _grounds(request, current, forms.keep_typed(form, current))
    messages.success(request, "De gronden zijn opgeslagen.")
    return redirect("framework_grounds", framework_id=framework_id)


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_POST
def consent(request: HttpRequest, framework_id: uuid.UUID, board_id: int) -> HttpResponse:
    """Record what one board answered."""
    current = _concept(request, framework_id)
    form = forms.ConsentForm(request.POST, today=clock.today(), prefix=f"bestuur-{board_id}")
    if not form.is_valid():
        return _grounds(
            request, current, forms.GroundsForm(framework=current, today=clock.today()), answered={board_id: form}
        )
    answer = consents.record_consent(
        actor=request.actor,
        framework_id=framework_id,
        board_id=board_id,
        answer=BoardConsent.Answer(form.cleaned_data["answer"]),
        answered_on=form.cleaned_data["answered_on"],
        signed_by=form.cleaned_data["signed_by"],
        at=clock.now(),
    )
    messages.success(request, f"{answer.board.name}: {answer.get_answer_display()}. Het antwoord is vastgelegd.")
    return redirect("framework_grounds", framework_id=framework_id)


def _grounds(
    request: HttpRequest, current: Framework, form: Any, answered: dict[int, Any] | None = None
) -> HttpResponse:
    """The page with the grounds and a form per board; `answered`: the form of a board with what was typed."""
    rows = pages.board_rows(consents.standings_of(current, on=clock.today()))
    typed = answered or {}
    for row in rows:
        key = row["board"].pk
        row["open"] = key in typed
        row["form"] = typed.get(key) or forms.ConsentForm(today=clock.today(), prefix=f"bestuur-{key}")
    context = {"form": form, "boards": rows, **_around(request, current, "framework_grounds")}
    return render(
        request, "allocation/frameworks/grounds.html", context | {"forms": [form, *[row["form"] for row in rows]]}
    )


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """The checklist, and the button that makes it final."""
    current = queries.framework_for(actor=request.actor, framework_id=framework_id)
    if request.method != "POST":
        return _publish(request, _concept(request, framework_id))
    try:
        done = frameworks.publish(
            actor=request.actor, framework_id=framework_id, seal=request.POST.get("seal", ""), at=clock.now()
        )
    except publishing.Unpublishable:
        return _publish(request, current, refused=True)
    messages.success(request, f"‘{done.name}’ is gepubliceerd.")
    return redirect("framework", framework_id=framework_id)


def _publish(request: HttpRequest, current: Framework, *, refused: bool = False) -> HttpResponse:
    context = {
        "refused": refused,
        "seal": content_seal(current),
        "choice": pages.choice_rows(current),
        **_around(request, current, "framework_publish"),
    }
    return render(request, "allocation/frameworks/publish.html", context)


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_POST
def discard(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Throw a concept away."""
    frameworks.discard(actor=request.actor, framework_id=framework_id)
    messages.success(request, "Het concept is verwijderd.")
    return redirect("frameworks")


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_POST
def supersede(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Begin the correction of a published framework."""
    form = forms.SupersedeForm(request.POST, prefix="vervangen")
    if not form.is_valid():
        current = queries.framework_for(actor=request.actor, framework_id=framework_id)
        return _show(request, current, supersede_form=form)
    made = frameworks.supersede(
        actor=request.actor,
        framework_id=framework_id,
        new_id=uuid.uuid4(),
        reason=form.cleaned_data["reason"],
        at=clock.now(),
    )
    messages.success(request, "Dit is een concept met dezelfde inhoud. Pas aan wat anders moet.")
    return redirect("framework", framework_id=made.pk)


@framework_door(Action.MANAGE_FRAMEWORKS)
@require_POST
def end(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Let a published framework end on a day to come."""
    form = forms.EndForm(request.POST, today=clock.today(), prefix="einde")
    if not form.is_valid():
        current = queries.framework_for(actor=request.actor, framework_id=framework_id)
        return _show(request, current, end_form=form)
    frameworks.end(actor=request.actor, framework_id=framework_id, until=form.cleaned_data["until"], at=clock.now())
    messages.success(request, "De einddatum is vastgelegd.")
    return redirect("framework", framework_id=framework_id)
