"""Named invented pupils and what the national criteria say of them, in both readings of lid 6."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from allocation.policy.algebra import Standing
from allocation.policy.decide import Advice, NoRulesError, Reading, assess
from allocation.policy.facts import Track
from tests.policy.stories import OLD_LAW, TODAY, Story, pupil, stories

STORIES = stories()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_national_rules_say(story: Story) -> None:
    receipt = assess(story.dossier, law_on=TODAY)
    assert receipt.outcome == story.outcome
    assert receipt.settled == story.settled
    assert receipt.missing == story.missing
    assert receipt.other_outcome == story.literal
    assert assess(story.dossier, law_on=TODAY, reading=Reading.LITERAL).outcome == story.literal


def test_the_stories_show_every_criterion_with_every_outcome() -> None:
    seen: dict[str, set[Standing]] = {}
    for story in STORIES:
        for finding in assess(story.dossier, law_on=TODAY).findings:
            seen.setdefault(re.sub("_(tl|sp|bl|ir)$", " per domain", finding.criterion), set()).add(finding.outcome)
    lacking = {name: set(Standing) - found for name, found in seen.items()}
    # Problems are shown, not shown or not known: never half.
    assert {name: rest for name, rest in lacking.items() if rest} == {"social_emotional": {Standing.UNDECIDED}}


def test_every_given_case(shared_dir: Path) -> None:
    with (shared_dir / "domain" / "criteria_cases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        levels = [int(row[f"dle_{domain}"] or -1) for domain in ("tl", "sp", "bl", "ir")]
        dossier = pupil(
            int(row["iq"]),
            *(None if level < 0 else level for level in levels),
            dl=int(row["dl"]),
            se=row["sociaal_emotioneel"] == "1",
        )
        assert (row["id"], assess(dossier, law_on=TODAY).outcome) == (row["id"], row["outcome"])
        literal = assess(dossier, law_on=TODAY, reading=Reading.LITERAL)
        assert (row["id"], literal.outcome) == (row["id"], row["outcome_literal"])


def test_before_august_2022_the_letter_was_the_practice() -> None:
    aya = pupil(74, 50, 50, 40, 40)
    last_day = assess(aya, law_on=dt.date(2022, 7, 31), reading=Reading.LITERAL)
    first_day = assess(aya, law_on=dt.date(2022, 8, 1), reading=Reading.LITERAL)
    assert (last_day.outcome, last_day.same_rule, last_day.readings_differ) == ("motivering", True, False)
    assert (first_day.outcome, first_day.same_rule, first_day.readings_differ) == ("geen", False, True)


def test_before_2016_there_are_no_rules() -> None:
    assert assess(pupil(82), law_on=dt.date(2016, 1, 1)).outcome == "onvolledig"
    with pytest.raises(NoRulesError, match="geen regels bekend voor 31-12-2015"):
        assess(pupil(82), law_on=dt.date(2015, 12, 31))


def test_each_finding_names_the_article_of_its_date() -> None:
    dossier = pupil(82, 50, 50, 40, 40)
    assert assess(dossier, law_on=OLD_LAW).finding("pro_iq").source == "ib-15d"
    assert assess(dossier, law_on=TODAY).finding("pro_iq").source == "ub-2.46-4"


@pytest.mark.parametrize(
    ("iq", "delay", "se", "lwoo", "pro"),
    [
        (82, (50, 50, 40, 40), False, Advice.GRANT, Advice.REFUSE),
        (68, (35, 38, 25, 22), False, Advice.REFUSE, Advice.GRANT),
        (78, (50, 50, 40, 40), False, Advice.PERSON_DECIDES, Advice.PERSON_DECIDES),
        (130, (50, 50, 40, 40), False, Advice.REFUSE, Advice.REFUSE),
        # Still open for lwoo, and yet certain for pro.
        (100, (50, 50, 40, 40), None, Advice.INCOMPLETE, Advice.REFUSE),
        ("85-95", (50, 50, 40, 40), False, Advice.PERSON_DECIDES, Advice.REFUSE),
    ],
)
def test_the_advice_is_about_the_track_that_was_asked(
    iq: int | str, delay: tuple[int, ...], se: bool | None, lwoo: Advice, pro: Advice
) -> None:
    receipt = assess(pupil(iq, *delay, se=se), law_on=TODAY)
    assert (receipt.advice_for(Track.LWOO), receipt.advice_for(Track.PRO)) == (lwoo, pro)


def test_facts_that_meet_the_other_track_point_to_it() -> None:
    facts = (68, 35, 38, 25, 22)
    assert assess(pupil(*facts, track=Track.LWOO), law_on=TODAY).points_to_other_track
    assert not assess(pupil(*facts, track=Track.PRO), law_on=TODAY).points_to_other_track
