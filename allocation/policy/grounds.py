"""From outcomes to findings: which reason belongs to which outcome. Only for one dossier; columns need no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from allocation.policy.algebra import MET, MISSING, NOT_MET, UNDECIDED, Standing
from allocation.policy.facts import DelayMeasure
from allocation.policy.findings import Finding, Limit, Reason
from allocation.policy.measures import UNTESTED, Range
from allocation.policy.parameters import Version

STANDINGS = tuple(Standing)
ANSWERS = {True: Range.exact(1), False: Range.exact(0), None: UNTESTED}


class Ground(msgspec.Struct, frozen=True):
    """The legal number a finding rests on: its bound and its source."""

    source: str
    limit: Limit | None = None
    lowest: int = 0
    core_domains: int | None = None

    @classmethod
    def of(cls, version: Version) -> Ground:
        if version.bound is None:
            return cls(version.source.id)
        return cls(version.source.id, Limit.of(version.bound), int(version.bound.at_least or version.bound.above or 0))


def on_iq(criterion: str, outcome: int, iq_points: Range, ground: Ground) -> Finding:
    if outcome == NOT_MET:
        reason = Reason.BELOW if iq_points.high < ground.lowest else Reason.ABOVE
    else:
        reason = (Reason.NOT_TESTED, Reason.CROSSES, Reason.WITHIN)[outcome - 1]
    return Finding(criterion, STANDINGS[outcome], reason, ground.source, "iq_points", iq_points, None, ground.limit)


def on_delay(criterion: str, outcome: int, measure: DelayMeasure, ground: Ground, *, large: bool = False) -> Finding:
    """`large`: the delay is at least as large as the band asks; outside it then means too large."""
    if outcome == NOT_MET:
        reason = Reason.ABOVE if large else Reason.BELOW
    elif outcome == MISSING:
        reason = Reason.NO_DL if measure.dle_months.is_known else Reason.NOT_TESTED
    else:
        reason = Reason.WITHIN if outcome == MET else Reason.CROSSES
    level = measure.dle_months
    return Finding(
        criterion, STANDINGS[outcome], reason, ground.source, "dle_months", level, measure.dl_months, ground.limit
    )


def on_answer(criterion: str, outcome: int, answer: bool | None, ground: Ground) -> Finding:
    reason = {MET: Reason.YES, NOT_MET: Reason.NO}.get(outcome, Reason.NOT_TESTED)
    return Finding(criterion, STANDINGS[outcome], reason, ground.source, "yes_no", ANSWERS[answer], None, ground.limit)


def on_count(criterion: str, outcome: int, domains: Sequence[int], needed: int, ground: Ground) -> Finding:
    """How many domains show the delay: for certain, and at most."""
    certain, possible = domains.count(MET), len(domains) - domains.count(NOT_MET)
    if outcome == NOT_MET:
        reason = Reason.NO_CORE_DOMAIN if possible >= needed else Reason.TOO_FEW
    else:
        reason = (Reason.NOT_TESTED, Reason.CROSSES, Reason.ENOUGH)[outcome - 1]
    value = Range(certain, possible)
    return Finding(
        criterion, STANDINGS[outcome], reason, ground.source, "domains", value, None, ground.limit, ground.core_domains
    )


def on_lwoo_iq(outcomes: Mapping[str, int], iq_points: Range, ground: Ground, *, lowest: int) -> Finding:
    """IQ and social-emotional problems together; `lowest` is the lowest IQ that fits lwoo at all."""
    outcome = outcomes["lwoo_iq"]
    reason = _lwoo_iq_reason(outcome, outcomes, iq_points, lowest)
    return Finding("lwoo_iq", STANDINGS[outcome], reason, ground.source, "iq_points", iq_points)


def _lwoo_iq_reason(outcome: int, outcomes: Mapping[str, int], iq_points: Range, lowest: int) -> Reason:
    if outcome == MET:
        return Reason.WITHIN
    if outcome == UNDECIDED:
        return Reason.CROSSES
    if outcome == MISSING:
        return Reason.PROBLEMS_NOT_TESTED if iq_points.is_known else Reason.NOT_TESTED
    if outcomes["lwoo_iq_b"] != NOT_MET:
        return Reason.NO_PROBLEMS
    return Reason.BELOW if iq_points.high < lowest else Reason.ABOVE


def on_track(criterion: str, outcome: int, iq: int, delay: int, ground: Ground) -> Finding:
    """All requirements of one track together."""
    if outcome == NOT_MET:
        reason = Reason.BOTH_FAIL if iq == delay else Reason.IQ_FAILS if iq == NOT_MET else Reason.DELAY_FAILS
    else:
        reason = (Reason.NOT_TESTED, Reason.CROSSES, Reason.COMPLETE)[outcome - 1]
    return Finding(criterion, STANDINGS[outcome], reason, ground.source)


def on_conflict(criterion: str, outcome: int, outcomes: Mapping[str, int], ground: Ground) -> Finding:
    if outcome == MET:
        reason = _conflict_reason({name for name, found in outcomes.items() if found == MET})
    else:
        reason = (Reason.ONE_DIRECTION, Reason.NOT_TESTED, Reason.CROSSES)[outcome]
    return Finding(criterion, STANDINGS[outcome], reason, ground.source)


def own_finding(
    criterion: str, outcome: int, reasons: tuple[Reason, ...], source: str, limit: Limit | None = None
) -> Finding:
    """A criterion that only one variant knows; `reasons` in the order not met, missing, undecided, met."""
    return Finding(criterion, STANDINGS[outcome], reasons[outcome], source, "own", bound=limit)


CONFLICTS = (
    (Reason.BOTH_COMPLETE, {"pro_full", "lwoo_full"}),
    (Reason.BOTH_DELAYS, {"pro_delay", "lwoo_delay"}),
    (Reason.IQ_OVERLAP, {"pro_iq", "lwoo_iq", "lwoo_delay"}),
    (Reason.IQ_OVERLAP, {"pro_iq", "lwoo_iq", "pro_delay"}),
    (Reason.PRO_IQ_LWOO_DELAY, {"pro_iq", "lwoo_delay"}),
    (Reason.LWOO_IQ_PRO_DELAY, {"lwoo_iq", "pro_delay"}),
)


def _conflict_reason(met: set[str]) -> Reason:
    """The plainest words for why two directions show, the first that fits."""
    return next((reason for reason, needed in CONFLICTS if needed <= met), Reason.MIXED_DOMAINS)
