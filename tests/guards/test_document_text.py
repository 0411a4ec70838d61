"""A BSN inside a document is found wherever it stands, told by place and never by number."""

from __future__ import annotations

import subprocess
import time
from typing import Any

import pytest

from allocation.intake import read_apart as apart
from allocation.intake.document_text import Reading, look_for_bsn
from allocation.intake.read_apart import NOT_READ, read_apart
from tests.allocation.intake.files import make_docx, make_image, make_zip

from .papers import BSN, W, paragraph, pdf_of, picture_of, word_of


def test_the_page_of_a_pdf_is_told() -> None:
    assert look_for_bsn("pdf", pdf_of("Noor", f"BSN {BSN}", "Einde")) == Reading(places=("bladzijde 2",))


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (pdf_of("Noor", note=f"nummer {BSN}"), "bladzijde 1"),
        (pdf_of("Noor", title=f"Verslag {BSN}"), "de eigenschappen van het bestand"),
    ],
)
def test_also_in_a_note_on_the_page_and_in_the_properties(content: bytes, place: str) -> None:
    assert look_for_bsn("pdf", content).places == (place,)


def test_a_scanned_page_is_told_as_not_read() -> None:
    assert look_for_bsn("pdf", pdf_of("Noor leest goed.", "")) == Reading(unread=("bladzijde 2",))


def test_the_paragraph_of_a_word_file_is_told_by_its_first_words() -> None:
    found = look_for_bsn("docx", word_of("Inleiding", f"Noor, bsn {BSN}, woont in Waterrijk en gaat graag naar school"))
    (place,) = found.places
    assert place.startswith("alinea 2, die begint met ‘Noor, bsn …, woont in Waterrijk")
    assert BSN not in place


@pytest.mark.parametrize(
    ("document", "place"),
    [
        # Word cuts a number into runs, keeps removed text, and draws boxes.
        (word_of("<w:p><w:r><w:t>111</w:t></w:r><w:r><w:t>222333</w:t></w:r></w:p>"), "alinea 1"),
        (word_of("Tekst", f"<w:p><w:del><w:r><w:delText>{BSN}</w:delText></w:r></w:del></w:p>"), "alinea 2"),
        (word_of("Tekst", extra={"word/header1.xml": f"<w:hdr {W}>{paragraph(BSN)}</w:hdr>"}), "de koptekst"),
        (word_of("Tekst", extra={"word/comments.xml": f"<w:c {W}>{paragraph(BSN)}</w:c>"}), "een opmerking"),
        (word_of("Tekst", extra={"docProps/core.xml": f"<x><title>{BSN}</title></x>"}), "de eigenschappen"),
        (word_of("Tekst", extra={"word/glossary/document.xml": f"<x {W}>{paragraph(BSN)}</x>"}), "een ander deel"),
    ],
)
def test_every_corner_of_a_word_file_is_read(document: bytes, place: str) -> None:
    assert look_for_bsn("docx", document).places[0].startswith(place)


def test_the_table_behind_a_chart_is_read() -> None:
    workbook = make_zip({"xl/worksheets/sheet1.xml": f"<s><v>12</v><v>{BSN}</v></s>"})
    found = look_for_bsn(
        "docx",
        make_docx(
            {
                "word/embeddings/Workbook.xlsx": workbook,
                "word/document.xml": f"<w:d {W}>{paragraph('Zie de grafiek')}</w:d>",
            }
        ),
    )
    assert found.places == ("een tabel bij een grafiek",)


def test_a_photo_cannot_be_read_but_the_words_beside_it_can() -> None:
    assert look_for_bsn("png", make_image()) == Reading(unread=("de hele afbeelding",))
    assert look_for_bsn("png", picture_of(f"bsn {BSN}")).places == ("de eigenschappen van het bestand",)


@pytest.mark.parametrize(
    "text", ["IQ-profiel 104 110 118", "tel. 612345672", "KvK 12345672", "24-11-2026", "T-scores 40 55 61 38"]
)
def test_scores_and_numbers_of_others_are_left_alone(text: str) -> None:
    assert look_for_bsn("pdf", pdf_of(text)) == Reading()


def test_the_process_apart_says_the_same() -> None:
    assert read_apart("pdf", pdf_of("Noor", f"BSN {BSN}")) == Reading(places=("bladzijde 2",))


def test_what_breaks_the_reader_is_told_as_not_read() -> None:
    assert read_apart("pdf", b"%PDF-1.7 broken") == NOT_READ
    assert read_apart("docx", make_docx({"word/header1.xml": "<a><b></a>"})) == NOT_READ


def test_an_entity_bomb_in_a_word_file_costs_nothing() -> None:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE w [<!ENTITY l0 "ha">{levels}]><w>&l9;</w>'
    started = time.monotonic()
    assert not read_apart("docx", make_docx({"word/document.xml": bomb})).places
    assert time.monotonic() - started < 20


def test_a_page_that_swells_ends_in_its_own_process() -> None:
    """A kilobyte that becomes gigabytes is stopped there; the portal only hears that nothing was read."""
    found = read_apart("pdf", swelling())
    assert found.places == ()
    assert found.unread


def swelling() -> bytes:
    import io
    import zlib

    import pikepdf

    def packed(amount: int) -> bytes:
        squeeze = zlib.compressobj(9)
        return b"".join(squeeze.compress(b" " * 1_000_000) for _ in range(amount)) + squeeze.flush()

    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pdf.make_stream(b"")
        stream.write(packed(400), filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = stream
        pdf.save(buffer)
    return buffer.getvalue()


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: Any, **options: Any) -> None:
        raise subprocess.TimeoutExpired(args, options["timeout"])

    monkeypatch.setattr(apart.subprocess, "run", hang)
    assert read_apart("pdf", b"") == NOT_READ


def test_the_process_apart_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def remember(command: list[str], *, env: dict[str, str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        seen.update(env)
        return subprocess.CompletedProcess(command, 1, b"", b"")

    monkeypatch.setattr(apart.subprocess, "run", remember)
    read_apart("pdf", b"")
    assert set(seen) == {"PATH", "LC_ALL"}
