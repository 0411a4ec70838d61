"""`manage.py assess` as a controller uses it: a table in, a table out, no database."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from allocation.policy.registry import VARIANTS

ROOT = Path(__file__).resolve().parents[2]
HEADER = "id,iq,dl,dle_tl,dle_sp,dle_bl,dle_ir,sociaal_emotioneel"


def run(content: str | bytes, *options: str, file: str = "-") -> subprocess.CompletedProcess[str]:
    """The command on standard input or a file, with a database address that leads nowhere."""
    data = content if isinstance(content, bytes) else content.encode()
    environment = {"PATH": "/usr/bin:/bin", "DATABASE_URL": "postgres://nobody@nowhere.invalid/none"}
    done = subprocess.run(
        [sys.executable, "manage.py", "assess", file, *options],
        cwd=ROOT,
        input=data,
        capture_output=True,
        check=False,
        env=environment,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def outcomes(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {row["id"]: row["outcome"] for row in csv.DictReader(io.StringIO(done.stdout))}


def test_every_given_case_in_both_readings(shared_dir: Path) -> None:
    content = (shared_dir / "domain" / "criteria_cases.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert outcomes(run(content)) == {row["id"]: row["outcome"] for row in rows}
    assert outcomes(run(content, "--reading", "literal")) == {row["id"]: row["outcome_literal"] for row in rows}


def test_values_as_people_write_them() -> None:
    table = (
        "\ufeff" + HEADER.replace(",", ";") + "\r\nDaan;85-95;60;50;50;44;43;nee\r\nMilan;65;60;;;< 10;onder 20;\r\n"
    )
    done = run(table)
    assert done.returncode == 0, done.stderr
    assert outcomes(done) == {"Daan": "motivering", "Milan": "pro"}
    assert "85 tot en met 95" in done.stdout


def test_a_line_that_cannot_be_read_does_not_stop_the_others() -> None:
    done = run(f"{HEADER}\nDaan,8595,60,50,50,44,43,0\nNoor,84,60,50,50,44,43,0\n")
    assert done.returncode == 1
    assert outcomes(done) == {"Daan": "onvolledig", "Noor": "lwoo"}
    assert "Regel 2, kolom iq" in done.stderr


def test_a_missing_column_is_named() -> None:
    done = run("id,iq\nDaan,84\n")
    assert done.returncode == 1
    assert "Deze kolommen ontbreken: dl, dle_tl" in done.stderr
    assert done.stdout == ""


def test_the_rules_of_the_date() -> None:
    table = f"{HEADER}\nAya,74,60,50,50,40,40,0\n"
    assert outcomes(run(table, "--reading", "literal", "--on", "31-07-2022")) == {"Aya": "motivering"}
    assert outcomes(run(table, "--reading", "literal", "--on", "2022-08-01")) == {"Aya": "geen"}
    assert "geen regels bekend" in run(table, "--on", "31-12-2015").stderr


def test_the_table_asks_no_track_so_a_pupil_for_pro_is_simply_that() -> None:
    done = run(f"{HEADER}\nMilan,68,60,35,38,25,22,0\n")
    assert "Milan,pro,Voldoet aan de criteria voor pro." in done.stdout.replace('"', "")


def test_the_output_is_a_csv_for_any_program(tmp_path: Path) -> None:
    file = tmp_path / "leerlingen.csv"
    file.write_bytes(f'{HEADER}\r\n"Berg, Zoë",82,60,50,52,40,42,0\r\n'.encode())
    done = run("", file=str(file))
    assert done.returncode == 0
    assert "\r" not in done.stdout
    header, row = csv.reader(io.StringIO(done.stdout))
    assert header == ["id", "outcome", "explanation"]
    assert row[:2] == ["Berg, Zoë", "lwoo"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--on", "31-2-2026"), "bestaat niet: februari 2026 heeft geen dag 31"),
        (("--on", "gisteren"), "is geen datum"),
        (("--reading", "strict"), "Kies uit: practice, literal"),
        (("--on", "31-12-2015"), "de eerste regels gelden vanaf 1-1-2016"),
    ],
)
def test_an_option_that_cannot_be_is_refused_in_dutch(options: tuple[str, ...], message: str) -> None:
    done = run(f"{HEADER}\nAya,74,60,50,50,40,40,0\n", *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("file", "message"),
    [("bestaat-niet.csv", "bestaat niet"), (".", "is niet te lezen"), ("", "Geef het csv-bestand"), ("-", "is leeg")],
)
def test_a_file_that_is_not_there_or_empty_is_refused_in_dutch(file: str, message: str) -> None:
    done = run("", file=file)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


OPTIONS = {
    "national": "{}",
    "opting_out_thresholds": '{"iq_highest": 80, "overlap": "never"}',
    "opting_out_school_judgement": '{"replaces": ["capacity"]}',
    "opting_out_no_designation": "instead: De school helpt zelf.\n",
    "demo_reading_first": "delay_at_least: 1/2\n",
}
TABLE = (
    f"{HEADER},oordeel_leervermogen\n"
    "Daan,84,60,50,50,42,40,0,ja\nNoor,78,60,50,50,42,40,0,nee\nMilan,66,60,25,25,22,24,0,\nSem,,60,50,50,30,40,,ja\n"
)
EXPECTED = {
    "national": {"Daan": "lwoo", "Noor": "motivering", "Milan": "pro", "Sem": "onvolledig"},
    "opting_out_thresholds": {"Daan": "geen", "Noor": "lwoo", "Milan": "pro", "Sem": "geen"},
    "opting_out_school_judgement": {"Daan": "lwoo", "Noor": "geen", "Milan": "pro", "Sem": "geen"},
    "opting_out_no_designation": {"Daan": "geen", "Noor": "geen", "Milan": "pro", "Sem": "geen"},
    "demo_reading_first": {"Daan": "geen", "Noor": "geen", "Milan": "lwoo", "Sem": "lwoo"},
}


@pytest.mark.parametrize("variant", [one.id for one in VARIANTS])
def test_every_variant_with_options_from_a_file(variant: str, tmp_path: Path) -> None:
    file = tmp_path / "instellingen.json"
    file.write_text(OPTIONS[variant], encoding="utf-8")
    done = run(TABLE, "--variant", variant, "--options", str(file))
    assert done.returncode == 0, done.stderr
    assert outcomes(done) == EXPECTED[variant]
    assert outcomes(run(TABLE, "--variant", variant)).keys() == EXPECTED[variant].keys()


def test_pro_in_a_table_follows_the_law_under_every_variant() -> None:
    table = f"{HEADER},soort\nMilan,66,60,25,25,22,24,0,pro\nNoor,78,60,50,50,42,40,0,pro\n"
    for variant in VARIANTS:
        assert outcomes(run(table, "--variant", variant.id)) == {"Milan": "pro", "Noor": "motivering"}


def test_every_mistake_in_the_options_is_named(tmp_path: Path) -> None:
    file = tmp_path / "instellingen.json"
    file.write_text('{"iq_lowest": "laag", "domains": 7, "kleur": "rood"}', encoding="utf-8")
    done = run(TABLE, "--variant", "opting_out_thresholds", "--options", str(file))
    assert done.returncode == 1
    for name in ("iq_lowest", "domains", "kleur"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "regel"),
        (b"\xff\xfe\x00", "geen json of yaml"),
        (b"[1]", "namen met waarden"),
        (b"x" * 200_000, "te groot"),
    ],
)
def test_a_file_that_holds_no_options_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "instellingen.json"
    file.write_bytes(content)
    done = run(TABLE, "--variant", "opting_out_thresholds", "--options", str(file))
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_variants_and_absent_files_are_told_plainly() -> None:
    assert "opting_out_thresholds" in run(TABLE, "--variant", "magie").stderr
    assert "bestaat niet" in run(TABLE, "--variant", "national", "--options", "/nergens.json").stderr


def test_all_variants_can_be_listed_without_a_file() -> None:
    listed = run("", "--variants").stdout
    for variant in VARIANTS:
        assert variant.id in listed
        for field in variant.fields():
            assert field.name in listed
