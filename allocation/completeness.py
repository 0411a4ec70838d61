"""What a request still lacks, computed from what is filled in. Pure: the same list on screen and before filing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from allocation.policy.circumstances import SpecialGround, SpecialGroup
from allocation.policy.facts import Domain, Track
from allocation.policy.needs import Judged, Needs
from allocation.policy.wording.names import DOMAIN_NAMES

OPTING_OUT = "WVO 2020 art. 2.48 lid 1"
SPECIAL_LIST = "Ub WVO 2020 art. 2.47 lid 2"
COMES_FROM = ("comes_from", "Kies waar de leerling vandaan komt.", True, "WVO 2020 art. 2.30 lid 2 en 2.43 lid 3")
CORE = frozenset({Domain.BL, Domain.IR})
NUMBERS = {1: "één domein", 2: "twee domeinen", 3: "drie domeinen", 4: "vier domeinen"}
# Grounds for a later change that rest on scores.
ON_SCORES = frozenset({SpecialGround.BORDER_SCORES, SpecialGround.MEETS_A_CRITERION})
# The document that shows the group, with what to do.
PAPERS = {
    SpecialGroup.LWOO: ("lwoo_decision", "Voeg een kopie van de aanwijzing voor lwoo toe."),
    SpecialGroup.SUPPORT_STATEMENT: ("tlv", "Voeg een kopie van de toelaatbaarheidsverklaring toe."),
    SpecialGroup.DEVELOPMENT_PLAN: ("plan", "Voeg een kopie van het ontwikkelingsperspectief toe."),
}


# A document goes to the SWV only after the search in it.
SCANNED_SOON = "Wacht tot uw documenten zijn gecontroleerd op een bsn. Dat duurt meestal een paar tellen."
SCANS = {
    "refused": "Verwijder het document dat is geweigerd. Lees erbij waarom.",
    "failed": "Verwijder het document dat niet is gecontroleerd, en voeg het opnieuw toe.",
    "waiting": SCANNED_SOON,
    "running": SCANNED_SOON,
}


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

    `needs`: what the framework of the SWV must know, on the day of the rules. `special`: a later change to pro, for
    which the law has its own list (Ub WVO 2020 art. 2.47 lid 2), with its `group` and `grounds`. `renewal`: of a
    designation that still runs, so that it does not matter where the pupil comes from. `scans`: how far the search for
    a BSN in the documents is.
    """

    track: Track
    fields: frozenset[str]
    documents: frozenset[str]
    needs: Needs
    domains: dict[Domain, DomainFilled] = field(default_factory=dict)
    iq_highest: int | None = None
    unread: tuple[tuple[Step, str], ...] = ()
    scans: frozenset[str] = frozenset()
    special: bool = False
    renewal: bool = False
    group: SpecialGroup | None = None
    grounds: frozenset[SpecialGround] = frozenset()

    @property
    def whole_domains(self) -> frozenset[Domain]:
        """The domains with both a level and months of education."""
        return frozenset(domain for domain, result in self.domains.items() if result.level and result.months)


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
        *_judgement_reason(filled),
        *_reasoning(filled),
        *_special_reasoning(filled),
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
        *(() if filled.renewal else (COMES_FROM,)),
        ("las_key", "Vul het leerlingnummer uit uw administratie in. Zo vindt u de aanvraag terug.", False, ""),
        ("address", "Vul het adres in. Zonder adres gaat de brief voor de ouders via de school.", False, ""),
    )


def _capacity(filled: Filled) -> Iterator[Missing]:
    source = "Ub WVO 2020 art. 2.46 lid 1 c en lid 2"
    if Judged.CAPACITY in filled.needs.judged:
        text = "Geef het oordeel van de school over het leervermogen."
        yield from _needs(filled, Step.TESTS, ("judged_capacity", text, False, OPTING_OUT))
        return
    if "iq" not in filled.fields:
        yield from _no_iq(filled, source)
        return
    yield from _needs(
        filled,
        Step.TESTS,
        ("iq_instrument", "Vul in welke intelligentietest is gebruikt.", False, source),
        ("iq_tested_on", "Vul de datum van de intelligentietest in.", False, source),
        ("iq_responsible", "Vul in wie verantwoordelijk is voor de intelligentietest.", False, source),
    )


