"""One SWV that opted out and one that is thinking about it, made through the real services."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from allocation.models import BoardConsent, Framework
from allocation.policy.facts import Track
from allocation.services import consents, frameworks
from allocation.services.framework_seals import content_seal
from schools.access import Actor
from schools.models import Membership
from swv_portal import clock

NAMESPACE = uuid.UUID("7a1f6c52-9902-4d0e-8a55-2f3f5f0f9902")
DRAFTED, PUBLISHED = dt.datetime(2025, 11, 3, 9, tzinfo=dt.UTC), dt.datetime(2025, 12, 10, 9, tzinfo=dt.UTC)


def make_frameworks(*, now: dt.datetime) -> None:
    """Heuvelland's published framework and Waterrijk's concept; again changes nothing."""
    _heuvelland()
    _waterrijk(now=now)


def _administrator(code: str) -> Actor:
    found = Membership.objects.select_related("user", "swv", "school", "board").order_by("pk")
    return found.filter(swv__code=code, role="functional_admin").first().actor()


def _concept(actor: Actor, *, at: dt.datetime, options: Mapping[str, Any], **choice: Any) -> Framework | None:
    """A concept with these options, or nothing when it was made before."""
    framework_id = uuid.uuid5(NAMESPACE, choice["name"])
    if Framework.objects.filter(pk=framework_id).exists():
        return None
    made = frameworks.draft(actor=actor, framework_id=framework_id, track=Track.LWOO, at=at, **choice)
    return _change(actor, made, at=at, options={**made.options, **options})


def _change(actor: Actor, framework: Framework, *, at: dt.datetime, **values: Any) -> Framework:
    seal = content_seal(framework)
    return frameworks.change(actor=actor, framework_id=framework.pk, values=values, seal=seal, at=at)


def _consent(actor: Actor, framework: Framework, *, at: dt.datetime, boards: int | None = None) -> None:
    """The first so many boards consent; all of them without a number."""
    today = clock.date_of(at)
    for board in consents.boards_of(swv_id=framework.swv_id, on=today)[:boards]:
        consents.record_consent(
            actor=actor,
            framework_id=framework.pk,
            board_id=board.pk,
            answer=BoardConsent.Answer.GIVEN,
            answered_on=today - dt.timedelta(days=7),
            signed_by="de voorzitter van het bestuur",
            at=at,
        )


def _heuvelland() -> None:
    actor = _administrator("VO9902")
    framework = _concept(
        actor,
        at=DRAFTED,
        variant="opting_out_thresholds",
        name="Lwoo in Heuvelland vanaf 2026",
        valid_from=dt.date(2026, 1, 1),
        options={"iq_use": "unless_delay_decides", "decisive_domains": 3, "social_emotional_from": 101},
    )
    if framework is None:
        return
    _consent(actor, framework, at=PUBLISHED)
    framework = _change(
        actor,
        framework,
        at=PUBLISHED,
        plan="Ondersteuningsplan Heuvelland 2025–2029, hoofdstuk 4",
        plan_on=dt.date(2025, 5, 20),
        notified_on=dt.date(2025, 12, 1),
    )
    frameworks.publish(actor=actor, framework_id=framework.pk, seal=content_seal(framework), at=PUBLISHED)


def _waterrijk(*, now: dt.datetime) -> None:
    actor = _administrator("VO9901")
    framework = _concept(
        actor,
        at=now,
        variant="opting_out_school_judgement",
        name="Proef: de school oordeelt zelf",
        valid_from=dt.date(clock.date_of(now).year + 1, 1, 1),
        options={"sample_percent": 15},
    )
    if framework is not None:
        _consent(actor, framework, at=now, boards=1)
