"""Opting out with trust: the motivated judgement of the school replaces a criterion, and a sample is looked into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from allocation.policy.algebra import MISSING, NOT_MET, Algebra
from allocation.policy.criteria.tracks import CONFLICT, NATIONAL_LWOO, concluded, lwoo_first, measured
from allocation.policy.facts import Dossier
from allocation.policy.findings import Finding, Reason
from allocation.policy.grounds import own_finding
from allocation.policy.needs import Judged, Needs
from allocation.policy.numbers import Numbers
from allocation.policy.options import Field
from allocation.policy.sample import Draw, draw
from allocation.policy.variant import Sentences, Variant
from allocation.policy.variants.shared import ALL_OF_LWOO, Designating

V = TypeVar("V")
ARTICLE = "WVO 2020 art. 2.48 lid 1"
REASONS = (Reason.NO, Reason.NOT_TESTED, Reason.CROSSES, Reason.YES)
UNKNOWN = "Het oordeel van de school over {what} ontbreekt."


class Judgement(Designating, frozen=True, kw_only=True):
    """Which criteria the school judges, and how many requests are looked into afterwards."""

    replaces: Annotated[
        tuple[str, ...],
        Field(
            "Welk criterium vervangt het oordeel van de school?",
            help="De school schrijft op waarom de leerling hieraan voldoet. Een test is dan niet nodig.",
            kind="choices",
            choices=(
                (Judged.CAPACITY.value, "Het leervermogen (IQ)"),
                (Judged.LEARNING_DELAY.value, "De leerachterstand"),
                (Judged.SOCIAL_EMOTIONAL.value, "De sociaal-emotionele problemen"),
            ),
            source=ARTICLE,
        ),
    ] = (Judged.CAPACITY.value,)
    sample_percent: Annotated[
        int,
        Field(
            "Welk deel van de aanvragen bekijkt u achteraf?",
            help="Het portaal trekt deze steekproef. Iedereen kan de trekking narekenen.",
            unit="procent",
            lowest=0,
            highest=100,
            source=ARTICLE,
        ),
    ] = 10
    sample_seed: Annotated[
        str,
        Field(
            "Startwoord van de steekproef",
            help="Kies een woord en bewaar het. Dit woord en het aanvraagnummer leggen de trekking vast.",
            kind="text",
            highest=40,
            source=ARTICLE,
            swv_only=True,
        ),
    ] = "steekproef"


class SchoolJudgement(Variant):
    """Tests stay as they are; where the school may judge, its yes or no stands in the place of the test."""

    frees_route = True
    id = "opting_out_school_judgement"
    name = "Oordeel van de school"
    summary = (
        "Het gemotiveerde oordeel van de school vervangt een criterium. Het samenwerkingsverband bekijkt een deel van "
        "de aanvragen achteraf in een steekproef."
    )
    options = Judgement
    labels = {
        "judged_capacity": "Oordeel van de school over het leervermogen",
        "judged_learning_delay": "Oordeel van de school over de leerachterstand",
    }
    staff = {
        "lwoo_full": ALL_OF_LWOO,
        "judged_capacity": Sentences(
            "De school oordeelt dat het leervermogen niet past bij lwoo",
            UNKNOWN.format(what="het leervermogen"),
            UNKNOWN.format(what="het leervermogen"),
            "De school oordeelt gemotiveerd dat het leervermogen past bij lwoo; een IQ is niet nodig",
        ),
        "judged_learning_delay": Sentences(
            "De school oordeelt dat de leerachterstand niet past bij lwoo",
            UNKNOWN.format(what="de leerachterstand"),
            UNKNOWN.format(what="de leerachterstand"),
            "De school oordeelt gemotiveerd dat de leerachterstand past bij lwoo; toetsen zijn niet nodig",
        ),
        "social_emotional": Sentences(
            "Sociaal-emotionele problemen die het leren sterk hinderen, zijn niet gebleken",
            "Of er sociaal-emotionele problemen zijn die het leren sterk hinderen, is niet bekend",
            "Of er sociaal-emotionele problemen zijn die het leren sterk hinderen, is niet zeker",
            "Er zijn sociaal-emotionele problemen die het leren sterk hinderen",
        ),
    }
    parents = {
        "judged_capacity": Sentences(
            "De school vindt dat het leervermogen niet past bij lwoo.",
            "De school heeft nog niet gezegd of het leervermogen past bij lwoo.",
            "De school heeft nog niet gezegd of het leervermogen past bij lwoo.",
            "De school vindt dat het leervermogen past bij lwoo, en heeft uitgelegd waarom. "
            "Een intelligentietest is dan niet nodig.",
        ),
        "judged_learning_delay": Sentences(
            "De school vindt dat de leerachterstand niet past bij lwoo.",
            "De school heeft nog niet gezegd of de leerachterstand past bij lwoo.",
            "De school heeft nog niet gezegd of de leerachterstand past bij lwoo.",
            "De school vindt dat de leerachterstand past bij lwoo, en heeft uitgelegd waarom. "
            "Toetsen zijn dan niet nodig.",
        ),
    }

    def criteria(self, algebra: Algebra[V], facts: Any, numbers: Numbers, options: Judgement) -> dict[str, V]:
        """The judgement is itself the motivation that lid 6 asks for, so a judged track is not compared with pro."""
        judged = {one: algebra.affirmed(facts.judged(one)) for one in _judged(options)}
        problems = judged.pop(Judged.SOCIAL_EMOTIONAL, None)
        if problems is None:
            problems = algebra.affirmed(facts.social_emotional)
        outcomes = measured(algebra, facts, numbers, social_emotional=problems)
        outcomes |= {f"judged_{one}": outcome for one, outcome in judged.items()}
        outcomes = concluded(algebra, outcomes, numbers, self.lwoo_parts(options))
        if judged:
            outcomes |= dict.fromkeys(CONFLICT.values(), algebra.always(NOT_MET))
        return lwoo_first(algebra, outcomes)

    def lwoo_parts(self, options: Judgement) -> tuple[str, str]:
        """A judged criterion takes the place of its test."""
        judged = _judged(options)
        capacity, delay = NATIONAL_LWOO
        return (
            "judged_capacity" if Judged.CAPACITY in judged else capacity,
            "judged_learning_delay" if Judged.LEARNING_DELAY in judged else delay,
        )

    def social_emotional(self, dossier: Dossier, options: Judgement) -> bool | None:
        """As judged, where the school may judge."""
        if Judged.SOCIAL_EMOTIONAL in _judged(options):
            return dossier.judged(Judged.SOCIAL_EMOTIONAL)
        return dossier.social_emotional

    def own_findings(
        self, dossier: Dossier, outcomes: Mapping[str, int], numbers: Numbers, options: Judgement
    ) -> tuple[Finding, ...]:
        """What the school judged."""
        source = numbers.grounds["own"].source
        names = [name for name in ("judged_capacity", "judged_learning_delay") if name in outcomes]
        return tuple(own_finding(name, outcomes[name], REASONS, source) for name in names)

    def own_missing(self, dossier: Dossier, outcomes: Mapping[str, int]) -> tuple[str, ...]:
        """The judgements that are still to be given."""
        names = ("judged_capacity", "judged_learning_delay")
        return tuple(name for name in names if outcomes.get(name) == MISSING)

    def needs(self, numbers: Numbers, options: Judgement) -> Needs:
        """No test of what the school judges itself."""
        judged = _judged(options)
        capacity = Judged.CAPACITY in judged
        return Needs(
            iq=not capacity,
            learning_delay=Judged.LEARNING_DELAY not in judged,
            social_emotional_from=None if capacity else numbers.iq_bands["lwoo_iq_b"][0],
            judged=judged - {Judged.SOCIAL_EMOTIONAL} if capacity else judged,
        )

    def draw(self, options: Judgement, key: str) -> Draw | None:
        """The draw of a request with this number."""
        return draw(seed=options.sample_seed, key=key, percent=options.sample_percent)

    def school_years(self, options: Judgement) -> int | None:
        """As chosen."""
        return options.school_years

    def renewal_months(self, options: Judgement) -> int | None:
        """As chosen."""
        return options.renewal_months

    def check(self, options: Judgement, law: Numbers) -> dict[str, str]:
        """A sample needs a word to draw with."""
        return {} if options.sample_seed else {"sample_seed": "Vul een woord in. Zonder woord is er geen trekking."}


def _judged(options: Judgement) -> frozenset[Judged]:
    return frozenset(Judged(one) for one in options.replaces)


VARIANT = SchoolJudgement()