def _no_iq(filled: Filled, source: str) -> Iterator[Missing]:
    """A later change needs scores only when its ground rests on them; one of the two kinds is then enough."""
    if not filled.special:
        if filled.needs.iq:
            yield Missing(Step.TESTS, "iq", "Vul de IQ-uitslag in.", blocking=False, source=source)
    elif filled.grounds & ON_SCORES and not _enough_domains(filled):
        text = "Vul het IQ of de leerachterstand in: daar steunt de gekozen reden op."
        yield Missing(Step.TESTS, "iq", text, blocking=False, source=SPECIAL_LIST)


def _enough_domains(filled: Filled) -> bool:
    whole, needs = filled.whole_domains, filled.needs
    return len(whole) >= needs.domains and len(whole & CORE) >= needs.core_domains


def _delays(filled: Filled) -> Iterator[Missing]:
    source = "Ub WVO 2020 art. 2.46 lid 1 b, lid 3, 4 en 5"
    if Judged.LEARNING_DELAY in filled.needs.judged:
        text = "Geef het oordeel van de school over de leerachterstand."
        yield from _needs(filled, Step.TESTS, ("judged_delay", text, False, OPTING_OUT))
        return
    if filled.needs.learning_delay and not filled.special:
        yield from _too_few_domains(filled, source)
    for domain in Domain:
        result = filled.domains.get(domain)
        if result is not None and (result.level or result.months):
            yield from _one_domain(domain, result, source)


def _too_few_domains(filled: Filled, source: str) -> Iterator[Missing]:
    needs, whole = filled.needs, filled.whole_domains
    if len(whole) < needs.domains:
        text = f"Vul van ten minste {NUMBERS[needs.domains]} de DL en de DLE in."
        yield Missing(Step.TESTS, "dle_bl", text, False, source)
    elif len(whole & CORE) < needs.core_domains:
        each = "Eén van die twee is altijd nodig." if needs.core_domains == 1 else "Die zijn allebei nodig."
        text = f"Vul ook begrijpend lezen {'of' if needs.core_domains == 1 else 'en'} inzichtelijk rekenen in. {each}"
        yield Missing(Step.TESTS, "dle_bl", text, False, source)


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
    bound, source = filled.needs.social_emotional_from, "Ub WVO 2020 art. 2.46 lid 1 d en lid 5 b"
    may_count = bound is not None and filled.iq_highest is not None and filled.iq_highest >= bound
    if filled.track is Track.LWOO and may_count:
        if Judged.SOCIAL_EMOTIONAL in filled.needs.judged:
            text = f"Het IQ is (misschien) {bound} of hoger. Geef het oordeel van de school over de problemen."
            yield from _needs(filled, Step.TESTS, ("judged_social_emotional", text, False, OPTING_OUT))
            return
        text = f"Het IQ is (misschien) {bound} of hoger. Vul in of er sociaal-emotionele problemen zijn."
        yield from _needs(filled, Step.TESTS, ("se_outcome", text, False, source))
    if "se_outcome_yes" in filled.fields:
        yield from _needs(
            filled,
            Step.TESTS,
            ("se_instrument", "Vul in met welke test de sociaal-emotionele problemen zijn vastgesteld.", False, source),
            ("se_label", "Vul de uitkomst van de sociaal-emotionele test in woorden in.", False, source),
            ("se_tested_on", "Vul de datum van de sociaal-emotionele test in.", False, source),
        )


