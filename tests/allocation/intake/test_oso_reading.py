"""What a dossier gives: own invented pupils, in versions and shapes that schools send."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from allocation.intake.oso import read_dossier
from allocation.policy.facts import Domain
from allocation.policy.measures import Range

from .dossiers import MINIMAL, NOOR, SEM, minimal, taken, with_tests

CONSENT = "<inzage><akkoord>{}</akkoord></inzage>"


def test_noor_comes_in_from_a_later_version_with_a_prefix() -> None:
    dossier = read_dossier(NOOR)
    assert (dossier.metadata.profile, dossier.metadata.version) == ("VOSWV", "2025.1")
    assert (dossier.metadata.package, dossier.metadata.created_on) == ("VoorbeeldLAS 7.2", date(2026, 1, 20))
    assert (dossier.pupil.call_name, dossier.pupil.last_name, dossier.pupil.gender) == ("Noor", "Wit", "v")
    assert dossier.comes_from == "vo1"
    assert read_dossier(io.BytesIO(NOOR)).pupil == dossier.pupil


def test_without_a_visiting_address_the_registered_one_comes_before_the_post_box() -> None:
    address = read_dossier(NOOR).pupil.address
    assert address is not None
    assert (address.street, address.postcode) == ("Lindelaan", "1234 AB")


def test_an_exact_iq_stays_exact_beside_its_interval() -> None:
    iq = read_dossier(NOOR).iq
    assert iq is not None
    assert (iq.score, iq.interval) == (Range.exact(84), Range(78, 90))
    assert (iq.responsible, iq.responsible_role) == ("drs. A. Jansen", "psychologist")


def test_a_battery_gives_a_level_per_part_and_below_the_floor_is_kept_as_such() -> None:
    levels = {delay.domain: delay for delay in read_dossier(NOOR).delays}
    assert levels[Domain.TL].dle_months == Range.below(10)
    assert levels[Domain.SP].dle_months == Range.exact(44)
    assert levels[Domain.SP].dl_months == 60


def test_the_latest_test_of_a_domain_wins_and_the_other_is_named() -> None:
    dossier = read_dossier(NOOR)
    reading = next(delay for delay in dossier.delays if delay.domain is Domain.BL)
    assert (reading.tested_on, reading.dl_months, reading.dl_origin) == (date(2025, 1, 20), 55, "derived")
    left = {line.what: line.why for line in dossier.report.skipped}
    assert left["Begrijpend lezen: Begrijpend lezen 3.0, afgenomen op 22 januari 2024"] == "Er is een latere uitslag."


def test_sums_against_the_clock_are_not_inzichtelijk_rekenen() -> None:
    dossier = read_dossier(NOOR)
    assert Domain.IR not in {delay.domain for delay in dossier.delays}
    assert any("TempoToets Rekenen" in line.what for line in dossier.report.skipped)
    assert "Inzichtelijk rekenen: een toets met DLE" in dossier.report.missing


def test_what_school_or_parents_left_out_is_said() -> None:
    dossier = read_dossier(NOOR)
    assert dossier.metadata.opted_out == ("advies",)
    assert any("advies" in warning for warning in dossier.report.warnings)


def test_the_report_is_plain_json_without_scores() -> None:
    told = json.dumps(read_dossier(NOOR).report.as_json(), ensure_ascii=False)
    for score in ("84", "< 10", "44", "39", "78"):
        assert score not in told.replace("Drempelonderzoek 678", "")


def test_sem_has_a_secret_address_so_nobody_has_one() -> None:
    dossier = read_dossier(SEM)
    assert (dossier.pupil.secret_address, dossier.pupil.address) == (True, None)
    assert [parent.address for parent in dossier.parents] == [None]
    everything = repr(dossier.report)
    assert "Verborgenstraat" not in everything
    assert any("geheim" in warning for warning in dossier.report.warnings)


def test_a_parent_may_have_a_secret_address_alone() -> None:
    dossier = read_dossier(NOOR)
    assert dossier.pupil.address is not None
    assert [(parent.secret_address, parent.address) for parent in dossier.parents] == [(True, None)]


def test_a_birth_date_that_does_not_exist_is_missing() -> None:
    dossier = read_dossier(SEM)
    assert dossier.pupil.birth_date is None
    assert "Geboortedatum van de leerling" in dossier.report.missing


def test_parents_who_gave_no_permission_are_a_warning() -> None:
    warnings = " ".join(read_dossier(SEM).report.warnings)
    assert "geen toestemming" in warnings
    assert "nog niet gezien" in warnings
    assert "voorlopig dossier" in warnings


def test_a_decision_number_that_looks_like_a_bsn_is_dropped_with_a_warning() -> None:
    dossier = read_dossier(SEM)
    assert [(measure.kind, measure.number) for measure in dossier.support] == [("tlv", "")]
    assert any("lijkt op een BSN" in warning for warning in dossier.report.warnings)
    assert "111222333" not in repr(dossier.report)


def test_a_school_key_that_looks_like_a_bsn_is_left_to_the_school() -> None:
    dossier = read_dossier(minimal("<leerlingid>111222333</leerlingid>"))
    assert dossier.pupil.las_key == ""
    assert "Leerlingnummer van de leerling" in dossier.report.missing


@pytest.mark.parametrize(("told", "view"), [("Ja", "agree"), ("Nee", "disagree"), ("Onbekend", ""), ("", "")])
def test_what_parents_said_of_the_dossier_is_only_a_first_guess_of_their_view(told: str, view: str) -> None:
    dossier = read_dossier(MINIMAL.replace(b"<huidigeschool>", CONSENT.format(told).encode() + b"<huidigeschool>"))
    assert dossier.consent.suggested_view == view
    assert any("Vraag ook" in warning for warning in dossier.report.warnings) is bool(view)


def test_a_nearly_empty_dossier_is_read_and_everything_is_missing() -> None:
    dossier = read_dossier(MINIMAL)
    assert (dossier.pupil.last_name, dossier.iq, dossier.delays, dossier.attachments) == ("Jansen", None, (), ())
    assert len(dossier.report.missing) >= 10
    assert dossier.report.taken == ()


@pytest.mark.parametrize(
    ("area", "code", "name", "domain"),
    [
        ("technisch lezen", "", "", Domain.TL),
        ("TL", "", "", Domain.TL),
        ("", "DMT2009", "", Domain.TL),
        ("", "", "AVI-toetskaarten", Domain.TL),
        ("lezen", "", "Drie-Minuten-Toets", Domain.TL),
        ("SP", "", "", Domain.SP),
        ("", "SP3.0-M8", "", Domain.SP),
        ("", "", "Spelling Speciale leerlingen", Domain.SP),
        ("begrijpend lezen", "", "", Domain.BL),
        ("", "BLZ07-20-138", "", Domain.BL),
        ("lezen", "", "Begrijpend lezen 345678", Domain.BL),
        ("rekenen", "", "", Domain.IR),
        ("RW", "", "", Domain.IR),
        ("", "RW2006-12-155", "", Domain.IR),
        ("", "", "Rekenen-Wiskunde 3.0", Domain.IR),
        ("inzichtelijk rekenen", "", "", Domain.IR),
        ("", "", "Spelling werkwoorden", None),
        ("rekenen", "", "Hoofdrekenen", None),
        ("", "", "Woordenschat", None),
        ("", "", "", None),
    ],
)
def test_a_test_finds_its_domain_by_area_code_or_name(area: str, code: str, name: str, domain: Domain | None) -> None:
    dossier = read_dossier(with_tests(taken("DLE", "30", area=area, code=code, name=name)))
    assert [delay.domain for delay in dossier.delays] == ([domain] if domain else [])


@pytest.mark.parametrize(
    ("dl", "group", "on", "expected"),
    [
        ("52", "8", "2025-10-06", (52, "dossier", True)),
        ("62", "8", "2025-10-06", (62, "dossier", True)),
        ("60", "8", "2025-10-06", (60, "dossier", True)),
        ("30", "8", "2025-10-06", (30, "dossier", False)),
        ("", "8", "2025-10-06", (52, "derived", True)),
        ("0", "8", "2025-10-06", (52, "derived", True)),
        ("", "11", "2025-10-06", (60, "derived", True)),
        ("", "S", "2025-10-06", (None, "", True)),
        ("45", "S", "2025-10-06", (45, "dossier", True)),
        ("", "8", "2025-08-25", (None, "", True)),
        ("", "8", "", (None, "", True)),
    ],
)
def test_the_didactic_age_comes_from_the_dossier_or_from_group_and_month(
    dl: str, group: str, on: str, expected: tuple[int | None, str, bool]
) -> None:
    (delay,) = read_dossier(with_tests(taken("DLE", "30", area="BL", dl=dl, group=group, on=on))).delays
    assert (delay.dl_months, delay.dl_origin, delay.dl_fits) == expected


def test_an_unreadable_score_is_left_with_the_reason_and_without_the_score() -> None:
    dossier = read_dossier(with_tests(taken("DLE", "43,7", area="BL"), taken("IQ", "8595", name="NIO")))
    assert (dossier.iq, dossier.delays) == (None, ())
    assert [line.why for line in dossier.report.skipped] == [
        "De DLE is geen heel aantal maanden van 0 tot en met 150.",
        "De IQ-score is geen getal van 20 tot en met 200.",
    ]
    assert "43,7" not in repr(dossier.report)


def test_an_iq_may_be_an_interval() -> None:
    iq = read_dossier(with_tests(taken("IQ", "85-95", name="WISC-V"))).iq
    assert iq is not None
    assert iq.score == Range(85, 95)


def test_an_iq_test_without_a_date_gives_way_to_one_with_a_date() -> None:
    tests = with_tests(taken("IQ", "80", name="NIO", on=""), taken("IQ", "82", name="WNV-NL", on="2024-03-01"))
    dossier = read_dossier(tests)
    assert dossier.iq is not None
    assert dossier.iq.short_name == "WNV-NL"
    assert any(line.why == "De toetsdatum ontbreekt." for line in dossier.report.skipped)


@pytest.mark.parametrize(
    ("code", "kind", "origin"),
    [
        ("8", "BO", "primary"),
        ("S", "SBO", "primary"),
        ("11", "VO", "vo1"),
        ("12", "VO", "vo_later"),
        ("16", "VO", "vo_later"),
        ("21", "VO", "other"),
        ("12", "VSO", ""),
        ("S", "VSO", ""),
    ],
)
def test_where_the_pupil_comes_from_follows_from_the_last_school_year(code: str, kind: str, origin: str) -> None:
    year = (
        f"<schoolloopbaanlijst><schoolloopbaan><schooljaar>2025-2026</schooljaar><jaargroep>{code}</jaargroep>"
        f"<schoolsoort>{kind}</schoolsoort></schoolloopbaan></schoolloopbaanlijst>"
    )
    assert read_dossier(minimal(year)).comes_from == origin


def test_nothing_of_the_pupil_shows_when_a_dossier_lands_in_a_log() -> None:
    dossier = read_dossier(NOOR)
    assert "Wit" not in f"{dossier!r} {dossier.pupil!r} {dossier.parents!r}"
    assert "Range(" not in f"{dossier.iq!r}{dossier.delays!r}"
