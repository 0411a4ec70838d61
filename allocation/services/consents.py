"""What the boards of an SWV answer on a framework. All must consent (WVO 2020 art. 2.48 lid 3)."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from allocation.models import BoardConsent, Framework
from schools.access import Action, Actor
from schools.models import Board
from schools.models.periods import on_date
from swv_portal import clock
from swv_portal.audit.record import record

from .framework_seals import choice_seal
from .framework_steps import lock_concept


class Standing(StrEnum):
    """Where one board stands on the choice as it is now."""

    GIVEN = "given"
    REFUSED = "refused"
    OUTDATED = "outdated"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BoardStanding:
    """One board with its last answer; an answer on an earlier choice is shown and does not count."""

    board: Board
    standing: Standing
    last: BoardConsent | None = None


class NotABoardHere(Exception):
    """The board has no location in the area of the SWV; the message is plain Dutch for the screen."""


def boards_of(*, swv_id: int, on: dt.date) -> list[Board]:
    """Every board with a location in the area on this day, also without vmbo."""
    here = on_date(on, prefix="schools__locations__affiliations__")
    found = Board.objects.filter(here, schools__locations__affiliations__swv_id=swv_id)
    return list(found.distinct().order_by("name"))


def standings_of(framework: Framework, *, on: dt.date) -> list[BoardStanding]:
    """Every board with where it stands, in two queries."""
    last = {one.board_id: one for one in framework.consents.order_by("recorded_at", "pk")}
    # A published choice is frozen; only its end may still move, and that asks nobody again.
    seal = choice_seal(framework) if framework.is_concept else None
    boards = boards_of(swv_id=framework.swv_id, on=on)
    return [BoardStanding(board, _standing(last.get(board.pk), seal), last.get(board.pk)) for board in boards]


def _standing(last: BoardConsent | None, seal: str | None) -> Standing:
    if last is None:
        return Standing.NONE
    return Standing(last.answer) if seal in {None, last.choice_seal} else Standing.OUTDATED


@transaction.atomic
def record_consent(
    *,
    actor: Actor,
    framework_id: uuid.UUID,
    board_id: int,
    answer: BoardConsent.Answer,
    answered_on: dt.date,
    signed_by: str,
    at: dt.datetime,
) -> BoardConsent:
    """Write down what a board answered on the choice as it is now. The same answer again changes nothing.

    Raises Framework.DoesNotExist, NotNow (no concept any more), NotABoardHere.
    """
    actor.require(Action.MANAGE_FRAMEWORKS)
    framework = lock_concept(actor=actor, framework_id=framework_id)
    _check_board(framework=framework, board_id=board_id, on=clock.date_of(at))
    said = {
        "answer": answer,
        "answered_on": answered_on,
        "signed_by": signed_by.strip(),
        "choice_seal": choice_seal(framework),
    }
    last = framework.consents.filter(board_id=board_id).last()
    if last is not None and all(getattr(last, name) == value for name, value in said.items()):
        return last
    consent = BoardConsent.objects.create(
        framework=framework, board_id=board_id, recorded_by_id=actor.user_id, recorded_at=at, **said
    )
    record(actor=actor, action="consent.record", on=framework, swv_id=framework.swv_id, board=board_id, answer=answer)
    return consent


def _check_board(*, framework: Framework, board_id: int, on: dt.date) -> None:
    if board_id not in {board.pk for board in boards_of(swv_id=framework.swv_id, on=on)}:
        raise NotABoardHere("Dit bestuur heeft geen vestiging in uw samenwerkingsverband.")
