"""All criteria of both tracks together, no short cuts: for one dossier or for columns with the same names inside."""

from __future__ import annotations

from typing import Any, TypeVar

from allocation.policy.algebra import Algebra
from allocation.policy.criteria.capacity import capacity
from allocation.policy.criteria.conflict import conflicts
from allocation.policy.criteria.learning_delay import learning_delay
from allocation.policy.numbers import Numbers
from allocation.policy.parameters import Reading

V = TypeVar("V")
CONFLICT = {reading: f"conflict_{reading}" for reading in Reading}
# Each track as a whole, from its IQ and its learning delay.
TRACKS = {"pro_full": ("pro_iq", "pro_delay"), "lwoo_full": ("lwoo_iq", "lwoo_delay")}


def criteria(algebra: Algebra[V], facts: Any, numbers: Numbers) -> dict[str, V]:
    """Every criterion by name: capacity, delay per domain and in total, both tracks, lid 6 in both readings."""
    outcomes = capacity(algebra, facts.iq_points, algebra.affirmed(facts.social_emotional), numbers.iq_bands)
    outcomes |= learning_delay(algebra, facts.delays, numbers.delay)
    for full, (iq, delay) in TRACKS.items():
        outcomes[full] = algebra.all_of(outcomes[iq], outcomes[delay])
    by_rule = conflicts(algebra, outcomes)
    for reading, rule in numbers.conflict.items():
        outcomes[CONFLICT[reading]] = by_rule[rule]
    return outcomes
