"""What would change: counted over columns, and equal to counting one by one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.policy import registry
from allocation.policy.columns import columns_of
from allocation.policy.decide import Outcome, assess
from allocation.policy.facts import Dossier, Track
from allocation.policy.outcomes import OUTCOMES
from allocation.policy.ruleset import NATIONAL, Ruleset
from allocation.policy.sample import draw
from allocation.policy.samples import random_columns
from allocation.policy.simulate import simulate
from tests.policy.stories import OLD_LAW, TODAY, dates, dossiers, pupil

WIDER = registry.ruleset("opting_out_thresholds", {"iq_lowest": 70, "social_emotional_from": 101}, track=Track.LWOO)
NOBODY = registry.ruleset("opting_out_no_designation", {}, track=Track.LWOO)


def slowly(dossier: Dossier, ruleset: Ruleset, day: dt.date) -> Outcome:
    return assess(dossier, law_on=day, ruleset=registry.for_track(ruleset, dossier.track)).outcome


@settings(max_examples=40)
@given(st.lists(st.tuples(dossiers, dates, st.sampled_from(["99BA00", "99KP00", "99LH00"])), min_size=1, max_size=30))
def test_counts_are_those_of_assessing_one_by_one(rows: list[tuple[Dossier, dt.date, str]]) -> None:
    many, days, locations = zip(*rows, strict=True)
    rulesets = (NATIONAL, WIDER, NOBODY)
    found = simulate(many, rulesets, law_on=days, locations=locations)
    for index, ruleset in enumerate(rulesets):
        expected = [slowly(one, ruleset, day) for one, day, _ in rows]
        tally = found.tallies[index]
        assert found.outcomes(index) == expected
        assert tally.outcomes == {outcome: expected.count(outcome) for outcome in Outcome}
        for track in Track:
            counted = Counter(one for one, row in zip(expected, rows, strict=True) if row[0].track is track)
            assert tally.by_track[track] == {outcome: counted[outcome] for outcome in Outcome}
        for location in set(locations):
            counted = Counter(one for one, row in zip(expected, rows, strict=True) if row[2] == location)
            assert tally.by_location[location] == {outcome: counted[outcome] for outcome in Outcome}
        before = found.outcomes(0)
        assert found.changes[index] == Counter(zip(before, expected, strict=True))
        assert found.changed(index) == [place for place, old in enumerate(before) if old != expected[place]]


def test_each_dossier_is_judged_by_the_law_of_its_own_day() -> None:
    """Liv lies where the letter of the old and the new lid 6 differ; the reading makes the date show."""
    liv = pupil(70, 60, 60, 31, 31)
    literal = Ruleset(reading="literal")  # type: ignore[arg-type]
    found = simulate([liv, liv], [literal], law_on=[OLD_LAW, TODAY])
    assert found.outcomes(0) == [Outcome.MOTIVERING, Outcome.GEEN]


def test_who_asks_for_pro_is_never_touched_by_what_an_swv_chose_for_lwoo() -> None:
    milan = replace(pupil(66, 25, 25, 22, 24), track=Track.PRO)
    found = simulate([milan], [NATIONAL, NOBODY], law_on=TODAY)
    assert found.changes[1] == {(Outcome.PRO, Outcome.PRO): 1}


def test_nobody_at_all_is_no_error() -> None:
    found = simulate([], [NATIONAL, WIDER], law_on=TODAY, locations=[])
    assert sum(found.tallies[1].outcomes.values()) == 0
    assert found.changes[1] == {}


def test_days_and_locations_must_fit_the_dossiers() -> None:
    with pytest.raises(ValueError, match="one day per dossier"):
        simulate([pupil(82)], [NATIONAL], law_on=[TODAY, TODAY])
    with pytest.raises(ValueError, match="one location per dossier"):
        simulate([pupil(82)], [NATIONAL], law_on=TODAY, locations=[])


def test_columns_of_different_length_are_refused() -> None:
    columns = columns_of([pupil(82), pupil(84)])
    with pytest.raises(ValueError, match="differ in length"):
        replace(columns, is_pro=np.zeros(3, dtype=np.bool_))
    with pytest.raises(ValueError, match="an answer is int8"):
        replace(columns, social_emotional=np.array([2, 0], dtype=np.int8))


def test_many_chunks_count_as_one() -> None:
    columns = random_columns(150_000, seed=3)
    found = simulate(columns, [NATIONAL, WIDER], law_on=TODAY)
    assert sum(found.tallies[1].outcomes.values()) == len(columns)
    assert sum(found.changes[1].values()) == len(columns)
    assert {OUTCOMES[code] for code in np.unique(found.codes[0])} == set(Outcome)


def test_a_sample_can_be_drawn_again_and_is_about_as_large_as_asked() -> None:
    numbers = [f"2026-{number:04d}" for number in range(1, 4001)]
    first = [draw(seed="beekdal", key=number, percent=10) for number in numbers]
    assert first == [draw(seed="beekdal", key=number, percent=10) for number in numbers]
    assert 320 <= sum(one.chosen for one in first) <= 480
    other = [draw(seed="lindehof", key=number, percent=10).chosen for number in numbers]
    assert other != [one.chosen for one in first]


@given(st.text(min_size=1), st.text(min_size=1), st.integers(0, 100))
def test_a_larger_sample_keeps_whoever_was_in_the_smaller_one(seed: str, key: str, percent: int) -> None:
    found = draw(seed=seed, key=key, percent=percent)
    assert not found.chosen or draw(seed=seed, key=key, percent=min(100, percent + 1)).chosen
    assert not draw(seed=seed, key=key, percent=0).chosen
    assert draw(seed=seed, key=key, percent=100).chosen


def test_the_draw_stands_in_the_receipt_of_a_request_with_a_number() -> None:
    from allocation.policy.circumstances import Circumstances, ComesFrom

    everyone = registry.ruleset("opting_out_school_judgement", {"sample_percent": 100}, track=Track.LWOO)
    how = Circumstances(filed_on=TODAY, number="2026-0012", comes_from=ComesFrom.PRIMARY)
    drawn = assess(pupil(82), law_on=TODAY, ruleset=everyone, circumstances=how)
    assert drawn.draw is not None
    assert drawn.draw.chosen
    assert drawn.draw == draw(seed="steekproef", key="2026-0012", percent=100)
    before_filing = Circumstances(filed_on=TODAY, comes_from=ComesFrom.PRIMARY)
    assert assess(pupil(82), law_on=TODAY, ruleset=everyone, circumstances=before_filing).draw is None
