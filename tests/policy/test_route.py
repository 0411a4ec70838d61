"""Named invented pupils and whether they may be requested, under the old law and the new."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.policy.algebra import MET, MISSING, NOT_MET, UNDECIDED, Standing
from allocation.policy.circumstances import Circumstances, ComesFrom, SpecialGround, SpecialGroup
from allocation.policy.criteria.route import RouteResult, check_route
from allocation.policy.facts import Dossier, Track
from allocation.policy.notes import Weight
from allocation.policy.parameters import NoRulesError
from allocation.policy.wording import note_sentence
from allocation.policy.wording.route_notes import SENTENCES

D = dt.date
FILED = D(2026, 11, 24)
PRIMARY, YEAR_1, LATER, OTHER = ComesFrom
BORDER, INCREASED, MORE, CRITERION, REQUIRE = SpecialGround
WHOLE = {
    "comes_from": LATER,
    "parents_consent": True,
    "parents_consent_on": D(2026, 11, 1),
    "told": ("done_so_far", "experts", "motivation", "parents_view", "risks"),
    "documents": ("lwoo_decision", "plan", "report", "tlv"),
}


def route(
    track: Track,
    *,
    filed: dt.date = FILED,
    law_on: dt.date | None = None,
    frees: bool = False,
    iq: int = MISSING,
    delay: int = MISSING,
    **facts: Any,
) -> RouteResult:
    return check_route(
        Circumstances(filed, **facts),
        dossier=Dossier(track),
        law_on=law_on or filed,
        frees_route=frees,
        pro_iq=iq,
        pro_delay=delay,
    )


def obstacle(result: RouteResult) -> tuple[str, str]:
    found = [(note.rule, note.citation) for note in result.notes if note.weight is Weight.OBSTACLE]
    assert len(found) == 1
    return found[0]


def rules(result: RouteResult) -> set[str]:
    return {note.rule for note in result.notes}


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("comes_from", [PRIMARY, YEAR_1])
def test_daan_comes_directly(track: Track, comes_from: ComesFrom) -> None:
    result = route(track, comes_from=comes_from)
    assert (result.standing, result.special) == (MET, False)
    letter = {PRIMARY: "a", YEAR_1: "b"}[comes_from]
    assert [note.citation.endswith(f"art. 2.30 lid 2 onder {letter}") for note in result.notes] == [True]


@pytest.mark.parametrize("track", Track)
def test_nobody_can_say_anything_before_it_is_known_where_noor_comes_from(track: Track) -> None:
    result = route(track)
    assert (result.standing, rules(result)) == (MISSING, {"route_unknown"})


@pytest.mark.parametrize("comes_from", [LATER, OTHER])
@pytest.mark.parametrize(
    ("law_on", "article", "confidence"),
    [(D(2022, 7, 31), "WVO art. 10e en 10g", "M"), (D(2022, 8, 1), "WVO 2020 art. 2.43 lid 3", "H")],
)
def test_bram_in_year_two_has_no_route_to_lwoo(
    comes_from: ComesFrom, law_on: dt.date, article: str, confidence: str
) -> None:
    result = route(Track.LWOO, comes_from=comes_from, filed=law_on)
    assert (result.standing, result.special) == (NOT_MET, False)
    assert obstacle(result) == (f"route_none_{comes_from}", article)
    assert result.notes[0].confidence == confidence


@pytest.mark.parametrize(
    ("law_on", "article"), [(D(2022, 7, 31), "WVO art. 17a1"), (D(2022, 8, 1), "WVO 2020 art. 2.48 lid 1")]
)
def test_opting_out_may_free_bram_for_lwoo_but_never_for_pro(law_on: dt.date, article: str) -> None:
    freed = route(Track.LWOO, comes_from=LATER, filed=law_on, frees=True)
    assert freed.standing is Standing.MET
    assert [(note.weight, note.citation) for note in freed.notes] == [(Weight.HINT, article)]
    assert route(Track.PRO, comes_from=LATER, filed=law_on, frees=True) == route(
        Track.PRO, comes_from=LATER, filed=law_on
    )


# Arrival, filing, from where, and from which day a request is possible (empty: now).
NEWCOMERS = [
    ("Amina arrived a year before the count day", D(2025, 10, 1), D(2026, 2, 1), PRIMARY, ""),
    ("Bilal arrived on the last day that is early enough", D(2025, 9, 30), D(2026, 2, 1), PRIMARY, ""),
    ("Chidi arrived a day too late", D(2025, 10, 2), D(2026, 2, 1), PRIMARY, "1 augustus 2027"),
    ("Dana is filed on the last day of the school year", D(2025, 10, 2), D(2026, 7, 31), PRIMARY, "1 augustus 2027"),
    ("Emre is filed on the first day of the next", D(2025, 10, 2), D(2026, 8, 1), PRIMARY, ""),
    ("Farah is filed on 31 July of year 1", D(2025, 10, 1), D(2026, 7, 31), YEAR_1, "1 augustus 2026"),
    ("Goran is filed on 1 August, in year 1", D(2025, 10, 1), D(2026, 8, 1), YEAR_1, ""),
    ("Hiba is filed on 1 August and came a day later", D(2025, 10, 2), D(2026, 8, 1), YEAR_1, "1 augustus 2027"),
    ("Idris is in year 1 long enough", D(2025, 9, 30), D(2026, 11, 24), YEAR_1, ""),
    ("Jana came after the count day of her first year", D(2026, 10, 2), D(2026, 11, 24), YEAR_1, "1 augustus 2028"),
    ("Kofi came on a leap day and is filed on one", D(2027, 2, 28), D(2028, 2, 29), PRIMARY, ""),
    ("Lena came on a leap day", D(2028, 2, 29), D(2028, 3, 1), PRIMARY, "1 augustus 2029"),
    ("Mira came on a leap day and waited", D(2028, 2, 29), D(2029, 7, 31), PRIMARY, ""),
]


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize(("story", "arrived", "filed", "comes_from", "possible_from"), NEWCOMERS)
def test_newcomers(
    track: Track, story: str, arrived: dt.date, filed: dt.date, comes_from: ComesFrom, possible_from: str
) -> None:
    result = route(track, comes_from=comes_from, in_nl_since=arrived, filed=filed)
    assert (result.standing is Standing.MET) == (not possible_from), story
    if possible_from:
        name, article = obstacle(result)
        assert (name, "art. 2.30 lid 3" in article) == ("route_newcomer_too_short", True)
        said = [note.values for note in result.notes if note.rule == name]
        assert said[0]["possible_from"] == possible_from


def test_emre_may_have_begun_already_and_then_another_day_counts() -> None:
    emre = {"comes_from": PRIMARY, "in_nl_since": D(2025, 10, 2)}
    asked = "route_newcomer_already_there"
    assert asked in rules(route(Track.LWOO, filed=D(2026, 8, 1), **emre))
    assert asked in rules(route(Track.LWOO, filed=D(2026, 10, 1), **emre))
    assert asked not in rules(route(Track.LWOO, filed=D(2026, 10, 2), **emre))


def test_a_newcomer_waits_also_where_the_swv_frees_the_route_and_under_the_old_law() -> None:
    freed = route(Track.LWOO, comes_from=LATER, in_nl_since=D(2026, 1, 1), frees=True)
    assert freed.standing is Standing.NOT_MET
    old = route(Track.PRO, comes_from=YEAR_1, in_nl_since=D(2019, 12, 1), filed=D(2020, 3, 1))
    assert obstacle(old) == ("route_newcomer_too_short", "WVO art. 10e en 10g")


def test_samira_with_a_running_designation_may_be_asked_again_in_any_year() -> None:
    result = route(Track.LWOO, comes_from=LATER, designated_until=FILED + dt.timedelta(days=1))
    assert (result.standing, rules(result)) == (MET, {"route_renewal"})
    assert result.notes[0].values == {"until": "25 november 2026"}
    # On its last day not included, a designation has ended.
    assert route(Track.LWOO, comes_from=LATER, designated_until=FILED).standing is Standing.NOT_MET
    assert route(Track.PRO, comes_from=LATER, designated_until=D(2030, 8, 1)).special


# Group, grounds, the outcomes of pro IQ and pro delay, and what follows.
SPECIAL: list[tuple[str, SpecialGroup, tuple[SpecialGround, ...], int, int, int]] = [
    ("Yara on the border", SpecialGroup.LWOO, (BORDER,), MISSING, MISSING, MET),
    ("Youssef with more problems", SpecialGroup.LWOO, (INCREASED,), NOT_MET, NOT_MET, MET),
    ("Zoë with other problems", SpecialGroup.LWOO, (MORE,), NOT_MET, NOT_MET, MET),
    ("Wout with a ground of another group", SpecialGroup.LWOO, (CRITERION,), MET, MET, NOT_MET),
    ("Vera with lwoo and regardless of IQ", SpecialGroup.LWOO, (REQUIRE,), MET, MET, NOT_MET),
    ("Umut with IQ for pro", SpecialGroup.SUPPORT_STATEMENT, (CRITERION,), MET, NOT_MET, MET),
    ("Tess with delay for pro", SpecialGroup.DEVELOPMENT_PLAN, (CRITERION,), NOT_MET, MET, MET),
    ("Sem with neither", SpecialGroup.DEVELOPMENT_PLAN, (CRITERION,), NOT_MET, NOT_MET, NOT_MET),
    ("Roos across the bound", SpecialGroup.DEVELOPMENT_PLAN, (CRITERION,), UNDECIDED, NOT_MET, UNDECIDED),
    ("Pim not tested", SpecialGroup.SUPPORT_STATEMENT, (CRITERION,), NOT_MET, MISSING, MISSING),
    ("Olaf with IQ 48", SpecialGroup.SUPPORT_STATEMENT, (REQUIRE,), NOT_MET, NOT_MET, MET),
    (
        "Nour with a ground that fails and one that holds",
        SpecialGroup.DEVELOPMENT_PLAN,
        (CRITERION, REQUIRE),
        0,
        0,
        MET,
    ),
    ("Mats on the border with an OPP", SpecialGroup.DEVELOPMENT_PLAN, (BORDER,), MET, MET, NOT_MET),
    ("Lot without a ground", SpecialGroup.LWOO, (), MET, MET, MISSING),
]


@pytest.mark.parametrize("law_on", [D(2022, 7, 31), D(2022, 8, 1)])
@pytest.mark.parametrize("comes_from", [LATER, OTHER])
@pytest.mark.parametrize(("story", "group", "grounds", "iq", "delay", "standing"), SPECIAL)
def test_a_later_change_to_pro(
    story: str,
    group: SpecialGroup,
    grounds: tuple[SpecialGround, ...],
    iq: int,
    delay: int,
    standing: int,
    comes_from: ComesFrom,
    law_on: dt.date,
) -> None:
    facts = WHOLE | {"comes_from": comes_from, "special_group": group, "special_grounds": grounds}
    result = route(Track.PRO, filed=law_on, iq=iq, delay=delay, **facts)
    assert (result.standing, result.special) == (standing, True), story
    article = "Ub WVO 2020 art. 2.47" if law_on >= D(2022, 8, 1) else "Ib WVO art. 15e"
    assert all(article in note.citation for note in result.notes)


def test_the_ground_names_its_own_letter() -> None:
    yara = route(Track.PRO, **WHOLE, special_group=SpecialGroup.LWOO, special_grounds=(INCREASED,))
    places = {note.rule: note.citation for note in yara.notes}
    assert places["special_ground_problems_increased"] == "Ub WVO 2020 art. 2.47 lid 1 onder a 2°"


YARA = WHOLE | {"special_group": SpecialGroup.LWOO, "special_grounds": (BORDER,)}
LACKING = [
    ({"special_group": None}, "special_group_missing"),
    ({"documents": ("plan", "report")}, "special_paper_lwoo_missing"),
    ({"documents": ("lwoo_decision",)}, "special_dossier_missing"),
    ({"parents_consent": None}, "special_consent_missing"),
    ({"parents_consent_on": None}, "special_consent_missing"),
    *[
        ({"told": tuple(one for one in WHOLE["told"] if one != part)}, f"special_{part}_missing")  # type: ignore[attr-defined]
        for part in ("parents_view", "motivation", "done_so_far", "experts", "risks")
    ],
]


@pytest.mark.parametrize(("left_out", "said"), LACKING)
def test_every_missing_part_of_yaras_dossier_is_named(left_out: dict[str, Any], said: str) -> None:
    result = route(Track.PRO, **YARA | left_out)
    lacking = {name for name in rules(result) if name.endswith("_missing")}
    assert (result.standing, lacking) == (MISSING, {said})


def test_an_opp_or_the_report_is_enough_as_dossier() -> None:
    for one in ("plan", "report"):
        assert route(Track.PRO, **YARA | {"documents": ("lwoo_decision", one)}).standing is Standing.MET


def test_parents_who_refuse_stop_a_later_change() -> None:
    result = route(Track.PRO, **YARA | {"parents_consent": False})
    assert (result.standing, obstacle(result)) == (NOT_MET, ("special_consent_refused", "Ub WVO 2020 art. 2.47 lid 2"))


def test_before_the_first_law_there_are_no_rules() -> None:
    with pytest.raises(NoRulesError):
        route(Track.LWOO, comes_from=PRIMARY, filed=D(2015, 12, 31))


days = st.dates(D(2016, 1, 1), D(2090, 12, 31))
anything = st.builds(
    Circumstances,
    filed_on=days,
    comes_from=st.none() | st.sampled_from(ComesFrom),
    in_nl_since=st.none() | st.dates(D(1990, 1, 1), D(2095, 1, 1)),
    special_group=st.none() | st.sampled_from(SpecialGroup),
    special_grounds=st.lists(st.sampled_from(SpecialGround), max_size=4).map(tuple),
    parents_consent=st.none() | st.booleans(),
    parents_consent_on=st.none() | days,
    told=st.sets(st.sampled_from(["parents_view", "motivation", "done_so_far", "experts", "risks"])).map(tuple),
    documents=st.sets(st.sampled_from(["lwoo_decision", "tlv", "plan", "report"])).map(tuple),
    designated_until=st.none() | days,
)


@given(anything, st.sampled_from(Track), days, st.booleans(), st.integers(0, 3), st.integers(0, 3))
def test_every_pupil_gets_an_answer_and_every_no_its_article(
    circumstances: Circumstances, track: Track, law_on: dt.date, frees: bool, iq: int, delay: int
) -> None:
    result = check_route(
        circumstances, dossier=Dossier(track), law_on=law_on, frees_route=frees, pro_iq=iq, pro_delay=delay
    )
    obstacles = [note for note in result.notes if note.weight is Weight.OBSTACLE]
    assert bool(obstacles) == (result.standing is Standing.NOT_MET)
    assert all(note.citation and note.confidence in "HML" for note in result.notes)
    assert result.notes
    for note in result.notes:
        assert SENTENCES[note.rule].format(**note.values)
    assert msgspec.json.decode(msgspec.json.encode(result), type=RouteResult) == result


@given(days, days, st.sampled_from([PRIMARY, YEAR_1]))
def test_who_waits_until_the_day_that_was_named_may_be_requested(
    arrived: dt.date, filed: dt.date, comes_from: ComesFrom
) -> None:
    result = route(Track.LWOO, comes_from=comes_from, in_nl_since=arrived, filed=filed)
    for note in result.notes:
        if "possible_from" in note.values:
            first = D(int(note.values["possible_from"].removeprefix("1 augustus ")), 8, 1)
            again = route(Track.LWOO, comes_from=YEAR_1, in_nl_since=arrived, filed=first)
            assert again.standing is Standing.MET
            before = first - dt.timedelta(days=1)
            assert route(Track.LWOO, comes_from=YEAR_1, in_nl_since=arrived, filed=before).standing is Standing.NOT_MET


@pytest.mark.parametrize(
    ("filed_on", "standing"),
    [(dt.date(2027, 1, 31), NOT_MET), (dt.date(2027, 2, 1), MET), (dt.date(2027, 7, 31), MET)],
    ids=["a day too early", "the first day", "the last day"],
)
def test_a_renewal_can_be_asked_from_some_months_before_the_end(filed_on: dt.date, standing: int) -> None:
    lieke = Circumstances(filed_on=filed_on, comes_from=ComesFrom.VO_LATER, designated_until=dt.date(2027, 8, 1))
    found = check_route(
        lieke,
        dossier=Dossier(Track.LWOO),
        law_on=filed_on,
        frees_route=True,
        pro_iq=NOT_MET,
        pro_delay=NOT_MET,
        renewal_months=6,
    )
    assert found.standing == standing
    if standing == NOT_MET:
        assert "vanaf 1 februari 2027" in note_sentence(found.notes[0])
