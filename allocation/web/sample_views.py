"""The door to the sample of a framework."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from allocation.sample_queries import sample_of
from schools.access import Action

from .framework_views import framework_door


@framework_door(Action.VIEW_SAMPLE)
@require_safe
def sample(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Which requests were drawn, and how to compute it again."""
    framework, drawn = sample_of(actor=request.actor, framework_id=framework_id)
    chosen = sum(one.draw.chosen for one in drawn)
    context = {"framework": framework, "rows": drawn, "chosen": chosen, "draw": drawn[0].draw if drawn else None}
    return render(request, "allocation/frameworks/sample.html", context)
