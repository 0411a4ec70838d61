"""What every answer tells the browser besides Django's own headers and the content policy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

# The portal uses nothing of the device but a security key for logging in.
NONE = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
KEYS = ("publickey-credentials-get", "publickey-credentials-create")
PERMISSIONS = ", ".join([*(f"{name}=()" for name in NONE), *(f"{name}=(self)" for name in KEYS)])


class HeadersMiddleware:
    """Stands outermost, so that static files and error pages get them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "actor", None) is not None and "Cache-Control" not in response.headers:
            # Not `no-store`: going back must bring back what was typed. Logging out clears what the browser kept.
            patch_cache_control(response, private=True, no_cache=True)
        if _logs_out(request):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def _logs_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name == "account_logout"
