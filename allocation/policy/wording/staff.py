"""Findings in sentences for staff and coordinators, who know DL, DLE and the article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from allocation.policy.algebra import Standing
from allocation.policy.facts import Domain, Track
from allocation.policy.findings import Finding, Reason
from allocation.policy.measures import UNTESTED, Range
from allocation.policy.outcomes import Outcome
from allocation.policy.parameters import Reading
from allocation.policy.receipt import Receipt
from allocation.policy.wording.names import (
    DOMAIN_NAMES,
    OUTCOME_NAMES,
    PROBLEMS,
    among_them,
    article,
    band_of,
    citation,
    core_domains,
    domain_of,
    missing_name,
    regulation,
)
from allocation.policy.wording.numbers import NONE, delay_text, limit_text, listed, range_text
from allocation.policy.wording.own import (
    instead_of_asking,
    opts_out,
    own_findings,
    own_staff,
    takes_the_place_of_delay,
    takes_the_place_of_iq,
    variant_of,
)

TARGETS = {"pro": "pro", "lwoo": "lwoo", "any": "lwoo of pro"}
IQ_TARGETS = {
    "pro_iq": "pro",
    "lwoo_iq_a": "lwoo",
    "lwoo_iq_b": "lwoo met sociaal-emotionele problemen",
    "lwoo_iq": "lwoo",
}
IQ_ENDS = {
    Reason.WITHIN: "past bij",
    Reason.BELOW: "is te laag voor",
    Reason.ABOVE: "is te hoog voor",
    Reason.CROSSES: "loopt over een grens voor",
}
DELAY_ENDS = IQ_ENDS | {Reason.BELOW: "is te klein voor", Reason.ABOVE: "is te groot voor"}
TRACK_ENDS = {
    Reason.COMPLETE: "alle eisen zijn vervuld.",
    Reason.IQ_FAILS: "het IQ past niet.",
    Reason.DELAY_FAILS: "de leerachterstand past niet.",
    Reason.BOTH_FAIL: "het IQ past niet en de leerachterstand ook niet.",
    Reason.NOT_TESTED: "nog niet te zeggen, want er ontbreken gegevens.",
    Reason.CROSSES: "niet zeker, want een uitslag loopt over een grens.",
}
DECISIVE = "De motivering van de school geeft de doorslag"
CONFLICTS = {
    Reason.BOTH_COMPLETE: f"Alle eisen voor lwoo én alle eisen voor pro zijn vervuld. {DECISIVE}",
    Reason.IQ_OVERLAP: f"Het IQ past bij lwoo en bij pro (overlap). {DECISIVE}",
    Reason.BOTH_DELAYS: f"De leerachterstand past bij lwoo en bij pro, op verschillende domeinen. {DECISIVE}",
    Reason.PRO_IQ_LWOO_DELAY: f"Tegenstrijdige gegevens: het IQ past bij pro, de leerachterstand bij lwoo. {DECISIVE}",
    Reason.LWOO_IQ_PRO_DELAY: f"Tegenstrijdige gegevens: het IQ past bij lwoo, de leerachterstand bij pro. {DECISIVE}",
    Reason.MIXED_DOMAINS: (
        "Tegenstrijdige gegevens: de leerachterstand is op genoeg domeinen groot genoeg, maar wijst deels naar lwoo en "
        f"deels naar pro. {DECISIVE}"
    ),
    Reason.ONE_DIRECTION: "Geen overlap en geen tegenstrijdige gegevens",
    Reason.NOT_TESTED: "Of er overlap of tegenstrijdige gegevens zijn, is nog niet te zeggen: er ontbreken gegevens",
    Reason.CROSSES: "Of er overlap of tegenstrijdige gegevens zijn, is niet zeker: een uitslag loopt over een grens",
}


def staff_sentence(finding: Finding) -> str:
    """One finding: value, bound, reason and where the law says so."""
    return f"{_statement(finding).rstrip('.')} ({citation(finding)})."


def explain_staff(receipt: Receipt) -> list[str]:
    """The whole assessment in a handful of sentences: the outcome first, the law last."""
    if _is_closed(receipt):
        told = (_outcome(receipt), instead_of_asking(receipt), *_pro_instead(receipt), _law(receipt))
        return [sentence for sentence in told if sentence]
    return [
        _outcome(receipt),
        *_on_iq(receipt),
        *(_say(receipt, finding.criterion) for finding in own_findings(receipt)),
        *_on_domains(receipt),
        *_on_totals(receipt),
        *_on_lid_6(receipt),
        *_what_is_missing(receipt),
        _law(receipt),
    ]


def _say(receipt: Receipt, criterion: str) -> str:
    """In the words of the variant where it has its own."""
    own = own_staff(receipt, criterion)
    return f"{own.rstrip('.')}." if own else _statement(receipt.finding(criterion))


@lru_cache(maxsize=1 << 16)
def _statement(finding: Finding) -> str:
    match finding.unit:
        case "iq_points":
            return _iq_statement(finding)
        case "dle_months":
            return _delay_statement(finding)
        case "domains":
            return _count_statement(finding)
        case "yes_no":
            return _answer_statement(finding)
    if finding.criterion.startswith("conflict"):
        return CONFLICTS[finding.reason]
    return f"Eisen voor {TARGETS[band_of(finding.criterion)]}: {TRACK_ENDS[finding.reason]}"


def _iq_statement(finding: Finding) -> str:
    target = IQ_TARGETS[finding.criterion]
    bound = f" ({limit_text(finding.bound)})" if finding.bound else ""
    if finding.value is None or finding.reason is Reason.NOT_TESTED:
        return f"Het IQ is niet bekend, dus of het past bij {target}{bound} is nog niet te zeggen."
    value = range_text(finding.value)
    if finding.reason is Reason.NO_PROBLEMS:
        return f"IQ {value} past alleen bij lwoo samen met {PROBLEMS}, en die zijn niet aangetoond."
    if finding.reason is Reason.PROBLEMS_NOT_TESTED:
        return f"IQ {value} past alleen bij lwoo samen met {PROBLEMS}, en daarover is niets bekend."
    return f"IQ {value} {IQ_ENDS[finding.reason]} {target}{bound}."


def _delay_statement(finding: Finding) -> str:
    name = DOMAIN_NAMES[domain_of(finding.criterion)].capitalize()
    if finding.value is None or finding.reason is Reason.NOT_TESTED:
        return f"{name}: niet getoetst."
    level = range_text(finding.value)
    if finding.reason is Reason.NO_DL or finding.dl_months is None:
        return f"{name}: DLE {level}, maar zonder DL is de leerachterstand niet te berekenen."
    delay = delay_text(finding.value, finding.dl_months, finding.bound)
    if delay == NONE:
        return f"{name}: geen leerachterstand (DLE {level}, DL {finding.dl_months})."
    bound = f" ({limit_text(finding.bound)})" if finding.bound else ""
    ends = f"{DELAY_ENDS[finding.reason]} {TARGETS[band_of(finding.criterion)]}{bound}"
    return f"{name}: leerachterstand {delay} (DLE {level}, DL {finding.dl_months}) {ends}."


def _count_statement(finding: Finding) -> str:
    target = TARGETS[band_of(finding.criterion)]
    count = _count(finding.value or UNTESTED)
    needed = finding.bound.at_least if finding.bound else ""
    if finding.reason is Reason.NO_CORE_DOMAIN:
        return (
            f"De leerachterstand past bij {target} op {count} domeinen, maar altijd is {core_domains(finding)} nodig."
        )
    fits = f"De leerachterstand past bij {target} op {count} van de vier domeinen"
    return f"{fits}; nodig zijn er {needed}{among_them(finding)}."


def _count(domains: Range) -> str:
    return str(domains.low) if domains.is_exact else f"{domains.low} tot en met {domains.high}"


def _answer_statement(finding: Finding) -> str:
    if finding.reason is Reason.NOT_TESTED:
        return f"Of er {PROBLEMS} zijn, is niet bekend."
    return f"{PROBLEMS.capitalize()}, zijn {'' if finding.is_met else 'niet '}aangetoond."


def _outcome(receipt: Receipt) -> str:
    if receipt.is_outside_route:
        return "Deze aanvraag kan volgens de regels niet worden gedaan."
    if receipt.special_route:
        return "Een latere overstap naar praktijkonderwijs: een mens weegt af."
    if _is_closed(receipt):
        return _say(receipt, "lwoo_full")
    return _criteria_outcome(receipt)


def _is_closed(receipt: Receipt) -> bool:
    """Nobody is designated for lwoo, so tests have nothing to say on it."""
    return receipt.facts.track is Track.LWOO and not variant_of(receipt).designates


def _pro_instead(receipt: Receipt) -> Iterator[str]:
    if receipt.points_to_other_track:
        yield "De gegevens passen wel bij pro; daarvoor is een nieuwe aanvraag nodig."


def _criteria_outcome(receipt: Receipt) -> str:
    if receipt.outcome is Outcome.MOTIVERING and not receipt.settled:
        return "Een uitslag loopt over een grens van de wet: een mens weegt af."
    name = OUTCOME_NAMES[receipt.outcome]
    if receipt.points_to_other_track:
        return f"{name}, niet voor {receipt.facts.track}; daarvoor is een nieuwe aanvraag nodig."
    return f"{name}."


def _on_iq(receipt: Receipt) -> Iterator[str]:
    if not receipt.facts.iq_points.is_known:
        yield "Het IQ is niet bekend."
        return
    first, second = receipt.finding("lwoo_iq_a"), receipt.finding("lwoo_iq_b")
    yield _statement(receipt.finding("pro_iq"))
    if takes_the_place_of_iq(receipt):
        return
    if first.bound and (second.reason is Reason.BELOW or first.reason is Reason.CROSSES):
        yield _statement(first)
    if second.bound and (second.reason is not Reason.BELOW or not first.bound):
        yield _statement(second)
    if second.outcome is not Standing.NOT_MET:
        yield _say(receipt, "social_emotional")


def _on_domains(receipt: Receipt) -> Iterator[str]:
    untested = []
    for domain, name in DOMAIN_NAMES.items():
        if receipt.facts.delays[domain].dle_months.is_known:
            yield _statement(_telling(receipt, domain))
        else:
            untested.append(name)
    if untested:
        yield f"Niet getoetst: {listed(untested)}."


def _telling(receipt: Receipt, domain: Domain) -> Finding:
    """Of the three findings on a domain the one that says most: where it fits, else what it is too small for."""
    pro, lwoo, either = (receipt.finding(f"{band}_delay_{domain}") for band in TARGETS)
    if takes_the_place_of_delay(receipt):
        return pro
    fitting = next((finding for finding in (pro, lwoo) if finding.is_met), None)
    crossing = next((finding for finding in (pro, lwoo) if finding.reason is Reason.CROSSES), None)
    return fitting or crossing or either


def _on_totals(receipt: Receipt) -> Iterator[str]:
    if not takes_the_place_of_delay(receipt):
        yield _statement(receipt.finding(f"{receipt.facts.track}_delay"))
    for track in (receipt.facts.track, receipt.facts.track.other):
        yield _say(receipt, f"{track}_full")


def _on_lid_6(receipt: Receipt) -> Iterator[str]:
    if receipt.conflict.reason is not Reason.ONE_DIRECTION:
        yield f"{_statement(receipt.conflict)}."
    if receipt.readings_differ:
        other = "letterlijke lezing" if receipt.reading is Reading.PRACTICE else "lezing van de praktijk"
        yield f"In de {other} van lid 6 is de uitkomst anders: {receipt.other_outcome}."
    elif receipt.same_rule and receipt.reading is Reading.LITERAL:
        yield "Op deze datum zegt lid 6 naar de letter hetzelfde als in de praktijk."


def _what_is_missing(receipt: Receipt) -> Iterator[str]:
    if receipt.missing:
        yield f"Nog nodig: {listed(missing_name(code) for code in receipt.missing)}."


def _law(receipt: Receipt) -> str:
    if opts_out(receipt):
        return _own_rules(receipt)
    used = (receipt.finding("pro_full"), receipt.finding("lwoo_full"), receipt.conflict)
    articles = listed(dict.fromkeys(article(finding) for finding in used))
    day = receipt.law_on
    return f"Regels van {day.day}-{day.month}-{day.year}: {regulation(receipt.conflict)}, {articles}."


def _own_rules(receipt: Receipt) -> str:
    """Which framework, which variant, and on what ground."""
    day, chosen = receipt.law_on, receipt.ruleset
    framework = f"kader ‘{chosen.name}’, " if chosen and chosen.name else ""
    ground = citation(receipt.finding("lwoo_full"))
    pro = citation(receipt.finding("pro_full"))
    return (
        f"Regels van {day.day}-{day.month}-{day.year}: {framework}variant ‘{variant_of(receipt).name}’ ({ground}); "
        f"voor pro {pro}."
    )
