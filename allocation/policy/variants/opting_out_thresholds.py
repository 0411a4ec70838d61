"""Opting out with own thresholds: the SWV designates by its own bounds for IQ, learning delay and problems."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from allocation.policy.algebra import MET, Algebra
from allocation.policy.criteria.learning_delay import PER_DOMAIN
from allocation.policy.criteria.tracks import CONFLICT, NATIONAL_LWOO, concluded, lwoo_first, measured
from allocation.policy.facts import Dossier
from allocation.policy.findings import Finding, Limit, Reason
from allocation.policy.grounds import own_finding
from allocation.policy.needs import Needs
from allocation.policy.numbers import NO_BAND, Numbers, OwnLwoo, with_own_lwoo
from allocation.policy.options import Field
from allocation.policy.variant import Sentences, Variant
from allocation.policy.variants.shared import NEVER, OVERLAP_RULES, Overlapping

V = TypeVar("V")
ALWAYS, UNLESS_DELAY_DECIDES, NOT_NEEDED = "always", "unless_delay_decides", "never"
ARTICLE = "WVO 2020 art. 2.48 lid 1"
IQ = {"unit": "IQ-punten", "lowest": 40, "highest": 145, "source": ARTICLE}


class Thresholds(Overlapping, frozen=True, kw_only=True):
    """Bounds for lwoo. What stays empty follows the law of the day."""

    iq_use: Annotated[
        str,
        Field(
            "Is een IQ nodig?",
            help="‘Alleen als …’: bij leerachterstand op genoeg vakken beslist die, en is geen IQ-test nodig.",
            kind="choice",
            choices=(
                (ALWAYS, "Ja, altijd"),
                (UNLESS_DELAY_DECIDES, "Alleen als de leerachterstand niet beslist"),
                (NOT_NEEDED, "Nee, nooit"),
            ),
            source=ARTICLE,
        ),
    ] = ALWAYS
    decisive_domains: Annotated[
        int,
        Field(
            "Op hoeveel domeinen moet de leerachterstand passen om te beslissen?",
            help="Alleen van belang als een IQ niet altijd nodig is.",
            unit="domeinen",
            lowest=1,
            highest=4,
            source=ARTICLE,
        ),
    ] = 3
    iq_lowest: Annotated[int | None, Field("Laagste IQ", help="Landelijk 75. Deze grens telt mee.", **IQ)] = None
    iq_highest: Annotated[int | None, Field("Hoogste IQ", help="Landelijk 120. Deze grens telt mee.", **IQ)] = None
    social_emotional_counts: Annotated[
        bool,
        Field(
            "Zijn bij een hoger IQ sociaal-emotionele problemen nodig?",
            kind="yes_no",
            source=ARTICLE,
        ),
    ] = True
    social_emotional_from: Annotated[
        int | None, Field("Vanaf welk IQ zijn die problemen nodig?", help="Landelijk vanaf 91.", **IQ)
    ] = None
    delay_at_least: Annotated[
        str | None,
        Field("Kleinste leerachterstand", help="Landelijk 0,25. Deze grens telt mee.", kind="share", source=ARTICLE),
    ] = None
    large_delay_counts: Annotated[
        bool,
        Field(
            "Telt een leerachterstand van 0,5 of meer ook voor lwoo?",
            help="Landelijk niet: zo'n leerachterstand hoort bij pro.",
            kind="yes_no",
            source=ARTICLE,
        ),
    ] = False
    domains: Annotated[
        int | None,
        Field(
            "Op hoeveel domeinen moet de leerachterstand passen?",
            help="Landelijk 2 van de 4.",
            unit="domeinen",
            lowest=1,
            highest=4,
            source=ARTICLE,
        ),
    ] = None
    core_domains: Annotated[
        int | None,
        Field(
            "Hoeveel daarvan moeten begrijpend lezen of inzichtelijk rekenen zijn?",
            help="Landelijk 1.",
            unit="domeinen",
            lowest=0,
            highest=2,
            source=ARTICLE,
        ),
    ] = None


class OwnThresholds(Variant):
    """Only bounds differ from the national way, and whether an IQ is needed."""

    frees_route = True
    id = "opting_out_thresholds"
    name = "Eigen drempels"
    summary = (
        "Het samenwerkingsverband wijst leerlingen aan volgens eigen grenzen voor IQ, leerachterstand en "
        "sociaal-emotionele problemen, en bepaalt of een IQ nodig is."
    )
    options = Thresholds
    labels = {"iq_waived": "IQ"}
    staff = {
        "iq_waived": Sentences(
            "De leerachterstand past niet op genoeg domeinen ({bound}) om zonder IQ te beslissen.",
            "Of de leerachterstand zonder IQ beslist ({bound} domeinen), is nog niet te zeggen.",
            "Of de leerachterstand zonder IQ beslist ({bound} domeinen), is niet zeker.",
            "Een IQ is hier niet nodig",
        )
    }
    parents = {
        "iq_waived": Sentences(
            "De leerachterstand beslist hier niet zonder IQ.",
            "Of er een IQ nodig is, weten wij nog niet.",
            "Of er een IQ nodig is, is niet zeker.",
            "Een intelligentietest is hier niet nodig: de leerachterstand beslist.",
        )
    }

    def check(self, options: Thresholds, law: Numbers) -> dict[str, str]:
        """Bounds that leave nobody over are a typing error."""
        own = with_own_lwoo(law, _own(options))
        errors = {}
        lowest, highest = _edges(own)
        if lowest > highest:
            errors["iq_highest"] = f"Het hoogste IQ ({highest}) ligt onder het laagste ({lowest})."
        if not options.large_delay_counts and own.delay.lwoo.part >= law.delay.pro.part:
            errors["delay_at_least"] = "De kleinste leerachterstand moet kleiner zijn dan 0,5, de grens voor pro."
        if own.delay.lwoo_core_domains > own.delay.lwoo_domains:
            errors["core_domains"] = "Dit zijn er meer dan het aantal domeinen in totaal."
        if options.iq_use == UNLESS_DELAY_DECIDES and options.decisive_domains < own.delay.lwoo_domains:
            errors["decisive_domains"] = f"Kies er ten minste {own.delay.lwoo_domains}: zo veel zijn er al nodig."
        return errors

    def numbers(self, law: Numbers, options: Thresholds) -> Numbers:
        """The bounds of the SWV where it gave them."""
        return with_own_lwoo(law, _own(options))

    def criteria(self, algebra: Algebra[V], facts: Any, numbers: Numbers, options: Thresholds) -> dict[str, V]:
        """A learning delay that decides by itself makes the IQ needless, and with it the comparison with pro."""
        outcomes = measured(algebra, facts, numbers, social_emotional=algebra.affirmed(facts.social_emotional))
        if options.iq_use == ALWAYS:
            outcomes = concluded(algebra, outcomes, numbers, NATIONAL_LWOO)
            return lwoo_first(algebra, outcomes) if options.overlap == NEVER else outcomes
        outcomes["iq_waived"] = self._waived(algebra, outcomes, options)
        outcomes["lwoo_capacity"] = algebra.any_of(outcomes["lwoo_iq"], outcomes["iq_waived"])
        outcomes = concluded(algebra, outcomes, numbers, self.lwoo_parts(options))
        for name in CONFLICT.values():
            outcomes[name] = algebra.all_of(outcomes[name], algebra.opposite(outcomes["iq_waived"]))
        return lwoo_first(algebra, outcomes)

    @staticmethod
    def _waived(algebra: Algebra[V], outcomes: Mapping[str, V], options: Thresholds) -> V:
        if options.iq_use == NOT_NEEDED:
            return algebra.always(MET)
        enough = algebra.at_least(options.decisive_domains, [outcomes[name] for name in PER_DOMAIN["lwoo_delay"]])
        return algebra.all_of(enough, outcomes["lwoo_delay"])

    def lwoo_parts(self, options: Thresholds) -> tuple[str, str]:
        """Where an IQ is not always needed, capacity is more than the IQ."""
        return NATIONAL_LWOO if options.iq_use == ALWAYS else ("lwoo_capacity", "lwoo_delay")

    def own_findings(
        self, dossier: Dossier, outcomes: Mapping[str, int], numbers: Numbers, options: Thresholds
    ) -> tuple[Finding, ...]:
        """Whether the IQ was needed."""
        if options.iq_use == ALWAYS:
            return ()
        bound = None if options.iq_use == NOT_NEEDED else Limit(at_least=str(options.decisive_domains))
        reasons = (Reason.NO, Reason.NOT_TESTED, Reason.CROSSES, Reason.YES)
        return (own_finding("iq_waived", outcomes["iq_waived"], reasons, numbers.grounds["own"].source, bound),)

    def needs(self, numbers: Numbers, options: Thresholds) -> Needs:
        """The IQ is asked only where it is always needed; elsewhere the check says when it is missing."""
        boundary = numbers.iq_bands["lwoo_iq_b"][0]
        return Needs(
            iq=options.iq_use == ALWAYS,
            social_emotional_from=boundary if options.social_emotional_counts else None,
            domains=numbers.delay.lwoo_domains,
            core_domains=numbers.delay.lwoo_core_domains,
        )

    def school_years(self, options: Thresholds) -> int | None:
        """As chosen."""
        return options.school_years

    def renewal_months(self, options: Thresholds) -> int | None:
        """As chosen."""
        return options.renewal_months


def _own(options: Thresholds) -> OwnLwoo:
    return OwnLwoo(
        iq_lowest=options.iq_lowest,
        iq_highest=options.iq_highest,
        social_emotional_from=options.social_emotional_from,
        social_emotional_counts=options.social_emotional_counts,
        delay_at_least=None if options.delay_at_least is None else Fraction(options.delay_at_least),
        delay_has_no_upper_bound=options.large_delay_counts,
        domains=options.domains,
        core_domains=options.core_domains,
        conflict=OVERLAP_RULES.get(options.overlap),
    )


def _edges(numbers: Numbers) -> tuple[int, int]:
    """The lowest and the highest IQ over both bands."""
    bands = [band for band in (numbers.iq_bands["lwoo_iq_a"], numbers.iq_bands["lwoo_iq_b"]) if band != NO_BAND]
    return bands[0][0], bands[-1][1]


VARIANT = OwnThresholds()
