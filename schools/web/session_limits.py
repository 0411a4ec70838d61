"""How long a session lives, and for whom: it ends after a while of doing nothing, after a day, and elsewhere."""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
from enum import StrEnum
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

KEY = "limits"
# Writing the session at every request would cost more than it tells.
PRECISION = dt.timedelta(seconds=20)


class Ended(StrEnum):
    """Why a session ended; the words stand in WORDS."""

    IDLE = "idle"
    LONG = "long"
    ELSEWHERE = "elsewhere"


WORDS = {
    Ended.IDLE: "U was een tijd niet actief. Daarom hebben we u uitgelogd.",
    Ended.LONG: "U was al een hele werkdag ingelogd. Log opnieuw in om verder te gaan.",
    Ended.ELSEWHERE: "U werkt nu op een ander netwerk of met een andere browser. Log voor de zekerheid opnieuw in.",
}


def begin(request: HttpRequest, *, at: dt.datetime) -> None:
    """Start counting: right after logging in."""
    moment = at.timestamp()
    request.session[KEY] = {"began": moment, "seen": moment, "client": client_of(request)}


def why_ended(request: HttpRequest, *, at: dt.datetime) -> Ended | None:
    """Whether this session may not go on, and why."""
    known = request.session[KEY]
    if known["client"] != client_of(request):
        return Ended.ELSEWHERE
    if at.timestamp() - known["seen"] > _idle_seconds():
        return Ended.IDLE
    return Ended.LONG if at.timestamp() - known["began"] > _longest_seconds() else None


def touch(request: HttpRequest, *, at: dt.datetime) -> None:
    """The person did something: the idle time begins anew."""
    known = request.session[KEY]
    if at.timestamp() - known["seen"] >= PRECISION.total_seconds():
        request.session[KEY] = {**known, "seen": at.timestamp()}


def seconds_left(request: HttpRequest, *, at: dt.datetime) -> int:
    """Until the session ends when nobody does anything."""
    known = request.session.get(KEY)
    if not known:
        return 0
    ends = min(known["seen"] + _idle_seconds(), known["began"] + _longest_seconds())
    return max(0, int(ends - at.timestamp()))


def client_of(request: HttpRequest) -> dict[str, str]:
    """What a stolen cookie does not carry along: the network, coarsely, and the browser. As SESSION_BOUND_TO asks."""
    bound: dict[str, str] = {}
    if "network" in settings.SESSION_BOUND_TO:
        bound["network"] = _network(get_adapter().get_client_ip(request))
    if "browser" in settings.SESSION_BOUND_TO:
        agent = request.META.get("HTTP_USER_AGENT", "")
        bound["browser"] = hashlib.sha256(agent.encode()).hexdigest()[:16]
    return bound


def _network(address: str) -> str:
    """The neighbourhood of an address: a phone or an office may move within it."""
    found: Any = ipaddress.ip_address(address)
    prefix = 16 if found.version == 4 else 32
    return str(ipaddress.ip_network(f"{found}/{prefix}", strict=False))


def _idle_seconds() -> int:
    return settings.SESSION_IDLE_MINUTES * 60


def _longest_seconds() -> int:
    return settings.SESSION_LONGEST_HOURS * 3600
