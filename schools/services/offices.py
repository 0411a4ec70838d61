"""The roles somebody may give: which role, at which organisation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from schools.access import ROLE_NAMES, SCHOOL_ROLES, SWV_ROLES, Actor, Role
from schools.models import Board, School, Swv
from schools.models.people import schools_in_area_of, whole_boards


@dataclass(frozen=True, slots=True)
class Office:
    """One role at one organisation, as a choice on a form. `key` names it there."""

    role: Role
    kind: str
    pk: int
    organisation: str

    @property
    def key(self) -> str:
        """For example `director:school:3`."""
        return f"{self.role}:{self.kind}:{self.pk}"

    @property
    def label(self) -> str:
        """For example ‘Schooldirecteur, Beekdal College’."""
        return f"{ROLE_NAMES[self.role].capitalize()}, {self.organisation}"

    @property
    def place(self) -> dict[str, int]:
        """The field of a membership or an invitation that holds the organisation."""
        return {f"{self.kind}_id": self.pk}

    @property
    def swv_id(self) -> int | None:
        """The SWV in whose trail it is written; none for a school."""
        return self.pk if self.kind == "swv" else None


def offices_of(actor: Actor, *, on: dt.date) -> list[Office]:
    """What this administrator may give: an SWV its own roles and the directors of its area, a director the school's."""
    if actor.at_school:
        boards = [("board", one.pk, one.name) for one in Board.objects.filter(pk__in=whole_boards(actor.school_ids))]
        schools = [("school", one.pk, one.name) for one in School.objects.filter(pk__in=actor.school_ids)]
        return _offices(SCHOOL_ROLES, schools + boards)
    own = [("swv", one.pk, one.name) for one in Swv.objects.filter(pk=actor.swv_id)]
    inside = schools_in_area_of(actor.swv_id, on=on)
    schools = [("school", one.pk, one.name) for one in School.objects.filter(pk__in=inside)]
    boards = [("board", one.pk, one.name) for one in Board.objects.filter(pk__in=whole_boards(inside))]
    return _offices(SWV_ROLES, own) + _offices(frozenset({Role.DIRECTOR}), schools + boards)


def _offices(roles: frozenset[Role], places: list[tuple[str, int, str]]) -> list[Office]:
    ordered = sorted(roles, key=list(Role).index)
    return [Office(role, *place) for place in sorted(places, key=lambda one: one[2]) for role in ordered]
