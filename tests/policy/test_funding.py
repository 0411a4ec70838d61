"""The support budget to the cent, and who pays when it is exceeded (WVO 2020 art. 5.13 and 5.14)."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.policy.amounts import AMOUNTS, FILE, Amounts, NoAmountsError, amounts_of, load_amounts
from allocation.policy.divide import divide
from allocation.policy.funding import FundingFacts, SchoolCount, first_exceeding_count, fund
from allocation.policy.strict_yaml import LawFileError

ROOT = Path(__file__).resolve().parents[2]


def facts(*schools: SchoolCount, lwoo: int = 1_050, pro: int = 320) -> FundingFacts:
    """The region of the worked example, in 2016."""
    return FundingFacts(
        year=2016,
        pupils=10_000,
        share_lwoo_2012=Fraction(1, 10),
        share_pro_2012=Fraction(3, 100),
        lwoo_on_licensed=lwoo,
        pro=pro,
        schools=schools,
    )


def test_the_worked_example_to_the_cent() -> None:
    found = fund(facts(), amounts_of(2016))
    assert (found.budget, found.deduction, found.to_swv, found.excess) == (649_782_500, 585_709_250, 64_073_250, 0)
    assert first_exceeding_count(facts(), amounts_of(2016)) == 1_520


@pytest.mark.parametrize(("pupils", "exceeded"), [(1_199, False), (1_200, True)])
def test_the_budget_runs_out_between_two_pupils(pupils: int, exceeded: bool) -> None:
    found = fund(facts(lwoo=pupils), amounts_of(2016))
    assert (found.excess > 0, found.to_swv == 0) == (exceeded, exceeded)
    assert found.budget - found.deduction == found.to_swv - found.excess


def test_with_no_school_at_all_nobody_can_bear_the_excess() -> None:
    found = fund(facts(lwoo=1_300), amounts_of(2016))
    assert found.reductions == ()
    assert found.undivided == found.excess > 0


def test_one_school_bears_it_all() -> None:
    found = fund(facts(SchoolCount("Beekdal", 900, 100), lwoo=1_300), amounts_of(2016))
    assert found.reductions[0].cents == found.excess
    assert found.undivided == 0


def test_forty_schools_bear_it_by_their_other_pupils() -> None:
    schools = [SchoolCount(f"school {turn}", 100 + 10 * turn, turn, 2 * turn) for turn in range(40)]
    found = fund(facts(*schools, lwoo=1_300), amounts_of(2016))
    assert sum(one.cents for one in found.reductions) == found.excess
    total = sum(school.bearing for school in schools)
    for school, one in zip(schools, found.reductions, strict=True):
        assert abs(one.cents - Fraction(found.excess * school.bearing, total)) < 1


def test_a_pro_school_pays_nothing_and_a_lwoo_pupil_does_not_count() -> None:
    pro, other, twin = SchoolCount("Kompas", 200, 0, 200), SchoolCount("A", 500, 100), SchoolCount("B", 400)
    paid = [one.cents for one in fund(facts(pro, other, twin, lwoo=1_300), amounts_of(2016)).reductions]
    assert paid[0] == 0
    assert 0 <= paid[1] - paid[2] <= 1


weights = st.lists(st.integers(0, 5_000), max_size=40)
cents = st.integers(0, 10**9)


@given(cents, weights)
def test_the_parts_are_the_whole_and_never_negative(amount: int, shares: list[int]) -> None:
    parts = divide(amount, shares)
    assert sum(parts) == (amount if sum(shares) else 0)
    assert min(parts, default=0) >= 0
    assert all(part == 0 for part, weight in zip(parts, shares, strict=True) if weight == 0)


@given(cents, weights)
def test_who_weighs_more_never_pays_less(amount: int, shares: list[int]) -> None:
    parts = divide(amount, shares)
    ordered = sorted(zip(shares, parts, strict=True))
    for (lighter, less), (heavier, more) in pairwise(ordered):
        assert more >= less or (lighter == heavier and abs(more - less) <= 1)


@given(cents, weights.filter(bool), st.integers(1, 500), st.data())
def test_a_school_that_grows_while_others_stay_never_pays_less(
    amount: int, shares: list[int], growth: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(shares) - 1))
    grown = [weight + growth if turn == place else weight for turn, weight in enumerate(shares)]
    assert divide(amount, grown)[place] >= divide(amount, shares)[place]


@given(st.integers(0, 3_000), st.integers(0, 500))
def test_more_designated_pupils_never_leave_the_swv_more(lwoo: int, pro: int) -> None:
    found, more = (fund(facts(lwoo=count, pro=pro), amounts_of(2016)) for count in (lwoo, lwoo + 1))
    assert more.to_swv <= found.to_swv
    assert more.excess >= found.excess
    assert found.budget - found.deduction == found.to_swv - found.excess


@pytest.mark.parametrize("counts", [(-1, 0, 0), (10, -1, 0), (10, 6, 5)])
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="aantal"):
        SchoolCount("Beekdal", *counts)


def test_a_year_without_published_amounts_is_never_guessed() -> None:
    with pytest.raises(NoAmountsError, match="Voor 2017 zijn geen gepubliceerde bedragen"):
        amounts_of(2017)
    assert set(AMOUNTS) == {2016}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("lwoo: 427525", "lwoo: 4275.25", "line 4: 'lwoo' is not a whole number"),
        ("pro: 427525", "pro: 0", "line 5: 'pro' lies outside"),
        ("- year: 2016", "- year: 2015", "line 3: 'year' lies outside"),
        ("confidence: H", "confidence: zeker", "line 8: 'confidence' is"),
        ("  citation:", "  remark: x\n  citation:", "line 7: unknown key 'remark'"),
    ],
)
def test_a_broken_file_of_amounts_is_named_with_line_and_reason(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    file = tmp_path / "amounts.yaml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFileError, match=reason):
        load_amounts(file)


def compute(content: Any) -> subprocess.CompletedProcess[str]:
    text = content if isinstance(content, str) else json.dumps(content)
    return subprocess.run(
        [sys.executable, "manage.py", "compute_funding", "-"],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": "postgres://nobody@nowhere.invalid/none"},
    )


EXAMPLE = {
    "year": 2016,
    "pupils": 10_000,
    "share_lwoo_2012": 0.1,
    "share_pro_2012": "0.03",
    "lwoo_on_licensed": 1_050,
    "pro": 320,
    "schools": [{"id": "99BA", "pupils": 900, "lwoo": 100, "pro": 0}, {"id": "99KP", "pupils": 150, "pro": 150}],
}


def test_the_command_prints_amounts_to_the_cent_without_a_database() -> None:
    told = json.loads(compute(EXAMPLE).stdout)
    assert (told["budget"], told["deduction"], told["to_swv"]) == ("6497825.00", "5857092.50", "640732.50")
    assert told["schools"] == [{"id": "99BA", "reduction": "0.00"}, {"id": "99KP", "reduction": "0.00"}]
    assert any("5.13" in source for source in told["sources"])
    assert "undivided" not in told


def test_given_amounts_are_told_to_be_an_estimate() -> None:
    amounts = {"lwoo": "5000.00", "pro": "5000", "regional": "110,50"}
    told = json.loads(compute(EXAMPLE | {"year": 2027, "amounts": amounts}).stdout)
    assert told["budget"] == "7605000.00"
    assert "opgegeven bedragen (schatting)" in told["sources"]


def test_a_year_without_amounts_asks_for_them() -> None:
    done = compute(EXAMPLE | {"year": 2027})
    assert done.returncode == 1
    assert "Geef zelf bedragen op" in done.stderr


def test_every_mistake_in_the_file_is_named_at_its_place() -> None:
    done = compute(
        {"year": 2016, "pupils": -1, "share_lwoo_2012": 2, "schools": [{"id": "A", "pupils": 5, "lwoo": 9}, 3]}
    )
    assert done.returncode == 1
    for place in ("pro: ontbreekt", "pupils: geef", "share_lwoo_2012: geef", "schools[1]: A", "schools[2]: geef"):
        assert place in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", '{"year": 1e999}', '{"year": NaN}', "\x00"])
def test_what_is_no_json_is_refused(content: str) -> None:
    done = compute(content)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_an_estimate_is_marked_as_one() -> None:
    chosen = Amounts(500_000, 500_000, 11_000, "schatting van de controller", "L", is_estimate=True)
    assert "schatting van de controller (schatting)" in fund(facts(), chosen).sources
