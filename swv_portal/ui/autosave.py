"""The answer to a form that saves itself while somebody types. The other half is static/ui/js/autosave.js."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.utils import timezone

SAVED_HEADER = "Portal-Saved"


def saved_response(*, at: dt.datetime, html: str = "") -> HttpResponse:
    """Tell the page that everything typed is stored.

    Without this header the page keeps warning: a login page with status 200 must never pass for ‘opgeslagen’.
    `html` may hold fragments with hx-swap-oob, for example the list of what is still missing.
    """
    response = HttpResponse(html)
    response[SAVED_HEADER] = f"{timezone.localtime(at):%H:%M}"
    return response
