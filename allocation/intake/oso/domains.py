"""Which of the four domains of the law a test measures, from how a school system names it."""

from __future__ import annotations

import re

from allocation.policy.facts import Domain

NAMES = {
    Domain.TL: "Technisch lezen",
    Domain.SP: "Spelling",
    Domain.BL: "Begrijpend lezen",
    Domain.IR: "Inzichtelijk rekenen",
}

# OSO codelijst 12.
CODES = {"TL": Domain.TL, "SP": Domain.SP, "BL": Domain.BL, "RW": Domain.IR}

# Sums by heart and verbs are not what art. 2.46 lid 5 and the yearly list of tests mean by ir and sp.
OTHER = re.compile(
    r"werkwoord|hoofdreken|tempo ?toets|\bttr\b|automatiser|basisbewerking|woordenschat|luister|studievaardig|engels",
    re.I,
)
WORDS = (
    (Domain.BL, re.compile(r"begrijpend|\bbl\b|leesbegrip", re.I)),
    (Domain.TL, re.compile(r"technisch|\btl\b|\bdmt\b|drie-?minuten|\bavi\b|leestempo|leestechniek", re.I)),
    (Domain.SP, re.compile(r"spelling|spellen|\bsp\b", re.I)),
    (Domain.IR, re.compile(r"rekenen|wiskunde|\brw\b|\bir\b", re.I)),
)
# Test codes such as RW2006-12-155, BLZ07-20-138, DMT2009, SP3.0-M8.
TEST_CODE = re.compile(r"(?P<letters>BL|RW|SP|TL|DMT|AVI|TBL|LT)Z?(?=[\d.\-_ ]|$)", re.I)
TEST_CODES = {**CODES, "DMT": Domain.TL, "AVI": Domain.TL, "LT": Domain.TL, "TBL": Domain.BL}


def domain_of(*, area: str, code: str, name: str) -> Domain | None:
    """The domain of a test by its leergebied, else its code, else its name. None for what is none of the four."""
    if OTHER.search(f"{area} {name}"):
        return None
    return _by_words(area) or _by_code(code) or _by_words(name)


def _by_words(text: str) -> Domain | None:
    if text.strip().upper() in CODES:
        return CODES[text.strip().upper()]
    return next((domain for domain, words in WORDS if words.search(text)), None)


def _by_code(code: str) -> Domain | None:
    match = TEST_CODE.match(code.strip())
    return TEST_CODES[match["letters"].upper()] if match else None
