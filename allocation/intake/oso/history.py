"""School history, advice and earlier support: background for who reads the request."""

from __future__ import annotations

from datetime import date

from allocation.intake.oso.facts import Advice, SchoolYear, SupportMeasure
from allocation.intake.oso.fields import day, story, text, year_group
from allocation.intake.oso.report import Notes
from allocation.intake.safe_xml import Node

MOST_YEARS = 40
SPECIAL_PRIMARY = {"SO", "SBO", "BO", "SBAO"}
LATER_YEARS = {"12", "13", "14", "15", "16"}
BLOCKS = ("onderwijsondersteuning", "zorg")  # `zorg` in versions before 2019


def read_history(node: Node, notes: Notes) -> tuple[SchoolYear, ...]:
    """School years, oldest first."""
    years = [_school_year(year) for year in node.every("schoolloopbaanlijst", "schoolloopbaan")[:MOST_YEARS]]
    years.sort(key=lambda year: (year.school_year, year.starts or date.min))
    if years:
        notes.take(f"Schoolloopbaan: {len(years)} {'schooljaar' if len(years) == 1 else 'schooljaren'}")
    else:
        notes.miss("Schoolloopbaan")
    return tuple(years)


def comes_from(history: tuple[SchoolYear, ...]) -> str:
    """Where the pupil comes from, as a first value: primary, vo1, vo_later, other; empty when the dossier is silent.

    WVO 2020 art. 2.30 lid 2 and 2.43 lid 3. Pupils of special secondary education are left to the school to judge.
    """
    if not history:
        return ""
    last = history[-1]
    if last.year_code in {"0", "1", "2", "3", "4", "5", "6", "7", "8"} or last.kind.upper() in SPECIAL_PRIMARY:
        return "primary"
    if last.kind.upper() == "VSO" or not last.year_code.isdecimal():
        return ""
    if last.year_code in LATER_YEARS:
        return "vo_later"
    return "vo1" if last.year_code == "11" else "other"


def read_advice(node: Node, notes: Notes) -> Advice:
    """Advice of the school and wishes, as codes."""
    block = node.first("overstapadvies")
    if block is None:
        return Advice()
    advice = Advice(
        school=text(block, "advies", longest=4),
        revised=text(block, "herzienadvies", longest=4),
        parents=text(block, "wensouders", longest=4),
        pupil=text(block, "wensleerling", longest=4),
        profile=text(block, "profiel", longest=20),
        reasoning=story(block, "argumentatie"),
    )
    if advice.school or advice.reasoning:
        notes.take("Schooladvies met toelichting" if advice.reasoning else "Schooladvies")
    return advice


def read_support(node: Node, notes: Notes) -> tuple[SupportMeasure, ...]:
    """Earlier decisions and plans, each with its dates."""
    found: list[SupportMeasure] = []
    for block in (child for name in BLOCKS for child in node.every(name)):
        found += [_lwoo(item) for item in block.every("lwoo")]
        found += [_tlv(item) for item in block.every("tlv")]
        for name in ("arrangement_pao", "arrangement_cluster12", "arrangement"):
            found += [_arrangement(item) for item in block.every(name)]
        found += [_period("opp", item, "opp_ingangdatum", "opp_einddatum") for item in block.every("opp")]
        found += [_plan(item) for item in block.every("handelingsplan")]
        found += [_rvc(item) for item in block.every("rvc")]
    for measure in found:
        notes.take(f"Eerdere ondersteuning: {NAMES[measure.kind]}")
    return tuple(found)


NAMES = {
    "lwoo": "aanwijzing lwoo",
    "tlv": "toelaatbaarheidsverklaring (tlv)",
    "arrangement": "arrangement",
    "opp": "ontwikkelingsperspectief (opp)",
    "handelingsplan": "handelingsplan",
    "rvc": "beschikking van de vroegere verwijzingscommissie (rvc)",
}


def _school_year(node: Node) -> SchoolYear:
    code = text(node, "jaargroep", longest=4)
    return SchoolYear(
        school_year=text(node, "schooljaar", longest=9),
        year_group=year_group(code),
        year_code=code,
        starts=day(node, "begindatum"),
        ends=day(node, "einddatum"),
        location=f"{text(node, 'brincode', longest=4)}{text(node, 'vestigingscode', longest=2)}".upper(),
        kind=text(node, "schoolsoort", longest=20),
        school_type=text(node, "schooltype", longest=40),
    )


def _period(kind: str, node: Node, starts: str, ends: str) -> SupportMeasure:
    return SupportMeasure(kind, day(node, starts), day(node, ends))


def _lwoo(node: Node) -> SupportMeasure:
    return SupportMeasure(
        "lwoo",
        day(node, "lwoo_ingangdatum"),
        day(node, "lwoo_einddatum"),
        text(node, "lwoo_swvnummer", longest=20),
        text(node, "lwoo_beschikkingsnummer", longest=40),
    )


def _tlv(node: Node) -> SupportMeasure:
    return SupportMeasure(
        "tlv",
        day(node, "tlvingangdatum"),
        day(node, "tlveinddatum"),
        text(node, "tlvswvnummer", longest=20),
        text(node, "tlvbeschikkingsnummer", longest=40),
        text(node, "tlvcategorie", longest=10),
    )


def _arrangement(node: Node) -> SupportMeasure:
    return SupportMeasure(
        "arrangement",
        day(node, "arrangement_datum"),
        day(node, "arrangement_einddatum"),
        number=text(node, "arrangement_beschikkingsnr", longest=40),
        detail=text(node, "arrangement_kenmerk"),
    )


def _plan(node: Node) -> SupportMeasure:
    aim = text(node, "isgerichtop")
    return SupportMeasure("handelingsplan", day(node, "startdatum"), day(node, "einddatum"), detail=aim)


def _rvc(node: Node) -> SupportMeasure:
    return SupportMeasure("rvc", day(node, "rvcdatum"), None, detail=text(node, "rvcindicatie", longest=10))
