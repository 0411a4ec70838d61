"""One finding in plain words for parents: no DL, no DLE, no article numbers."""

from __future__ import annotations

from allocation.policy.findings import Finding, Limit, Reason
from allocation.policy.measures import LOWEST, UNTESTED, Range
from allocation.policy.wording.names import DOMAIN_NAMES, among_them, band_of, domain_of
from allocation.policy.wording.numbers import NONE, delay_text, limit_in_words, limit_text, range_text

TRACKS = {"pro": "praktijkonderwijs", "lwoo": "lwoo", "any": "lwoo of praktijkonderwijs"}
COUNTS = {"1": "één", "2": "twee", "3": "drie", "4": "vier"}
PROBLEMS = "sociaal-emotionele problemen zijn die het leren sterk hinderen, zoals faalangst"
TWO_WAYS = "De cijfers wijzen dus twee kanten op."
IQ_ENDS = {
    Reason.WITHIN: "Dat past bij {track}: daarvoor moet het IQ {bound} zijn.",
    Reason.BELOW: "Dat is lager dan de grens voor {track}: daarvoor moet het IQ {bound} zijn.",
    Reason.ABOVE: "Dat is hoger dan de grens voor {track}: daarvoor moet het IQ {bound} zijn.",
    Reason.CROSSES: "Door die uitslag loopt een grens: voor {track} moet het IQ {bound} zijn.",
    Reason.NOT_TESTED: "Voor {track} moet het IQ {bound} zijn.",
}
LWOO_IQ = {
    Reason.WITHIN: "Dat past bij lwoo.",
    Reason.BELOW: "Dat is lager dan de grens voor lwoo.",
    Reason.ABOVE: "Dat is hoger dan de grens voor lwoo.",
    Reason.CROSSES: "Door die uitslag loopt een grens van de wet voor lwoo.",
    Reason.NOT_TESTED: "",
    Reason.NO_PROBLEMS: f"Dat past alleen bij lwoo als er ook {PROBLEMS}. Die zijn niet gebleken.",
    Reason.PROBLEMS_NOT_TESTED: f"Dat past alleen bij lwoo als er ook {PROBLEMS}. Daarover weten wij nog niets.",
}
DELAY_ENDS = {
    Reason.WITHIN: "Dat past bij {track}: daarvoor moet die {bound} zijn ({words}).",
    Reason.BELOW: "Dat is te klein voor {track}: daarvoor moet die {bound} zijn ({words}).",
    Reason.ABOVE: "Dat is groter dan past bij {track}: daarvoor moet die {bound} zijn ({words}).",
    Reason.CROSSES: "Door die uitslag loopt een grens: voor {track} moet die {bound} zijn ({words}).",
}
TRACK_ENDS = {
    Reason.COMPLETE: "Het IQ en de leerachterstand passen allebei bij {track}.",
    Reason.IQ_FAILS: "Het IQ past niet bij {track}.",
    Reason.DELAY_FAILS: "De leerachterstand past niet bij {track}.",
    Reason.BOTH_FAIL: "Het IQ en de leerachterstand passen allebei niet bij {track}.",
    Reason.NOT_TESTED: "Of alles past bij {track}, weten wij nog niet: er ontbreken gegevens.",
    Reason.CROSSES: "Of alles past bij {track}, is niet zeker: een uitslag ligt rond een grens van de wet.",
}
CONFLICTS = {
    Reason.BOTH_COMPLETE: "De cijfers passen bij lwoo en ook bij praktijkonderwijs.",
    Reason.IQ_OVERLAP: "Het IQ past volgens de wet bij lwoo en ook bij praktijkonderwijs. De cijfers kiezen dan niet.",
    Reason.BOTH_DELAYS: (
        f"Bij sommige vakken past de leerachterstand bij lwoo, bij andere bij praktijkonderwijs. {TWO_WAYS}"
    ),
    Reason.PRO_IQ_LWOO_DELAY: (f"Het IQ past bij praktijkonderwijs, maar de leerachterstand past bij lwoo. {TWO_WAYS}"),
    Reason.LWOO_IQ_PRO_DELAY: (
        f"Het IQ past bij lwoo, maar de leerachterstand is zo groot dat die past bij praktijkonderwijs. {TWO_WAYS}"
    ),
    Reason.MIXED_DOMAINS: (
        f"Bij het ene vak past de leerachterstand bij lwoo, bij het andere bij praktijkonderwijs. {TWO_WAYS}"
    ),
    Reason.ONE_DIRECTION: "De cijfers wijzen niet twee kanten op.",
    Reason.NOT_TESTED: "Wij weten nog niet of de cijfers één kant op wijzen: er ontbreken gegevens.",
    Reason.CROSSES: "Een uitslag ligt rond een grens van de wet. Daarom is niet zeker welke kant de cijfers op wijzen.",
}


