"""A CSV of pupils as frozen facts: columns id, iq, dl, dle_tl, dle_sp, dle_bl, dle_ir, sociaal_emotioneel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from allocation.intake.values import parse_dl, parse_dle, parse_iq, parse_yes_no
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import UNTESTED

REQUIRED = ("id", "iq", "dl", *(f"dle_{domain}" for domain in Domain), "sociaal_emotioneel")


class UnreadableTable(ValueError):
    """The file as a whole cannot be read; the message is plain Dutch."""


@dataclass(frozen=True, slots=True)
class Case:
    """One line: the facts, or the problem per column when something cannot be read. `line` counts the header."""

    line: int
    id: str
    dossier: Dossier | None
    problems: tuple[tuple[str, str], ...] = ()


def read_cases(content: bytes) -> Iterator[Case]:
    """Every line of the table, in order; a line that cannot be read does not stop the others. Raises UnreadableTable."""
    text = _decode(content)
    first = text.splitlines()[0] if text.strip() else ""
    if not first:
        raise UnreadableTable("Het bestand is leeg.")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip().casefold() for name in next(reader)]
        absent = [name for name in REQUIRED if name not in header]
        if absent:
            raise UnreadableTable(f"Deze kolommen ontbreken: {', '.join(absent)}.")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _case(reader.line_num, dict(zip(header, cells, strict=False)))
    except csv.Error as problem:
        raise UnreadableTable(f"Regel {reader.line_num} is geen geldige csv.") from problem


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _case(line: int, row: dict[str, str]) -> Case:
    problems: list[tuple[str, str]] = []

    def read(column: str, parse):  # type: ignore[no-untyped-def]
        try:
            return parse(row.get(column, ""))
        except ValueError as problem:
            problems.append((column, str(problem)))
            return None

    iq = read("iq", parse_iq)
    shared_dl = read("dl", _months)
    delays = {}
    for domain in Domain:
        own = read(f"dl_{domain}", _months) if f"dl_{domain}" in row else None
        level = read(f"dle_{domain}", parse_dle)
        if level is not None:
            delays[domain] = DelayMeasure(own or shared_dl, level)
    social = read("sociaal_emotioneel", parse_yes_no)
    dossier = None if problems else Dossier(Track.LWOO, iq or UNTESTED, delays, social)
    return Case(line, row.get("id", "").strip(), dossier, tuple(problems))


def _months(text: str) -> int | None:
    """No months of education at all is the same as not known: nothing can be compared with it."""
    return None if text.strip() in {"0", "0,0", "0.0"} else parse_dl(text)
