"""A csv as people's programs write it, line by line: any usual encoding and delimiter; a broken line stops no other."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allocation.intake.text import normalize

DELIMITERS = (",", ";", "\t", "|")
# A quoted cell may run over lines, but not over this many: then a closing quote was forgotten.
LONGEST_RECORD = 50
EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
EXCEL_HINT = re.compile(r"\s*sep=(.)\s*", re.I)
BAD_QUOTES = "De aanhalingstekens op deze regel kloppen niet."
TOO_MANY = (
    "Deze regel heeft meer cellen dan de kop. Staat er een komma in een getal? Zet de cel tussen aanhalingstekens."
)


class UnreadableTable(ValueError):
    """The file as a whole cannot be read. The message is plain Dutch."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line under the header: cells by column name, or why it cannot be read. `line` counts from 1 in the file."""

    line: int
    cells: dict[str, str]
    problem: str = ""


class CsvRows:
    """The header is read at once; iterating gives the rows. Only the columns asked for are read."""

    def __init__(self, content: bytes, *, columns: Sequence[str]) -> None:
        self._lines = list(io.StringIO(_decode(content), newline=None))
        self._start = self._skip_blank(0)
        if self._start == len(self._lines):
            raise UnreadableTable("Het bestand is leeg.")
        hint = EXCEL_HINT.fullmatch(self._lines[self._start])
        if hint:
            self._start = self._skip_blank(self._start + 1)
        header = self._lines[self._start] if self._start < len(self._lines) else ""
        self._delimiter = hint[1] if hint else _delimiter(header, columns)
        self._names = [_name(cell) for cell in _cells([header], self._delimiter) or []]
        self._places = _places(self._names, columns)

    @property
    def columns(self) -> set[str]:
        """The columns asked for that the file has."""
        return set(self._places)

    def __iter__(self) -> Iterator[Row]:
        at, broken = self._start + 1, False
        while (at := self._skip_blank(at)) < len(self._lines):
            row, at = self._row(at, after_broken=broken)
            broken = row.problem == BAD_QUOTES
            if row.problem or any(row.cells.values()):
                yield row

    def _skip_blank(self, at: int) -> int:
        while at < len(self._lines) and not self._lines[at].strip():
            at += 1
        return at

    def _row(self, at: int, *, after_broken: bool) -> tuple[Row, int]:
        """The row that starts here and where the next one starts."""
        end = self._end_of_record(at)
        cells = _cells(self._lines[at:end], self._delimiter)
        if cells is None or (end > at + 1 and any("\n" in cell for cell in self._read(cells).values())):
            # Quotes that do not add up would swallow the lines that follow: take this line alone.
            naive = [cell.strip(' "\n') for cell in self._lines[at].split(self._delimiter)]
            return Row(at + 1, self._read(naive), BAD_QUOTES), at + 1
        if after_broken and len(cells) != len(self._names):
            # The rest of the broken line, not a pupil.
            return Row(at + 1, self._read(cells), BAD_QUOTES), end
        overflow = any(cell.strip() for cell in cells[len(self._names) :])
        return Row(at + 1, self._read(cells), TOO_MANY if overflow else ""), end

    def _end_of_record(self, at: int) -> int:
        quotes = 0
        for end in range(at, min(at + LONGEST_RECORD, len(self._lines))):
            quotes += self._lines[end].count('"')
            if quotes % 2 == 0:
                return end + 1
        return at + 1

    def _read(self, cells: list[str]) -> dict[str, str]:
        return {name: cells[place].strip() if place < len(cells) else "" for name, place in self._places.items()}


def _decode(content: bytes) -> str:
    if content.startswith(EXCEL):
        raise UnreadableTable("Dit is een Excel-bestand. Sla het in Excel op als csv en probeer het opnieuw.")
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(header: str, columns: Sequence[str]) -> str:
    """The delimiter that finds most of the columns."""

    def found(delimiter: str) -> tuple[int, int]:
        names = {_name(cell) for cell in _cells([header], delimiter) or []}
        return len(names.intersection(columns)), len(names)

    return max(DELIMITERS, key=found)


def _places(names: list[str], columns: Sequence[str]) -> dict[str, int]:
    twice = [name for name in columns if names.count(name) > 1]
    if twice:
        raise UnreadableTable(f"Deze kolommen staan twee keer in de kop: {', '.join(twice)}.")
    return {name: names.index(name) for name in columns if name in names}


def _name(cell: str) -> str:
    return re.sub(r"[\s\-_]+", "_", normalize(cell).casefold())


def _cells(lines: list[str], delimiter: str) -> list[str] | None:
    """The cells of one record; None when its quotes do not add up."""
    try:
        records = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None
