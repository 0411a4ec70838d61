"""The one way in: a dossier and a date give a receipt. Every criterion of both tracks, both readings of lid 6."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import msgspec

from allocation.policy.algebra import SCALAR
from allocation.policy.circumstances import Circumstances
from allocation.policy.criteria.tracks import place
from allocation.policy.editions import Edition
from allocation.policy.explanation import explain
from allocation.policy.facts import Dossier
from allocation.policy.filing import EditionLookup, built_in_edition, with_circumstances
from allocation.policy.findings import Finding
from allocation.policy.missing import missing
from allocation.policy.numbers import Numbers
from allocation.policy.outcomes import CONCLUSIONS, Advice, Outcome
from allocation.policy.parameters import NoRulesError, Reading
from allocation.policy.receipt import ENGINE, Receipt, RuleVersion
from allocation.policy.registry import Plan, plan
from allocation.policy.ruleset import NATIONAL, Ruleset

__all__ = ["Advice", "NoRulesError", "Outcome", "Reading", "Receipt", "assess", "replay"]


def assess(
    dossier: Dossier,
    *,
    law_on: date,
    reading: Reading | None = None,
    ruleset: Ruleset = NATIONAL,
    circumstances: Circumstances | None = None,
    edition: Edition | None = None,
) -> Receipt:
    """What the rules of a day say on this pupil, with every finding.

    `ruleset`: what the SWV chose; without it the national rules. `reading` of lid 6: that of the ruleset unless given.
    With `circumstances` route and tests are judged too; `edition` is the list of allowed tests, if one is loaded.
    Raises NoRulesError without rules for the day, NotForPro when a pro request meets an opting-out ruleset.
    """
    chosen = plan(ruleset, track=dossier.track, law_on=law_on)
    variant, options, numbers = chosen.variant, chosen.options, chosen.numbers
    reading = reading or ruleset.reading
    other = reading.other
    outcomes = variant.criteria(SCALAR, dossier, numbers, options)
    outcome, settled = _conclude(outcomes, reading)
    other_outcome, other_settled = _conclude(outcomes, other)
    receipt = Receipt(
        engine=ENGINE,
        variant=variant.id,
        law_on=law_on,
        reading=reading,
        outcome=outcome,
        settled=settled,
        other_outcome=other_outcome,
        other_settled=other_settled,
        same_rule=numbers.conflict[reading] == numbers.conflict[other],
        findings=_findings(chosen, dossier, outcomes),
        missing=() if settled else missing(outcome, chosen, dossier, outcomes),
        rules=_rules(numbers),
        facts=dossier,
        ruleset=None if ruleset is NATIONAL else ruleset,
    )
    return receipt if circumstances is None else with_circumstances(receipt, chosen, circumstances, edition)


def replay(text: str | bytes, *, edition_of: EditionLookup = built_in_edition) -> Receipt:
    """Assess the stored facts again with the rules of their own date. An equal seal proves an equal receipt.

    `edition_of` finds the list of tests by its hash; lists that an SWV loaded itself stand in the database.
    The engine that made the first receipt stays named, so that only a difference in substance shows.
    """
    stored = Receipt.from_json(text)
    again = assess(
        stored.facts,
        law_on=stored.law_on,
        reading=stored.reading,
        ruleset=stored.ruleset or NATIONAL,
        circumstances=stored.circumstances,
        edition=None if stored.edition is None else edition_of(stored.edition.sha256),
    )
    return msgspec.structs.replace(again, engine=stored.engine)


def _conclude(outcomes: Mapping[str, int], reading: Reading) -> tuple[Outcome, bool]:
    return CONCLUSIONS[place(outcomes, reading)]


def _findings(chosen: Plan, dossier: Dossier, outcomes: Mapping[str, int]) -> tuple[Finding, ...]:
    variant, options, numbers = chosen.variant, chosen.options, chosen.numbers
    shared = explain(
        dossier,
        outcomes,
        numbers,
        variant.lwoo_parts(options),
        social_emotional=variant.social_emotional(dossier, options),
    )
    own = variant.own_findings(dossier, outcomes, numbers, options)
    if not own:
        return shared
    replaced = {finding.criterion for finding in own}
    return (*(finding for finding in shared if finding.criterion not in replaced), *own)


@lru_cache(maxsize=256)
def _rules(numbers: Numbers) -> tuple[RuleVersion, ...]:
    return tuple(
        RuleVersion(one.id, one.starts_on, one.source.id, one.source.citation, one.source.confidence)
        for one in numbers.versions
    )
