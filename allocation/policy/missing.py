"""What was not measured and could still change the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from allocation.policy.algebra import MET, MISSING, NOT_MET
from allocation.policy.facts import Domain, Dossier
from allocation.policy.needs import Judged
from allocation.policy.outcomes import Outcome
from allocation.policy.registry import Plan

DELAYS = ("pro_delay", "lwoo_delay", "any_delay")
BY_IQ = {"lwoo_iq", "lwoo_capacity"}


def missing(outcome: Outcome, chosen: Plan, dossier: Dossier, outcomes: Mapping[str, int]) -> tuple[str, ...]:
    """Codes such as `iq`, `dle_bl`, `dl_bl`, `judged_capacity`; nothing unless the outcome is incomplete."""
    if outcome is not Outcome.ONVOLLEDIG:
        return ()
    capacity, delay = chosen.variant.lwoo_parts(chosen.options)
    found = [
        *_on_capacity(chosen, outcomes, by_iq=capacity in BY_IQ),
        *chosen.variant.own_missing(dossier, outcomes),
        *_on_delay(dossier, outcomes, by_tests=delay == "lwoo_delay"),
    ]
    return tuple(dict.fromkeys(found))


def _on_capacity(chosen: Plan, outcomes: Mapping[str, int], *, by_iq: bool) -> Iterator[str]:
    """The IQ where it counts for lwoo, or as long as pro is open."""
    if not by_iq and outcomes["pro_full"] != MISSING:
        return
    if outcomes["pro_iq"] == MISSING:
        yield "iq"
    elif by_iq and _problems_may_count(outcomes):
        judged = chosen.variant.needs(chosen.numbers, chosen.options).judged
        yield "judged_social_emotional" if Judged.SOCIAL_EMOTIONAL in judged else "social_emotional"


def _problems_may_count(outcomes: Mapping[str, int]) -> bool:
    open_question = outcomes["social_emotional"] == MISSING and outcomes["lwoo_iq_b"] != NOT_MET
    return open_question and outcomes["lwoo_iq_a"] != MET


def _on_delay(dossier: Dossier, outcomes: Mapping[str, int], *, by_tests: bool) -> Iterator[str]:
    if MISSING in [outcomes[name] for name in DELAYS] and (by_tests or outcomes["pro_full"] == MISSING):
        for domain in Domain:
            yield from _missing_months(dossier, domain)


def _missing_months(dossier: Dossier, domain: Domain) -> Iterator[str]:
    """The level or the months of education of one domain, whichever is not known."""
    measure = dossier.delays[domain]
    if not measure.dle_months.is_known:
        yield f"dle_{domain}"
    elif not measure.has_dl:
        yield f"dl_{domain}"
