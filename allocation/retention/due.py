"""What of one request must be destroyed on a day, since when, and what stands in the way. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from allocation.workflow import State

from .kinds import Block, Kind, Start
from .terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The dates of one request, as far as a term may start from them. `health_gone`: destroyed before."""

    state: State
    decided_on: dt.date | None = None
    granted: bool = False
    valid_until: dt.date | None = None
    withdrawn_on: dt.date | None = None
    health_gone: bool = False
    held: bool = False
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """One class of one request whose term is over. `since`: the first day after the term."""

    kind: Kind
    start: dt.date
    since: dt.date
    citation: str
    blocks: tuple[Block, ...]


def due(case: Case, *, terms: Terms, on: dt.date) -> tuple[Due, ...]:
    """Every class of the request whose term is over on the day. An open request is never on the list."""
    return tuple(_over(case, terms=terms, on=on))


def _over(case: Case, *, terms: Terms, on: dt.date) -> Iterator[Due]:
    for kind in _kinds(case):
        start = _start(case, terms.start(kind))
        if start is None:
            continue
        last_day = terms.last_day(kind, start)
        if last_day < on:
            blocks = tuple(_blocks(case, kind, terms=terms, on=on))
            yield Due(kind, start, last_day + dt.timedelta(days=1), terms.law[kind].source.citation, blocks)


def _kinds(case: Case) -> tuple[Kind, ...]:
    if case.state is State.WITHDRAWN:
        return (Kind.WITHDRAWN,)
    if case.state not in {State.DECIDED, State.ANNOUNCED}:
        return ()
    whole = Kind.GRANTED if case.granted else Kind.REFUSED
    return (whole,) if case.health_gone else (Kind.HEALTH, whole)


def _start(case: Case, start: Start) -> dt.date | None:
    if start is Start.WITHDRAWN:
        return case.withdrawn_on
    if start is Start.END_OF_VALIDITY and case.valid_until and case.decided_on:
        return max(case.valid_until, case.decided_on)
    return case.decided_on


def _blocks(case: Case, kind: Kind, *, terms: Terms, on: dt.date) -> Iterator[Block]:
    if case.held:
        yield Block.HELD
    if case.restricted:
        yield Block.RESTRICTED
    if not terms.may_go(kind):
        yield Block.PERMISSION
    if kind is Kind.GRANTED and case.valid_until is not None and case.valid_until > on:
        yield Block.STILL_VALID
    if case.state is State.DECIDED:
        yield Block.NOT_ANNOUNCED
