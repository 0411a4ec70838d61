"""One test of a request beside the list of its year, and how a note about it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from allocation.policy.circumstances import ComesFrom
from allocation.policy.criteria.evidence_texts import SUBJECTS
from allocation.policy.editions import Criterion, Edition, Instrument
from allocation.policy.facts import Dossier, Origin
from allocation.policy.notes import Note, Weight

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier as it was filed, with the edition that holds on that day."""

    dossier: Dossier
    edition: Edition
    filed_on: date
    complete_on: date
    comes_from: ComesFrom | None

    def note(self, rule: str, about: Criterion, weight: Weight, *, citation: str = "", **values: str) -> Note:
        """A note on a criterion that rests on the edition, or on another place in the law."""
        edition = self.edition
        told = {"subject": SUBJECTS[about], "school_year": edition.school_year, **values}
        return Note(rule, about.value, weight, citation or edition.citation, edition.confidence, told)


@dataclass(frozen=True)
class Taken:
    """One test: what it is for and where it comes from."""

    filing: Filing
    criterion: Criterion
    origin: Origin

    @property
    def typed(self) -> str:
        """The name as somebody typed it, not longer than a sentence can hold."""
        text = " ".join(self.origin.instrument.split())
        return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"

    @cached_property
    def found(self) -> Instrument | None:
        """The test on the list that is meant, perhaps for another criterion or track."""
        return self.filing.edition.find(self.origin.instrument, self.criterion)

    @property
    def instrument(self) -> Instrument | None:
        """The test on the list, when it is one for this criterion."""
        return self.found if self.found and self.found.criterion == self.criterion else None

    def note(self, rule: str, weight: Weight, *, citation: str = "", **values: str) -> Note:
        """A note about this test."""
        return self.filing.note(rule, self.criterion, weight, citation=citation, **values)
