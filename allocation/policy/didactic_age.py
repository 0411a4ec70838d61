"""Didactic age (DL): months of education since group 3, September to June only (Ub WVO 2020 art. 2.46 lid 3)."""

from __future__ import annotations

from datetime import date

FIRST_GROUP, LAST_GROUP = 3, 8
VO_YEAR_1 = 11  # as OSO numbers years: 1-8 primary, 11-16 secondary
MONTHS_A_YEAR = 10
HIGHEST = 60
# September is the first month of a school year, June the tenth; July and August keep June.
ORDER = {9: 1, 10: 2, 11: 3, 12: 4, 1: 5, 2: 6, 3: 7, 4: 8, 5: 9, 6: 10, 7: 10, 8: 10}


def dl_for(*, group: int, tested_on: date) -> int | None:
    """DL of a pupil in this group on this day, for a pupil who never repeated a year. None where the table is silent.

    In July and August the group is the one of the school year that just ended.
    """
    if group == VO_YEAR_1:
        return HIGHEST
    if not FIRST_GROUP <= group <= LAST_GROUP:
        return None
    return (group - FIRST_GROUP) * MONTHS_A_YEAR + ORDER[tested_on.month]


def is_plausible(*, dl: int, group: int, tested_on: date) -> bool:
    """Whether a DL fits the group: the table plus at most two repeated years, a month more or less, capped or not."""
    expected = dl_for(group=group, tested_on=tested_on)
    if expected is None:
        return True
    years = [expected + repeated * MONTHS_A_YEAR for repeated in (0, 1, 2)]
    return any(abs(dl - months) <= 1 for month in years for months in (month, min(month, HIGHEST)))
