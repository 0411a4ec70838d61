"""The rule of art. 2.46 Ub as anyone would write it by hand: exact scores, one date, no ranges. Our yardstick."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import numpy.typing as npt

from allocation.policy.columns import Columns
from allocation.policy.facts import Domain, Dossier
from allocation.policy.outcomes import OUTCOMES, Outcome

LWOO, PRO, MOTIVERING, GEEN = (
    OUTCOMES.index(one) for one in (Outcome.LWOO, Outcome.PRO, Outcome.MOTIVERING, Outcome.GEEN)
)
Codes = npt.NDArray[np.int8]


def assess_by_hand(dossier: Dossier) -> str:
    """The outcome of one pupil with the figures it rests on, sealed, as JSON."""
    iq, problems = dossier.iq_points.low, bool(dossier.social_emotional)
    pairs = [(one.dl_months or 1, one.dle_months.low) for one in dossier.delays.values()]
    large = [2 * dle <= dl for dl, dle in pairs]
    either = [4 * dle <= 3 * dl for dl, dle in pairs]
    some = [one and not two for one, two in zip(either, large, strict=True)]
    pro_delay, lwoo_delay, any_delay = (sum(one) >= 2 and (one[2] or one[3]) for one in (large, some, either))
    pro_iq = 55 <= iq <= 80
    lwoo_iq = 75 <= iq <= 90 or (91 <= iq <= 120 and problems)
    mixed = (pro_iq or lwoo_iq) and any_delay and not pro_delay and not lwoo_delay
    conflict = (pro_iq and lwoo_delay) or (pro_delay and lwoo_iq) or mixed
    code = MOTIVERING if conflict else PRO if pro_iq and pro_delay else LWOO if lwoo_iq and lwoo_delay else GEEN
    told = {
        "outcome": OUTCOMES[code],
        "iq": {"value": iq, "pro": pro_iq, "lwoo": lwoo_iq, "pro_bounds": [55, 80], "lwoo_bounds": [75, 90, 120]},
        "delays": [
            {"dl": dl, "dle": dle, "pro": one, "lwoo": two}
            for (dl, dle), one, two in zip(pairs, large, some, strict=True)
        ],
        "source": "Ub WVO 2020 art. 2.46",
    }
    text = json.dumps(told)
    return text + hashlib.sha256(text.encode()).hexdigest()


def assess_columns_by_hand(columns: Columns) -> Codes:
    """The outcome of many pupils, from their lowest possible scores."""
    iq = columns.iq_points.low
    large, either = [], []
    for domain in Domain:
        delay = columns.delays[domain]
        large.append(2 * delay.dle_months.low <= delay.dl_months)
        either.append(4 * delay.dle_months.low <= 3 * delay.dl_months)
    some = [one & ~two for one, two in zip(either, large, strict=True)]
    pro_delay, lwoo_delay, any_delay = map(_enough, (large, some, either))
    pro_iq = (iq >= 55) & (iq <= 80)
    lwoo_iq = ((iq >= 75) & (iq <= 90)) | ((iq >= 91) & (iq <= 120) & (columns.social_emotional == 1))
    mixed = (pro_iq | lwoo_iq) & any_delay & ~pro_delay & ~lwoo_delay
    conflict = (pro_iq & lwoo_delay) | (pro_delay & lwoo_iq) | mixed
    cases = [conflict, pro_iq & pro_delay, lwoo_iq & lwoo_delay]
    return np.select(cases, [np.int8(MOTIVERING), np.int8(PRO), np.int8(LWOO)], default=np.int8(GEEN))


def exact_rows(columns: Columns) -> npt.NDArray[np.bool_]:
    """The pupils of whom everything was measured exactly: there every way of computing must agree."""
    exact: npt.NDArray[np.bool_] = (columns.iq_points.low == columns.iq_points.high) & (columns.social_emotional >= 0)
    for delay in columns.delays.values():
        exact &= (delay.dle_months.low == delay.dle_months.high) & (delay.dl_months > 0)
    return exact


def _enough(domains: list[npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    tl, sp, bl, ir = domains
    core: npt.NDArray[np.bool_] = bl | ir
    return (bl & ir) | (core & (tl | sp))
