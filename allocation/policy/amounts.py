"""Amounts per pupil for each calendar year, from `law/amounts.yaml`. A year that is not there has none: no guessing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from allocation.policy.strict_yaml import Entry, read_entries

FILE = Path(__file__).parent / "law" / "amounts.yaml"
KEYS = ("year", "lwoo", "pro", "regional", "citation", "confidence")
HIGHEST_CENTS = 10_000_000


class NoAmountsError(LookupError):
    """No amounts were published for the year; the message is Dutch, for the screen."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Euro cents per pupil in one calendar year. `is_estimate`: somebody chose them, they were not published."""

    lwoo_cents: int
    pro_cents: int
    regional_cents: int
    citation: str
    confidence: str = "H"
    is_estimate: bool = False


def load_amounts(path: Path) -> Mapping[int, Amounts]:
    """Every year once, in order; raises LawFileError with file, line and reason."""
    years: dict[int, Amounts] = {}
    for entry in read_entries(path):
        entry.only(required=KEYS)
        year = entry.within("year", lowest=2016, highest=2100)
        if years and year <= max(years):
            entry.fail(f"{year} stands after {max(years)}: each year once, sorted", "year")
        years[year] = _amounts(entry)
    return MappingProxyType(years)


def _amounts(entry: Entry) -> Amounts:
    lwoo, pro, regional = (entry.within(key, lowest=1, highest=HIGHEST_CENTS) for key in ("lwoo", "pro", "regional"))
    return Amounts(lwoo, pro, regional, entry.text("citation"), entry.one_of("confidence", "HML"))


def amounts_of(year: int) -> Amounts:
    """The published amounts of a calendar year. Raises NoAmountsError."""
    try:
        return AMOUNTS[year]
    except KeyError:
        known = ", ".join(str(one) for one in AMOUNTS)
        raise NoAmountsError(
            f"Voor {year} zijn geen gepubliceerde bedragen bekend (wel voor {known}). Geef zelf bedragen op: dat is "
            "dan een schatting."
        ) from None


AMOUNTS = load_amounts(FILE)
