"""All browser doors."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView


def health(request: HttpRequest) -> HttpResponse:
    """Whether the portal answers and reaches its database; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("gezond", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="inbox"), name="home"),
    path("gezond", health, name="health"),
    path("", include("allocation.web.urls")),
    path("", include("schools.web.urls")),
    path("account/", include("allauth.account.urls")),
    path("", include("swv_portal.ui.urls")),
]

handler400 = "swv_portal.ui.errors.bad_request"
handler403 = "swv_portal.ui.errors.forbidden"
handler404 = "swv_portal.ui.errors.not_found"
handler500 = "swv_portal.ui.errors.server_error"
