"""The few places a person can go, for the header of every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from schools.access import Action


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link in the header."""

    label: str
    url: str
    current: bool


def navigation_for(request: HttpRequest) -> list[NavItem]:
    """The links this person can use, with the current one marked."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    places = []
    if actor.may(Action.VIEW_INBOX):
        places.append(("Werkvoorraad", reverse("inbox")))
    if actor.may(Action.PREPARE_REQUEST):
        places.append(("Nieuwe aanvraag", reverse("request_new")))
    if actor.may(Action.VIEW_FRAMEWORKS):
        places.append(("Kaders", reverse("frameworks")))
        places.append(("Toegestane tests", reverse("editions")))
    if actor.may(Action.MANAGE_USERS):
        places.append(("Mensen", reverse("people")))
    if actor.may(Action.VIEW_RETENTION):
        places.append(("Bewaren", reverse("retention")))
    return [NavItem(label, url, request.path == url) for label, url in places]