def _judgement_reason(filled: Filled) -> Iterator[Missing]:
    """A judgement replaces a test only with its reasons; problems are judged only where they count."""
    judged = filled.needs.judged
    if judged - {Judged.SOCIAL_EMOTIONAL} or (judged and "judged_social_emotional" in filled.fields):
        text = "Schrijf waarop de school haar oordeel baseert."
        yield from _needs(filled, Step.TESTS, ("judgement_reason", text, False, OPTING_OUT))


def _reasoning(filled: Filled) -> Iterator[Missing]:
    pro = filled.track is Track.PRO
    view = "Ouders moeten schriftelijk hun mening geven" if pro else "Bespreek de aanvraag met de ouders"
    source = "WVO 2020 art. 2.30 lid 4" if pro else "WVO 2020 art. 2.43 lid 2"
    motivation = SPECIAL_LIST if filled.special else "Ub WVO 2020 art. 2.46 lid 1 a"
    yield from _needs(
        filled,
        Step.REASONING,
        ("motivation", "Schrijf de motivering van de school.", True, motivation),
        ("parents_view", f"{view}: vul de zienswijze van de ouders in.", pro, source),
        ("parents_view_on", "Vul in op welke datum de ouders hun mening gaven.", pro, source),
        ("pupil_view_text", "Vul in wat de leerling er zelf van vindt, als dat kan.", False, ""),
    )


def _special_reasoning(filled: Filled) -> Iterator[Missing]:
    """The exclusive list for a later change to pro. The school may file without and say why; the SWV then asks."""
    if not filled.special:
        return
    lid_1 = "Ub WVO 2020 art. 2.47 lid 1"
    yield from _needs(
        filled,
        Step.REASONING,
        ("special_group", "Kies wat de leerling nu heeft. Zonder één van de drie kan een aanvraag niet.", False, lid_1),
        ("special_grounds", "Kies waarom praktijkonderwijs het best past.", False, lid_1),
        ("parents_consent", "Vul in of de ouders schriftelijk instemmen.", False, SPECIAL_LIST),
        ("parents_consent_on", "Vul in op welke datum de ouders instemden.", False, SPECIAL_LIST),
        ("done_so_far", "Vertel wat de school deed en wat dat opleverde.", False, SPECIAL_LIST),
        ("experts", "Vertel welke deskundigen van buiten de school erbij waren.", False, SPECIAL_LIST),
        ("risks", "Vertel wat er dreigt als de leerling op de huidige plek blijft.", False, SPECIAL_LIST),
    )


def _documents(filled: Filled) -> Iterator[Missing]:
    for text in dict.fromkeys(text for scan, text in SCANS.items() if scan in filled.scans):
        yield Missing(Step.DOCUMENTS, "file", text, blocking=True)
    if filled.special:
        yield from _special_documents(filled)
    elif "report" not in filled.documents:
        yield Missing(
            Step.DOCUMENTS, "report", "Voeg het onderwijskundig rapport toe.", True, "Ub WVO 2020 art. 2.46 lid 1 a"
        )
    if "iq" in filled.fields and "iq_report" not in filled.documents:
        yield Missing(Step.DOCUMENTS, "iq_report", "Voeg het verslag van de intelligentietest toe.", False)
    if "se_outcome_yes" in filled.fields and "se_report" not in filled.documents:
        yield Missing(Step.DOCUMENTS, "se_report", "Voeg het verslag van de sociaal-emotionele test toe.", False)


def _special_documents(filled: Filled) -> Iterator[Missing]:
    """The development plan or the report, and the paper that shows the group."""
    if not {"plan", "report"} & filled.documents:
        text = "Voeg het ontwikkelingsperspectief of het onderwijskundig rapport toe."
        yield Missing(Step.DOCUMENTS, "report", text, True, SPECIAL_LIST)
    if filled.group is not None:
        paper, text = PAPERS[filled.group]
        if paper not in filled.documents:
            yield Missing(Step.DOCUMENTS, paper, text, False, SPECIAL_LIST)
