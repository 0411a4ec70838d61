"""The whole assessment for parents: plain, warm, and honest about what seems to contradict itself."""

from __future__ import annotations

from collections.abc import Iterator

from allocation.policy.algebra import Standing
from allocation.policy.facts import Domain, Track
from allocation.policy.findings import Finding, Limit, Reason
from allocation.policy.measures import UNTESTED
from allocation.policy.outcomes import Advice
from allocation.policy.receipt import Receipt
from allocation.policy.wording.names import DOMAIN_NAMES, PLAIN_TRACKS, missing_plain_names
from allocation.policy.wording.notes import route_obstacles
from allocation.policy.wording.numbers import delay_text, limit_text, listed
from allocation.policy.wording.own import (
    opts_out,
    own_parents,
    takes_the_place_of_delay,
    takes_the_place_of_iq,
    variant_of,
)
from allocation.policy.wording.parent_sentences import (
    PROBLEMS,
    delay_bound,
    iq_value,
    needed_domains,
    parent_sentence,
)

WHAT_DELAY_IS = (
    "Leerachterstand vergelijkt wat een leerling kan met het aantal maanden onderwijs. Bij 0,25 loopt een leerling een "
    "kwart achter, bij 0,5 de helft."
)
SCHOOL_DECIDES = (
    "Dan geeft de uitleg van de school (de motivering) de doorslag. Een medewerker leest die uitleg en weegt alles af."
)
PEOPLE_LOOK = (
    "Een uitslag ligt rond een grens van de wet. Daarom bekijkt een medewerker alle gegevens samen, "
    "ook wat de school schrijft."
)
WITHOUT_DESIGNATION = "De school krijgt wel geld om leerlingen te helpen. Vraag de school welke hulp er is."
WHOSE_RULES = (
    ("een grens van de wet", "een grens van het samenwerkingsverband"),
    ("volgens de wet", "volgens de regels"),
    ("De wet vraagt", "Het samenwerkingsverband vraagt"),
)
SHOWN = {
    Reason.YES: "Uit de gegevens blijkt dat die er bij {name} zijn.",
    Reason.NO: "Uit de gegevens blijkt niet dat die er bij {name} zijn.",
    Reason.NOT_TESTED: "Of die er bij {name} zijn, weten wij nog niet.",
}


def explain_parents(receipt: Receipt, *, name: str) -> list[str]:
    """Paragraphs on the track that was asked: the IQ, the learning delay, and what they mean together."""
    asked = receipt.facts.track
    if asked is Track.LWOO and not variant_of(receipt).designates:
        return [f"{own_parents(receipt, 'lwoo_full')} {WITHOUT_DESIGNATION}"]
    paragraphs = (_on_iq(receipt, asked, name), _on_delay(receipt, asked), _together(receipt, asked))
    # One criterion may decide on both, and is then told once.
    told = dict.fromkeys(" ".join(paragraph) for paragraph in paragraphs)
    return [by_whose_rules(receipt, paragraph) for paragraph in told]


def by_whose_rules(receipt: Receipt, text: str) -> str:
    """Under criteria of its own it is the SWV that asks, not the law."""
    if not opts_out(receipt):
        return text
    for of_the_law, of_the_swv in WHOSE_RULES:
        text = text.replace(of_the_law, of_the_swv)
    return text


def _on_iq(receipt: Receipt, asked: Track, name: str) -> Iterator[str]:
    first, second = receipt.finding("lwoo_iq_a"), receipt.finding("lwoo_iq_b")
    instead = takes_the_place_of_iq(receipt)
    if instead:
        yield own_parents(receipt, instead.criterion)
        return
    if not first.bound:
        first = second
    if asked is Track.PRO:
        yield parent_sentence(receipt.finding("pro_iq"), name=name)
    elif second.reason is Reason.ABOVE and second.bound:
        yield iq_value(receipt.facts.iq_points, name)
        yield f"Dat is hoger dan de grens voor lwoo: die ligt bij een IQ van {_highest(second)}."
    elif second.outcome in {Standing.NOT_MET, Standing.MISSING}:
        yield parent_sentence(first, name=name)
    else:
        yield iq_value(receipt.facts.iq_points, name)
        yield from _second_band(first, second)
        yield SHOWN[receipt.finding("social_emotional").reason].format(name=name)


def _second_band(first: Finding, second: Finding) -> Iterator[str]:
    """The IQ lies, or may lie, where lwoo asks for social-emotional problems as well."""
    if first.outcome is Standing.UNDECIDED:
        yield f"Bij een IQ van {_limit(first)} kan een leerling lwoo krijgen."
        yield f"Bij een IQ van {_limit(second)} kan dat alleen als er ook {PROBLEMS}."
    else:
        yield f"Bij een IQ van {_limit(second)} kan een leerling alleen lwoo krijgen als er ook {PROBLEMS}."


def _limit(finding: Finding) -> str:
    return limit_text(finding.bound or Limit())


def _highest(finding: Finding) -> str:
    return (finding.bound.at_most if finding.bound else None) or ""


