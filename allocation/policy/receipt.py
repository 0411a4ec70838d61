"""What is kept of one assessment: facts with origin, law, findings, outcome; canonical, sealed and replayable."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

import msgspec

from allocation.policy.facts import Dossier, Track
from allocation.policy.findings import Finding
from allocation.policy.outcomes import Advice, Outcome, advise
from allocation.policy.parameters import Reading

# Raised when the shape of a receipt or the meaning of a criterion changes; a new legal number is a new dated value.
ENGINE = "1"


class RuleVersion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One legal number or reading as it stood: id, date of entry into force, and where it is written."""

    id: str
    starts_on: date
    source: str
    citation: str
    confidence: str


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One assessment.

    `settled`: better measurement cannot change the outcome. `missing`: what must still be measured, as codes.
    `same_rule`: on this date both readings of lid 6 follow the same rule, so they cannot differ.
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
        return self.advice_for(self.facts.track)

    @property
    def points_to_other_track(self) -> bool:
        """The facts meet the other track and not the one asked: a new request would be needed."""
        return self.advice_for(self.facts.track.other) is Advice.GRANT

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
