"""All criteria of both tracks together, no short cuts: for one dossier or for columns with the same names inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from allocation.policy.algebra import Algebra
from allocation.policy.criteria.capacity import capacity
from allocation.policy.criteria.conflict import conflict
from allocation.policy.criteria.learning_delay import learning_delay
from allocation.policy.numbers import Numbers
from allocation.policy.outcomes import position
from allocation.policy.parameters import Reading

V = TypeVar("V")
CONFLICT = {reading: f"conflict_{reading}" for reading in Reading}
# Each track as a whole, from its IQ and its learning delay.
PRO = ("pro_iq", "pro_delay")
NATIONAL_LWOO = ("lwoo_iq", "lwoo_delay")


def criteria(algebra: Algebra[V], facts: Any, numbers: Numbers) -> dict[str, V]:
    """Every criterion by name: capacity, delay per domain and in total, both tracks, lid 6 in both readings."""
    outcomes = measured(algebra, facts, numbers, social_emotional=algebra.affirmed(facts.social_emotional))
    return concluded(algebra, outcomes, numbers, NATIONAL_LWOO)


def measured(algebra: Algebra[V], facts: Any, numbers: Numbers, *, social_emotional: V) -> dict[str, V]:
    """What tests say of both tracks, and pro as a whole. No variant comes between the numbers of the law and pro."""
    outcomes = capacity(algebra, facts.iq_points, social_emotional, numbers.iq_bands)
    outcomes |= learning_delay(algebra, facts.delays, numbers.delay)
    outcomes["pro_full"] = algebra.all_of(*[outcomes[name] for name in PRO])
    return outcomes


def concluded(algebra: Algebra[V], outcomes: dict[str, V], numbers: Numbers, lwoo: tuple[str, str]) -> dict[str, V]:
    """Adds lwoo as a whole, from the two criteria that make it up, and lid 6 in both readings."""
    outcomes["lwoo_full"] = algebra.all_of(*[outcomes[name] for name in lwoo])
    by_rule = {rule: conflict(algebra, outcomes, rule) for rule in numbers.conflict_rules}
    for reading, rule in numbers.conflict.items():
        outcomes[CONFLICT[reading]] = by_rule[rule]
    return outcomes


def lwoo_first(algebra: Algebra[V], outcomes: dict[str, V]) -> dict[str, V]:
    """For a variant that lets its lwoo criteria decide: who meets them is not told to ask for pro."""
    outcomes["pro_instead"] = algebra.all_of(outcomes["pro_full"], algebra.opposite(outcomes["lwoo_full"]))
    return outcomes


def place(outcomes: Mapping[str, Any], reading: Reading) -> Any:
    """Where these outcomes stand in the table of conclusions; for one dossier and for columns alike."""
    pro = outcomes.get("pro_instead", outcomes["pro_full"])
    return position(outcomes[CONFLICT[reading]], pro, outcomes["lwoo_full"])
