"""The list of tests per school year: complete, strict to read, and found by the names people type."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.policy.edition_errors import NOT_YAML, in_dutch
from allocation.policy.edition_files import BUILT_IN, FOLDER, BadEdition, built_in_file, read_edition
from allocation.policy.editions import MOST_REMEMBERED, CountedFrom, Criterion, edition_year, filing_period
from allocation.policy.facts import Track
from allocation.policy.strict_yaml import LawFileError

ROOT = Path(__file__).resolve().parents[2]
EDITION = BUILT_IN["2016-2017"]
EXAMPLE = built_in_file("2016-2017").read_text(encoding="utf-8")


def read(text: str | bytes) -> tuple[LawFileError, ...]:
    """The mistakes in a file; none when it is an edition."""
    content = text if isinstance(text, bytes) else text.encode()
    try:
        read_edition(Path("lijst.yaml"), content)
    except BadEdition as refusal:
        return refusal.mistakes
    return ()


@pytest.mark.parametrize(
    ("filed_on", "year"),
    [
        (dt.date(2015, 9, 30), "2015-2016"),
        (dt.date(2015, 10, 1), "2016-2017"),
        (dt.date(2016, 9, 30), "2016-2017"),
        (dt.date(2016, 10, 1), "2017-2018"),
        (dt.date(2026, 11, 24), "2027-2028"),
    ],
)
def test_a_list_holds_from_the_first_of_october_before_its_school_year(filed_on: dt.date, year: str) -> None:
    assert edition_year(filed_on) == year
    first, last = filing_period(year)
    assert first <= filed_on <= last


def test_the_edition_of_2016_is_complete() -> None:
    counts = {criterion.value: len(EDITION.of(criterion)) for criterion in Criterion}
    assert counts == {"iq": 12, "se": 14, "tl": 7, "bl": 11, "sp": 5, "ir": 6}
    assert all(not EDITION.of(Criterion.SE, Track.PRO) for _ in Track)
    assert EDITION.validity.iq_counted_from is CountedFrom.FILING
    assert {one.id: one.floor for one in EDITION.instruments if one.floor} == {
        "tpvo-bl": 31,
        "tpvo-bl-i": 10,
        "tpvo-sp": 31,
        "tpvo-sp-i": 9,
        "tpvo-ir": 31,
        "tpvo-ir-i": 11,
    }
    assert EDITION.re_test
    assert len(EDITION.re_test.levels) == 9


@pytest.mark.parametrize(
    ("typed", "criterion", "found"),
    [
        ("WISC-III", "iq", "wisc-iii"),
        ("wisc iii nl (Pearson)", "iq", "wisc-iii"),
        ("WISC-V-NL", "iq", None),
        ("NIO 2004", "iq", "nio"),
        ("Niobe", "iq", None),
        ("IVO", "iq", "ivo"),
        ("TPVO-IVO", "iq", "tpvo-ivo"),
        ("Cito Intelligentietest VO", "iq", "cito-vo"),
        ("Cito Intelligentietest PO", "iq", None),
        ("SON-R 6-40", "iq", "son-r"),
        ("SON-R 2-8", "iq", None),
        ("Zien!", "se", "zien"),
        ("SAQI", "se", "saqi"),
        ("Drempelonderzoek 678", "bl", "drempel-bl"),
        ("Drempelonderzoek 678", "sp", "drempel-sp"),
        ("Drempelonderzoek 678 7e versie", "bl", None),
        ("LOVS M7", "ir", "lovs-ir"),
        ("LOVS 3.0 M7", "ir", None),
        ("LOVS Spelling M7", "bl", "lovs-sp"),
        ("Drie-Minuten-Toets", "tl", "lovs-dmt"),
        ("TPVO-BL", "bl", "tpvo-bl"),
        ("TPVO-BL-i 2008", "bl", "tpvo-bl-i"),
        ("Begrijpend lezen 345678, toets 78", "bl", "bl-78"),
        ("NIO", "sp", "nio"),
        ("", "iq", None),
        ("!?", "iq", None),
    ],
)
def test_a_test_is_recognised_by_what_people_type(typed: str, criterion: str, found: str | None) -> None:
    instrument = EDITION.find(typed, Criterion(criterion))
    assert (instrument.id if instrument else None) == found


def test_every_test_is_found_by_its_own_names() -> None:
    for one in EDITION.instruments:
        for name in (one.name, one.full_name):
            found = EDITION.find(name, one.criterion)
            assert found, name
            assert found.id == one.id, name


@given(st.text())
def test_no_text_breaks_the_search(typed: str) -> None:
    EDITION.find(typed, Criterion.BL)


BREAKS = [
    ("school_year: 2016-2017", "school_year: 2016/2017", "schooljaar als 2016-2017"),
    ("school_year: 2016-2017", "school_year: 2016-2018", "schooljaar als 2016-2017"),
    ("  confidence: H", "  confidence: zeker", "Kies uit: H, L, M."),
    ("iq_years: 2", "iq_years: twee", "een heel getal"),
    ("iq_years: 2", "iq_years: 0", "van 1 tot en met 10"),
    ("iq_years: 2 ", "iq_jaren: 2 ", "‘iq_jaren’ hoort hier niet"),
    ("iq_counted_from: filing", "iq_counted_from: gisteren", "Kies uit: complete_dossier, filing."),
    ("  social_emotional_years: 1\n", "", "‘social_emotional_years’ ontbreekt"),
    ("discouraged_below_dle: 30", "discouraged_below_dle: 50", "ondergrens is hoger"),
    ("required_iq_from: 75", "required_iq_from: 85", "ondergrens is hoger"),
    ("level: E5", "level: E9", "M of E met de groep"),
    ("level: E5", "level: E4", "‘E4’ staat er twee keer"),
    ("below: 20, below_then: accept", "below: 60, below_then: accept", "ondergrens is hoger"),
    ("above_then: group_6}", "above_then: group_9}", "Kies uit"),
    (", above_then: group_6}", "}", "‘above_then’ ontbreekt"),
    ("criterion: iq\n", "criterion: intelligentie\n", "Kies uit: bl, iq, ir, se, sp, tl."),
    ("lwoo: 0\n", "lwoo: V\n", "Kies uit: 0, I, II, III, IV."),
    ("    lwoo: 0\n    pro: IV\n", "", "Geef een categorie"),
    ("- id: adit", "- id: ADIT", "kleine letters"),
    ("- id: ivo", "- id: adit", "‘adit’ staat er twee keer"),
    ("name: ADIT", "name: []", "hoort een tekst"),
    ("name: ADIT", 'name: ""', "is leeg"),
    ("name: ADIT", "name: '!'", "zonder letters of cijfers"),
    ("name: ADIT", f"name: {'A' * 121}", "te lang: hoogstens 120"),
    ("groups: [4, 5, 6, 7, 8]", "groups: [4, 9]", "hele getallen van 1 tot en met 8"),
    ("groups: [4, 5, 6, 7, 8]", "groups: 4", "hoort een lijst"),
    ("{groups: [7], months: [3, 4, 5, 6]}", "{months: [3]}", "‘groups’ ontbreekt"),
    ("youngest: 11", "youngest: 15", "ondergrens is hoger"),
    ("    oldest: 14\n", "", "‘oldest’ ontbreekt"),
    ("self_report: true", "self_report: ja", "true (ja) of false (nee)"),
    ("floor: 31", "floor: onbekend", "een heel getal"),
    ("  - id: adit\n", "  - adit\n  - id: adit\n", "‘naam: waarde’"),
    ("    name: ADIT\n", "    name: ADIT\n    name: ADIT\n", "‘name’ staat er twee keer"),
    ("    name: ADIT\n", "    name: ADIT\n    kleur: rood\n", "‘kleur’ hoort hier niet"),
    ("    name: ADIT\n", "    name: *ander\n", "Verwijzingen met *"),
    ("    name: ADIT\n", "\tname: ADIT\n", "Hier staat een tab"),
    ("    name: ADIT\n", "    name: ADIT: 4\n", NOT_YAML),
    ("    name: ADIT\n", "    name: \x07\n", "een teken dat we niet kunnen lezen"),
]


@pytest.mark.parametrize("mistake", BREAKS, ids=[f"{number} {row[2]}" for number, row in enumerate(BREAKS)])
def test_each_mistake_is_told_in_dutch_with_its_line(mistake: tuple[str, str, str]) -> None:
    old, new, says = mistake
    assert old in EXAMPLE
    broken = EXAMPLE.replace(old, new, 1)
    first = broken[: EXAMPLE.index(old)].count("\n") + 1
    mistakes = read(broken)
    assert any(says in in_dutch(one) for one in mistakes), [in_dutch(one) for one in mistakes]
    assert all(first - 10 <= one.line <= first + 3 for one in mistakes), [one.line for one in mistakes]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Het bestand is leeg."),
        (b"# alleen uitleg", "Het bestand is leeg."),
        ("naam: één".encode("latin-1"), "niet opgeslagen als UTF-8"),
        (b"- id: adit", "‘naam: waarde’"),
        (b"edition: {}\nvalidity: {}\nself_report: {}\ninstruments: []", "hoort een lijst te staan"),
        (b"edition: 1", "ontbreekt"),
        (b"? [a]\n: b", "‘naam: waarde’"),
        (b"[" * 150_000, "in elkaar"),
        (b"a: &x [1]\nb: *x", "Verwijzingen met *"),
        (b"a: 1\n---\nb: 1", "twee delen"),
        (b"a: " + b"x" * 200_000, "te groot: hoogstens 200 kB"),
        (b"".join(b"k%d: v\n" % number for number in range(15_000)), "te lang"),
    ],
)
def test_a_file_that_is_no_edition_is_refused_safely(content: bytes, says: str) -> None:
    assert any(says in in_dutch(one) for one in read(content))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    broken = EXAMPLE.replace("iq_years: 2", "iq_years: x").replace("criterion: se", "criterion: s-e", 2)
    mistakes = read(broken.replace("floor: 31", "floor: x", 1))
    assert len(mistakes) == 4
    assert [one.line for one in mistakes] == sorted(one.line for one in mistakes)
    assert str(mistakes[0]).startswith("lijst.yaml, line ")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(EXAMPLE) - 1), st.integers(0, 40), st.text(max_size=12))
def test_a_damaged_file_is_an_edition_or_is_refused_and_nothing_else(start: int, size: int, new: str) -> None:
    for mistake in read((EXAMPLE[:start] + new + EXAMPLE[start + size :])[:6000].encode("utf-8", "surrogatepass")):
        assert in_dutch(mistake)
        assert mistake.line >= 1


def test_a_broken_edition_stops_the_start_with_file_and_line(tmp_path: Path) -> None:
    """A new process on a copy of the law with one broken list refuses to begin."""
    copy = tmp_path / "allocation"
    shutil.copytree(ROOT / "allocation" / "policy", copy / "policy", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "__init__.py").touch()
    file = copy / FOLDER.relative_to(ROOT / "allocation") / "2016-2017.yaml"
    file.write_text(EXAMPLE.replace("iq_years: 2", "iq_years: veel"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import allocation.policy.edition_files"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "2016-2017.yaml, line 13: 'iq_years' is not a whole number" in done.stderr


def test_what_was_typed_is_remembered_but_not_for_ever() -> None:
    edition = replace(EDITION)
    for number in range(MOST_REMEMBERED + 10):
        edition.find(f"Toets {number}", Criterion.BL)
    found = [edition.find("NIO", Criterion.IQ) for _ in range(2)]
    assert found == [EDITION.find("NIO 2004", Criterion.IQ)] * 2
    assert len(edition._found) <= MOST_REMEMBERED


def test_a_built_in_list_is_never_changed_because_receipts_name_it_by_its_hash() -> None:
    """Found a mistake in it? Say how receipts made with it are replayed, before you change this."""
    known = {"2016-2017": "7dc3077dc6a32b49b07250dd38c9ee6ab7a254a8e76ad0cc0089e9bb5b3520d4"}
    assert {year: one.sha256 for year, one in BUILT_IN.items()} == known
