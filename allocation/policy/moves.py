"""Which SWV decides and pays when a pupil moves between samenwerkingsverbanden, and what the school must do. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from allocation.policy.facts import Track
from allocation.policy.law_of_day import numbers_on
from allocation.policy.move_rules import MOVES, Designation, MoveRule, Regime

LAST_NATIONAL_YEAR = 1
COUNT_DAY = (10, 1)
SITE = "WVO 2020 art. 2.47 lid 2"
COUNT = "WVO 2020 art. 5.8 en 5.13, Ub WVO 2020 art. 6.9"
PRO = "WVO 2020 art. 2.30 en 2.48 lid 1"
LATER_PRO = "Ub WVO 2020 art. 2.47"
NO_ROUTE = "WVO 2020 art. 2.43 lid 3"
NO_ROUTE_TEXT = (
    "Vanaf leerjaar 2 is er landelijk geen weg meer naar lwoo: een aanvraag kan alleen direct vanuit de basisschool of "
    "vanuit leerjaar 1."
)
FROM_PRIMARY = (
    "De leerling komt van de basisschool. Het samenwerkingsverband van de nieuwe school beslist; een aanwijzing is er "
    "nog niet."
)
FROM_PRIMARY_PRO = "Voor praktijkonderwijs gelden overal de landelijke regels; een verklaring is er nog niet."
STAYS_VALID = "Voor praktijkonderwijs gelden overal de landelijke regels. Een toelaatbaarheidsverklaring blijft geldig."
LATER = "Is er nog geen verklaring, dan kan een aanvraag vanaf leerjaar 2 alleen voor bijzondere groepen."
ASK = "Dien een aanvraag in bij het samenwerkingsverband van uw vestiging."
ASK_TLV = (
    "Vraag de toelaatbaarheidsverklaring en het dossier op bij de vorige school en meld de leerling bij het nieuwe "
    "samenwerkingsverband."
)
REQUEST_TLV = "Dien een aanvraag voor een toelaatbaarheidsverklaring in bij het samenwerkingsverband van uw vestiging."


class Event(StrEnum):
    """The pupil moves house and keeps the school, changes school within VO, or comes from primary school."""

    MOVE_HOUSE = "move_house"
    CHANGE_SCHOOL = "change_school"
    PO_TO_VO = "po_to_vo"


class Who(StrEnum):
    """The SWV the pupil leaves, the one the pupil comes to, or nobody."""

    FROM = "from"
    TO = "to"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A pupil between two SWVs. `school_year`: the year of VO the pupil is in, 1 to 5; no matter from PO to VO."""

    track: Track
    leaves: Regime
    enters: Regime
    event: Event
    school_year: int
    on: date

    def __post_init__(self) -> None:
        if not 1 <= self.school_year <= 5:
            raise ValueError("het leerjaar ligt tussen 1 en 5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do; `before` is the last day on which it still counts, where there is one."""

    id: str
    text: str
    before: date | None
    citation: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The answer. `payer` pays from `pays_from` on; `counted_on` is the 1 October that decides it (None: unchanged).

    `request_possible`: whether a new request can be made by the rules of the deciding SWV; `obstacle` says why not.
    """

    scenario: int
    deciding: Who
    designation: Designation
    payer: Who
    pays_from: date | None
    counted_on: date | None
    request_possible: bool
    obstacle: str
    why: str
    tasks: tuple[Task, ...]
    citations: tuple[str, ...]
    confidence: str
    designation_confidence: str


def guide(move: Move) -> Guide:
    """What holds for this move. Every combination has an answer; NoRulesError on a day without rules."""
    numbers_on(move.on)
    rule = MOVES[move.leaves, move.enters]
    if move.event is Event.MOVE_HOUSE:
        return _nothing_changes(move, rule)
    return _pro(move, rule) if move.track is Track.PRO else _lwoo(move, rule)


def next_count(on: date) -> date:
    """The first 1 October on or after this day: there the pupil counts for the location that has him then."""
    this_year = date(on.year, *COUNT_DAY)
    return this_year if on <= this_year else date(on.year + 1, *COUNT_DAY)


def next_count_after(on: date) -> date:
    """The first 1 October after this day: a decision counts when it is taken before it (Ub WVO 2020 art. 6.9)."""
    return next_count(on + timedelta(days=1))


def _nothing_changes(move: Move, rule: MoveRule) -> Guide:
    """Only the house moves: the location stays, and with it the SWV that decides and pays."""
    return Guide(
        scenario=rule.scenario,
        deciding=Who.FROM,
        designation=Designation.NONE if _has_none(move) else Designation.VALID,
        payer=Who.FROM,
        pays_from=None,
        counted_on=None,
        request_possible=move.leaves is not Regime.NO_DESIGNATION or move.track is Track.PRO,
        obstacle="",
        why="De leerling blijft op dezelfde school. Alleen de vestiging telt, niet het huisadres. Er verandert niets.",
        tasks=(),
        citations=(SITE,),
        confidence="M",
        designation_confidence="M",
    )


def _has_none(move: Move) -> bool:
    return move.track is Track.LWOO and move.leaves is Regime.NO_DESIGNATION


def _lwoo(move: Move, rule: MoveRule) -> Guide:
    from_primary = move.event is Event.PO_TO_VO
    needs_new = from_primary or rule.designation is not Designation.VALID
    counted_on = next_count_after(move.on) if needs_new else next_count(move.on)
    closed = rule.national_route and _is_too_late(move)
    obstacle = NO_ROUTE_TEXT if closed and needs_new else ""
    decides = rule.deciding == Who.TO
    return Guide(
        scenario=rule.scenario,
        deciding=Who(rule.deciding),
        designation=Designation.NONE if from_primary else rule.designation,
        payer=Who.TO,
        pays_from=date(counted_on.year + 1, 1, 1),
        counted_on=counted_on,
        request_possible=decides and not closed,
        obstacle=obstacle,
        why=FROM_PRIMARY if from_primary and decides else rule.why,
        tasks=() if obstacle else tuple(_tasks(move, rule)),
        citations=tuple(dict.fromkeys((rule.citation, SITE, COUNT, *((NO_ROUTE,) if obstacle else ())))),
        confidence=rule.confidence,
        designation_confidence=rule.designation_confidence,
    )


def _is_too_late(move: Move) -> bool:
    return move.event is Event.CHANGE_SCHOOL and move.school_year > LAST_NATIONAL_YEAR


def _tasks(move: Move, rule: MoveRule) -> Iterator[Task]:
    last = _last_day(move.on)
    if move.event is Event.PO_TO_VO and rule.deciding == Who.TO:
        yield Task(id="request_from_primary", text=_ask(move), before=last, citation=COUNT, confidence="M")
        return
    for one in rule.actions:
        citation = COUNT if one.before_count else rule.citation
        before = last if one.before_count else None
        yield Task(id=one.id, text=one.text, before=before, citation=citation, confidence=rule.confidence)


def _ask(move: Move) -> str:
    """At the start of VO there is no designation to take over: the VO school asks, and tests if nobody did."""
    if move.enters is Regime.OWN_CRITERIA:
        return f"{ASK} Het heeft eigen regels: kijk in het ondersteuningsplan."
    if move.leaves is not Regime.NATIONAL:
        return f"{ASK} De basisschool ligt waar niet altijd wordt getest: regel zelf de tests die ontbreken."
    return ASK


def _last_day(on: date) -> date:
    """The last day on which a decision still counts for the next 1 October."""
    return next_count_after(on) - timedelta(days=1)


def _pro(move: Move, rule: MoveRule) -> Guide:
    """pro follows the law everywhere; a TLV is not touched by opting out."""
    from_primary, late = move.event is Event.PO_TO_VO, _is_too_late(move)
    counted_on = next_count_after(move.on) if from_primary else next_count(move.on)
    name, text = ("request_pro", REQUEST_TLV) if from_primary else ("ask_dossier", ASK_TLV)
    return Guide(
        scenario=rule.scenario,
        deciding=Who.TO,
        designation=Designation.NONE if from_primary else Designation.VALID,
        payer=Who.TO,
        pays_from=date(counted_on.year + 1, 1, 1),
        counted_on=counted_on,
        request_possible=True,
        obstacle="",
        why=(FROM_PRIMARY_PRO if from_primary else STAYS_VALID) + (f" {LATER}" if late else ""),
        tasks=(Task(id=name, text=text, before=_last_day(move.on), citation=COUNT, confidence="M"),),
        citations=tuple(dict.fromkeys((PRO, SITE, COUNT, *((LATER_PRO,) if late else ())))),
        confidence="M",
        designation_confidence="M",
    )
