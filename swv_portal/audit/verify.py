"""Recompute the seals of a chain and say which event was changed, left out, put in, or cut off at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.db import connection, transaction

from .models import AuditHead
from .sealing import BEGIN_OF_CHAIN, EVENTS, HEADS, NO_SWV, sealed_text

# What is fetched at a time: memory stays flat however long the chain is.
AT_A_TIME = 2_000
HEX_SEAL = 64
BEGIN = BEGIN_OF_CHAIN.removeprefix("\\x")


class Kind(StrEnum):
    """What is wrong with one event, in Dutch for whoever verifies."""

    CHANGED = "gewijzigd"
    MISSING = "ontbreekt"
    INSERTED = "toegevoegd buiten het portaal om"
    BROKEN_LINK = "sluit niet aan: deze gebeurtenis of de vorige is opnieuw verzegeld"
    REWRITTEN = "de keten is herschreven sinds de vorige controle"
    NO_END = "het einde van de keten is niet vastgelegd"


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding: the number of the event in its chain (for a gap first and last), never what is in it."""

    kind: Kind
    first: int
    last: int

    @classmethod
    def at(cls, kind: Kind, sequence: int) -> Fault:
        """A fault of one event."""
        return cls(kind, sequence, sequence)


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends: number and seal of its last event."""

    sequence: int
    seal: str


@dataclass(slots=True)
class Verification:
    """The walk along one chain. Iterate over `faults()`; afterwards `checked` and `end` are known.

    `earlier`: the end as an earlier verification found it, kept where the administrator of the database cannot reach.
    """

    chain: int
    earlier: End | None = None
    checked: int = 0
    end: End = End(0, BEGIN)

    def faults(self) -> Iterator[Fault]:
        """Every fault, in the order of the chain."""
        # Events may come in while we read: the end before and the end after enclose what we may find.
        before = end_of(self.chain)
        known = {end.sequence: end.seal for end in (before, self.earlier) if end}
        expected, last = 1, BEGIN
        for sequence, seal, text in rows_of(self.chain):
            self.checked += 1
            if sequence == expected and text[:HEX_SEAL] == last and sha256(text.encode()).hexdigest() == seal:
                expected, last = sequence + 1, seal
            else:
                yield from _explain(sequence, seal, text, expected=expected, last=last)
                if sequence is not None and sequence >= expected:
                    expected, last = sequence + 1, seal
            if sequence in known and seal != known[sequence]:
                rewritten = self.earlier is not None and sequence == self.earlier.sequence
                yield Fault.at(Kind.REWRITTEN if rewritten else Kind.BROKEN_LINK, sequence)
        self.end = End(expected - 1, last)
        yield from self._at_the_end(before, end_of(self.chain))

    def _at_the_end(self, before: End | None, after: End | None) -> Iterator[Fault]:
        if before is None or after is None:
            if self.checked:
                yield Fault.at(Kind.NO_END, self.end.sequence)
        elif self.end.sequence < before.sequence:
            yield Fault(Kind.MISSING, self.end.sequence + 1, before.sequence)
        elif self.end.sequence > after.sequence:
            yield Fault(Kind.INSERTED, after.sequence + 1, self.end.sequence)
        if self.earlier and self.earlier.sequence > max(self.end.sequence, before.sequence if before else 0):
            yield Fault(Kind.REWRITTEN, self.end.sequence + 1, self.earlier.sequence)


def _explain(sequence: int | None, seal: str | None, text: str | None, *, expected: int, last: str) -> Iterator[Fault]:
    if sequence is None or sequence < expected:
        yield Fault.at(Kind.INSERTED, sequence or 0)
        return
    if sequence > expected:
        yield Fault(Kind.MISSING, expected, sequence - 1)
    if seal is None or text is None or sha256(text.encode()).hexdigest() != seal:
        yield Fault.at(Kind.CHANGED, sequence)
    elif sequence == expected and text[:HEX_SEAL] != last:
        yield Fault.at(Kind.BROKEN_LINK, sequence)


def rows_of(chain: int) -> Iterator[tuple[int | None, str, str]]:
    """Number, seal and sealed text of every event of a chain, as a stream; unsealed ones last."""
    own = "event.swv_id IS NULL" if chain == NO_SWV else "event.swv_id = %s"
    query = f"""
        SELECT event.sequence, encode(event.hash, 'hex'), {sealed_text("event")}
        FROM {EVENTS} AS event WHERE {own} ORDER BY event.sequence
    """  # noqa: S608 (no value from outside is in it)
    with transaction.atomic(), closing(connection.chunked_cursor()) as cursor:
        with connection.cursor() as setting:
            # Along the index: sorting first would put the whole chain on disk.
            setting.execute("SET LOCAL enable_sort = off")
        cursor.execute(query, [] if chain == NO_SWV else [chain])
        while rows := cursor.fetchmany(AT_A_TIME):
            yield from rows


def end_of(chain: int) -> End | None:
    """The end of a chain as the database keeps it."""
    head = AuditHead.objects.filter(pk=chain).first()
    return End(head.sequence, bytes(head.hash).hex()) if head else None


def chains() -> list[int]:
    """All chains: those with an end, and those that lost theirs but still have events."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT chain FROM {HEADS} UNION SELECT DISTINCT coalesce(swv_id, {NO_SWV}) FROM {EVENTS} ORDER BY 1"  # noqa: S608
        )
        return [chain for (chain,) in cursor.fetchall()]
