"""Opting out without designating (populatiebekostiging): the SWV divides the money, no pupil is designated for lwoo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from allocation.policy.algebra import NOT_MET, Algebra
from allocation.policy.criteria.tracks import CONFLICT, measured
from allocation.policy.facts import Dossier
from allocation.policy.findings import Finding, Reason
from allocation.policy.grounds import own_finding
from allocation.policy.needs import Needs
from allocation.policy.numbers import Numbers
from allocation.policy.options import Field, Options
from allocation.policy.variant import Sentences, Variant

V = TypeVar("V")
WHY = (
    "Dit samenwerkingsverband wijst geen leerlingen aan voor lwoo: het verdeelt het geld voor lwoo over de scholen "
    "(populatiebekostiging)"
)


class NoDesignation(Options, frozen=True, kw_only=True):
    """What schools do instead of asking."""

    instead: Annotated[
        str,
        Field(
            "Wat doet de school in plaats van een aanvraag?",
            help="Scholen lezen deze tekst als zij lwoo willen aanvragen.",
            kind="text",
            highest=600,
            source="WVO 2020 art. 2.48 lid 1",
        ),
    ] = (
        "De school geeft de leerling zelf de ondersteuning die nodig is, uit het geld dat zij via de verdeelsleutel "
        "krijgt. Bewaar het dossier: bij een verhuizing naar een ander samenwerkingsverband kan het nodig zijn."
    )


class NobodyDesignated(Variant):
    """lwoo is closed for everyone; pro stays as the law has it."""

    id = "opting_out_no_designation"
    name = "Niemand aanwijzen (populatiebekostiging)"
    summary = (
        "Het samenwerkingsverband wijst niemand aan voor lwoo en verdeelt het geld over de scholen met de sleutel uit "
        "het ondersteuningsplan."
    )
    options = NoDesignation
    designates = False
    staff = {"lwoo_full": Sentences(WHY, WHY, WHY, WHY)}
    parents = {"lwoo_full": Sentences(*(4 * ("In deze regio krijgt geen enkele leerling een aanwijzing voor lwoo.",)))}

    def criteria(self, algebra: Algebra[V], facts: Any, numbers: Numbers, options: NoDesignation) -> dict[str, V]:
        """Tests say what they say, but nobody meets lwoo, so nothing can be in conflict with pro either."""
        outcomes = measured(algebra, facts, numbers, social_emotional=algebra.affirmed(facts.social_emotional))
        nobody = algebra.always(NOT_MET)
        return outcomes | {"lwoo_full": nobody, **dict.fromkeys(CONFLICT.values(), nobody)}

    def own_findings(
        self, dossier: Dossier, outcomes: Mapping[str, int], numbers: Numbers, options: NoDesignation
    ) -> tuple[Finding, ...]:
        """That lwoo is closed, whatever the tests say."""
        reasons = (Reason.NO,) * 4
        return (own_finding("lwoo_full", outcomes["lwoo_full"], reasons, numbers.grounds["own"].source),)

    def needs(self, numbers: Numbers, options: NoDesignation) -> Needs:
        """Nothing: requests are turned away."""
        return Needs(iq=False, learning_delay=False, designates=False)

    def instead(self, options: NoDesignation) -> str:
        """As the SWV wrote it."""
        return options.instead


VARIANT = NobodyDesignated()
