"""The style guide: every component on one page, to look at, to test, and to copy from. Never in production."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from . import styleguide_samples as samples
from .icons import ICON_NAMES
from .styleguide_forms import DecisionForm, SearchForm, TestsForm, UploadForm

_TYPED = {"track": "lwoo", "iq": "vijfentachtig", "dle_bl": "40", "dl_bl": "60", "tested_bl": "31-2-2026"}


def styleguide(request: HttpRequest) -> HttpResponse:
    """Forms and small parts. `?fouten` shows the form as it comes back with errors."""
    form = TestsForm(_TYPED) if "fouten" in request.GET else TestsForm()
    return render(request, "ui/styleguide.html", {**_page(), "form": form, "upload": UploadForm(), "icons": ICON_NAMES})


def styleguide_wide(request: HttpRequest) -> HttpResponse:
    """What takes the whole width: the decision with everything beside each other, and the work list."""
    page = {**_page(), "decision": DecisionForm(), "search": SearchForm(), "progress": _progress(percent=40)}
    return render(request, "ui/styleguide_wide.html", page)


def progress(request: HttpRequest) -> HttpResponse:
    """A task that gets further with every question, without remembering anything."""
    asked = request.GET.get("procent", "")
    percent = min(int(asked), 100) if asked.isdigit() else 0
    return render(request, "components/progress.html", _progress(percent=percent))


def _page() -> dict[str, Any]:
    return {
        "actor": SimpleNamespace(label="Ilse Tromp", organisation="SWV Passend Onderwijs Waterland"),
        "actor_role": "beslisser",
        "nav": [
            {"label": "Werkvoorraad", "url": reverse("styleguide"), "current": True},
            {"label": "Nieuwe aanvraag", "url": "#", "current": False},
        ],
        "samples": {name.lower(): value for name, value in vars(samples).items() if name.isupper()},
    }


def _progress(*, percent: int) -> dict[str, Any]:
    done = percent >= 100
    return {
        "id": "voorbeeld-voortgang",
        "label": "Brieven maken",
        "percent": percent,
        "state": "done" if done else "running",
        "text": "De brieven staan klaar" if done else "Brief 1 van 2: aan de ouders",
        "poll_url": "" if done else f"{reverse('styleguide_progress')}?procent={percent + 20}",
        "refresh_url": reverse("styleguide_wide"),
    }
