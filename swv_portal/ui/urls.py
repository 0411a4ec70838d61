"""Addresses of the look of the portal itself."""

from __future__ import annotations

from django.conf import settings
from django.urls import path
from django.views.generic import TemplateView

from .house_style import house_style
from .styleguide import progress, styleguide, styleguide_wide

urlpatterns = [
    path("huisstijl/<int:swv_id>.css", house_style, name="house_style"),
    path("toegankelijkheid", TemplateView.as_view(template_name="ui/accessibility.html"), name="accessibility"),
]
if settings.DEBUG or getattr(settings, "STYLEGUIDE", False):
    urlpatterns += [
        path("stijlgids", styleguide, name="styleguide"),
        path("stijlgids/breed", styleguide_wide, name="styleguide_wide"),
        path("stijlgids/voortgang", progress, name="styleguide_progress"),
    ]
