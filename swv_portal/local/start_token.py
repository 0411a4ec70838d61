"""Lets `manage.py demo` recognise its own web server, so that a stranger on the same port never passes as ours."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "X-Start-Token"


class StartTokenMiddleware:
    """Repeats the token of this start in a header, when there is one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.token = os.environ.get("SWV_START_TOKEN", "")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self.token:
            response[HEADER] = self.token
        return response
