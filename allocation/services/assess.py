"""From rows to frozen facts, and from facts to what the rules say."""

from __future__ import annotations

import datetime as dt

from allocation.models import DelayResult, ReceiptRecord, Request
from allocation.models.evidence import SocialEmotional
from allocation.policy.decide import Receipt, assess
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Origin, Track
from allocation.policy.measures import UNTESTED, Range


def facts_of(request: Request) -> Dossier:
    """The facts of a request as the rules want them. What is not filled in is the widest range."""
    evidence = request.evidence
    return Dossier(
        track=Track(request.track),
        iq_points=_range(evidence.iq_lowest, evidence.iq_highest),
        iq_origin=Origin(evidence.iq_instrument, evidence.iq_tested_on, evidence.iq_responsible, "aanvraag"),
        delays={Domain(result.domain): _delay(result) for result in request.delays.all()},
        social_emotional=_yes_or_no(evidence.se_outcome),
        social_emotional_origin=Origin(
            evidence.se_instrument, evidence.se_tested_on, evidence.se_responsible, "aanvraag"
        ),
    )


def _range(lowest: int | None, highest: int | None) -> Range:
    return UNTESTED if lowest is None or highest is None else Range.between(lowest, highest)


def _delay(result: DelayResult) -> DelayMeasure:
    return DelayMeasure(
        dl_months=result.dl_months,
        dle_months=_range(result.dle_lowest, result.dle_highest),
        origin=Origin(result.instrument, result.tested_on, "", "aanvraag"),
    )


def _yes_or_no(outcome: str) -> bool | None:
    return None if not outcome else outcome == SocialEmotional.YES


def precheck(*, request: Request, on: dt.date) -> Receipt:
    """What the rules of this date would say of the request as it stands; nothing is stored."""
    return assess(facts_of(request), law_on=on)


def seal(*, request: Request, on: dt.date) -> ReceiptRecord:
    """Assess the request under the rules of the date and keep the sealed receipt. The same facts keep one receipt."""
    receipt = precheck(request=request, on=on)
    stored, _ = ReceiptRecord.objects.get_or_create(
        request=request,
        seal=receipt.seal,
        defaults={
            "outcome": receipt.outcome,
            "law_on": receipt.law_on,
            "reading": receipt.reading,
            "body": receipt.canonical_json(),
        },
    )
    return stored
