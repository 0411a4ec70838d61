"""What was not measured and could still change the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from allocation.policy.algebra import MET, MISSING, NOT_MET
from allocation.policy.facts import Domain, Dossier
from allocation.policy.needs import Judged
from allocation.policy.outcomes import Outcome
from allocation.policy.registry import Plan

DELAYS = ("pro_delay", "lwoo_delay", "any_delay")


def missing(outcome: Outcome, chosen: Plan, dossier: Dossier, outcomes: Mapping[str, int]) -> Iterator[str]:
    """Codes such as `iq`, `dle_bl`, `dl_bl`, `judged_capacity`; nothing unless the outcome is incomplete."""
    if outcome is not Outcome.ONVOLLEDIG:
        return
    if outcomes["pro_iq"] == MISSING:
        yield "iq"
    elif _problems_may_count(outcomes):
        judged = "judged_social_emotional"
        yield judged if Judged.SOCIAL_EMOTIONAL in _judged(chosen) else "social_emotional"
    yield from (name for name in ("judged_capacity", "judged_learning_delay") if outcomes.get(name) == MISSING)
    if MISSING in [outcomes[name] for name in DELAYS]:
        yield from _missing_months(dossier)


def _problems_may_count(outcomes: Mapping[str, int]) -> bool:
    open_question = outcomes["social_emotional"] == MISSING and outcomes["lwoo_iq_b"] != NOT_MET
    return open_question and outcomes["lwoo_iq_a"] != MET


def _judged(chosen: Plan) -> frozenset[Judged]:
    return chosen.variant.needs(chosen.numbers, chosen.options).judged


def _missing_months(dossier: Dossier) -> Iterator[str]:
    for domain in Domain:
        measure = dossier.delays[domain]
        if not measure.dle_months.is_known:
            yield f"dle_{domain}"
        elif not measure.has_dl:
            yield f"dl_{domain}"
