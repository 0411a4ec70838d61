"""Reading designations that end: which ones, from when each can be renewed, and whether that was asked already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from allocation.framework_queries import ruleset_of
from allocation.models import Decision, Framework, Request
from allocation.models.decisions import DecisionQuerySet
from allocation.models.requests import RequestQuerySet
from allocation.policy import registry
from allocation.policy.duration import renewal_from
from allocation.policy.facts import Track
from allocation.queries import PAGE_SIZE, decode_cursor, encode_cursor
from allocation.workflow import OPEN
from schools.access import Action, Actor
from schools.models.periods import on_date

# Fifteen months: the longest time ahead in which a renewal may be asked, and a term to see it coming.
HORIZON = dt.timedelta(days=457)
UNREAD = ("motivation", "parents_view_text", "pupil_view_text", "school_advice", "unread", "intake_report")


@dataclass(frozen=True, slots=True)
class Ending:
    """A designation that ends. `possible_from`: from which day renewal can be asked; None where the SWV knows none.

    `renewal`: the request that asks it, as far as the actor may see it.
    """

    decision: Decision
    possible_from: dt.date | None
    renewal: Request | None

    @property
    def last_day(self) -> dt.date:
        """The last day on which it holds, as the letters name it."""
        return self.decision.valid_until - dt.timedelta(days=1)

    def can_be_asked(self, on: dt.date) -> bool:
        """Whether the school can ask renewal on this day."""
        return self.renewal is None and self.possible_from is not None and self.possible_from <= on


@dataclass(frozen=True, slots=True)
class EndingPage:
    """One page of the list, and where the next begins."""

    rows: list[Ending]
    next_cursor: str


def ending_designations(*, actor: Actor, on: dt.date, cursor: str = "") -> EndingPage:
    """What ends within fifteen months, soonest first, in three queries whatever the number. Raises BadCursor."""
    actor.require(Action.VIEW_INBOX)
    rows = _ending(actor, on)
    if cursor:
        moment, decision_id = decode_cursor(cursor)
        rows = rows.filter(Q(valid_until__gt=moment.date()) | Q(valid_until=moment.date(), id__gt=decision_id))
    found = list(
        rows.select_related("swv", "request__student", "request__location")
        .defer("reason", *(f"request__{name}" for name in UNREAD))
        .order_by("valid_until", "id")[: PAGE_SIZE + 1]
    )
    page = found[:PAGE_SIZE]
    frameworks = _frameworks({one.swv_id for one in page}, on)
    asked = _asked(actor, page)
    endings = [
        Ending(
            decision=one,
            possible_from=renewable_from(frameworks.get(one.swv_id), valid_until=one.valid_until, on=on),
            renewal=asked.get((one.swv_id, one.request.student_id)),
        )
        for one in page
    ]
    return EndingPage(endings, _cursor(page[-1]) if len(found) > PAGE_SIZE else "")


def count_to_renew(*, actor: Actor, on: dt.date) -> int:
    """How many designations can be renewed on this day while nobody asked yet; two queries at most."""
    groups = list(
        _ending(actor, on)
        .exclude(Exists(open_renewals(actor).filter(student=OuterRef("request__student"), swv=OuterRef("swv"))))
        .values_list("swv_id", "valid_until")
        .annotate(number=Count("id"))
    )
    frameworks = _frameworks({swv_id for swv_id, _, _ in groups}, on)
    days = [
        (renewable_from(frameworks.get(swv_id), valid_until=until, on=on), number) for swv_id, until, number in groups
    ]
    return sum(number for first, number in days if first is not None and first <= on)


def renewable_from(framework: Framework | None, *, valid_until: dt.date, on: dt.date) -> dt.date | None:
    """From which day renewal can be asked. What the SWV works with now says so: a request follows the rules of its day.

    None under the national rules, which know no renewal, and where nobody is designated.
    """
    chosen = registry.plan(ruleset_of(framework), track=Track.LWOO, law_on=on)
    if not chosen.variant.frees_route:
        return None
    months = chosen.variant.renewal_months(chosen.options)
    return on if months is None else renewal_from(valid_until=valid_until, months=months)


def open_renewals(actor: Actor) -> RequestQuerySet:
    """Requests for lwoo that wait for the school or the SWV, as far as the actor may see them."""
    return Request.objects.visible_to(actor).filter(track=Track.LWOO, state__in=OPEN)


def renewed_already() -> Exists:
    """Whether the SWV granted the pupil lwoo once more, after the decision of the outer query."""
    later = Decision.objects.filter(
        request__student=OuterRef("request__student"),
        swv=OuterRef("swv"),
        track=Track.LWOO,
        outcome=Decision.Outcome.GRANTED,
        decided_at__gt=OuterRef("decided_at"),
    )
    return Exists(later)


def _ending(actor: Actor, on: dt.date) -> DecisionQuerySet:
    soon = Decision.objects.visible_to(actor).with_an_end().filter(valid_until__gt=on, valid_until__lte=on + HORIZON)
    return soon.exclude(renewed_already())


def _frameworks(swv_ids: Collection[int], on: dt.date) -> Mapping[int, Framework]:
    """What each SWV published for lwoo and is in force on the day; asks nothing about nobody."""
    if not swv_ids:
        return {}
    published = Framework.objects.filter(swv_id__in=swv_ids, track=Track.LWOO, state=Framework.State.PUBLISHED)
    return {one.swv_id: one for one in published.filter(on_date(on))}


def _asked(actor: Actor, decisions: Collection[Decision]) -> Mapping[tuple[int, int | None], Request]:
    students = [one.request.student_id for one in decisions]
    found = open_renewals(actor).filter(student_id__in=students).defer(*UNREAD)
    return {(one.swv_id, one.student_id): one for one in found.order_by("created_at")}


def _cursor(decision: Decision) -> str:
    midnight = dt.datetime.combine(decision.valid_until, dt.time(), tzinfo=dt.UTC)
    return encode_cursor(midnight, decision.pk)
