"""An example to copy: lwoo for who is far enough behind in comprehensive reading, whatever the IQ.

A variant of its own: this file, one line in the registry, `tests/policy/variants/demo_reading_first.yaml` with named
pupils, and `docs/policies/demo_reading_first.md`. Offered to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from allocation.policy.algebra import MISSING, NOT_MET, Algebra
from allocation.policy.criteria.tracks import CONFLICT, lwoo_first, measured
from allocation.policy.facts import Domain, Dossier
from allocation.policy.findings import Finding, Limit, Reason
from allocation.policy.grounds import own_finding
from allocation.policy.needs import Needs
from allocation.policy.numbers import Numbers
from allocation.policy.options import Field, Options
from allocation.policy.parameters import Share
from allocation.policy.variant import Sentences, Variant
from allocation.policy.variants.shared import ALL_OF_LWOO

V = TypeVar("V")


class ReadingFirst(Options, frozen=True, kw_only=True):
    """How far behind."""

    delay_at_least: Annotated[
        str,
        Field("Kleinste leerachterstand bij begrijpend lezen", kind="share", source="WVO 2020 art. 2.48 lid 1"),
    ] = "1/3"


class DemoReadingFirst(Variant):
    """One criterion of its own takes the place of all others."""

    id = "demo_reading_first"
    name = "Voorbeeld: alleen begrijpend lezen telt"
    summary = "Een voorbeeld voor ontwikkelaars. Geen samenwerkingsverband kan deze variant kiezen."
    options = ReadingFirst
    is_example = True
    labels = {"behind_in_reading": "Leerachterstand begrijpend lezen"}
    staff = {
        "lwoo_full": ALL_OF_LWOO,
        "behind_in_reading": Sentences(
            "De leerachterstand bij begrijpend lezen is kleiner dan {bound}",
            "De leerachterstand bij begrijpend lezen is niet bekend",
            "Of de leerachterstand bij begrijpend lezen groot genoeg is, is niet zeker",
            "De leerachterstand bij begrijpend lezen is {bound}",
        ),
    }
    parents = {
        "behind_in_reading": Sentences(
            "De leerachterstand bij begrijpend lezen is te klein.",
            "De leerachterstand bij begrijpend lezen kennen wij niet.",
            "Of de leerachterstand bij begrijpend lezen groot genoeg is, is niet zeker.",
            "De leerachterstand bij begrijpend lezen is groot genoeg.",
        )
    }

    def criteria(self, algebra: Algebra[V], facts: Any, numbers: Numbers, options: ReadingFirst) -> dict[str, V]:
        """Composed of one comparison; pro is measured as always."""
        outcomes = measured(algebra, facts, numbers, social_emotional=algebra.affirmed(facts.social_emotional))
        share = Share.of(Fraction(options.delay_at_least))
        behind = algebra.delay_reaches(facts.delays[Domain.BL], share)
        never = dict.fromkeys(CONFLICT.values(), algebra.always(NOT_MET))
        return lwoo_first(algebra, outcomes | {"behind_in_reading": behind, "lwoo_full": behind, **never})

    def lwoo_parts(self, options: ReadingFirst) -> tuple[str, str]:
        """Both parts are the same criterion."""
        return ("behind_in_reading", "behind_in_reading")

    def own_findings(
        self, dossier: Dossier, outcomes: Mapping[str, int], numbers: Numbers, options: ReadingFirst
    ) -> tuple[Finding, ...]:
        """What reading shows."""
        reasons = (Reason.BELOW, Reason.NOT_TESTED, Reason.CROSSES, Reason.WITHIN)
        limit = Limit(at_least=options.delay_at_least)
        source = numbers.grounds["own"].source
        return (own_finding("behind_in_reading", outcomes["behind_in_reading"], reasons, source, limit),)

    def own_missing(self, dossier: Dossier, outcomes: Mapping[str, int]) -> tuple[str, ...]:
        """The level or the months of reading."""
        if outcomes["behind_in_reading"] != MISSING:
            return ()
        return ("dl_bl",) if dossier.delays[Domain.BL].dle_months.is_known else ("dle_bl",)

    def needs(self, numbers: Numbers, options: ReadingFirst) -> Needs:
        """One domain."""
        return Needs(iq=False, domains=1, core_domains=1)


VARIANT = DemoReadingFirst()
