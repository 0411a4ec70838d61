"""The route guide: every combination has an answer, and each scenario says what the law says."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from allocation.policy.facts import Track
from allocation.policy.move_rules import FILE, MOVES, Designation, Regime, load_moves
from allocation.policy.moves import Event, Guide, Move, Who, guide, next_count
from allocation.policy.parameters import NoRulesError
from allocation.policy.strict_yaml import LawFileError

ROOT = Path(__file__).resolve().parents[2]
AUTUMN = dt.date(2026, 11, 24)
NATIONAL, OWN, NOBODY = Regime
SCENARIOS = {
    (NATIONAL, NATIONAL): 1,
    (NATIONAL, OWN): 2,
    (NATIONAL, NOBODY): 3,
    (OWN, NOBODY): 3,
    (NOBODY, NOBODY): 3,
    (OWN, NATIONAL): 4,
    (OWN, OWN): 5,
    (NOBODY, OWN): 5,
    (NOBODY, NATIONAL): 6,
}
EVERYTHING = list(product(Track, Regime, Regime, Event, range(1, 6)))


def moved(leaves: Regime, enters: Regime, **rest: Any) -> Guide:
    move = {"track": Track.LWOO, "event": Event.CHANGE_SCHOOL, "school_year": 1, "on": AUTUMN} | rest
    return guide(Move(leaves=leaves, enters=enters, **move))


@pytest.mark.parametrize("combination", EVERYTHING, ids=lambda one: "-".join(map(str, one)))
@pytest.mark.parametrize("on", [AUTUMN, dt.date(2026, 9, 30), dt.date(2026, 10, 1), dt.date(2019, 3, 1)], ids=str)
def test_no_combination_without_an_answer(combination: tuple[Track, Regime, Regime, Event, int], on: dt.date) -> None:
    track, leaves, enters, event, year = combination
    found = guide(Move(track=track, leaves=leaves, enters=enters, event=event, school_year=year, on=on))
    assert found.scenario == SCENARIOS[leaves, enters]
    assert found.why
    assert found.citations
    assert found.tasks or found.obstacle or event is Event.MOVE_HOUSE
    assert not (found.obstacle and found.request_possible)
    for task in found.tasks:
        assert task.text and task.citation
        assert task.before is None or task.before >= on
    if event is Event.MOVE_HOUSE:
        assert (found.deciding, found.payer, found.counted_on) == (Who.FROM, Who.FROM, None)
    else:
        assert found.counted_on is not None and found.counted_on >= on
        assert found.pays_from == dt.date(found.counted_on.year + 1, 1, 1)


@pytest.mark.parametrize(
    ("leaves", "enters", "deciding", "designation"),
    [
        (NATIONAL, NATIONAL, Who.TO, Designation.VALID),
        (NATIONAL, OWN, Who.TO, Designation.MAY_BE_TAKEN_OVER),
        (NATIONAL, NOBODY, Who.NONE, Designation.NO_EFFECT),
        (OWN, NATIONAL, Who.TO, Designation.NOT_VALID),
        (OWN, OWN, Who.TO, Designation.JUDGED_ANEW),
        (NOBODY, NATIONAL, Who.TO, Designation.NONE),
    ],
    ids=["1", "2", "3", "4", "5", "6"],
)
def test_each_scenario_by_its_number(leaves: Regime, enters: Regime, deciding: Who, designation: Designation) -> None:
    found = moved(leaves, enters)
    assert (found.deciding, found.designation) == (deciding, designation)
    assert found.payer is Who.TO


@pytest.mark.parametrize(("leaves", "closed"), [(OWN, True), (NOBODY, True), (NATIONAL, False)])
def test_from_year_2_on_there_is_no_national_route(leaves: Regime, closed: bool) -> None:
    assert not moved(leaves, NATIONAL, school_year=1).obstacle
    found = moved(leaves, NATIONAL, school_year=2)
    assert bool(found.obstacle) is closed
    assert ("WVO 2020 art. 2.43 lid 3" in found.citations) is closed
    assert not moved(leaves, OWN, school_year=4).obstacle


def test_from_primary_school_the_year_plays_no_part_and_nothing_exists_yet() -> None:
    found = moved(NOBODY, NATIONAL, event=Event.PO_TO_VO, school_year=5)
    assert (found.designation, found.obstacle) == (Designation.NONE, "")
    assert "regel zelf de tests" in found.tasks[0].text


@pytest.mark.parametrize(("leaves", "enters"), list(product(Regime, Regime)))
def test_pro_follows_the_law_everywhere(leaves: Regime, enters: Regime) -> None:
    found = moved(leaves, enters, track=Track.PRO)
    assert (found.deciding, found.designation, found.request_possible) == (Who.TO, Designation.VALID, True)


@pytest.mark.parametrize(
    ("on", "valid_counts", "new_counts"),
    [
        (dt.date(2026, 9, 30), 2026, 2026),
        (dt.date(2026, 10, 1), 2026, 2027),
        (dt.date(2026, 10, 2), 2027, 2027),
        (dt.date(2028, 2, 29), 2028, 2028),
    ],
    ids=["a day before", "the day itself", "a day after", "leap day"],
)
def test_a_decision_counts_when_it_is_taken_before_1_october(on: dt.date, valid_counts: int, new_counts: int) -> None:
    assert next_count(on).year == valid_counts
    assert moved(NATIONAL, NATIONAL, on=on).counted_on == dt.date(valid_counts, 10, 1)
    found = moved(OWN, NATIONAL, on=on)
    assert found.counted_on == dt.date(new_counts, 10, 1)
    assert found.tasks[0].before == dt.date(new_counts, 9, 30)


def test_before_2016_there_are_no_rules() -> None:
    with pytest.raises(NoRulesError):
        moved(NATIONAL, NATIONAL, on=dt.date(2015, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("from: [national]\n  to: [own_criteria]", "from: [own_criteria]\n  to: [own_criteria]", "stands here twice"),
        ("from: [national, own_criteria, no_designation]", "from: [national, own_criteria]", "is missing"),
        ("  designation: valid", "  designation: perhaps", "expected one of"),
        ("from: [own_criteria]\n", "from: [own_rules]\n", "is no regime"),
        ("scenario: 6", "scenario: 7", "lies outside 1 to 6"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "moves.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFileError, match=reason):
        load_moves(file)
    assert len(MOVES) == 9


def run(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "route_guide", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": "postgres://nobody@nowhere.invalid/none"},
    )


def test_the_command_answers_without_a_database() -> None:
    move = ("--track", "lwoo", "--from", "own_criteria", "--to", "national", "--event", "change_school")
    told = json.loads(run(*move, "--school-year", "2", "--on", "2026-11-24").stdout)
    assert (told["scenario"], told["decides"], told["existing_designation"]["validity"]) == (4, "to", "not_valid")
    assert told["payer"] == {"swv": "to", "from": "2028-01-01", "counted_on": "2027-10-01"}
    assert "leerjaar 2" in told["obstacle"]
    assert told["sources"]


@pytest.mark.parametrize(
    ("option", "value"), [("--track", "vso"), ("--school-year", "6"), ("--on", "31-02-2026"), ("--on", "2015-01-01")]
)
def test_what_cannot_be_asked_is_refused_plainly(option: str, value: str) -> None:
    move = {"--track": "lwoo", "--from": "national", "--to": "national", "--event": "change_school"} | {option: value}
    done = run(*[text for pair in move.items() for text in pair])
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
