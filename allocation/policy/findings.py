"""What one criterion found: outcome, value, bound, source and reason. Reasons, never booleans."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from allocation.policy.algebra import Standing
from allocation.policy.measures import Range
from allocation.policy.parameters import Bound


class Reason(StrEnum):
    """Why a criterion came out as it did; the wording hangs on this code."""

    WITHIN = "within"
    BELOW = "below"
    ABOVE = "above"
    NOT_TESTED = "not_tested"
    NO_DL = "no_dl"
    CROSSES = "crosses"
    YES = "yes"
    NO = "no"
    NO_PROBLEMS = "no_problems"
    PROBLEMS_NOT_TESTED = "problems_not_tested"
    ENOUGH = "enough"
    TOO_FEW = "too_few"
    NO_CORE_DOMAIN = "no_core_domain"
    COMPLETE = "complete"
    IQ_FAILS = "iq_fails"
    DELAY_FAILS = "delay_fails"
    BOTH_FAIL = "both_fail"
    BOTH_COMPLETE = "both_complete"
    IQ_OVERLAP = "iq_overlap"
    BOTH_DELAYS = "both_delays"
    PRO_IQ_LWOO_DELAY = "pro_iq_lwoo_delay"
    LWOO_IQ_PRO_DELAY = "lwoo_iq_pro_delay"
    MIXED_DOMAINS = "mixed_domains"
    ONE_DIRECTION = "one_direction"


class Limit(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The bound as the law writes it: whole numbers, or fractions such as "1/4"."""

    at_least: str | None = None
    above: str | None = None
    at_most: str | None = None
    below: str | None = None

    @classmethod
    def of(cls, bound: Bound) -> Limit:
        sides = (bound.at_least, bound.above, bound.at_most, bound.below)
        return cls(*[None if side is None else str(side) for side in sides])


class Finding(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One criterion on one dossier.

    `value` is in `unit`: `iq_points`; `dle_months` (months of level, with `dl_months` the DL); `domains` (how many);
    `yes_no` (1 and 0); `own`: a criterion only one variant knows. It is None where a criterion only combines others.
    `source` is an id in `law/sources.yaml`. `core_domains`: where a variant asks for another number than the law.
    """

    criterion: str
    outcome: Standing
    reason: Reason
    source: str
    unit: str = ""
    value: Range | None = None
    dl_months: int | None = None
    bound: Limit | None = None
    core_domains: int | None = None

    @property
    def is_met(self) -> bool:
        return self.outcome is Standing.MET
