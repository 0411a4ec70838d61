"""Named invented pupils and what the national criteria say of them, in both readings of art. 2.46 lid 6."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.policy.decide import Outcome, Reading, assess, replay
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import UNTESTED, Range

TODAY = dt.date(2026, 11, 24)


def pupil(
    iq: Range | int | None, dles: tuple[Range | int | None, ...], *, dl: int = 60, social: bool | None = False
) -> Dossier:
    """A dossier from an IQ and the DLE of tl, sp, bl and ir."""
    return Dossier(
        Track.LWOO,
        _range(iq),
        {domain: DelayMeasure(dl, _range(dle)) for domain, dle in zip(Domain, dles, strict=True) if dle is not None},
        social,
    )


def _range(value: Range | int | None) -> Range:
    if value is None:
        return UNTESTED
    return value if isinstance(value, Range) else Range.exact(value)


LWOO_LEVELS = (50, 50, 40, 40)
PRO_LEVELS = (40, 40, 25, 28)
STORIES = [
    ("Daan is below the lowest IQ", pupil(54, PRO_LEVELS), "geen", "geen"),
    ("Milan is on the lowest IQ for pro", pupil(55, PRO_LEVELS), "pro", "pro"),
    ("Aya is just below the overlap", pupil(74, LWOO_LEVELS), "motivering", "geen"),
    ("Fenna is in the overlap", pupil(75, LWOO_LEVELS), "motivering", "motivering"),
    ("Sem is on the highest IQ for pro", pupil(80, PRO_LEVELS), "motivering", "pro"),
    ("Noor is above the overlap", pupil(81, LWOO_LEVELS), "lwoo", "lwoo"),
    ("Tijn is on the highest IQ without more", pupil(90, LWOO_LEVELS), "lwoo", "lwoo"),
    ("Lotte needs more than an IQ of 91", pupil(91, LWOO_LEVELS), "geen", "geen"),
    ("Eva has an IQ of 91 and faalangst", pupil(91, LWOO_LEVELS, social=True), "lwoo", "lwoo"),
    ("Bram is on the highest IQ", pupil(120, LWOO_LEVELS, social=True), "lwoo", "lwoo"),
    ("Isa is above the highest IQ", pupil(121, LWOO_LEVELS, social=True), "geen", "geen"),
    ("Finn, nobody asked about faalangst", pupil(100, LWOO_LEVELS, social=None), "onvolledig", "onvolledig"),
    ("Lieke has no IQ yet", pupil(None, LWOO_LEVELS), "onvolledig", "onvolledig"),
    (
        "Jayden has an interval that crosses 90/91",
        pupil(Range.between(85, 95), LWOO_LEVELS),
        "motivering",
        "motivering",
    ),
    ("Sara has an interval within lwoo", pupil(Range.between(82, 88), LWOO_LEVELS), "lwoo", "lwoo"),
    ("Youri scored below the floor of the test", pupil(65, (None, None, Range.below(10), 20)), "pro", "pro"),
    ("Mees: 40 of 53 is less than a quarter behind", pupil(85, (53, 53, 40, 40), dl=53), "geen", "geen"),
    ("Juul: 43 of 57 is less than a quarter behind", pupil(85, (57, 57, 43, 43), dl=57), "geen", "geen"),
    ("Pim: 45 of 60 is exactly a quarter behind", pupil(85, (60, 60, 45, 45)), "lwoo", "lwoo"),
]


@pytest.mark.parametrize(("story", "dossier", "practice", "literal"), STORIES, ids=[row[0] for row in STORIES])
def test_the_national_rules_say(story: str, dossier: Dossier, practice: str, literal: str) -> None:
    """Practice and literal reading, today."""
    assert assess(dossier, law_on=TODAY).outcome == practice
    assert assess(dossier, law_on=TODAY, reading=Reading.LITERAL).outcome == literal


def test_before_august_2022_the_literal_text_was_the_practice() -> None:
    """Ib 15d lid 6 said `of`: IQ of pro and delay of lwoo were already conflicting data."""
    aya = pupil(74, LWOO_LEVELS)
    assert assess(aya, law_on=dt.date(2022, 7, 31), reading=Reading.LITERAL).outcome == "motivering"
    assert assess(aya, law_on=dt.date(2022, 8, 1), reading=Reading.LITERAL).outcome == "geen"


def test_every_given_case(shared_dir: Path) -> None:
    """The cases agreed with the domain experts, both columns."""
    with (shared_dir / "domain" / "criteria_cases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    wrong = []
    for row in rows:
        levels = tuple(int(row[f"dle_{domain}"]) if row[f"dle_{domain}"] else None for domain in Domain)
        dossier = pupil(int(row["iq"]), levels, dl=int(row["dl"]), social=row["sociaal_emotioneel"] == "1")
        found = tuple(assess(dossier, law_on=TODAY, reading=reading).outcome for reading in Reading)
        expected = {Reading.PRACTICE: row["outcome"], Reading.LITERAL: row["outcome_literal"]}
        if found != tuple(expected[reading] for reading in Reading):
            wrong.append((row["id"], found))
    assert wrong == []


def ranges(low: int, high: int) -> st.SearchStrategy[Range]:
    """Exact, interval or not measured."""
    pair = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)
    return st.one_of(st.just(UNTESTED), pair.map(lambda both: Range.between(*both)))


dossiers = st.builds(
    lambda iq, dles, dl, social: pupil(iq, dles, dl=dl, social=social),
    ranges(40, 135),
    st.tuples(*[ranges(0, 70)] * 4),
    st.integers(20, 60),
    st.sampled_from([True, False, None]),
)
readings = st.sampled_from(list(Reading))


@given(dossiers, readings)
def test_every_dossier_gets_an_outcome_and_replays_to_the_same_seal(dossier: Dossier, reading: Reading) -> None:
    """Whatever is known or unknown, there is an outcome, and the stored receipt gives the same seal again."""
    receipt = assess(dossier, law_on=TODAY, reading=reading)
    assert receipt.outcome in Outcome
    assert receipt.seal == assess(dossier, law_on=TODAY, reading=reading).seal
    assert replay(receipt.canonical_json()).seal == receipt.seal


@given(dossiers, readings, st.data())
def test_narrowing_a_range_never_flips_a_settled_outcome(
    dossier: Dossier, reading: Reading, data: st.DataObject
) -> None:
    """Measuring better may settle what was open; it never changes what was settled."""
    before = assess(dossier, law_on=TODAY, reading=reading)

    def narrower(measure: Range) -> Range:
        low, high = sorted(data.draw(st.integers(measure.low, measure.high)) for _ in range(2))
        return Range.between(low, high)

    social = dossier.social_emotional
    narrowed = Dossier(
        dossier.track,
        narrower(dossier.iq_points),
        {domain: DelayMeasure(one.dl_months, narrower(one.dle_months)) for domain, one in dossier.delays.items()},
        data.draw(st.booleans()) if social is None else social,
    )
    if before.settled:
        assert assess(narrowed, law_on=TODAY, reading=reading).outcome == before.outcome
