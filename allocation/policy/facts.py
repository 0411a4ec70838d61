"""What is known about a pupil, frozen. What is not known is the widest range, never zero or false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from msgspec import UNSET, UnsetType

from allocation.policy.measures import HIGHEST, UNTESTED, Range
from allocation.policy.needs import Judged


class Track(StrEnum):
    """What the school asks for."""

    LWOO = "lwoo"
    PRO = "pro"

    @property
    def other(self) -> Track:
        return Track.PRO if self is Track.LWOO else Track.LWOO


class Domain(StrEnum):
    """The four domains of learning delay, in the order of the law."""

    TL = "tl"
    SP = "sp"
    BL = "bl"
    IR = "ir"

    # As for any text: "bl" finds Domain.BL in a mapping.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact comes from: instrument, test date, who is responsible, and the door it came in by."""

    instrument: str = ""
    tested_on: date | None = None
    responsible: str = ""
    source: str = ""
    # psychologist, orthopedagogue, other, or empty when not said.
    responsible_role: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class DelayMeasure:
    """One domain: months of education at the test (DL) and the level reached, in months (DLE)."""

    dl_months: int | None = None
    dle_months: Range = UNTESTED
    origin: Origin | None = None

    @property
    def has_dl(self) -> bool:
        """A DL of zero, below zero or beyond counting is no DL: nothing can be compared with it."""
        return self.dl_months is not None and 0 < self.dl_months <= HIGHEST


UNMEASURED = DelayMeasure()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The facts of one request. Domains that are not given were not tested."""

    track: Track
    iq_points: Range = UNTESTED
    delays: Mapping[Domain, DelayMeasure] = field(default_factory=dict)
    social_emotional: bool | None = None
    iq_origin: Origin | None = None
    social_emotional_origin: Origin | None = None
    # What the school judges itself, where its SWV lets that replace a criterion. Left out of receipts without.
    school_judgement: Mapping[Judged, bool] | UnsetType = UNSET

    def __post_init__(self) -> None:
        complete = {domain: self.delays.get(domain, UNMEASURED) for domain in Domain}
        if unknown := set(self.delays) - set(complete):
            raise ValueError(f"no such domain: {', '.join(sorted(unknown))}")
        object.__setattr__(self, "delays", MappingProxyType(complete))
        if self.school_judgement is not UNSET:
            object.__setattr__(self, "school_judgement", MappingProxyType(dict(self.school_judgement)))

    def judged(self, criterion: Judged) -> bool | None:
        """The judgement of the school on one criterion, if it gave one."""
        return None if self.school_judgement is UNSET else self.school_judgement.get(criterion)
