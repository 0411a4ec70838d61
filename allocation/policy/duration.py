"""How long a designation holds: whole school years, the rest of the running year added (Ub WVO 2020 art. 2.48)."""

from __future__ import annotations

from datetime import date

SCHOOL_YEAR_STARTS = (8, 1)


def school_year_start(on: date) -> date:
    """The first day of the school year this day lies in; school years run from 1 August."""
    start = date(on.year, *SCHOOL_YEAR_STARTS)
    return start if on >= start else date(on.year - 1, *SCHOOL_YEAR_STARTS)


def designation_period(
    *, decided_on: date, school_years: int | None, running_until: date | None = None
) -> tuple[date, date | None]:
    """From when until when (not included) a designation holds; without school years it has no end.

    A decision during a school year adds the rest of that year. A renewal follows on the designation that still runs
    until `running_until` and adds whole school years to it.
    """
    starts_on = running_until if running_until and running_until > decided_on else decided_on
    if school_years is None:
        return starts_on, None
    year = school_year_start(starts_on)
    rest = 0 if starts_on == year else 1
    return starts_on, date(year.year + rest + school_years, *SCHOOL_YEAR_STARTS)


def renewal_from(*, valid_until: date, months: int) -> date:
    """From which day a school may ask to renew a designation that ends on `valid_until`: always before it ends."""
    whole = valid_until.year * 12 + valid_until.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)
