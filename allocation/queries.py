"""Reading: the work list and one dossier, always within what the actor may see."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q

from allocation.models import Document, Request
from allocation.workflow import State
from schools.access import Action, Actor
from schools.models.students import search_key

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the work list. `oldest_first`: who waits longest stands on top."""

    key: str
    label: str
    states: frozenset[State]
    oldest_first: bool = False


SCHOOL_TABS = (
    Tab("te-doen", "Te doen", frozenset({State.DRAFT, State.ADDITIONS_REQUESTED})),
    Tab("bij-swv", "Bij het samenwerkingsverband", frozenset({State.FILED}), oldest_first=True),
    Tab("klaar", "Afgehandeld", frozenset({State.DECIDED, State.ANNOUNCED, State.WITHDRAWN})),
    Tab("alles", "Alles", frozenset(State)),
)
SWV_TABS = (
    Tab("te-doen", "Te beslissen", frozenset({State.FILED}), oldest_first=True),
    Tab("bij-school", "Wacht op de school", frozenset({State.ADDITIONS_REQUESTED}), oldest_first=True),
    Tab("klaar", "Afgehandeld", frozenset({State.DECIDED, State.ANNOUNCED, State.WITHDRAWN})),
    Tab("alles", "Alles", frozenset(State)),
)


ASSESSOR_TABS = (Tab("te-doen", "Te beoordelen", frozenset({State.FILED}), oldest_first=True), *SWV_TABS[1:])


def tabs_for(actor: Actor) -> tuple[Tab, ...]:
    """The parts of the work list for a school, for an SWV or for one of its assessors."""
    if actor.only_assigned:
        return ASSESSOR_TABS
    return SCHOOL_TABS if actor.at_school else SWV_TABS


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of the work list, and where the next begins."""

    rows: list[Request]
    next_cursor: str


class BadCursor(ValueError):
    """The address of the page was changed by hand."""


def encode_cursor(moment: dt.datetime, request_id: uuid.UUID) -> str:
    """The place after this row, as text for an address: a moment and a meaningless id."""
    return base64.urlsafe_b64encode(f"{moment.isoformat()}|{request_id}".encode()).decode().rstrip("=")


def decode_cursor(text: str) -> tuple[dt.datetime, uuid.UUID]:
    """Back from an address. Raises BadCursor."""
    try:
        padded = text + "=" * (-len(text) % 4)
        moment, _, request_id = base64.urlsafe_b64decode(padded.encode()).decode().partition("|")
        parsed = dt.datetime.fromisoformat(moment)
        if parsed.tzinfo is None:
            raise BadCursor(text)
        return parsed, uuid.UUID(request_id)
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise BadCursor(text) from error


def inbox(*, actor: Actor, tab: Tab, search: str = "", track: str = "", cursor: str = "") -> InboxPage:
    """A page of the work list in one query, flat in time: keyset, no counting. Raises BadCursor."""
    actor.require(Action.VIEW_INBOX)
    rows = Request.objects.visible_to(actor).filter(state__in=tab.states)
    if track:
        rows = rows.filter(track=track)
    if search.strip():
        rows = rows.filter(_matches(search))
    if cursor:
        moment, request_id = decode_cursor(cursor)
        beyond = "gt" if tab.oldest_first else "lt"
        later = Q(**{f"changed_at__{beyond}": moment})
        rows = rows.filter(later | Q(**{"changed_at": moment, f"id__{beyond}": request_id}))
    order = ("changed_at", "id") if tab.oldest_first else ("-changed_at", "-id")
    found = list(
        rows.select_related("student", "location__school", "decision__swv")
        .defer("unread", "intake_report", "motivation", "school_advice", "parents_view_text", "pupil_view_text")
        .order_by(*order)[: PAGE_SIZE + 1]
    )
    page = found[:PAGE_SIZE]
    more = len(found) > PAGE_SIZE
    return InboxPage(page, encode_cursor(page[-1].changed_at, page[-1].pk) if more else "")


def _matches(search: str) -> Q:
    words = search_key(search).split()
    by_name = Q()
    for word in words:
        by_name &= Q(student__sort_key__contains=word)
    return by_name | Q(number__startswith=search.strip()) | Q(location__name__icontains=search.strip())


def dossier_for(*, actor: Actor, request_id: uuid.UUID) -> Request:
    """One request with everything around it, in a fixed number of queries. Raises Request.DoesNotExist."""
    actor.require(Action.VIEW_DOSSIER)
    return (
        Request.objects.visible_to(actor)
        .select_related("student", "location__school__board", "swv", "evidence", "route", "framework")
        .select_related("created_by", "filed_by")
        .prefetch_related("delays", "documents", "history")
        .prefetch_related("student__school_history", "student__guardians", "student__earlier_support")
        .get(pk=request_id)
    )


def document_for(*, actor: Actor, request_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    """One document of a request the actor may see. Raises Document.DoesNotExist."""
    actor.require(Action.VIEW_SCORES)
    requests = Request.objects.visible_to(actor).filter(pk=request_id)
    return Document.objects.select_related("request").get(request__in=requests, pk=document_id)
