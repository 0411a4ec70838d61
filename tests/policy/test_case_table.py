"""A table of pupils as it comes out of other people's programs."""

from __future__ import annotations

import pytest

from allocation.intake.case_table import Case, UnreadableTable, read_cases
from allocation.policy.facts import Domain
from allocation.policy.measures import UNTESTED, Range

HEADER = "id,iq,dl,dle_tl,dle_sp,dle_bl,dle_ir,sociaal_emotioneel"
DAAN = "Daan,82,60,50,52,40,42,0"


def cases(*lines: str, header: str = HEADER) -> list[Case]:
    return list(read_cases("\n".join((header, *lines)).encode()))


def only(line: str, header: str = HEADER) -> Case:
    (case,) = cases(line, header=header)
    return case


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{DAAN}\n".encode(),
        f"{HEADER}\n{DAAN}".encode("utf-8-sig"),
        f"{HEADER}\r\n{DAAN}\r\n".encode("cp1252"),
        f"{HEADER}\r{DAAN}\r".encode(),
        f"{HEADER}\n{DAAN}\n".encode("utf-16"),
        f"{HEADER}\n{DAAN}\n".replace(",", ";").encode(),
        f"{HEADER}\n{DAAN}\n".replace(",", "\t").encode(),
        f"sep=;\n{HEADER}\n{DAAN}\n".replace(",", ";").encode(),
        f"\n\n{HEADER}\n\n{DAAN}\n,,,,,,,\n\n".encode(),
        f" ID , IQ ,Dl,DLE TL,DLE-SP,Dle_Bl,dle ir,Sociaal-Emotioneel\n{DAAN}\n".encode(),
        f"reden,{HEADER}\nwat dan ook,{DAAN}\n".encode(),
        f"{HEADER}\n{DAAN.replace('82', '82,0').replace('82,0', chr(34) + '82,0' + chr(34))}\n".encode(),
    ],
    ids=["plain", "BOM", "cp1252", "old Mac", "UTF-16", ";", "tab", "sep=", "blank lines", "header", "extra", "quoted"],
)
def test_every_usual_way_of_writing_a_csv_is_read(content: bytes) -> None:
    (case,) = read_cases(content)
    assert (case.id, case.problems) == ("Daan", ())
    assert case.dossier is not None
    assert case.dossier.iq_points == Range.exact(82)
    assert case.dossier.delays[Domain.BL].dle_months == Range.exact(40)
    assert case.dossier.social_emotional is False


def test_letters_of_windows_keep_their_shape() -> None:
    content = f"{HEADER}\nZoë,85–95,60,50,52,40,42,nee\n".encode("cp1252")
    (case,) = read_cases(content)
    assert case.id == "Zoë"
    assert case.dossier is not None
    assert case.dossier.iq_points == Range.between(85, 95)


@pytest.mark.parametrize(
    ("written", "measure"),
    [
        ("82", Range.exact(82)),
        ("85-95", Range.between(85, 95)),
        ("85–95", Range.between(85, 95)),
        ("85 tot 95", Range.between(85, 95)),
        ("85 t/m 95", Range.between(85, 95)),
        ("", UNTESTED),
    ],
)
def test_iq_as_written(written: str, measure: Range) -> None:
    dossier = only(f"Daan,{written},60,50,52,40,42,0").dossier
    assert dossier is not None
    assert dossier.iq_points == measure


@pytest.mark.parametrize(
    ("written", "measure"),
    [
        ("43", Range.exact(43)),
        ('"43,0"', Range.exact(43)),
        ("<10", Range.below(10)),
        ("onder 10", Range.below(10)),
        ("beneden 10", Range.below(10)),
        ("43-45", Range.between(43, 45)),
        ("0", Range.exact(0)),
        ("", UNTESTED),
    ],
)
def test_level_as_written(written: str, measure: Range) -> None:
    dossier = only(f"Daan,82,60,50,52,{written},42,0").dossier
    assert dossier is not None
    assert dossier.delays[Domain.BL].dle_months == measure


@pytest.mark.parametrize(("written", "months"), [("60", 60), ('"60,0"', 60), ("0", None), ("", None)])
def test_months_as_written(written: str, months: int | None) -> None:
    dossier = only(f"Daan,82,{written},50,52,40,42,0").dossier
    assert dossier is not None
    assert {measure.dl_months for measure in dossier.delays.values()} == {months}


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("1", True),
        ("ja", True),
        ("Ja", True),
        ("true", True),
        ("0", False),
        ("nee", False),
        ("FALSE", False),
        ("", None),
    ],
)
def test_problems_as_written(written: str, answer: bool | None) -> None:
    dossier = only(f"Daan,82,60,50,52,40,42,{written}").dossier
    assert dossier is not None
    assert dossier.social_emotional is answer


