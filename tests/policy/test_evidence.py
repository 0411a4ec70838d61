"""Tests as proof, told with named invented pupils: on the list, for this track, well taken, and the advice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.policy.circumstances import ComesFrom
from allocation.policy.criteria.evidence import check_evidence
from allocation.policy.edition_files import BUILT_IN
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Origin, Track
from allocation.policy.measures import UNTESTED, Range
from allocation.policy.needs import Judged, Needs
from allocation.policy.notes import Note, Weight
from allocation.policy.wording.evidence_notes import SENTENCES

EDITION = BUILT_IN["2016-2017"]
FILED = dt.date(2016, 3, 14)
TESTED = dt.date(2016, 1, 20)
LWOO = Needs(social_emotional_from=91)
PRO = Needs()


def origin(instrument: str, on: dt.date | None = TESTED, role: str = "psychologist") -> Origin:
    return Origin(instrument, on, "drs. E. Vermeer", "aanvraag", role)


def level(
    dle: Range | int, instrument: str = "LOVS", *, dl: int | None = 55, on: dt.date | None = TESTED
) -> DelayMeasure:
    return DelayMeasure(dl, Range.exact(dle) if isinstance(dle, int) else dle, origin(instrument, on))


def fenna(**facts: Any) -> Dossier:
    """Fenna asks lwoo: IQ 84 on the NIO, and well-taken tests of reading and arithmetic."""
    told = {
        "track": Track.LWOO,
        "iq_points": Range.exact(84),
        "iq_origin": origin("NIO 2004"),
        "delays": {Domain.BL: level(38), Domain.IR: level(36)},
    }
    return Dossier(**{**told, **facts})


def check(dossier: Dossier, *, needs: Needs = LWOO, filed_on: dt.date = FILED, **options: Any) -> tuple[Note, ...]:
    options = {"comes_from": ComesFrom.PRIMARY, "edition": EDITION} | options
    return check_evidence(dossier, filed_on=filed_on, needs=needs, **options)


def told(notes: tuple[Note, ...]) -> list[str]:
    """Weight, subject and rule of each note; every note has its sentence."""
    for note in notes:
        assert "{" not in SENTENCES[note.rule].format(**note.values)
        assert note.citation
    return [f"{note.weight} {note.about} {note.rule}" for note in notes]


def test_fenna_has_nothing_to_hear() -> None:
    assert told(check(fenna())) == []


def test_without_the_list_of_the_year_nothing_is_checked_and_that_is_said() -> None:
    notes = check(fenna(iq_origin=origin("Horoscoop")), filed_on=dt.date(2026, 11, 24), edition=None)
    assert told(notes) == ["unverified evidence no_edition"]
    assert notes[0].values == {"school_year": "2027-2028", "first": "1-10-2026", "last": "30-9-2027"}


@pytest.mark.parametrize(
    ("filed_on", "place"),
    [
        (dt.date(2022, 7, 31), "Ib WVO art. 15d lid 2"),
        (dt.date(2022, 8, 1), "Ub WVO 2020 art. 2.46 lid 2"),
        (dt.date(1990, 1, 1), "Ub WVO 2020 art. 2.46 lid 2"),
    ],
)
def test_the_law_of_the_day_asks_for_a_list(filed_on: dt.date, place: str) -> None:
    assert check(fenna(), filed_on=filed_on, edition=None)[0].citation == place


@pytest.mark.parametrize(
    ("filed_on", "checked"),
    [
        (dt.date(2015, 9, 30), False),
        (dt.date(2015, 10, 1), True),
        (dt.date(2016, 9, 30), True),
        (dt.date(2016, 10, 1), False),
    ],
)
def test_the_list_of_another_year_is_no_list(filed_on: dt.date, checked: bool) -> None:
    rules = [note.rule for note in check(fenna(iq_origin=origin("NIO", dt.date(2015, 9, 1))), filed_on=filed_on)]
    assert ("no_edition" in rules) is not checked


def test_where_nobody_is_designated_nothing_is_checked() -> None:
    assert told(check(fenna(iq_origin=origin("Horoscoop")), needs=Needs(designates=False), edition=None)) == []


@pytest.mark.parametrize(
    ("instrument", "track", "rules"),
    [
        ("WISC-V-NL", Track.LWOO, ["obstacle iq not_listed"]),
        ("Drempelonderzoek 678", Track.LWOO, ["obstacle iq other_criterion"]),
        ("", Track.LWOO, ["unverified iq no_instrument"]),
        ("  ", Track.LWOO, ["unverified iq no_instrument"]),
        ("NIO", Track.LWOO, []),
        ("NIO", Track.PRO, ["hint iq written_group_test"]),
        ("NDT", Track.PRO, []),
        ("WISC-III-NL", Track.PRO, ["hint iq remark"]),
    ],
)
def test_the_intelligence_test_stands_on_the_list_or_not(instrument: str, track: Track, rules: list[str]) -> None:
    dossier = fenna(track=track, iq_origin=origin(instrument), iq_points=Range.exact(70))
    assert told(check(dossier, needs=PRO)) == rules


@pytest.mark.parametrize(("track", "rules"), [(Track.LWOO, []), (Track.PRO, ["obstacle bl other_track"])])
def test_some_tests_are_for_one_track(track: Track, rules: list[str]) -> None:
    dossier = fenna(track=track, delays={Domain.BL: level(33, "TPVO-BL")}, iq_points=UNTESTED)
    assert told(check(dossier, needs=PRO)) == rules


def test_a_test_of_another_domain_is_seen() -> None:
    notes = check(fenna(delays={Domain.BL: level(38, "LOVS Spelling")}))
    assert told(notes) == ["obstacle bl other_criterion"]
    assert notes[0].values["name"] == "LOVS 2.0 Spelling"


def test_no_score_no_note_on_its_test() -> None:
    nothing = DelayMeasure(origin=origin("Horoscoop", dt.date(1999, 1, 1), "other"))
    dossier = fenna(
        iq_points=UNTESTED,
        iq_origin=origin("Horoscoop", None, "other"),
        delays={Domain.BL: nothing, Domain.IR: level(36)},
    )
    assert told(check(dossier)) == []


@pytest.mark.parametrize(
    ("needs", "rules"),
    [
        (LWOO, ["obstacle iq not_listed", "obstacle bl not_listed"]),
        (replace(LWOO, iq=False), ["obstacle bl not_listed"]),
        (replace(LWOO, judged=frozenset({Judged.CAPACITY})), ["obstacle bl not_listed"]),
        (replace(LWOO, learning_delay=False), ["obstacle iq not_listed"]),
        (replace(LWOO, judged=frozenset({Judged.LEARNING_DELAY})), ["obstacle iq not_listed"]),
    ],
)
def test_what_the_framework_does_not_use_is_not_judged(needs: Needs, rules: list[str]) -> None:
    dossier = fenna(iq_origin=origin("Eigen test"), delays={Domain.BL: level(38, "Eigen test")})
    assert told(check(dossier, needs=needs)) == rules


@pytest.mark.parametrize(
    ("role", "rules"),
    [
        ("psychologist", []),
        ("orthopedagogue", []),
        ("", ["hint iq responsible_missing"]),
        ("other", ["obstacle iq responsible_other"]),
    ],
)
def test_a_psychologist_or_orthopedagogue_is_responsible(role: str, rules: list[str]) -> None:
    assert told(check(fenna(iq_origin=origin("NIO", role=role)))) == rules


def test_an_older_receipt_without_role_reads_as_not_said() -> None:
    assert told(check(fenna(iq_origin=Origin("NIO", TESTED)))) == ["hint iq responsible_missing"]


def noor(bl: Range, instrument: str = "SVL", **options: Any) -> Dossier:
    """Noor has IQ 96 and social-emotional problems, shown with a questionnaire she filled in herself."""
    return fenna(
        iq_points=Range.exact(96),
        social_emotional=True,
        social_emotional_origin=options.get("se_origin", origin(instrument)),
        delays={Domain.BL: level(bl, dl=55), Domain.IR: level(36)},
    )


@pytest.mark.parametrize(
    ("bl", "rules"),
    [
        (Range.exact(40), []),
        (Range.exact(39), ["hint se self_report_caution"]),
        (Range.exact(30), ["hint se self_report_caution"]),
        (Range.exact(29), ["hint se self_report_discouraged"]),
        (Range.between(35, 45), ["hint se self_report_caution"]),
        (Range.between(29, 45), ["hint se self_report_perhaps_discouraged"]),
        (Range.below(30), ["hint se self_report_discouraged"]),
        (Range.below(31), ["hint se self_report_perhaps_discouraged"]),
        (UNTESTED, ["hint se self_report_no_level"]),
    ],
)
def test_a_pupil_fills_in_a_questionnaire_only_above_a_reading_level(bl: Range, rules: list[str]) -> None:
    assert told(check(noor(bl))) == rules


def test_a_questionnaire_for_the_teacher_asks_no_reading_level() -> None:
    assert told(check(noor(Range.exact(20), "SEV"))) == []


def test_social_emotional_tests_are_for_lwoo_and_well_taken() -> None:
    dossier = noor(Range.exact(40), se_origin=origin("SVL", role="other"))
    assert told(check(dossier)) == ["obstacle se responsible_other"]
    assert told(check(noor(Range.exact(40), "SAQI 3"))) == []
    assert told(check(noor(Range.exact(40), "Klassenkaart"))) == ["obstacle se not_listed"]


@pytest.mark.parametrize(
    ("iq", "problems", "needs", "judged"),
    [
        (Range.exact(91), True, LWOO, True),
        (Range.exact(90), True, LWOO, False),
        (Range.between(85, 91), True, LWOO, True),
        (UNTESTED, True, LWOO, True),
        (Range.exact(96), False, LWOO, False),
        (Range.exact(96), None, LWOO, False),
        (Range.exact(96), True, PRO, False),
        (Range.exact(96), True, replace(LWOO, judged=frozenset({Judged.SOCIAL_EMOTIONAL})), False),
    ],
)
def test_problems_are_judged_only_where_they_count(
    iq: Range, problems: bool | None, needs: Needs, judged: bool
) -> None:
    dossier = fenna(iq_points=iq, social_emotional=problems, social_emotional_origin=origin("Klassenkaart"))
    assert (told(check(dossier, needs=needs)) == ["obstacle se not_listed"]) is judged


@pytest.mark.parametrize(
    ("dle", "rules"),
    [
        (Range.exact(31), []),
        (Range.exact(30), ["obstacle bl below_floor"]),
        (Range.below(31), []),
        (Range.below(30), ["obstacle bl below_floor"]),
        (Range.between(20, 40), ["obstacle bl below_floor"]),
        (Range.between(0, 40), []),
        (Range.between(31, 40), []),
    ],
)
def test_a_test_cannot_find_less_than_its_floor(dle: Range, rules: list[str]) -> None:
    assert told(check(fenna(delays={Domain.BL: level(dle, "TPVO-BL")}))) == rules


@pytest.mark.parametrize(
    ("tl", "track", "bl", "spared"),
    [
        (Range.exact(19), Track.PRO, UNTESTED, True),
        (Range.exact(20), Track.PRO, UNTESTED, False),
        (Range.below(20), Track.PRO, UNTESTED, True),
        (Range.between(15, 20), Track.PRO, UNTESTED, False),
        (Range.exact(19), Track.LWOO, UNTESTED, False),
        (Range.exact(19), Track.PRO, Range.exact(15), False),
        (UNTESTED, Track.PRO, UNTESTED, False),
    ],
)
def test_bram_who_hardly_reads_is_spared_a_reading_test_for_pro(
    tl: Range, track: Track, bl: Range, spared: bool
) -> None:
    delays = {Domain.TL: level(tl), Domain.BL: level(bl, "SVT-BL"), Domain.IR: level(20, "SVT-RW")}
    notes = check(fenna(track=track, delays=delays, iq_points=Range.exact(70)), needs=PRO)
    assert ("fine bl bl_spared" in told(notes)) is spared


@pytest.mark.parametrize(
    ("instrument", "dle", "rules"),
    [
        ("LOVS E5", 20, []),
        ("LOVS E5", 40, []),
        ("LOVS E5", 41, ["hint bl re_test"]),
        ("LOVS E5", 19, []),  # low is accepted for pro
        ("LOVS M7", 35, []),
        ("LOVS M7", 34, ["hint bl re_test"]),
        ("LOVS M7", Range.between(30, 40), []),
        ("LOVS m7", 34, []),  # only as the publisher writes it
        ("LOVS M7 en E7", 34, []),
        ("LOVS E7", 61, ["hint bl beyond_lwoo"]),
        ("LOVS M8", 44, ["hint bl re_test"]),
        ("SVT-BL M7", 34, []),
        ("LOVS", 34, []),
    ],
)
def test_an_easier_or_harder_test_is_advised(instrument: str, dle: int | Range, rules: list[str]) -> None:
    assert told(check(fenna(delays={Domain.BL: level(dle, instrument)}))) == rules


@pytest.mark.parametrize(
    ("iq", "rule"),
    [
        (Range.exact(74), "re_test"),
        (Range.exact(75), "re_test_required"),
        (Range.exact(80), "re_test_required"),
        (Range.exact(81), "re_test"),
        (Range.between(70, 76), "re_test_required"),
        (UNTESTED, "re_test"),
    ],
)
def test_between_75_and_80_the_other_test_may_not_be_skipped(iq: Range, rule: str) -> None:
    notes = check(fenna(iq_points=iq, delays={Domain.BL: level(34, "LOVS M7")}))
    assert [note.rule for note in notes] == [rule]


@pytest.mark.parametrize(
    ("ir", "rule"),
    [(27, "re_test_required"), (28, "re_test")],  # at DL 55 half is 27,5
)
def test_domains_that_point_both_ways_require_the_other_test(ir: int, rule: str) -> None:
    delays = {Domain.BL: level(34, "LOVS M7"), Domain.IR: level(ir, "SVT-RW")}
    assert [note.rule for note in check(fenna(delays=delays))] == [rule]


@pytest.mark.parametrize(
    ("months", "tested_on", "comes_from", "rules"),
    [
        (55, TESTED, ComesFrom.PRIMARY, []),
        (56, TESTED, ComesFrom.PRIMARY, []),
        (57, TESTED, ComesFrom.PRIMARY, ["hint bl dl_implausible"]),
        (45, TESTED, ComesFrom.PRIMARY, []),  # leaves from group 7
        (43, TESTED, ComesFrom.PRIMARY, ["hint bl dl_implausible"]),
        (65, TESTED, ComesFrom.PRIMARY, []),  # repeated a year
        (30, TESTED, ComesFrom.PRIMARY, ["hint bl dl_implausible"]),
        (52, dt.date(2015, 10, 5), ComesFrom.PRIMARY, []),
        (60, TESTED, ComesFrom.VO_YEAR_1, []),
        (55, TESTED, ComesFrom.VO_YEAR_1, ["hint bl dl_vo_year_1"]),
        (30, TESTED, None, []),
        (None, TESTED, ComesFrom.PRIMARY, []),
    ],
)
def test_dl_fits_the_month_of_the_test(
    months: int | None, tested_on: dt.date, comes_from: ComesFrom | None, rules: list[str]
) -> None:
    delays = {Domain.BL: level(28, "SVT-BL", dl=months, on=tested_on)}
    assert told(check(fenna(delays=delays, iq_points=UNTESTED), comes_from=comes_from)) == rules


@pytest.mark.parametrize(
    ("instrument", "tested_on", "comes_from", "rules"),
    [
        ("IVO", dt.date(2016, 1, 31), ComesFrom.PRIMARY, []),
        ("IVO", dt.date(2015, 12, 31), ComesFrom.PRIMARY, ["hint iq outside_months"]),
        ("IVO", dt.date(2015, 6, 1), ComesFrom.PRIMARY, ["hint iq outside_months"]),
        ("Drempeltest", dt.date(2015, 12, 1), ComesFrom.PRIMARY, []),
        ("ADIT", TESTED, ComesFrom.VO_YEAR_1, ["hint iq not_for_vo"]),
        ("ADIT", dt.date(2015, 7, 1), ComesFrom.VO_YEAR_1, []),
        ("NIO", TESTED, ComesFrom.VO_YEAR_1, []),
    ],
)
def test_the_list_names_months_and_groups(
    instrument: str, tested_on: dt.date, comes_from: ComesFrom, rules: list[str]
) -> None:
    dossier = fenna(iq_origin=origin(instrument, tested_on), delays={})
    assert told(check(dossier, comes_from=comes_from)) == rules


def test_notes_cite_the_list_and_the_law_and_hold_no_score() -> None:
    notes = check(fenna(iq_origin=origin("Horoscoop", role="other"), iq_points=Range.exact(83)))
    assert [note.citation for note in notes] == [EDITION.citation, "Ib WVO art. 15d lid 2"]
    assert not any("83" in value for note in notes for value in note.values.values())


ranges = st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda pair: Range(min(pair), max(pair)))
names = st.one_of(
    st.text(), st.sampled_from([one.name + suffix for one in EDITION.instruments for suffix in ("", " E5")])
)
origins = st.none() | st.builds(
    Origin, names, st.none() | st.dates(), st.text(), st.text(), st.sampled_from(["", "other", "psychologist"])
)
dossiers = st.builds(
    Dossier,
    track=st.sampled_from(Track),
    iq_points=ranges,
    delays=st.dictionaries(
        st.sampled_from(Domain), st.builds(DelayMeasure, st.none() | st.integers(-5, 2000), ranges, origins)
    ),
    social_emotional=st.none() | st.booleans(),
    iq_origin=origins,
    social_emotional_origin=origins,
)
all_needs = st.builds(
    Needs,
    iq=st.booleans(),
    learning_delay=st.booleans(),
    social_emotional_from=st.none() | st.integers(0, 999),
    judged=st.frozensets(st.sampled_from(Judged)),
)


@settings(max_examples=300, deadline=None)
@given(
    dossiers,
    st.dates() | st.dates(dt.date(2015, 10, 1), dt.date(2016, 9, 30)),
    st.none() | st.sampled_from(ComesFrom),
    st.none() | st.just(EDITION),
    all_needs,
    st.none() | st.dates(),
)
def test_no_dossier_breaks_the_check_and_every_note_is_a_sentence(
    dossier, filed_on, comes_from, edition, needs, complete
):
    notes = check_evidence(
        dossier, filed_on=filed_on, comes_from=comes_from, edition=edition, needs=needs, complete_on=complete
    )
    assert all(not (note.weight is Weight.OBSTACLE and note.rule == "no_edition") for note in notes)
    told(notes)
