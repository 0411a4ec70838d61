"""Samira's SWV designates for one school year at a time; how she is designated, renewed and listed."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from allocation import designation_queries
from allocation.models import Decision, Document, Framework, Request
from allocation.policy.decide import Receipt
from allocation.policy.facts import Track
from allocation.services import prepare, submit
from allocation.services.renew import start_renewal
from schools.access import Actor
from schools.models import Student, Swv
from tests.allocation.services.test_request_to_decision import a_filed_request, an_swv, decide

END, NEXT_END = dt.date(2028, 8, 1), dt.date(2029, 8, 1)
TOO_EARLY, FIRST_DAY, IN_MARCH = dt.date(2028, 1, 31), dt.date(2028, 2, 1), dt.date(2028, 3, 1)
GRANTED = Decision.Outcome.GRANTED
TOLD = {"motivation": "Samira leert nog steeds het best in een kleine groep.", "parents_view": "agree"}


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def a_framework(swv: Swv, by: Actor, *, since: dt.date, variant: str = "opting_out_thresholds", **options: Any) -> None:
    """What the SWV works with since a day; what it had before ends then."""
    Framework.objects.filter(swv=swv, valid_until=None).update(valid_until=since)
    Framework.objects.create(
        swv=swv,
        track=Track.LWOO,
        name="lwoo",
        variant=variant,
        options=options,
        state=Framework.State.PUBLISHED,
        valid_from=since,
        plan="Ondersteuningsplan 2026-2030",
        plan_on=since,
        notified_on=since,
        created_by_id=by.user_id,
        created_at=noon(since),
        changed_at=noon(since),
        published_by_id=by.user_id,
        published_at=noon(since),
    )


@dataclass
class Story:
    """An SWV that opts out for one school year at a time, and Samira, designated by it in November 2026."""

    swv: Swv
    coordinator: Actor
    decider: Actor
    decision: Decision

    def renew(self, on: dt.date, *, request_id: uuid.UUID | None = None, actor: Actor | None = None) -> Request:
        """The coordinator presses the button on this day."""
        return start_renewal(
            actor=actor or self.coordinator,
            decision_id=self.decision.pk,
            request_id=request_id or uuid.uuid4(),
            at=noon(on),
        )

    def change_rules(self, *, since: dt.date, variant: str, **options: Any) -> None:
        a_framework(self.swv, self.decider, since=since, variant=variant, **options)


def a_story(code: str) -> Story:
    swv, location, coordinator, decider = an_swv(code)
    a_framework(swv, decider, since=dt.date(2026, 8, 1), school_years=1)
    decision = decide(decider, a_filed_request(location, coordinator, "Samira"), GRANTED)
    return Story(swv, coordinator, decider, decision)


def fill_in(request: Request, coordinator: Actor, on: dt.date) -> None:
    """The school tells why and adds a report; no test is new yet, and it says so."""
    step: dict[str, Any] = {"actor": coordinator, "request_id": request.pk, "at": noon(on)}
    prepare.save_reasoning(**step, values=TOLD | {"parents_view_on": on}, unread={})
    prepare.save_incomplete_reason(**step, reason="De tests volgen in april.")
    Document.objects.create(
        request=request,
        kind="report",
        sha256="x",
        size=1,
        scan="clean",
        added_by_id=coordinator.user_id,
        added_at=noon(on),
    )


def file(request: Request, coordinator: Actor, on: dt.date) -> Receipt:
    """Filed on this day; what the rules then say."""
    fill_in(request, coordinator, on)
    filed = submit.file_request(actor=coordinator, request_id=request.pk, at=noon(on))
    return Receipt.from_json(filed.receipts.get().body)


def rules(receipt: Receipt) -> set[str]:
    return {note.rule for note in receipt.notes if note.about == "route"}


def listed(actor: Actor, on: dt.date) -> list[designation_queries.Ending]:
    return designation_queries.ending_designations(actor=actor, on=on).rows


def someone_else(story: Story, name: str) -> Request:
    """A filed request for another pupil of the same school."""
    Student.objects.update(last_name="Smit")
    return a_filed_request(story.decision.request.location, story.coordinator, name)
