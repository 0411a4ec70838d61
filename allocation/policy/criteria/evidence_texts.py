"""What tests, months and ranges are called in notes and on the list of tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from allocation.policy.editions import Criterion, Instrument, TakenIn

SUBJECTS = {
    Criterion.IQ: "De intelligentietest",
    Criterion.TL: "De toets technisch lezen",
    Criterion.SP: "De toets spelling",
    Criterion.BL: "De toets begrijpend lezen",
    Criterion.IR: "De toets inzichtelijk rekenen",
    Criterion.SE: "Het onderzoek naar sociaal-emotionele problemen",
}
CRITERION_NAMES = {
    Criterion.IQ: "intelligentie",
    Criterion.TL: "technisch lezen",
    Criterion.SP: "spelling",
    Criterion.BL: "begrijpend lezen",
    Criterion.IR: "inzichtelijk rekenen",
    Criterion.SE: "sociaal-emotionele problemen",
}
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def day_text(day: date) -> str:
    """12-3-2014."""
    return f"{day.day}-{day.month}-{day.year}"


def month_text(day: date) -> str:
    """maart 2014."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def range_text(instrument: Instrument) -> str:
    """For whom the list names a test: groep 8, januari tot en met mei; empty when the list names nobody."""
    parts = [_taken_in(one) for one in instrument.taken_in]
    if instrument.ages:
        parts.append("{} tot en met {} jaar".format(*instrument.ages))
    return "; ".join(parts)


def _taken_in(period: TakenIn) -> str:
    who = [f"groep {_numbers(period.groups)}"] if period.groups else []
    if period.vo_years:
        who.append(f"leerjaar {_numbers(period.vo_years)} vo")
    when = f", {_months(period.months)}" if period.months else ""
    return " en ".join(who) + when


def _numbers(numbers: Sequence[int]) -> str:
    low, high = min(numbers), max(numbers)
    if len(numbers) > 2 and sorted(numbers) == list(range(low, high + 1)):
        return f"{low} tot en met {high}"
    return " en ".join(str(one) for one in sorted(numbers))


def _months(months: Sequence[int]) -> str:
    if len(months) > 1 and list(months) == list(range(months[0], months[-1] + 1)):
        return f"{MONTHS[months[0] - 1]} tot en met {MONTHS[months[-1] - 1]}"
    return ", ".join(MONTHS[one - 1] for one in months)
