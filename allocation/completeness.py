"""What a request still lacks, computed from what is filled in. Pure: the same list on screen and before filing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from allocation.policy.facts import Domain, Track
from allocation.policy.wording.names import DOMAIN_NAMES


class Step(StrEnum):
    """The steps of the form; the value is the last part of its address."""

    PUPIL = "leerling"
    TESTS = "toetsgegevens"
    REASONING = "onderbouwing"
    DOCUMENTS = "documenten"
    CHECK = "controleren"


@dataclass(frozen=True, slots=True)
class DomainFilled:
    """What is filled in for one domain."""

    level: bool
    months: bool
    instrument: bool
    tested_on: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What a request holds: names of filled fields and kinds of documents. No values but the highest possible IQ.

    `social_emotional_from_iq`: from this IQ (points) lwoo needs social-emotional problems, on the day of the rules.
    """

    track: Track
    fields: frozenset[str]
    documents: frozenset[str]
    social_emotional_from_iq: int
    domains: dict[Domain, DomainFilled] = field(default_factory=dict)
    iq_highest: int | None = None
    unread: tuple[tuple[Step, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing still to do. `blocking`: the request cannot be filed without; otherwise the school must say why."""

    step: Step
    field: str
    text: str
    blocking: bool
    source: str = ""

    @property
    def expected(self) -> bool:
        """The law expects it, so without it the school says why."""
        return bool(self.source) and not self.blocking


def list_missing(filled: Filled) -> tuple[Missing, ...]:
    """Everything the request lacks, in the order of the form."""
    return (
        *(
            Missing(step, name, "Deze waarde kunnen we niet lezen. Verbeter of verwijder haar.", blocking=True)
            for step, name in filled.unread
        ),
        *_pupil(filled),
        *_capacity(filled),
        *_delays(filled),
        *_social_emotional(filled),
        *_reasoning(filled),
        *_documents(filled),
    )


def _needs(filled: Filled, step: Step, *rows: tuple[str, str, bool, str]) -> Iterator[Missing]:
    for name, text, blocking, source in rows:
        if name not in filled.fields:
            yield Missing(step, name, text, blocking, source)


def _pupil(filled: Filled) -> Iterator[Missing]:
    yield from _needs(
        filled,
        Step.PUPIL,
        ("name", "Vul de roepnaam of voornaam in.", True, ""),
        ("last_name", "Vul de achternaam in.", True, ""),
        ("birth_date", "Vul de geboortedatum in.", True, ""),
        ("comes_from", "Kies waar de leerling vandaan komt.", True, "WVO 2020 art. 2.30 lid 2 en 2.43 lid 3"),
        ("las_key", "Vul het leerlingnummer uit uw administratie in. Zo vindt u de aanvraag terug.", False, ""),
        ("address", "Vul het adres in. Zonder adres gaat de brief voor de ouders via de school.", False, ""),
    )


def _capacity(filled: Filled) -> Iterator[Missing]:
    source = "Ub WVO 2020 art. 2.46 lid 1 c en lid 2"
    if "iq" not in filled.fields:
        yield Missing(Step.TESTS, "iq", "Vul de IQ-uitslag in.", blocking=False, source=source)
        return
    yield from _needs(
        filled,
        Step.TESTS,
        ("iq_instrument", "Vul in welke intelligentietest is gebruikt.", False, source),
        ("iq_tested_on", "Vul de datum van de intelligentietest in.", False, source),
        ("iq_responsible", "Vul in wie verantwoordelijk is voor de intelligentietest.", False, source),
    )


def _delays(filled: Filled) -> Iterator[Missing]:
    source = "Ub WVO 2020 art. 2.46 lid 1 b, lid 3, 4 en 5"
    whole = {domain for domain, result in filled.domains.items() if result.level and result.months}
    if len(whole) < 2:
        yield Missing(Step.TESTS, "dle_bl", "Vul van ten minste twee domeinen de DL en de DLE in.", False, source)
    elif not whole & {Domain.BL, Domain.IR}:
        text = "Vul ook begrijpend lezen of inzichtelijk rekenen in. Eén van die twee is altijd nodig."
        yield Missing(Step.TESTS, "dle_bl", text, False, source)
    for domain in Domain:
        result = filled.domains.get(domain)
        if result is not None and (result.level or result.months):
            yield from _one_domain(domain, result, source)


def _one_domain(domain: Domain, result: DomainFilled, source: str) -> Iterator[Missing]:
    name = DOMAIN_NAMES[domain]
    for part, present, text in (
        ("dle", result.level, f"Vul de DLE van {name} in."),
        ("dl", result.months, f"Vul de DL van {name} in."),
        ("instrument", result.instrument, f"Vul in met welke toets {name} is getoetst."),
        ("tested_on", result.tested_on, f"Vul de toetsdatum van {name} in."),
    ):
        if not present:
            yield Missing(Step.TESTS, f"{part}_{domain}", text, False, source)


def _social_emotional(filled: Filled) -> Iterator[Missing]:
    may_be_needed = filled.iq_highest is not None and filled.iq_highest >= filled.social_emotional_from_iq
    source = "Ub WVO 2020 art. 2.46 lid 1 d en lid 5 b"
    if filled.track is Track.LWOO and may_be_needed and "se_outcome" not in filled.fields:
        bound = filled.social_emotional_from_iq
        text = f"Het IQ is (misschien) {bound} of hoger. Vul in of er sociaal-emotionele problemen zijn."
        yield Missing(Step.TESTS, "se_outcome", text, False, source)
    if "se_outcome_yes" in filled.fields:
        yield from _needs(
            filled,
            Step.TESTS,
            ("se_instrument", "Vul in met welke test de sociaal-emotionele problemen zijn vastgesteld.", False, source),
            ("se_label", "Vul de uitkomst van de sociaal-emotionele test in woorden in.", False, source),
            ("se_tested_on", "Vul de datum van de sociaal-emotionele test in.", False, source),
        )


def _reasoning(filled: Filled) -> Iterator[Missing]:
    pro = filled.track is Track.PRO
    view = "Ouders moeten schriftelijk hun mening geven" if pro else "Bespreek de aanvraag met de ouders"
    source = "WVO 2020 art. 2.30 lid 4" if pro else "WVO 2020 art. 2.43 lid 2"
    yield from _needs(
        filled,
        Step.REASONING,
        ("motivation", "Schrijf de motivering van de school.", True, "Ub WVO 2020 art. 2.46 lid 1 a"),
        ("parents_view", f"{view}: vul de zienswijze van de ouders in.", pro, source),
        ("parents_view_on", "Vul in op welke datum de ouders hun mening gaven.", pro, source),
        ("pupil_view_text", "Vul in wat de leerling er zelf van vindt, als dat kan.", False, ""),
    )


def _documents(filled: Filled) -> Iterator[Missing]:
    if "report" not in filled.documents:
        yield Missing(
            Step.DOCUMENTS, "report", "Voeg het onderwijskundig rapport toe.", True, "Ub WVO 2020 art. 2.46 lid 1 a"
        )
    if "iq" in filled.fields and "iq_report" not in filled.documents:
        yield Missing(Step.DOCUMENTS, "iq_report", "Voeg het verslag van de intelligentietest toe.", False)
    if "se_outcome_yes" in filled.fields and "se_report" not in filled.documents:
        yield Missing(Step.DOCUMENTS, "se_report", "Voeg het verslag van de sociaal-emotionele test toe.", False)
