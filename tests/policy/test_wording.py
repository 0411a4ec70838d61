"""What people read: correct Dutch numbers, no jargon for parents, and no contradiction left unexplained."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.policy.algebra import Standing
from allocation.policy.decide import Reading, assess
from allocation.policy.facts import Dossier, Track
from allocation.policy.findings import Limit
from allocation.policy.measures import Range
from allocation.policy.wording import (
    explain_parents,
    explain_staff,
    figures,
    legal_basis,
    missing_name,
    parent_sentence,
    staff_sentence,
)
from allocation.policy.wording.numbers import decimal_text, delay_text, limit_text, range_text
from tests.policy.stories import TODAY, dossiers, pupil, stories

BOUNDS = (Fraction(1, 4), Fraction(1, 2))
JARGON = re.compile(
    r"\b(DLE|DL|domein\w*|criteri\w+|art\.|lid \d|interval|tegenstrijdig\w*|indicatie|None|null)\b", re.I
)
LEFTOVER = re.compile(r"[{}]|\.\.|\s\s|\s[.,;]|\(\)|^\s|\s$|\bNone\b|\b999\b")


def parents(*facts: int | str | None, reading: Reading = Reading.PRACTICE, **rest: object) -> str:
    receipt = assess(pupil(*facts, **rest), law_on=TODAY, reading=reading)  # type: ignore[arg-type]
    return " ".join(explain_parents(receipt, name="Daan"))


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (Range.exact(82), "82"),
        (Range.between(85, 95), "85 tot en met 95"),
        (Range.below(10), "minder dan 10"),
        (Range.exact(0), "0"),
    ],
)
def test_ranges_in_words(measure: Range, text: str) -> None:
    assert range_text(measure) == text


@pytest.mark.parametrize(
    ("level", "dl", "text"),
    [
        (Range.exact(28), 60, "0,53"),
        (Range.exact(30), 60, "0,50"),
        (Range.exact(45), 60, "0,25"),
        (Range.exact(40), 53, "0,245"),
        (Range.exact(43), 57, "0,246"),
        (Range.exact(60), 60, "geen"),
        (Range.exact(66), 60, "geen"),
        (Range.below(10), 60, "0,85 of meer"),
        (Range.between(43, 45), 60, "0,25 tot en met 0,28"),
        (Range.between(55, 70), 60, "0,00 tot en met 0,08"),
    ],
)
def test_delays_in_words(level: Range, dl: int, text: str) -> None:
    assert delay_text(level, dl, Limit(at_least="1/4", below="1/2")) == text


@given(st.integers(0, 150), st.integers(1, 150))
def test_a_rounded_delay_never_jumps_over_a_bound(dle: int, dl: int) -> None:
    delay = 1 - Fraction(dle, dl)
    shown = Fraction(decimal_text(delay, BOUNDS).replace(",", "."))
    assert [shown >= bound for bound in BOUNDS] == [delay >= bound for bound in BOUNDS]
    assert abs(shown - delay) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Limit(at_least="55", at_most="80"), "55 tot en met 80"),
        (Limit(at_least="1/2"), "0,5 of meer"),
        (Limit(at_least="1/4", below="1/2"), "0,25 tot 0,5"),
        (Limit(at_least="1/3", below="2/3"), "1/3 tot 2/3"),
        (Limit(above="80"), "meer dan 80"),
        (Limit(at_most="80"), "ten hoogste 80"),
        (Limit(below="80"), "minder dan 80"),
    ],
)
def test_bounds_in_words(limit: Limit, text: str) -> None:
    assert limit_text(limit) == text


@given(dossiers, st.sampled_from(Reading))
def test_every_receipt_can_be_told_to_everyone(dossier: Dossier, reading: Reading) -> None:
    receipt = assess(dossier, law_on=TODAY, reading=reading)
    for_parents = [*explain_parents(receipt, name="Daan"), *(parent_sentence(one) for one in receipt.findings)]
    for_staff = [*explain_staff(receipt), *(staff_sentence(one) for one in receipt.findings)]
    in_table = [cell for row in figures(receipt) for cell in (row.what, row.value, row.bound, row.verdict)]
    for text in for_parents:
        assert text.endswith(".")
        assert not JARGON.search(text), text
    for text in for_staff:
        assert text.endswith(".")
    for text in (*for_parents, *for_staff, *in_table):
        assert text
        assert not LEFTOVER.search(text), text
        assert not re.search(r"\d\.\d", text.replace("art. 2.46", "")), text


def test_parents_of_a_pupil_who_gets_lwoo_read_that_both_fit() -> None:
    text = parents(82, 50, 52, 40, 42, se=False)
    assert "Het IQ van Daan is 82. Dat past bij lwoo: daarvoor moet het IQ 75 tot en met 90 zijn." in text
    assert "Bij begrijpend lezen (0,33) en inzichtelijk rekenen (0,30) past de leerachterstand bij lwoo." in text
    assert "0,25 tot 0,5 zijn: een kwart of meer, maar minder dan de helft" in text
    assert text.endswith("Het IQ en de leerachterstand passen dus allebei bij lwoo.")


@pytest.mark.parametrize(
    ("facts", "rest", "sentence"),
    [
        ((85, 60, 60, 46, 46), {}, "Het IQ past wel bij lwoo, maar de leerachterstand niet. De wet vraagt allebei."),
        ((70, 50, 50, 40, 40), {"reading": Reading.LITERAL}, "De leerachterstand past wel bij lwoo, maar het IQ niet."),
        ((85, 60, 60, 30, 30), {"reading": Reading.LITERAL}, "niet te klein, maar te groot voor lwoo"),
        ((68, 35, 38, 25, 22), {}, "De gegevens passen wel bij praktijkonderwijs."),
        ((84, 40, 40, 55, 55), {}, "waaronder begrijpend lezen of inzichtelijk rekenen. Bij die laatste twee past"),
        (
            (78, 50, 50, 40, 40),
            {},
            "Een IQ van 75 tot en met 80 past volgens de wet bij lwoo en ook bij praktijkonderwijs.",
        ),
        ((78, 50, 50, 40, 40), {}, "Dan geeft de uitleg van de school (de motivering) de doorslag."),
        ((70, 50, 50, 40, 40), {}, "Het IQ past bij praktijkonderwijs, maar de leerachterstand past bij lwoo."),
        ((85, 60, 60, 30, 30), {}, "Het IQ past bij lwoo, maar de leerachterstand is zo groot"),
        (
            (85, 55, 55, 28, 40),
            {},
            "Bij het ene vak past de leerachterstand bij lwoo, bij het andere bij praktijkonderwijs.",
        ),
        (("85-95", 50, 50, 40, 40), {}, "geen vast getal, maar een gebied: 85 tot en met 95."),
        (("85-95", 50, 50, 40, 40), {}, "Een uitslag ligt rond een grens van de wet."),
        ((105, 50, 50, 40, 40), {"se": False}, "Uit de gegevens blijkt niet dat die er bij Daan zijn."),
        ((105, 50, 50, 40, 40), {}, "Dit missen wij: een onderzoek naar sociaal-emotionele problemen."),
        ((125, 50, 50, 40, 40), {"se": True}, "Dat is hoger dan de grens voor lwoo: die ligt bij een IQ van 120."),
        ((52, 30, 30, 20, 20), {"track": Track.PRO}, "Dat is lager dan de grens voor praktijkonderwijs"),
        ((None, None, None, None, None), {}, "Van geen enkel vak kennen wij de leerachterstand."),
    ],
)
def test_what_seems_to_contradict_itself_is_explained_to_parents(
    facts: tuple[int | str | None, ...], rest: dict[str, object], sentence: str
) -> None:
    assert sentence in parents(*facts, **rest)  # type: ignore[arg-type]


def test_staff_read_the_outcome_the_scores_and_the_article() -> None:
    text = " ".join(explain_staff(assess(pupil(74, 50, 50, 40, 40), law_on=TODAY)))
    assert text.startswith("De motivering van de school geeft de doorslag.")
    assert "IQ 74 past bij pro (55 tot en met 80)." in text
    assert "Begrijpend lezen: leerachterstand 0,33 (DLE 40, DL 60) past bij lwoo (0,25 tot 0,5)." in text
    assert "Tegenstrijdige gegevens: het IQ past bij pro, de leerachterstand bij lwoo." in text
    assert "In de letterlijke lezing van lid 6 is de uitkomst anders: geen." in text
    assert "Regels van 24-11-2026: Ub WVO 2020, art. 2.46 lid 4" in text


def test_staff_are_told_when_both_readings_follow_the_same_text() -> None:
    receipt = assess(pupil(74, 50, 50, 40, 40), law_on=dt.date(2020, 1, 1), reading=Reading.LITERAL)
    assert "Op deze datum zegt lid 6 naar de letter hetzelfde als in de praktijk." in explain_staff(receipt)


def test_the_table_shows_values_bounds_and_verdicts() -> None:
    rows = figures(assess(pupil("85-95", None, "<10", 28, 40, se=False), law_on=TODAY))
    shown = {row.what: (row.value, row.bound, row.verdict) for row in rows}
    both = "75 tot en met 90, of 91 tot en met 120 met sociaal-emotionele problemen"
    assert shown["IQ"] == ("85 tot en met 95", both, "niet zeker")
    assert shown["Leerachterstand technisch lezen"] == ("niet getoetst", "0,25 tot 0,5", "niet bekend")
    assert shown["Leerachterstand spelling"][0] == "0,85 of meer (niveau minder dan 10 van 60 maanden)"
    assert shown["Leerachterstand begrijpend lezen"] == ("0,53 (niveau 28 van 60 maanden)", "0,25 tot 0,5", "nee")
    assert shown["Leerachterstand inzichtelijk rekenen"][2] == "ja"
    assert [row.met for row in rows if row.kind == "social_emotional"] == [False]


def test_the_table_is_about_the_track_that_was_asked_or_named() -> None:
    receipt = assess(pupil(68, 35, 38, 25, 22, track=Track.PRO), law_on=TODAY)
    assert [row.bound for row in figures(receipt)][:2] == ["55 tot en met 80", "0,5 of meer"]
    assert [row.bound for row in figures(receipt, Track.LWOO)][:2] == ["75 tot en met 90", "0,25 tot 0,5"]


def test_the_letter_names_its_legal_basis() -> None:
    granted = assess(pupil(82, 50, 50, 40, 40), law_on=TODAY)
    assert legal_basis(granted) == ("artikel 2.46, lid 5, van het Uitvoeringsbesluit WVO 2020",)
    weighed = assess(pupil(78, 50, 50, 40, 40, track=Track.PRO), law_on=TODAY)
    assert legal_basis(weighed)[1].startswith("artikel 2.46, lid 6, gelezen zoals vóór 1 augustus 2022, van het")


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_each_pupil_is_told_why_and_what_is_missing(story) -> None:  # type: ignore[no-untyped-def]
    receipt = assess(story.dossier, law_on=TODAY)
    text = " ".join(explain_staff(receipt))
    assert all(missing_name(code) in text for code in story.missing)
    verdicts = {row.standing for row in figures(receipt)}
    assert verdicts <= set(Standing)


def test_a_delay_that_fits_lwoo_is_called_too_small_for_pro() -> None:
    text = parents(68, 35, 60, 25, 22, track=Track.PRO)
    assert "Bij technisch lezen (0,42) en spelling (geen) is de leerachterstand kleiner." in text
    assert "groter" not in text
