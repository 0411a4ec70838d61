"""What is due on which day: boundaries, leap days, blocks, and the laws that hold for every dossier."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.policy.strict_yaml import LawFileError
from allocation.retention import terms
from allocation.retention.due import Case, due
from allocation.retention.kinds import Block, Kind, Start
from allocation.retention.terms import BadTerms, Chosen, add_years, load_terms, terms_on
from allocation.workflow import State

DECIDED = dt.date(2026, 11, 24)
TODAY = dt.date(2026, 11, 24)
MAY_GO = Chosen(decisions_may_go=True)


def daan(**changes: object) -> Case:
    """Daan was granted lwoo on 24 November 2026."""
    return Case(**{"state": State.ANNOUNCED, "decided_on": DECIDED, "granted": True, **changes})  # type: ignore[arg-type]


def kinds(case: Case, on: dt.date, chosen: Chosen = MAY_GO) -> list[tuple[Kind, tuple[Block, ...]]]:
    return [(one.kind, one.blocks) for one in due(case, terms=terms_on(TODAY, chosen), on=on)]


def test_daans_scores_stay_three_years_and_go_the_day_after() -> None:
    assert kinds(daan(), dt.date(2029, 11, 24)) == []
    assert kinds(daan(), dt.date(2029, 11, 25)) == [(Kind.HEALTH, ())]
    (found,) = due(daan(), terms=terms_on(TODAY), on=dt.date(2030, 1, 1))
    assert (found.since, found.citation) == (dt.date(2029, 11, 25), "WVO 2020 art. 2.47 lid 16")


def test_a_term_from_a_leap_day_ends_on_the_last_of_february() -> None:
    sofie = daan(decided_on=dt.date(2028, 2, 29))
    assert kinds(sofie, dt.date(2031, 2, 28)) == []
    assert kinds(sofie, dt.date(2031, 3, 1)) == [(Kind.HEALTH, ())]
    assert add_years(dt.date(2028, 2, 29), 4) == dt.date(2032, 2, 29)


def test_the_decision_stays_seven_years_and_until_it_may_go() -> None:
    assert kinds(daan(), dt.date(2033, 11, 24)) == [(Kind.HEALTH, ())]
    assert kinds(daan(), dt.date(2033, 11, 25)) == [(Kind.HEALTH, ()), (Kind.GRANTED, ())]
    assert kinds(daan(), dt.date(2033, 11, 25), Chosen()) == [(Kind.HEALTH, ()), (Kind.GRANTED, (Block.PERMISSION,))]
    assert kinds(daan(health_gone=True), dt.date(2033, 11, 25)) == [(Kind.GRANTED, ())]
    assert kinds(daan(granted=False), dt.date(2033, 11, 25))[1] == (Kind.REFUSED, ())


def test_a_withdrawn_request_goes_whole_and_an_open_one_never() -> None:
    noor = Case(state=State.WITHDRAWN, withdrawn_on=DECIDED)
    assert kinds(noor, dt.date(2029, 11, 24)) == []
    assert kinds(noor, dt.date(2029, 11, 25), Chosen()) == [(Kind.WITHDRAWN, ())]
    for state in (State.DRAFT, State.FILED, State.ADDITIONS_REQUESTED):
        assert kinds(Case(state=state), dt.date(2199, 1, 1)) == []


def test_what_stands_in_the_way_is_said() -> None:
    late = dt.date(2034, 1, 1)
    assert kinds(daan(held=True), late)[0] == (Kind.HEALTH, (Block.HELD,))
    assert kinds(daan(restricted=True), late)[0] == (Kind.HEALTH, (Block.RESTRICTED,))
    assert kinds(daan(state=State.DECIDED), late)[0] == (Kind.HEALTH, (Block.NOT_ANNOUNCED,))
    assert kinds(daan(valid_until=dt.date(2034, 1, 2)), late)[1] == (Kind.GRANTED, (Block.STILL_VALID,))
    assert kinds(daan(valid_until=late), late)[1] == (Kind.GRANTED, ())


def test_an_swv_may_count_from_the_end_of_the_designation() -> None:
    chosen = Chosen(starts={Kind.HEALTH: Start.END_OF_VALIDITY})
    imane = daan(valid_until=dt.date(2028, 8, 1))
    assert kinds(imane, dt.date(2031, 8, 1), chosen) == []
    assert kinds(imane, dt.date(2031, 8, 2), chosen) == [(Kind.HEALTH, ())]
    assert kinds(daan(), dt.date(2029, 11, 25), chosen) == [(Kind.HEALTH, ())]


def test_an_swv_may_keep_longer_and_never_shorter() -> None:
    assert kinds(daan(), dt.date(2030, 11, 24), Chosen(keep={Kind.HEALTH: 4})) == []
    with pytest.raises(BadTerms):
        terms_on(TODAY, Chosen(keep={Kind.HEALTH: 2}))
    with pytest.raises(BadTerms):
        terms_on(TODAY, Chosen(starts={Kind.REFUSED: Start.LAST_ACTIVITY}))


DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2060, 12, 31))
CASES = st.builds(
    Case,
    state=st.sampled_from(State),
    decided_on=st.none() | DAYS,
    granted=st.booleans(),
    valid_until=st.none() | DAYS,
    withdrawn_on=st.none() | DAYS,
    health_gone=st.booleans(),
    held=st.booleans(),
    restricted=st.booleans(),
)
CHOICES = st.builds(
    Chosen,
    keep=st.fixed_dictionaries(
        {}, optional={kind: st.integers(7, 30) for kind in (Kind.HEALTH, Kind.GRANTED, Kind.REFUSED, Kind.WITHDRAWN)}
    ),
    starts=st.fixed_dictionaries({}, optional={Kind.HEALTH: st.sampled_from([Start.DECIDED, Start.END_OF_VALIDITY])}),
    decisions_may_go=st.booleans(),
)


@given(CASES, CHOICES, DAYS)
def test_nothing_within_the_term_of_the_law_is_ever_on_a_list(case: Case, chosen: Chosen, on: dt.date) -> None:
    least = {Kind.HEALTH: 3, Kind.WITHDRAWN: 3, Kind.GRANTED: 7, Kind.REFUSED: 7}
    for one in due(case, terms=terms_on(TODAY, chosen), on=on):
        event = case.withdrawn_on if one.kind is Kind.WITHDRAWN else case.decided_on
        assert event is not None
        assert on > add_years(event, least[one.kind])
        assert one.start < one.since <= on


@given(CASES, CHOICES, DAYS, st.integers(0, 4000))
def test_what_is_due_stays_due(case: Case, chosen: Chosen, on: dt.date, later: int) -> None:
    law = terms_on(TODAY, chosen)
    today = {one.kind for one in due(case, terms=law, on=on)}
    assert today <= {one.kind for one in due(case, terms=law, on=on + dt.timedelta(days=later))}


@given(CASES, DAYS)
def test_a_hold_always_stands_in_the_way(case: Case, on: dt.date) -> None:
    for one in due(case, terms=terms_on(TODAY, MAY_GO), on=on):
        assert (Block.HELD in one.blocks) == case.held


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("keep: 3", "keep: 2", "less than the law"),
        ("unit: days", "unit: weeks", "expected one of"),
        ("source: avg-5-1-e", "source: niets", "expected one of"),
        ("starts: [withdrawn]", "starts: [ever]", "unknown start"),
        ("      needs_permission: false\n      source: avg", "      source: avg", "is missing"),
        ("- id: draft", "- id: health", "stands here twice"),
    ],
)
def test_a_mistake_in_the_file_with_terms_stops_the_start(tmp_path: Path, old: str, new: str, reason: str) -> None:
    for path in terms.FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text())
    text = (tmp_path / "terms.yaml").read_text()
    assert old in text
    (tmp_path / "terms.yaml").write_text(text.replace(old, new, 1))
    with pytest.raises(LawFileError, match=reason):
        load_terms(tmp_path)
