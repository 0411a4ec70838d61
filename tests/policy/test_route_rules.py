"""A mistake in route.yaml stops the start, with file, line and reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from allocation.policy.circumstances import ComesFrom, SpecialGround
from allocation.policy.route_rules import FILE, KEYS, PAPERS, ROUTE, load_route
from allocation.policy.strict_yaml import LawFileError

BREAKS = [
    ("  description: The same for lwoo\n", "  description: The same for lwoo\n  remark: x\n", "unknown key 'remark'"),
    ("id: direct_lwoo", "id: direct_pro", "'direct_pro' stands here twice"),
    ("id: direct_lwoo", "id: direct_vwo", "expected one of"),
    ("      confidence: M\n", "      confidence: Z\n", "expected one of"),
    ("      confidence: M\n", "", "'confidence' is missing"),
    ("citation: WVO art. 10e en 10g\n", "citation:\n", "'citation' is not a text"),
    ("from: 2022-08-01", "from: 2016-01-01", "sort by date"),
    ("from: 2022-08-01", "from: 2015-01-01", "sort by date"),
    ("from: 2022-08-01", "from: volgend jaar", "is not a date"),
    ("- id: vo1", "- id: primary", "'primary' stands here twice"),
    ("- id: vo1", "- id: vo7", "expected one of"),
    ("paper: tlv", "paper: brief", "expected one of"),
    ("      paper: tlv\n", "", "'paper' is missing"),
    ("years: 1", "years: 0", "'years' is zero"),
    ("years: 1", "years: een", "is not a whole number"),
    ("count_month: 10", "count_month: 13", "no day of every year"),
    ("count_month: 10\n      count_day: 1", "count_month: 2\n      count_day: 29", "no day of every year"),
    ("- id: freed_lwoo", "- id: special_papers", "stands here twice"),
]


@pytest.mark.parametrize(("text", "broken", "reason"), BREAKS)
def test_a_mistake_is_named_with_its_line(text: str, broken: str, reason: str, tmp_path: Path) -> None:
    written = FILE.read_text(encoding="utf-8")
    assert text in written
    file = tmp_path / "route.yaml"
    file.write_text(written.replace(text, broken, 1), encoding="utf-8")
    with pytest.raises(LawFileError, match=rf"route\.yaml, line \d+: .*{reason}"):
        load_route(file)


def test_a_rule_that_is_left_out_is_missed(tmp_path: Path) -> None:
    written = FILE.read_text(encoding="utf-8")
    file = tmp_path / "route.yaml"
    file.write_text(written[: written.index("- id: freed_lwoo")], encoding="utf-8")
    with pytest.raises(LawFileError, match="'freed_lwoo' is missing"):
        load_route(file)


def test_every_rule_holds_under_both_laws_and_every_ground_and_paper_is_used() -> None:
    cases: set[str] = set()
    papers: set[str] = set()
    for name in KEYS:
        old, new = (ROUTE.in_force(name, on=dt.date(2022, month, day)) for month, day in ((7, 31), (8, 1)))
        assert (old.starts_on, new.starts_on) == (dt.date(2016, 1, 1), dt.date(2022, 8, 1))
        assert set(old.cases) == set(new.cases)
        assert "2020" in new.citation
        assert "2020" not in old.citation
        cases |= set(new.cases)
        papers |= {new.paper}
    assert cases == {ComesFrom.PRIMARY, ComesFrom.VO_YEAR_1, *SpecialGround}
    assert papers == {"", *PAPERS}
