"""A csv of pupils as frozen facts: columns id, iq, dl, dle_tl, dle_sp, dle_bl, dle_ir, sociaal_emotioneel.

Not required: a DL per domain (dl_tl …), soort (lwoo or pro; lwoo when absent), and the judgement of the school where an
SWV lets it replace a criterion: oordeel_leervermogen, oordeel_leerachterstand, oordeel_sociaal_emotioneel (ja or nee).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from msgspec import UNSET

from allocation.intake.csv_rows import CsvRows, Row, UnreadableTable
from allocation.intake.values import parse_dl, parse_dle, parse_iq, parse_yes_no
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import UNTESTED
from allocation.policy.needs import Judged

__all__ = ["Case", "UnreadableTable", "read_cases"]

REQUIRED = ("id", "iq", "dl", *(f"dle_{domain}" for domain in Domain), "sociaal_emotioneel")
OWN_DL = tuple(f"dl_{domain}" for domain in Domain)
JUDGEMENTS = {
    "oordeel_leervermogen": Judged.CAPACITY,
    "oordeel_leerachterstand": Judged.LEARNING_DELAY,
    "oordeel_sociaal_emotioneel": Judged.SOCIAL_EMOTIONAL,
}
TRACK = "soort"
WHOLE_LINE = "regel"
T = TypeVar("T")
# A table of many pupils holds few different scores.
read_iq = lru_cache(maxsize=4096)(parse_iq)
read_dle = lru_cache(maxsize=4096)(parse_dle)
read_yes_no = lru_cache(maxsize=4096)(parse_yes_no)


@dataclass(frozen=True, slots=True)
class Case:
    """One line: the facts, or the problem per column when something cannot be read. `line` counts from the top."""

    line: int
    id: str
    dossier: Dossier | None
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Cells:
    """The cells of one line and what could not be read in them."""

    cells: dict[str, str]
    problems: list[tuple[str, str]] = field(default_factory=list)

    def read(self, column: str, parse: Callable[[str], T | None]) -> T | None:
        try:
            return parse(self.cells.get(column, ""))
        except ValueError as problem:
            self.problems.append((column, str(problem)))
            return None


def read_cases(content: bytes) -> Iterator[Case]:
    """Every line of the table, in order; a line that cannot be read stops no other. Raises UnreadableTable at once."""
    rows = CsvRows(content, columns=(*REQUIRED, *OWN_DL, TRACK, *JUDGEMENTS))
    # A DL per domain for all four domains makes the shared DL superfluous.
    needed = [name for name in REQUIRED if name != "dl" or not rows.columns.issuperset(OWN_DL)]
    absent = [name for name in needed if name not in rows.columns]
    if absent:
        raise UnreadableTable(f"Deze kolommen ontbreken: {', '.join(absent)}.")
    return map(_case, rows)


def _case(row: Row) -> Case:
    name = row.cells["id"]
    if row.problem:
        return Case(row.line, name, None, ((WHOLE_LINE, row.problem),))
    cells = _Cells(row.cells)
    iq = cells.read("iq", read_iq)
    delays = {domain: _delay(cells, domain) for domain in Domain}
    cells.read("dl", _months)
    social = cells.read("sociaal_emotioneel", read_yes_no)
    track = cells.read(TRACK, _track) or Track.LWOO
    judged = {judged: cells.read(column, read_yes_no) for column, judged in JUDGEMENTS.items()}
    if cells.problems:
        return Case(row.line, name, None, tuple(cells.problems))
    given = {judged: answer for judged, answer in judged.items() if answer is not None}
    dossier = Dossier(track, iq or UNTESTED, delays, social, school_judgement=given or UNSET)
    return Case(row.line, name, dossier)


def _track(text: str) -> Track:
    if not text.strip():
        return Track.LWOO
    try:
        return Track(text.strip().lower())
    except ValueError:
        raise ValueError("Vul lwoo of pro in.") from None


def _delay(cells: _Cells, domain: Domain) -> DelayMeasure:
    own = f"dl_{domain}"
    column = own if cells.cells.get(own) else "dl"
    months = cells.read(column, _months) if column == own else _shared(cells)
    return DelayMeasure(months, cells.read(f"dle_{domain}", read_dle) or UNTESTED)


def _shared(cells: _Cells) -> int | None:
    """The DL for all domains; when it cannot be read, that is said once."""
    try:
        return _months(cells.cells.get("dl", ""))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _months(text: str) -> int | None:
    """No months of education at all is the same as not known: nothing can be compared with it."""
    return None if text in {"0", "0,0", "0.0"} else parse_dl(text)
