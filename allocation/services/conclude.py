"""Deciding on a request: always a person, with the advice of the rules in hand."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from allocation.models import Decision, NumberSeries
from allocation.policy.decide import Advice, Receipt
from allocation.policy.duration import designation_period
from allocation.policy.registry import plan
from allocation.policy.ruleset import NATIONAL
from allocation.workflow import Event, State
from schools.access import Action, Actor
from swv_portal import clock
from swv_portal.audit.record import record

from .jobs import order_letters
from .numbers import next_number
from .steps import lock_request, move


class ReasonNeeded(Exception):
    """The decision is not what the rules advise, or they leave it to a person: then it needs a written reason."""


class ChangedMeanwhile(Exception):
    """The facts on screen are no longer the facts of the request; the message is plain Dutch for the screen."""


def needs_reason(*, advice: Advice, outcome: Decision.Outcome) -> bool:
    """Whether a decision must be motivated in words (Awb 3:46): yes, unless the rules gave just this advice."""
    expected = {Decision.Outcome.GRANTED: Advice.GRANT, Decision.Outcome.REFUSED: Advice.REFUSE}
    return advice != expected[outcome]


@transaction.atomic
def decide(
    *, actor: Actor, request_id: uuid.UUID, outcome: Decision.Outcome, reason: str, seal: str, at: dt.datetime
) -> Decision:
    """Record a person's decision with the SWV's next volgnummer and order the letters.

    `seal` is that of the receipt the person saw. The same decision again gives the decision that stands.
    Raises ReasonNeeded, ChangedMeanwhile, NotNow (someone else decided, or the school withdrew).
    """
    actor.require(Action.DECIDE)
    request = lock_request(actor=actor, request_id=request_id)
    if request.state in {State.DECIDED, State.ANNOUNCED} and _same(request.decision, actor, outcome, reason):
        return request.decision
    on = clock.date_of(at)
    receipt = request.receipts.latest()
    if receipt.seal != seal:
        raise ChangedMeanwhile("De school heeft de aanvraag intussen aangevuld. Bekijk de gegevens opnieuw.")
    said = Receipt.from_json(receipt.body)
    deviates = needs_reason(advice=said.advice, outcome=outcome)
    if deviates and not reason.strip():
        raise ReasonNeeded(
            "Schrijf waarom u dit besluit neemt. Dat is nodig, want het volgt niet vanzelf uit de regels."
        )
    move(request=request, event=Event.DECIDE, actor=actor, at=at)
    valid_from, valid_until = _period(said, outcome=outcome, on=on)
    decision = Decision.objects.create(
        request=request,
        swv_id=request.swv_id,
        track=request.track,
        year=on.year,
        sequence=next_number(swv_id=request.swv_id, year=on.year, kind=NumberSeries.Kind.DECISION),
        outcome=outcome,
        deviates=deviates,
        reason=reason.strip(),
        receipt=receipt,
        decided_on=on,
        valid_from=valid_from,
        valid_until=valid_until,
        decided_by_id=actor.user_id,
        decided_at=at,
    )
    record(actor=actor, action="decision.take", on=decision, swv_id=request.swv_id, outcome=outcome)
    order_letters(decision=decision, at=at)
    return decision


def _period(said: Receipt, *, outcome: Decision.Outcome, on: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """From when until when a granted request holds; the framework may set whole school years (Ub art. 2.48 lid 1)."""
    if outcome != Decision.Outcome.GRANTED:
        return None, None
    chosen = plan(said.ruleset or NATIONAL, track=said.facts.track, law_on=said.law_on)
    return designation_period(
        decided_on=on,
        school_years=chosen.variant.school_years(chosen.options),
        running_until=said.circumstances.designated_until if said.circumstances else None,
    )


def _same(decision: Decision, actor: Actor, outcome: Decision.Outcome, reason: str) -> bool:
    return (decision.decided_by_id, decision.outcome, decision.reason) == (actor.user_id, outcome, reason.strip())
