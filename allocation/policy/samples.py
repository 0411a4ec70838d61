"""Invented dossiers in plausible proportions, for measuring and for tests. No real pupil stands behind them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from allocation.policy.columns import Columns, DelayColumn, RangeColumn
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import HIGHEST, LOWEST, Range

DL_MONTHS = (50, 53, 55, 57, 58, 60)
ANSWERS: Mapping[int, bool | None] = {-1: None, 0: False, 1: True}
Ints = npt.NDArray[np.int64]


def random_columns(n: int, seed: int) -> Columns:
    """`n` dossiers: mostly exact scores, some intervals, some "below 10", some not tested."""
    draw = np.random.default_rng(seed)
    iq = draw.normal(84, 13, n).round().clip(40, 145).astype(np.int64)
    # A pupil who is behind is behind in all domains, more or less.
    behind = draw.normal(0.36, 0.14, n)
    return Columns(
        iq_points=_ranges(draw, iq, half_width=5, untested=0.03),
        delays={domain: _delays(draw, behind, n) for domain in Domain},
        social_emotional=draw.choice([-1, 0, 1], n, p=[0.25, 0.5, 0.25]).astype(np.int8),
    )


def random_dossiers(n: int, seed: int) -> list[Dossier]:
    """The same pupils as `random_columns(n, seed)`, one by one."""
    columns = random_columns(n, seed)
    iq = _range_list(columns.iq_points)
    delays = {domain: _measure_list(delay) for domain, delay in columns.delays.items()}
    answers = columns.social_emotional.tolist()
    return [
        Dossier(
            track=Track.LWOO,
            iq_points=iq[row],
            delays={domain: delays[domain][row] for domain in Domain},
            social_emotional=ANSWERS[answers[row]],
        )
        for row in range(n)
    ]


def _delays(draw: np.random.Generator, behind: npt.NDArray[np.float64], n: int) -> DelayColumn:
    dl = draw.choice(DL_MONTHS, n)
    level = (dl * (1 - behind - draw.normal(0, 0.08, n))).round().clip(1, 70).astype(np.int64)
    levels = _ranges(draw, level, half_width=1, untested=0.06)
    below_floor = (level < 10) & (levels.high != HIGHEST)
    return DelayColumn(
        dl_months=np.where(draw.random(n) < 0.01, 0, dl).astype(np.int16),
        dle_months=RangeColumn(
            np.where(below_floor, LOWEST, levels.low).astype(np.int16),
            np.where(below_floor, 9, levels.high).astype(np.int16),
        ),
    )


def _ranges(draw: np.random.Generator, middle: Ints, *, half_width: int, untested: float) -> RangeColumn:
    """Exact for most, an interval around the score for some, the widest range for the untested."""
    kind = draw.random(len(middle))
    width = np.where(kind < 0.12, half_width, 0)
    none = kind > 1 - untested
    low = np.where(none, LOWEST, (middle - width).clip(LOWEST, None))
    return RangeColumn(low.astype(np.int16), np.where(none, HIGHEST, middle + width).astype(np.int16))


def _range_list(column: RangeColumn) -> list[Range]:
    return [Range(low, high) for low, high in zip(column.low.tolist(), column.high.tolist(), strict=True)]


def _measure_list(delay: DelayColumn) -> list[DelayMeasure]:
    levels = _range_list(delay.dle_months)
    return [DelayMeasure(dl or None, level) for dl, level in zip(delay.dl_months.tolist(), levels, strict=True)]
