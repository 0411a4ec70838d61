"""What the criteria of both tracks come to together."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from allocation.policy.algebra import MET, MISSING, NOT_MET


class Outcome(StrEnum):
    """What the rules say. `motivering`: the motivation of the school decides, so a person must look."""

    LWOO = "lwoo"
    PRO = "pro"
    MOTIVERING = "motivering"
    GEEN = "geen"
    ONVOLLEDIG = "onvolledig"


class Advice(StrEnum):
    """What the rules say on the track that was asked."""

    GRANT = "grant"
    REFUSE = "refuse"
    PERSON_DECIDES = "person_decides"
    INCOMPLETE = "incomplete"


OUTCOMES = tuple(Outcome)


def conclude(conflict: int, pro_full: int, lwoo_full: int) -> tuple[Outcome, bool]:
    """The outcome, and whether it is settled: better measurement cannot change it any more."""
    if conflict == MET:
        return Outcome.MOTIVERING, True
    if conflict == NOT_MET and pro_full == MET:
        return Outcome.PRO, True
    if conflict == NOT_MET and lwoo_full == MET:
        return Outcome.LWOO, True
    if conflict == pro_full == lwoo_full == NOT_MET:
        return Outcome.GEEN, True
    missing = MISSING in {conflict, pro_full, lwoo_full}
    return Outcome.ONVOLLEDIG if missing else Outcome.MOTIVERING, False


def advise(conflict: int, full: int) -> Advice:
    """The same for one track: a pupil may be refused pro for certain while lwoo is still open."""
    if conflict == NOT_MET and full in (MET, NOT_MET):
        return Advice.GRANT if full == MET else Advice.REFUSE
    if conflict == MET or MISSING not in (conflict, full):
        return Advice.PERSON_DECIDES
    return Advice.INCOMPLETE


def position(conflict: Any, pro_full: Any, lwoo_full: Any) -> Any:
    """Where a combination stands in the table; works on integers and on columns of small integers."""
    return conflict * 16 + pro_full * 4 + lwoo_full


# Every combination once, in the order of `position`: one truth for one dossier and for a column.
CONCLUSIONS = tuple(conclude(index // 16, index // 4 % 4, index % 4) for index in range(64))
