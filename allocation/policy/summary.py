"""A receipt in one line of Dutch: per criterion what was found, the bound of the law and whether it fits."""

from __future__ import annotations

from collections.abc import Iterator

from allocation.policy.algebra import Standing
from allocation.policy.findings import Finding, Limit
from allocation.policy.measures import LOWEST, Range
from allocation.policy.receipt import Receipt

NAMES = {
    "pro_iq": "IQ voor pro",
    "lwoo_iq_a": "IQ voor lwoo",
    "lwoo_iq_b": "IQ voor lwoo met sociaal-emotionele problemen",
    "social_emotional": "sociaal-emotionele problemen",
    "pro_delay": "leerachterstand voor pro",
    "lwoo_delay": "leerachterstand voor lwoo",
}
STANDINGS = {
    Standing.NOT_MET: "voldoet niet",
    Standing.MISSING: "niet bekend",
    Standing.UNDECIDED: "ligt op de grens",
    Standing.MET: "voldoet",
}
CONFLICTS = {
    Standing.NOT_MET: "gegevens zijn niet tegenstrijdig",
    Standing.MISSING: "tegenstrijdigheid niet te beoordelen",
    Standing.UNDECIDED: "tegenstrijdigheid hangt af van een uitslag op de grens",
    Standing.MET: "gegevens passen bij pro en bij lwoo: de motivering van de school beslist",
}
MISSING_NAMES = {
    "iq": "IQ",
    "social_emotional": "sociaal-emotionele uitslag",
    "tl": "technisch lezen",
    "sp": "spelling",
    "bl": "begrijpend lezen",
    "ir": "inzichtelijk rekenen",
}


def summarise(receipt: Receipt) -> str:
    """Everything the criteria came to, for a table of many pupils."""
    return "; ".join(_parts(receipt))


def _parts(receipt: Receipt) -> Iterator[str]:
    for name in NAMES:
        yield _criterion(receipt.finding(name))
    yield CONFLICTS[Standing(receipt.conflict.outcome)]
    if receipt.missing:
        yield f"ontbreekt: {', '.join(_missing(code) for code in receipt.missing)}"
    elif not receipt.settled:
        yield "een mens moet kijken: een interval loopt over een grens"
    if receipt.differs:
        yield f"de andere lezing van lid 6 geeft: {receipt.other_outcome}"


def _criterion(finding: Finding) -> str:
    standing = STANDINGS[Standing(finding.outcome)]
    if finding.unit == "iq_points" and finding.value and finding.value.is_known:
        return f"{NAMES[finding.criterion]}: {_value(finding.value)} bij {_limit(finding.bound)}, {standing}"
    if finding.unit == "domains" and finding.value:
        return f"{NAMES[finding.criterion]}: {_value(finding.value)} van de 4 domeinen, {standing}"
    return f"{NAMES[finding.criterion]}: {standing}"


def _value(value: Range) -> str:
    if value.is_exact:
        return str(value.low)
    return f"hoogstens {value.high}" if value.low == LOWEST else f"{value.low} tot en met {value.high}"


def _limit(bound: Limit | None) -> str:
    return f"{bound.at_least} tot en met {bound.at_most}" if bound else "de grens"


def _missing(code: str) -> str:
    name = MISSING_NAMES.get(code.removeprefix("dle_").removeprefix("dl_"), code)
    return f"DL van {name}" if code.startswith("dl_") else name