def test_months_per_domain_go_before_the_shared_months() -> None:
    dossier = only(f"{DAAN},55,,0,58", header=f"{HEADER},dl_tl,dl_sp,dl_bl,dl_ir").dossier
    assert dossier is not None
    assert [dossier.delays[domain].dl_months for domain in Domain] == [55, 60, None, 58]


def test_the_shared_months_may_be_absent_when_each_domain_has_its_own() -> None:
    header = "id,iq,dle_tl,dle_sp,dle_bl,dle_ir,sociaal_emotioneel,dl_tl,dl_sp,dl_bl,dl_ir"
    assert only("Daan,82,50,52,40,42,0,60,60,60,60", header=header).problems == ()
    with pytest.raises(UnreadableTable, match=r"ontbreken: dl\."):
        cases("Daan,82,50,52,40,42,0,60,60,60", header=header.removesuffix(",dl_ir"))


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("Daan,19,60,50,52,40,42,0", ["iq"]),
        ("Daan,201,60,50,52,40,42,0", ["iq"]),
        ("Daan,95-85,60,50,52,40,42,0", ["iq"]),
        ("Daan,8595,60,50,52,40,42,0", ["iq"]),
        ("Daan,hoog,60,50,52,40,42,0", ["iq"]),
        ("Daan,=1+1,60,50,52,40,42,0", ["iq"]),
        ("Daan,82,151,50,52,40,42,0", ["dl"]),
        ("Daan,82,-5,50,52,40,42,0", ["dl"]),
        ("Daan,82,60,151,52,40,42,0", ["dle_tl"]),
        ("Daan,82,60,50,-1,40,42,0", ["dle_sp"]),
        ('Daan,82,60,50,52,"40,5",42,0', ["dle_bl"]),
        ("Daan,82,60,50,52,40,42,misschien", ["sociaal_emotioneel"]),
        ("Daan,x,y,50,52,z,42,0", ["iq", "dle_bl", "dl"]),
        ("Daan,82,60,50,52,40,42,0,0", ["regel"]),
        ('Daan,"82,60,50,52,40,42,0', ["regel"]),
        ('Daan,"82"5,60,50,52,40,42,0', ["regel"]),
    ],
)
def test_what_cannot_be_read_is_named_by_line_and_column(line: str, columns: list[str]) -> None:
    before, broken, after = cases("Noor,82,60,50,52,40,42,0", line, "Finn,82,60,50,52,40,42,0")
    assert (broken.line, broken.id, broken.dossier) == (3, "Daan", None)
    assert [column for column, _ in broken.problems] == columns
    assert all(message.endswith(".") for _, message in broken.problems)
    assert (before.problems, after.problems) == ((), ())


def test_a_forgotten_quote_swallows_no_other_pupil() -> None:
    header = f"{HEADER},why"
    found = cases(
        'Aya,82,60,50,52,40,42,0,"over two\nlines"',
        'Bram,82,60,50,52,40,42,0,"forgotten',
        "Cas,82,60,50,52,40,42,0,fine",
        'Daan,82,60,50,52,40,42,0,"forgotten again',
        "Eva,82,60,50,52,40,42,0,",
        header=header,
    )
    assert {case.id: not case.problems for case in found} == {
        "Aya": True,
        "Bram": False,
        "Cas": True,
        "Daan": False,
        "Eva": True,
    }
    assert [case.line for case in found] == [2, 4, 5, 6, 7]


def test_the_rest_of_a_broken_line_is_no_pupil() -> None:
    broken, rest, eva = cases('Daan,"82', ",60,50,52,40,42,0", "Eva,82,60,50,52,40,42,0")
    assert (broken.dossier, rest.dossier) == (None, None)
    assert eva.dossier is not None


def test_a_short_line_is_a_pupil_of_whom_less_is_known() -> None:
    case = only("Daan,82,60")
    assert case.problems == ()
    assert case.dossier is not None
    assert not case.dossier.delays[Domain.BL].dle_months.is_known


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Het bestand is leeg"),
        (b"\xef\xbb\xbf\r\n\r\n", "Het bestand is leeg"),
        (b"id,iq\nDaan,84\n", "Deze kolommen ontbreken: dl, dle_tl, dle_sp, dle_bl, dle_ir, sociaal_emotioneel"),
        (f"{HEADER},iq\n".encode(), "Deze kolommen staan twee keer in de kop: iq"),
        (b"PK\x03\x04 and so on", "Dit is een Excel-bestand"),
        (b"\xd0\xcf\x11\xe0 and so on", "Dit is een Excel-bestand"),
        (bytes(range(256)), "Deze kolommen ontbreken"),
        (b"sep=;", "Deze kolommen ontbreken"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableTable, match=message):
        read_cases(content)


def test_a_header_alone_is_an_empty_table() -> None:
    assert cases() == []
