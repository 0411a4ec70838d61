"""What holds for every dossier, whatever is known of the pupil."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.policy.columns import assess_columns, columns_of
from allocation.policy.decide import Advice, Outcome, Reading, assess, replay
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import Range
from allocation.policy.outcomes import OUTCOMES
from allocation.policy.receipt import Receipt
from allocation.policy.samples import random_columns, random_dossiers
from tests.policy.stories import TODAY, dates, dossiers

readings = st.sampled_from(Reading)


@given(dossiers, dates, readings)
def test_every_dossier_gets_an_outcome_that_agrees_with_itself(
    dossier: Dossier, day: dt.date, reading: Reading
) -> None:
    receipt = assess(dossier, law_on=day, reading=reading)
    assert (receipt.outcome is Outcome.ONVOLLEDIG) == bool(receipt.missing)
    assert receipt.settled or receipt.outcome in {Outcome.ONVOLLEDIG, Outcome.MOTIVERING}
    assert receipt.other_outcome == assess(dossier, law_on=day, reading=reading.other).outcome
    assert not (receipt.same_rule and receipt.readings_differ)
    granted = [track for track in Track if receipt.advice_for(track) is Advice.GRANT]
    assert granted == [Track(receipt.outcome)] if receipt.outcome in set(Track) else granted == []


@given(dossiers, dates, readings)
def test_the_same_facts_give_the_same_seal_also_from_the_store(
    dossier: Dossier, day: dt.date, reading: Reading
) -> None:
    receipt = assess(dossier, law_on=day, reading=reading)
    stored = receipt.canonical_json()
    assert assess(dossier, law_on=day, reading=reading).seal == receipt.seal
    assert Receipt.from_json(stored) == receipt
    assert replay(stored).seal == receipt.seal


@given(dossiers, dates, readings, st.data())
def test_measuring_better_never_flips_what_was_settled(
    dossier: Dossier, day: dt.date, reading: Reading, data: st.DataObject
) -> None:
    before = assess(dossier, law_on=day, reading=reading)
    after = assess(measured_better(dossier, data), law_on=day, reading=reading)
    if before.settled:
        assert (after.outcome, after.settled) == (before.outcome, True)
    for track in Track:
        if before.advice_for(track) in {Advice.GRANT, Advice.REFUSE}:
            assert after.advice_for(track) == before.advice_for(track)
    for earlier, later in zip(before.findings, after.findings, strict=True):
        if earlier.outcome in {0, 3}:
            assert later.outcome == earlier.outcome


def measured_better(dossier: Dossier, data: st.DataObject) -> Dossier:
    def narrower(measure: Range) -> Range:
        low, high = sorted(data.draw(st.integers(measure.low, min(measure.high, measure.low + 150))) for _ in range(2))
        return Range.between(low, high)

    def better(measure: DelayMeasure) -> DelayMeasure:
        dl = measure.dl_months if measure.has_dl else data.draw(st.integers(1, 60))
        return DelayMeasure(dl, narrower(measure.dle_months))

    known = dossier.social_emotional
    return replace(
        dossier,
        iq_points=narrower(dossier.iq_points),
        delays={domain: better(measure) for domain, measure in dossier.delays.items()},
        social_emotional=data.draw(st.booleans()) if known is None else known,
    )


@given(dossiers, dates, readings)
def test_with_all_measured_exactly_everything_is_settled(dossier: Dossier, day: dt.date, reading: Reading) -> None:
    exact = replace(
        dossier,
        iq_points=Range.exact(dossier.iq_points.low),
        delays={
            domain: DelayMeasure(one.dl_months if one.has_dl else 60, Range.exact(one.dle_months.low))
            for domain, one in dossier.delays.items()
        },
        social_emotional=bool(dossier.social_emotional),
    )
    assert assess(exact, law_on=day, reading=reading).settled


@given(dossiers, readings)
def test_what_counts_as_missing_is_what_settles(dossier: Dossier, reading: Reading) -> None:
    """Filling in nothing but what is listed as missing leaves nothing to ask for but what it newly brings up."""
    missing = assess(dossier, law_on=TODAY, reading=reading).missing
    filled = replace(
        dossier,
        iq_points=Range.exact(85) if "iq" in missing else dossier.iq_points,
        delays={
            domain: DelayMeasure(
                60 if f"dl_{domain}" in missing or (f"dle_{domain}" in missing and not one.has_dl) else one.dl_months,
                Range.exact(40) if f"dle_{domain}" in missing else one.dle_months,
            )
            for domain, one in dossier.delays.items()
        },
        social_emotional=True if "social_emotional" in missing else dossier.social_emotional,
    )
    assert assess(filled, law_on=TODAY, reading=reading).outcome is not Outcome.ONVOLLEDIG


@given(dossiers)
def test_the_letter_never_grants_more_to_a_person_than_the_practice(dossier: Dossier) -> None:
    """Whoever meets lid 6 to the letter meets it in practice: the practice only adds cases."""
    practice, literal = (assess(dossier, law_on=TODAY, reading=reading) for reading in Reading)
    if literal.conflict.is_met:
        assert practice.conflict.is_met


@settings(max_examples=40)
@given(st.lists(dossiers, min_size=1, max_size=60), dates, readings)
def test_a_column_says_what_each_dossier_says(many: list[Dossier], day: dt.date, reading: Reading) -> None:
    codes = assess_columns(columns_of(many), law_on=day, reading=reading)
    assert [OUTCOMES[code] for code in codes] == [assess(one, law_on=day, reading=reading).outcome for one in many]


def test_sample_pupils_are_the_same_one_by_one_and_in_columns() -> None:
    single = random_dossiers(2000, seed=7)
    codes = assess_columns(random_columns(2000, seed=7), law_on=TODAY)
    assert [OUTCOMES[code] for code in codes] == [assess(one, law_on=TODAY).outcome for one in single]
    assert set(codes) == set(range(len(OUTCOMES)))


def test_a_level_of_zero_without_months_is_missing_in_a_column_too() -> None:
    measure = DelayMeasure(None, Range.exact(0))
    dossier = Dossier(Track.PRO, Range.exact(60), dict.fromkeys(Domain, measure))
    assert assess(dossier, law_on=TODAY).outcome is Outcome.ONVOLLEDIG
    assert OUTCOMES[assess_columns(columns_of([dossier]), law_on=TODAY)[0]] is Outcome.ONVOLLEDIG
