"""The one way in: a dossier and a date give a receipt. Every criterion of both tracks, both readings of lid 6."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

import msgspec

from allocation.policy.algebra import MET, MISSING, NOT_MET, SCALAR
from allocation.policy.criteria.tracks import CONFLICT
from allocation.policy.facts import Domain, Dossier
from allocation.policy.numbers import Numbers
from allocation.policy.outcomes import CONCLUSIONS, Advice, Outcome, position
from allocation.policy.parameters import NoRulesError, Reading
from allocation.policy.receipt import ENGINE, Receipt, RuleVersion
from allocation.policy.variants import national

__all__ = ["Advice", "NoRulesError", "Outcome", "Reading", "Receipt", "assess", "replay"]


def assess(dossier: Dossier, *, law_on: date, reading: Reading = Reading.PRACTICE) -> Receipt:
    """What the national rules of a day say on this pupil, with every finding. Raises NoRulesError without rules."""
    numbers = national.numbers_on(law_on)
    outcomes = national.criteria(SCALAR, dossier, numbers)
    other = reading.other
    outcome, settled = _conclude(outcomes, reading)
    other_outcome, other_settled = _conclude(outcomes, other)
    return Receipt(
        engine=ENGINE,
        variant="national",
        law_on=law_on,
        reading=reading,
        outcome=outcome,
        settled=settled,
        other_outcome=other_outcome,
        other_settled=other_settled,
        same_rule=numbers.conflict[reading] == numbers.conflict[other],
        findings=national.explain(dossier, outcomes, numbers),
        missing=() if settled else tuple(_missing(outcome, dossier, outcomes)),
        rules=_rules(numbers),
        facts=dossier,
    )


def replay(text: str | bytes) -> Receipt:
    """Assess the stored facts again with the rules of their own date. An equal seal proves an equal receipt.

    The engine that made the first receipt stays named, so that only a difference in substance shows.
    """
    stored = Receipt.from_json(text)
    again = assess(stored.facts, law_on=stored.law_on, reading=stored.reading)
    return msgspec.structs.replace(again, engine=stored.engine)


def _conclude(outcomes: Mapping[str, int], reading: Reading) -> tuple[Outcome, bool]:
    return CONCLUSIONS[position(outcomes[CONFLICT[reading]], outcomes["pro_full"], outcomes["lwoo_full"])]


@lru_cache(maxsize=256)
def _rules(numbers: Numbers) -> tuple[RuleVersion, ...]:
    return tuple(
        RuleVersion(one.id, one.starts_on, one.source.id, one.source.citation, one.source.confidence)
        for one in numbers.versions
    )


def _missing(outcome: Outcome, dossier: Dossier, outcomes: Mapping[str, int]) -> Iterator[str]:
    """What was not measured and could still change the outcome, as codes such as `iq`, `dle_bl`, `dl_bl`."""
    if outcome is not Outcome.ONVOLLEDIG:
        return
    if outcomes["pro_iq"] == MISSING:
        yield "iq"
    elif outcomes["social_emotional"] == MISSING and outcomes["lwoo_iq_b"] != NOT_MET and outcomes["lwoo_iq_a"] != MET:
        yield "social_emotional"
    if MISSING in (outcomes["pro_delay"], outcomes["lwoo_delay"], outcomes["any_delay"]):
        yield from _missing_months(dossier)


def _missing_months(dossier: Dossier) -> Iterator[str]:
    for domain in Domain:
        measure = dossier.delays[domain]
        if not measure.dle_months.is_known:
            yield f"dle_{domain}"
        elif not measure.has_dl:
            yield f"dl_{domain}"
