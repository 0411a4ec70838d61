"""The look of the portal on its own: style guide, login, and a form whose saving the tests can disturb."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from swv_portal.ui import errors
from swv_portal.ui.autosave import saved_response
from swv_portal.ui.styleguide import progress, styleguide, styleguide_wide

SAVED: list[dict[str, str]] = []
SUBMITTED: list[dict[str, str]] = []
# Apart from the line that raises it: a traceback shows that line, and logs are searched for pupils.
ABOUT_A_PUPIL = "Sam de Wit heeft IQ 85"


def autosave(request: HttpRequest) -> HttpResponse:
    """Keeps what was typed; a text with ‘uitgelogd’ is answered by a login page instead."""
    if "uitgelogd" in request.POST.get("motivation", ""):
        return HttpResponse("<h1>Inloggen</h1>")
    SAVED.append(request.POST.dict())
    left = [{"text": "Voeg het onderwijskundig rapport toe."}]
    listing = render(request, "components/missing_list.html", {"blocking": left, "oob": True}).content.decode()
    return saved_response(at=dt.datetime(2026, 11, 23, 13, 3, tzinfo=dt.UTC), html=listing)


def submit(request: HttpRequest) -> HttpResponse:
    """Counts how often the form arrives."""
    SUBMITTED.append(request.POST.dict())
    return render(request, "ui/accessibility.html")


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, with something in it that must not reach the screen."""
    raise RuntimeError(ABOUT_A_PUPIL)


urlpatterns = [
    path("stijlgids", styleguide, name="styleguide"),
    path("stijlgids/breed", styleguide_wide, name="styleguide_wide"),
    path("stijlgids/voortgang", progress, name="styleguide_progress"),
    path("stijlgids/bewaar", autosave),
    path("stijlgids/verstuur", submit),
    path("kapot", broken),
    path("account/", include("allauth.account.urls")),
    path("", include("swv_portal.ui.urls")),
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error