def parent_sentence(finding: Finding, *, name: str = "") -> str:
    """What one criterion found, with the name of the pupil where one fits."""
    track = TRACKS.get(band_of(finding.criterion), "")
    match finding.unit:
        case "iq_points":
            return _iq(finding, track, name)
        case "dle_months":
            return _delay(finding, track)
        case "domains":
            return _count(finding, track)
        case "yes_no":
            return _answer(finding, name)
    ends = CONFLICTS if finding.criterion.startswith("conflict") else TRACK_ENDS
    return ends[finding.reason].format(track=track)


def iq_value(iq: Range, name: str) -> str:
    """Het IQ van Daan is 82."""
    iq_of = f"het IQ van {name}" if name else "het IQ"
    whose = iq_of.replace("h", "H", 1)
    if not iq.is_known:
        return f"{whose} weten wij niet."
    if iq.is_exact:
        return f"{whose} is {iq.low}."
    if iq.low == LOWEST:
        return f"{whose} is lager dan {iq.high + 1}."
    return f"De test geeft voor {iq_of} geen vast getal, maar een gebied: {range_text(iq)}."


def delay_bound(limit: Limit) -> str:
    """0,25 tot 0,5 zijn: een kwart of meer, maar minder dan de helft."""
    return f"{limit_text(limit)} zijn: {limit_in_words(limit)}"


def needed_domains(finding: Finding) -> str:
    """How many subjects the law asks for."""
    count = finding.bound.at_least if finding.bound else None
    return f"ten minste {COUNTS.get(count or '', count)} vakken{among_them(finding)}"


def _iq(finding: Finding, track: str, name: str) -> str:
    value = iq_value(finding.value or UNTESTED, name)
    if finding.bound is None:
        return f"{value} {LWOO_IQ[finding.reason]}".strip()
    if finding.criterion == "lwoo_iq_b":
        track = "lwoo met sociaal-emotionele problemen"
    return f"{value} {IQ_ENDS[finding.reason].format(track=track, bound=limit_text(finding.bound))}"


def _delay(finding: Finding, track: str) -> str:
    subject = DOMAIN_NAMES[domain_of(finding.criterion)]
    level = finding.value or UNTESTED
    if finding.reason is Reason.NOT_TESTED:
        return f"Van {subject} is geen toets bekend."
    if finding.reason is Reason.NO_DL or finding.dl_months is None or finding.bound is None:
        return f"Van {subject} is niet bekend hoeveel maanden onderwijs er vóór de toets was."
    delay = delay_text(level, finding.dl_months, finding.bound)
    if delay == NONE:
        return f"Bij {subject} is er geen leerachterstand."
    ends = DELAY_ENDS[finding.reason].format(
        track=track, bound=limit_text(finding.bound), words=limit_in_words(finding.bound)
    )
    return f"De leerachterstand bij {subject} is {delay}. {ends}"


def _count(finding: Finding, track: str) -> str:
    count = finding.value or UNTESTED
    found = str(count.low) if count.is_exact else f"{count.low} tot en met {count.high}"
    asked = f"De wet vraagt {needed_domains(finding)}."
    return f"Het aantal vakken waarbij de leerachterstand past bij {track}, is {found}. {asked}"


def _answer(finding: Finding, name: str) -> str:
    whose = f"bij {name} " if name else ""
    if finding.reason is Reason.NOT_TESTED:
        return f"Wij weten niet of er {whose}{PROBLEMS}."
    return f"Uit de gegevens blijkt {'' if finding.is_met else 'niet '}dat er {whose}{PROBLEMS}."
