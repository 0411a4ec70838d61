"""The two official sample dossiers of OSO 2019.1, when the folder beside the repository is there."""

from __future__ import annotations

import json
from datetime import date

import pytest

from allocation.intake.oso import OsoDossier, read_dossier
from allocation.policy.facts import Domain
from allocation.policy.measures import Range

from .dossiers import SHARED

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SHARED.is_dir(), reason="the official OSO samples are not here (folder ../shared/reference/oso)"
    ),
]


def sample(profile: str) -> OsoDossier:
    return read_dossier((SHARED / f"Voorbeelddossier_PaO_{profile}_full.xml").read_bytes())


@pytest.fixture(scope="module", params=["VOSWV", "POSWV"])
def dossier(request: pytest.FixtureRequest) -> OsoDossier:
    return sample(request.param)


def test_the_pupil_comes_in_with_the_address_to_visit(dossier: OsoDossier) -> None:
    pupil = dossier.pupil
    assert (pupil.first_names, pupil.call_name, pupil.prefix, pupil.last_name) == (
        "Björn Johannes Martinus Franciscus",
        "Daan",
        "van de",
        "Berg",
    )
    assert (pupil.birth_date, pupil.gender, pupil.las_key) == (date(2003, 3, 17), "m", "LN094837")
    assert pupil.address is not None
    assert (pupil.address.street, pupil.address.house_number) == ("Hoofdstraat", "136 a")
    assert (pupil.address.postcode, pupil.address.city) == ("7311 BA", "Apeldoorn")


def test_only_the_two_parents_with_authority_come_in(dossier: OsoDossier) -> None:
    assert [(parent.initials, parent.relation) for parent in dossier.parents] == [("P.J.", "vader"), ("T.", "")]


def test_the_sending_school_is_known_by_brin_and_vestiging(dossier: OsoDossier) -> None:
    school = dossier.school
    assert (school.name, school.brin, school.location, school.kind) == ("Testschool", "00YY", "00YY00", "SO")


def test_the_parents_did_not_agree_with_the_content(dossier: OsoDossier) -> None:
    consent = dossier.consent
    assert (consent.seen, consent.seen_on, consent.agrees_with_content) == (True, date(2016, 3, 31), False)
    assert (consent.agrees_with_transfer, consent.suggested_view) == (True, "disagree")
    assert consent.reason == "Teveel zorggegevens in het dossier"
    assert "De ouders zijn het niet eens met de inhoud van het dossier." in dossier.report.warnings


def test_the_latest_iq_test_counts_as_a_whole_and_not_its_parts(dossier: OsoDossier) -> None:
    assert dossier.iq is not None
    assert (dossier.iq.score, dossier.iq.interval) == (Range.exact(114), None)
    assert (dossier.iq.short_name, dossier.iq.tested_on) == ("WISC-III NL", date(2016, 1, 10))
    left = {line.what: line.why for line in dossier.report.skipped}
    assert left["IQ-uitslag NIO, afgenomen op 3 januari 2016"] == "Er is een latere uitslag."


def test_each_domain_has_its_level_and_its_didactic_age(dossier: OsoDossier) -> None:
    assert [
        (delay.domain, delay.dle_months, delay.dl_months, delay.dl_origin, delay.dl_fits) for delay in dossier.delays
    ] == [
        (Domain.TL, Range.exact(60), 60, "dossier", True),
        (Domain.BL, Range.exact(40), 25, "dossier", False),
        (Domain.IR, Range.exact(40), 52, "derived", True),
    ]


def test_the_school_history_tells_where_the_pupil_comes_from() -> None:
    assert (len(sample("VOSWV").history), len(sample("POSWV").history)) == (2, 10)
    assert sample("VOSWV").comes_from == ""
    assert sample("POSWV").comes_from == "primary"


def test_earlier_decisions_are_history() -> None:
    kinds = [measure.kind for measure in sample("VOSWV").support]
    assert kinds == ["lwoo", "tlv", "arrangement", "arrangement", "opp", "handelingsplan", "rvc"]
    assert sample("VOSWV").support[0].number == "OND/ODS-2014/38325 U"


def test_sound_attachments_come_in_and_the_rest_is_explained() -> None:
    dossier = sample("VOSWV")
    assert [(item.document.safe_name, item.suggested_kind) for item in dossier.attachments] == [
        ("opp.docx", "plan"),
        ("cet_uitslag.png", "other"),
        ("drem8.jpg", "delay_report"),
        ("diagram.png", "other"),
    ]
    left = {line.what: line.why for line in dossier.report.skipped}
    assert "beschadigd" in left["Bijlage ‘Toelichting.pdf’"]
    assert "gewone tekst, al eindigt de naam op .pdf" in left["Bijlage ‘beschikking.pdf’"]
    assert "Excel" in left["Bijlage ‘rvcrapport.xlsx’"]
    assert "diagnose is niet nodig" in left["Bijlage ‘advies mbt zicht.pdf’"]


def test_what_is_not_needed_is_left_and_said_in_one_line(dossier: OsoDossier) -> None:
    line = next(line.what for line in dossier.report.skipped if "huisarts" in line.what)
    assert {"bankrekening", "medicijngebruik", "zorginstelling", "diagnoses"} <= set(line.lower().split(", "))
    kept = repr([dossier.pupil.address, *dossier.parents])
    assert "NL51" not in kept


def test_the_report_holds_no_score_and_tells_what_is_lacking(dossier: OsoDossier) -> None:
    told = json.dumps(dossier.report.as_json(), ensure_ascii=False)
    for score in ("114", "97", "108", "125", "DLE 40", "DL 25"):
        assert score not in told
    assert "Spelling: een toets met DLE" in dossier.report.missing
    assert "Onderwijskundig rapport" in dossier.report.missing
