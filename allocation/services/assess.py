"""From rows to frozen facts, and from facts to what the rules say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import msgspec
from msgspec import UNSET

from allocation.framework_queries import framework_in_force, ruleset_of
from allocation.models import DelayResult, Evidence, ReceiptRecord, Request
from allocation.models.evidence import SocialEmotional
from allocation.policy import registry
from allocation.policy.decide import Receipt, assess
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Origin, Track
from allocation.policy.measures import UNTESTED, Range
from allocation.policy.needs import Judged, Needs
from allocation.policy.ruleset import Ruleset
from allocation.policy.wording.own import takes_the_place_of_iq

from .circumstances import circumstances_of, designated_until
from .editions import edition_for


def facts_of(request: Request) -> Dossier:
    """The facts of a request as the rules want them. What is not filled in is the widest range."""
    evidence = request.evidence
    return Dossier(
        track=Track(request.track),
        iq_points=_range(evidence.iq_lowest, evidence.iq_highest),
        iq_origin=Origin(
            evidence.iq_instrument,
            evidence.iq_tested_on,
            evidence.iq_responsible,
            "aanvraag",
            evidence.iq_responsible_role,
        ),
        delays={Domain(result.domain): _delay(result) for result in request.delays.all()},
        social_emotional=_yes_or_no(evidence.se_outcome),
        social_emotional_origin=Origin(
            evidence.se_instrument,
            evidence.se_tested_on,
            evidence.se_responsible,
            "aanvraag",
            evidence.se_responsible_role,
        ),
        school_judgement=_judged(evidence) or UNSET,
    )


def _judged(evidence: Evidence) -> dict[Judged, bool]:
    answers = {
        Judged.CAPACITY: evidence.judged_capacity,
        Judged.LEARNING_DELAY: evidence.judged_delay,
        Judged.SOCIAL_EMOTIONAL: evidence.judged_social_emotional,
    }
    return {one: answer for one, answer in answers.items() if answer is not None}


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


def ruleset_for(request: Request, *, on: dt.date) -> Ruleset:
    """What the SWV chose: the framework the request was filed under, or for a draft the one in force on the day."""
    if request.filed_at is not None:
        return ruleset_of(request.framework)
    return ruleset_of(framework_in_force(swv_id=request.swv_id, track=Track(request.track), on=on))


def needs_of(request: Request, *, on: dt.date) -> Needs:
    """What must be known of the pupil for this request, under the rules of the day it was filed, or of this day."""
    law_on, ruleset = request.filed_on or on, ruleset_for(request, on=on)
    needs = registry.needs_of(ruleset, track=Track(request.track), law_on=law_on)
    if needs.iq or not needs.designates:
        return needs
    # Not always needed is not never needed: the delay of this pupil may leave the question to the IQ.
    said = assess(facts_of(request), law_on=law_on, ruleset=ruleset)
    return replace(needs, iq="iq" in said.missing and takes_the_place_of_iq(said) is None)


def is_renewal(request: Request, *, on: dt.date) -> bool:
    """Whether the request, filed on this day or before, follows on a designation that still runs."""
    filed_on = request.filed_on or on
    runs = designated_until(request, on=filed_on) is not None
    return runs and _knows_renewal(ruleset_for(request, on=filed_on))


def _knows_renewal(chosen: Ruleset) -> bool:
    """Only where the SWV opts out: the law itself has no term, and no route to lwoo in a later year."""
    return registry.get(chosen.variant).frees_route


def precheck(*, request: Request, on: dt.date) -> Receipt:
    """What the rules of this date would say of the request as it stands; nothing is stored.

    For a request that was filed before, the rules of the day of filing stay the rules, also after additions.
    """
    filed_on = request.filed_on or on
    chosen = ruleset_for(request, on=filed_on)
    return assess(
        facts_of(request),
        law_on=filed_on,
        ruleset=chosen,
        circumstances=msgspec.structs.replace(
            circumstances_of(request, filed_on=filed_on),
            number=request.number,
            complete_on=on if on > filed_on else None,
            designated_until=designated_until(request, on=filed_on) if _knows_renewal(chosen) else None,
        ),
        edition=edition_for(swv=request.swv, filed_on=filed_on),
    )


def seal(*, request: Request, on: dt.date) -> ReceiptRecord:
    """Assess the request, complete on this day, and keep the sealed receipt. The same facts keep one receipt."""
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
