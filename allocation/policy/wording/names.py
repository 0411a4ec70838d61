"""What things are called, for people: outcomes, tracks, domains, missing data and places in the law."""

from __future__ import annotations

from collections.abc import Iterable

from allocation.policy.facts import Domain, Track
from allocation.policy.findings import Finding
from allocation.policy.law_files import LAW
from allocation.policy.outcomes import Outcome
from allocation.policy.receipt import Receipt
from allocation.policy.ruleset import NATIONAL
from allocation.policy.sources import Source

OUTCOME_NAMES = {
    Outcome.LWOO: "Voldoet aan de criteria voor lwoo",
    Outcome.PRO: "Voldoet aan de criteria voor pro",
    Outcome.MOTIVERING: "De motivering van de school geeft de doorslag",
    Outcome.GEEN: "Voldoet niet aan de criteria voor lwoo en niet aan die voor pro",
    Outcome.ONVOLLEDIG: "Onvolledig: er ontbreken gegevens",
}
DOMAIN_NAMES = {
    Domain.TL: "technisch lezen",
    Domain.SP: "spelling",
    Domain.BL: "begrijpend lezen",
    Domain.IR: "inzichtelijk rekenen",
}
TRACK_NAMES = {
    Track.LWOO: "leerwegondersteunend onderwijs (lwoo)",
    Track.PRO: "praktijkonderwijs (pro)",
}
PLAIN_TRACKS = {Track.LWOO: "lwoo", Track.PRO: "praktijkonderwijs"}
PLAIN_MISSING = {
    "iq": "de uitslag van een intelligentietest",
    "social_emotional": "een onderzoek naar sociaal-emotionele problemen",
    "judged_capacity": "het oordeel van de school over het leervermogen",
    "judged_learning_delay": "het oordeel van de school over de leerachterstand",
    "judged_social_emotional": "het oordeel van de school over sociaal-emotionele problemen",
}
PROBLEMS = "sociaal-emotionele problemen die het leren sterk hinderen"
CORE_DOMAINS = {
    0: "",
    1: "begrijpend lezen of inzichtelijk rekenen",
    2: "begrijpend lezen en inzichtelijk rekenen",
}


def core_domains(finding: Finding) -> str:
    """Which domains must be among those with a delay; empty where an SWV asks for none of them."""
    return CORE_DOMAINS[1 if finding.core_domains is None else finding.core_domains]


def among_them(finding: Finding) -> str:
    """, waaronder begrijpend lezen of inzichtelijk rekenen; or nothing."""
    core = core_domains(finding)
    return f", waaronder {core}" if core else ""


def domain_of(criterion: str) -> Domain:
    """The domain a criterion per domain is about: `lwoo_delay_bl` is about reading comprehension."""
    return Domain(criterion.rsplit("_", 1)[1])


def band_of(criterion: str) -> str:
    """`pro`, `lwoo` or `any`."""
    return criterion.split("_", 1)[0]


def missing_name(code: str) -> str:
    """What `iq`, `social_emotional`, `dle_bl` or `dl_bl` is, for staff."""
    if code == "iq":
        return "IQ"
    if code == "social_emotional":
        return "uitkomst over sociaal-emotionele problemen"
    if code.startswith("judged"):
        return PLAIN_MISSING[code]
    kind, domain = code.split("_")
    return f"{kind.upper()} {DOMAIN_NAMES[Domain(domain)]}"


def missing_plain_names(codes: Iterable[str]) -> list[str]:
    """The same for parents, without DL and DLE."""
    names = []
    for code in codes:
        kind, _, domain = code.partition("_")
        if code in PLAIN_MISSING:
            names.append(PLAIN_MISSING[code])
        elif kind == "dle":
            names.append(f"een toets {DOMAIN_NAMES[Domain(domain)]}")
        else:
            names.append(f"het aantal maanden onderwijs vóór de toets {DOMAIN_NAMES[Domain(domain)]}")
    return names


def citation(finding: Finding) -> str:
    """Where the law says so: Ub WVO 2020 art. 2.46 lid 4."""
    return LAW.sources[finding.source].citation


def article(finding: Finding) -> str:
    """art. 2.46 lid 4."""
    return LAW.sources[finding.source].article


def regulation(finding: Finding) -> str:
    """Ub WVO 2020."""
    return LAW.sources[finding.source].short


def legal_basis(receipt: Receipt) -> tuple[str, ...]:
    """Where the outcome on the asked track rests, for a letter: artikel 2.46, lid 4, van het Uitvoeringsbesluit ..."""
    asked = receipt.facts.track
    grounds = [receipt.finding(f"{asked}_full")]
    if receipt.conflict.is_met:
        grounds.append(receipt.conflict)
    law = tuple(dict.fromkeys(_formal(LAW.sources[finding.source]) for finding in grounds))
    framework = receipt.ruleset.name if receipt.ruleset and receipt.variant != NATIONAL.variant else ""
    return (*law, f"het kader ‘{framework}’ van het samenwerkingsverband") if framework else law


def _formal(source: Source) -> str:
    place = source.article.replace("art. ", "artikel ").replace(" lid ", ", lid ").replace(" onder ", ", onder ")
    article = "de" if source.regulation.startswith("Wet ") else "het"
    return f"{place}{',' if ',' in place else ''} van {article} {source.regulation}"