def _on_delay(receipt: Receipt, asked: Track) -> Iterator[str]:
    instead = takes_the_place_of_delay(receipt)
    if instead:
        yield own_parents(receipt, instead.criterion)
        return
    total = receipt.finding(f"{asked}_delay")
    found = [receipt.finding(f"{asked}_delay_{domain}") for domain in Domain]
    if all(finding.outcome is Standing.MISSING for finding in found):
        yield "Van geen enkel vak kennen wij de leerachterstand."
        yield f"De wet vraagt een leerachterstand bij {needed_domains(total)}."
        return
    yield WHAT_DELAY_IS
    yield from _subjects(found, PLAIN_TRACKS[asked])
    yield f"De wet vraagt dit bij {needed_domains(total)}."
    if total.reason is Reason.NO_CORE_DOMAIN:
        yield "Bij die laatste twee past de leerachterstand niet. Daarom tellen de andere vakken hier niet mee."


def _subjects(found: list[Finding], track: str) -> Iterator[str]:
    """Which subjects fit, and which do not and why; subjects that were not tested are not spoken of."""
    groups = {reason: _named(found, reason) for reason in (Reason.WITHIN, Reason.BELOW, Reason.ABOVE, Reason.CROSSES)}
    if groups[Reason.WITHIN]:
        yield f"Bij {groups[Reason.WITHIN]} past de leerachterstand bij {track}."
    elif not groups[Reason.CROSSES]:
        yield f"Bij geen enkel getoetst vak past de leerachterstand bij {track}."
    yield f"Voor {track} moet die {delay_bound(found[0].bound or Limit())}."
    if groups[Reason.BELOW]:
        yield f"Bij {groups[Reason.BELOW]} is de leerachterstand kleiner."
    if groups[Reason.ABOVE]:
        yield f"Bij {groups[Reason.ABOVE]} is de leerachterstand groter."
    if groups[Reason.CROSSES]:
        yield f"Bij {groups[Reason.CROSSES]} is niet zeker of de leerachterstand past."


def _named(found: list[Finding], reason: Reason) -> str:
    """begrijpend lezen (0,33) en inzichtelijk rekenen (0,30)."""
    chosen = [
        f"{DOMAIN_NAMES[domain]} ({delay_text(one.value or UNTESTED, one.dl_months or 1, one.bound)})"
        for domain, one in zip(Domain, found, strict=True)
        if one.reason is reason
    ]
    return listed(chosen) if chosen else ""


def _together(receipt: Receipt, asked: Track) -> Iterator[str]:
    if receipt.is_outside_route:
        yield "De aanvraag kan volgens de regels niet worden gedaan."
        yield from route_obstacles(receipt)
    elif receipt.special_route:
        yield "De school vraagt een latere overstap naar praktijkonderwijs."
        yield SCHOOL_DECIDES.replace("Dan geeft", "Daarbij geeft")
    else:
        yield from _by_criteria(receipt, asked)


def _by_criteria(receipt: Receipt, asked: Track) -> Iterator[str]:
    match receipt.advice_for(asked):
        case Advice.GRANT:
            yield _why(receipt, asked)
        case Advice.REFUSE:
            yield from _why_not(receipt, asked)
        case Advice.INCOMPLETE:
            yield "Nog niet alles is bekend."
            if receipt.missing:
                yield f"Dit missen wij: {listed(missing_plain_names(receipt.missing))}."
        case Advice.PERSON_DECIDES if receipt.conflict.is_met:
            yield _two_ways(receipt)
            yield SCHOOL_DECIDES
        case Advice.PERSON_DECIDES:
            yield PEOPLE_LOOK


def _why(receipt: Receipt, asked: Track) -> str:
    if takes_the_place_of_iq(receipt) or takes_the_place_of_delay(receipt):
        return f"Alles samen past dus bij {PLAIN_TRACKS[asked]}."
    return f"Het IQ en de leerachterstand passen dus allebei bij {PLAIN_TRACKS[asked]}."


def _two_ways(receipt: Receipt) -> str:
    if receipt.conflict.reason is not Reason.IQ_OVERLAP:
        return parent_sentence(receipt.conflict)
    lwoo, pro = receipt.finding("lwoo_iq_a").bound or Limit(), receipt.finding("pro_iq").bound or Limit()
    both = limit_text(Limit(at_least=lwoo.at_least, at_most=pro.at_most))
    return f"Een IQ van {both} past volgens de wet bij lwoo en ook bij praktijkonderwijs. De cijfers kiezen dan niet."


def _why_not(receipt: Receipt, asked: Track) -> Iterator[str]:
    """Where one of the two fits, parents may expect a yes: then say that the law asks for both."""
    track, other = PLAIN_TRACKS[asked], PLAIN_TRACKS[asked.other]
    if takes_the_place_of_iq(receipt) or takes_the_place_of_delay(receipt):
        yield f"Niet alles past bij {track}. De wet vraagt dat wel."
        return
    iq, delay = receipt.finding(f"{asked}_iq"), receipt.finding(f"{asked}_delay")
    if iq.is_met:
        yield f"Het IQ past wel bij {track}, maar de leerachterstand niet. De wet vraagt allebei."
    elif delay.is_met:
        yield f"De leerachterstand past wel bij {track}, maar het IQ niet. De wet vraagt allebei."
    else:
        yield parent_sentence(receipt.finding(f"{asked}_full"))
    if asked is Track.LWOO and not delay.is_met and receipt.finding("pro_delay").is_met:
        yield f"De leerachterstand is niet te klein, maar te groot voor lwoo: zo'n leerachterstand hoort bij {other}."
    if receipt.points_to_other_track:
        yield f"De gegevens passen wel bij {other}. Daarvoor is een andere aanvraag van de school nodig."
