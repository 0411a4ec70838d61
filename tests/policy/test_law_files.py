"""A wrong file of the law stops the start, with file, line and reason."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from allocation.policy.law_files import FOLDER, LAW, load_law
from allocation.policy.numbers import NAMES, numbers_of, versions_in_force
from allocation.policy.parameters import NoRulesError
from allocation.policy.strict_yaml import LawFileError
from tests.policy.stories import TODAY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the law to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "law"))


def test_the_law_as_it_stands_loads_and_every_number_has_a_source(folder: Path) -> None:
    law = load_law(folder)
    for name in NAMES:
        source = law.in_force(name, on=TODAY).source
        assert source.bwb.startswith("BWBR")
        assert source.article


BREAKS = [
    ("capacity.yaml", "open_term: false", "open_term: false\n  remark: hello", 5, "unknown key 'remark'"),
    ("capacity.yaml", "at_most: 80", "at_most: 80\n      atmost: 80", 9, "unknown key 'atmost'"),
    ("capacity.yaml", "  unit: iq_points\n", "", 1, "'unit' is missing"),
    ("capacity.yaml", "unit: iq_points", "unit: points", 3, "expected one of"),
    ("capacity.yaml", "unit: iq_points", "unit: iq_points\n  unit: iq_points", 4, "stands here twice"),
    ("capacity.yaml", "- id: lwoo_iq_a", "- id: pro_iq", 14, "'pro_iq' stands here twice"),
    ("capacity.yaml", "- id: lwoo_iq_a", "- id: lwoo_iq_c", 14, "expected one of"),
    ("capacity.yaml", "from: 2022-08-01", "from: 2016-01-01", 10, "two values from 2016-01-01"),
    ("capacity.yaml", "from: 2022-08-01", "from: 2015-08-01", 10, "sort by date"),
    ("capacity.yaml", "from: 2022-08-01", "from: vroeger", 10, "is not a date"),
    ("capacity.yaml", "from: 2022-08-01", "from: 2022-02-30", 10, "is not a date"),
    ("capacity.yaml", "from: 2022-08-01", "from: 2022-08-01T10:00:00", 10, "is not a date"),
    ("capacity.yaml", "source: ib-15d", "source: ib-15e", 9, "'ib-15e' is not in sources.yaml"),
    ("capacity.yaml", "      source: ib-15d\n", "", 6, "'source' is missing"),
    ("capacity.yaml", "source: ib-15d", "source:", 9, "'source' is not a text"),
    ("capacity.yaml", "at_least: 55", "at_least: vijftig", 7, "is not a whole number"),
    ("capacity.yaml", "at_least: 55", "at_least: 55.5", 7, "is not a whole number"),
    ("capacity.yaml", "at_least: 55", "at_least: -55", 7, "is not a whole number"),
    ("capacity.yaml", "at_least: 55", "at_least: 85", 6, "lower bound lies above"),
    ("capacity.yaml", "at_least: 55", "at_least: 55\n      above: 54", 8, "exclude each other"),
    ("capacity.yaml", "      at_least: 55\n      at_most: 80\n", "", 6, "no value"),
    ("capacity.yaml", "at_least: 55", "at_least: 55\n      ended: true", 7, "ended, and yet"),
    ("capacity.yaml", "at_least: 55\n      at_most: 80", "ended: false", 7, "only ever true"),
    ("capacity.yaml", "open_term: false", "open_term: misschien", 4, "is not true or false"),
    ("capacity.yaml", "description: IQ that fits pro", 'description: ""', 2, "is empty"),
    ("capacity.yaml", "- id: pro_iq", "- id: [pro_iq]", 1, "is not a text"),
    ("capacity.yaml", "- id: pro_iq", "- pro_iq\n- id: pro_iq", 1, "expected keys with values"),
    ("capacity.yaml", "- id: pro_iq", "- id: pro_iq: 4", 1, "not allowed here"),
    ("learning_delay.yaml", 'at_least: "1/2"', "at_least: 0.5", 8, "a fraction in quotes"),
    ("learning_delay.yaml", 'at_least: "1/2"', 'at_least: "3/2"', 8, "below one"),
    ("learning_delay.yaml", 'at_least: "1/2"', 'at_least: "1/0"', 8, "below one"),
    ("learning_delay.yaml", 'at_least: "1/2"', 'above: "1/2"', 8, "unknown key 'above'"),
    ("learning_delay.yaml", 'at_least: "1/4"\n      ', "", 18, "needs 'at_least'"),
    ("learning_delay.yaml", 'at_least: "1/4"', 'at_least: "1/2"', 18, "lower bound lies above"),
    ("learning_delay.yaml", "at_least: 2", "at_least: 5", 32, "outside 1 to 4"),
    ("readings.yaml", "rule: complete_lwoo", "rule: complete", 20, "expected one of"),
    ("readings.yaml", "- id: literal", "- id: letter", 13, "expected one of"),
    ("sources.yaml", "- id: ib-15d-6", "- id: ib-15d", 8, "stands here twice"),
    ("sources.yaml", "confidence: H\n", "confidence: zeker\n", 7, "expected one of"),
    ("sources.yaml", "  bwb: BWBR0005946\n", "", 2, "'bwb' is missing"),
]


@pytest.mark.parametrize("mistake", BREAKS, ids=[f"{row[0]} {row[4]}" for row in BREAKS])
def test_each_mistake_is_named_with_file_line_and_reason(folder: Path, mistake: tuple[str, str, str, int, str]) -> None:
    file, old, new, line, reason = mistake
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFileError) as error:
        load_law(folder)
    assert str(error.value).startswith(f"{file}, line {line}: ")
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("capacity.yaml", b"", "the file is empty"),
        ("capacity.yaml", b"id: pro_iq", "expected a list"),
        ("capacity.yaml", b"[]", "expected a list that is not empty"),
        ("capacity.yaml", b"- id: 'pro_iq", "unexpected end of stream"),
        ("capacity.yaml", b"\xff\xfe\x00", "not UTF-8"),
        ("capacity.yaml", None, "the file is missing"),
        ("sources.yaml", None, "the file is missing"),
        ("capacities.yaml", b"- id: pro_iq", "nothing reads this file"),
    ],
)
def test_a_file_that_is_not_one_is_named(folder: Path, file: str, content: bytes | None, reason: str) -> None:
    (folder / file).unlink(missing_ok=True)
    if content is not None:
        (folder / file).write_bytes(content)
    with pytest.raises(LawFileError, match=f"{file}, line .*{reason}"):
        load_law(folder)


def test_ended_is_said_aloud_and_nothing_falls_back(folder: Path) -> None:
    text = (folder / "capacity.yaml").read_text(encoding="utf-8")
    end = "    - from: 2027-08-01\n      ended: true\n      source: ub-2.46-4\n- id: lwoo_iq_a"
    (folder / "capacity.yaml").write_text(text.replace("- id: lwoo_iq_a", end, 1), encoding="utf-8")
    law = load_law(folder)
    assert law.in_force("pro_iq", on=dt.date(2027, 7, 31)).bound
    with pytest.raises(NoRulesError, match="beëindigd op 1-8-2027"):
        versions_in_force(law, on=dt.date(2027, 8, 1))


def test_a_new_number_is_a_new_dated_value(folder: Path) -> None:
    text = (folder / "capacity.yaml").read_text(encoding="utf-8")
    later = "    - from: 2027-08-01\n      above: 56\n      below: 79\n      source: ub-2.46-4\n- id: lwoo_iq_a"
    (folder / "capacity.yaml").write_text(text.replace("- id: lwoo_iq_a", later, 1), encoding="utf-8")
    law = load_law(folder)
    today, later_on = (numbers_of(versions_in_force(law, on=day)) for day in (TODAY, dt.date(2027, 8, 1)))
    assert today.iq_bands["pro_iq"] == (55, 80)
    assert later_on.iq_bands["pro_iq"] == (57, 78)


def test_the_loaded_law_ends_nowhere_yet() -> None:
    assert LAW.in_force("pro_iq", on=dt.date(2099, 1, 1)).starts_on == dt.date(2022, 8, 1)


def test_the_application_does_not_start_on_a_broken_law(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "allocation" / "policy", tmp_path / "allocation" / "policy")
    (tmp_path / "allocation" / "__init__.py").touch()
    file = tmp_path / "allocation" / "policy" / "law" / "capacity.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("at_most: 80", "at_most: veel", 1), encoding="utf-8")
    started = subprocess.run(
        [sys.executable, "-c", "import allocation.policy.decide"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 1
    assert "capacity.yaml, line 8: 'at_most' is not a whole number" in started.stderr
