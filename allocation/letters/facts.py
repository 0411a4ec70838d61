"""Everything a decision letter says, frozen. Made from receipt and decision; the letter looks up nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation.letters.terms import objection_deadline
from allocation.policy.facts import Track
from allocation.policy.outcomes import Advice
from allocation.policy.wording.figures import FigureRow


class Addressee(StrEnum):
    """Who reads the letter: each gets an own text on the same ground."""

    PARENTS = "parents"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The SWV as it writes letters: address, house style, who signs, and where an objection goes.

    Without an objection address objections go to `address_lines`. Name `objection_email` only when the SWV has opened
    that way (Awb 2:13). `formal` chooses u or je for parents; schools always read u.
    """

    name: str
    code: str
    address_lines: tuple[str, ...]
    phone: str = ""
    email: str = ""
    website: str = ""
    logo: bytes | None = None
    accent_colour: str = "#154273"
    signer_name: str
    signer_function: str = ""
    objection_address: tuple[str, ...] = ()
    objection_email: str = ""
    support_point: tuple[str, ...] = ()
    formal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """The pupil as named in the letter; `call_name` in sentences, so no word depends on gender."""

    full_name: str
    call_name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The school that asked: name, and the location the request is for."""

    school_name: str
    location_name: str
    location_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """One letter about one decision.

    `advice` is what the rules say on the track that was asked; `points_to_other_track` that the data do fit the other.
    `own_rules`: the SWV opted out for lwoo and judged by its own criteria, so the letter does not call them the law's.
    `recipient` are the lines in the envelope window. `via_school`: no address of the parents is known or kept, so the
    school hands their letter over; its own letter asks it to. `grounds` are sentences, worded for this addressee.
    `reason` is what a person of the SWV wrote. The objection term counts from `sent_on`. Without `valid_until` the
    letter names no end: the law sets none.
    """

    addressee: Addressee
    sender: Sender
    recipient: tuple[str, ...]
    via_school: bool = False
    pupil: Pupil
    applicant: Applicant
    track: Track
    granted: bool
    advice: Advice
    points_to_other_track: bool
    own_rules: bool = False
    number: str
    request_number: str
    requested_on: date
    decided_on: date
    sent_on: date
    valid_from: date | None = None
    valid_until: date | None = None
    grounds: tuple[str, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    reason: str = ""
    legal_basis: tuple[str, ...] = ()

    @property
    def deviates(self) -> bool:
        """Whether a person decided otherwise than the rules advised."""
        return self.advice is (Advice.REFUSE if self.granted else Advice.GRANT)

    @property
    def objection_until(self) -> date:
        """The last day of the objection term."""
        return objection_deadline(sent_on=self.sent_on)

    @property
    def objection_lines(self) -> tuple[str, ...]:
        """Where an objection goes by post."""
        return self.sender.objection_address or (self.sender.name, *self.sender.address_lines)
