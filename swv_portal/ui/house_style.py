"""The house style of one SWV as a stylesheet: the only way in under a policy that forbids inline style."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from schools.models import Swv

from .accent import readable


@require_safe
@cache_control(max_age=600, public=True)
def house_style(request: HttpRequest, swv_id: int) -> HttpResponse:
    """One custom property. Holds nothing but a colour, so it asks no login and may be kept by caches."""
    swv = get_object_or_404(Swv.objects.only("accent_colour"), pk=swv_id)
    return HttpResponse(f":root {{ --portal-accent: {readable(swv.accent_colour)}; }}\n", content_type="text/css")
