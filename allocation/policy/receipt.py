"""What is kept of one assessment: facts with origin, law, findings, outcome; canonical, sealed and replayable."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

import msgspec

from allocation.policy.algebra import Standing
from allocation.policy.circumstances import Circumstances
from allocation.policy.facts import Dossier, Track
from allocation.policy.findings import Finding
from allocation.policy.notes import Note, Weight
from allocation.policy.outcomes import Advice, Outcome, advise
from allocation.policy.parameters import Reading
from allocation.policy.ruleset import Ruleset
from allocation.policy.sample import Draw

# Raised when the shape of a receipt or the meaning of a criterion changes; a new legal number is a new dated value.
ENGINE = "2"


class RuleVersion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One legal number or reading as it stood: id, date of entry into force, and where it is written."""

    id: str
    starts_on: date
    source: str
    citation: str
    confidence: str


class EditionRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list of allowed tests that was used: its school year, and the hash of its text."""

    school_year: str
    sha256: str


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, dict=True):
    """One assessment.

    `settled`: better measurement cannot change the outcome. `missing`: what must still be measured, as codes.
    `same_rule`: on this date both readings of lid 6 follow the same rule, so they cannot differ.
    `ruleset`: what the SWV chose, absent under the national rules without a framework.
    With `circumstances`: how the request came in; `route`, whether it may (`special_route`: a later change to pro,
    art. 2.47, which a person weighs); `notes` on route and tests; `draw` for a variant with a sample.
    """

    engine: str
    variant: str
    law_on: date
    reading: Reading
    outcome: Outcome
    settled: bool
    other_outcome: Outcome
    other_settled: bool
    same_rule: bool
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    rules: tuple[RuleVersion, ...]
    facts: Dossier
    ruleset: Ruleset | None = None
    circumstances: Circumstances | None = None
    edition: EditionRef | None = None
    route: Standing | None = None
    special_route: bool = False
    notes: tuple[Note, ...] = ()
    draw: Draw | None = None

    @property
    def readings_differ(self) -> bool:
        """Whether the other reading of lid 6 comes to another outcome."""
        return self.outcome != self.other_outcome

    def finding(self, criterion: str) -> Finding:
        return self._by_criterion[criterion]

    @cached_property
    def _by_criterion(self) -> dict[str, Finding]:
        return {found.criterion: found for found in self.findings}

    @property
    def conflict(self) -> Finding:
        """Lid 6 in the reading of this receipt."""
        return self.finding(f"conflict_{self.reading}")

    def advice_for(self, track: Track) -> Advice:
        """What the rules say on one track; the other track may still be open."""
        return advise(self.conflict.outcome, self.finding(f"{track}_full").outcome)

    @property
    def advice(self) -> Advice:
        """What the rules advise on the request: its route first, then the criteria, if the tests may be used."""
        if self.route is Standing.NOT_MET:
            return Advice.REFUSE
        if self.route is Standing.MISSING:
            return Advice.INCOMPLETE
        if self.special_route:
            return Advice.PERSON_DECIDES
        advice = self.advice_for(self.facts.track)
        unusable = any(note.weight is Weight.OBSTACLE for note in self.notes)
        return Advice.PERSON_DECIDES if unusable and advice in {Advice.GRANT, Advice.REFUSE} else advice

    @property
    def is_outside_route(self) -> bool:
        """The request may not be made this way, whatever the tests say."""
        return self.route is Standing.NOT_MET

    @property
    def points_to_other_track(self) -> bool:
        """The facts meet the other track and not the one asked: a new request would be needed."""
        asked = self.facts.track
        return self.advice_for(asked.other) is Advice.GRANT and self.advice_for(asked) is not Advice.GRANT

    def canonical_json(self) -> str:
        """The same receipt always gives the same text: keys sorted, no clock, no timings."""
        return _ENCODER.encode(self).decode()

    @property
    def seal(self) -> str:
        """SHA-256 over the canonical text."""
        return hashlib.sha256(_ENCODER.encode(self)).hexdigest()

    @classmethod
    def from_json(cls, text: str | bytes) -> Receipt:
        """Reads a stored receipt; raises ValueError when anything in it would be lost or changed by reading."""
        receipt = msgspec.json.decode(text, type=cls)
        if msgspec.json.decode(receipt.canonical_json()) != msgspec.json.decode(text):
            raise ValueError("this is not a receipt as it was written: a fact in it is unknown or left out")
        return receipt


def _encode(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(type(value))


_ENCODER = msgspec.json.Encoder(order="sorted", enc_hook=_encode)
