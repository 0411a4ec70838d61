"""The PDF engine: deterministic, accessible, own fonts, and no way out to network or disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from swv_portal import pdf as engine
from swv_portal.pdf import FONT_FAMILY, Asset, PdfError, check_pdf_engine, render_pdf
from tests.letters.reading import opened, structure
from tests.letters.samples import logo_png

ROOT = Path(__file__).resolve().parents[2]
CSS = f"body {{ font-family: '{FONT_FAMILY}' }} @page {{ @bottom-right {{ content: 'blad ' counter(page) }} }}"
TABLE = """
<table><thead><tr><th scope="col">Vak</th><th scope="col">Niveau</th></tr></thead>
<tbody><tr><th scope="row">spelling</th><td>31</td></tr></tbody></table>
"""
ELSEWHERE = [
    '<img src="http://192.0.2.1/spion.png" alt="">',
    '<img src="file:///etc/passwd" alt="">',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<img src="asset:onbekend" alt="">',
    '<link rel="stylesheet" href="http://192.0.2.1/a.css">',
    '<style>@import "http://192.0.2.1/a.css";</style>',
    '<p style="background: url(http://192.0.2.1/a.png)">x</p>',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<object data="file:///etc/passwd"></object>',
    '<embed src="http://192.0.2.1/a.svg">',
    '<base href="http://192.0.2.1/"><img src="a.png" alt="">',
]


def page(body: str, *, head: str = "<title>Proef</title>", lang: str = "nl") -> str:
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def font_names(pdf: pikepdf.Pdf) -> list[str]:
    return [str(font.DescendantFonts[0].FontDescriptor.FontName) for font in pdf.pages[0].Resources.Font.values()]


def test_the_document_says_it_is_pdf_ua_and_in_which_language() -> None:
    pdf = opened(render_pdf(html=page("<h1>Besluit</h1>"), css=CSS))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "nl"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert str(pdf.docinfo.Title) == "Proef"
    assert structure(pdf, "H1")


def test_every_font_is_ours_and_embedded_as_a_subset() -> None:
    pdf = opened(render_pdf(html=page("<p>Één <b>vet</b> woord</p>"), css=CSS))
    fonts = [font.DescendantFonts[0].FontDescriptor for font in pdf.pages[0].Resources.Font.values()]
    assert len(fonts) == 2
    assert all("Source-Sans-3" in str(font.FontName) for font in fonts)
    assert all(len(font.FontFile2.read_bytes()) < 60_000 for font in fonts)


def test_a_font_family_that_is_not_ours_is_never_taken_from_the_system() -> None:
    pdf = opened(render_pdf(html=page("<p style=\"font-family: 'DejaVu Serif', Arial\">Hallo</p>"), css=""))
    names = font_names(pdf)
    assert names
    assert all("Source-Sans-3" in name for name in names)


def test_header_cells_say_what_they_head() -> None:
    pdf = opened(render_pdf(html=page(TABLE), css=CSS))
    assert [str(cell.A.Scope) for cell in structure(pdf, "TH")] == ["/Column", "/Column", "/Row"]


def test_footers_are_artifacts_and_everything_else_is_in_the_structure() -> None:
    pdf = opened(render_pdf(html=page("<p>Lang verhaal</p>" * 120), css=CSS))
    tagged = {element.objgen for element in structure(pdf)}
    marks = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]
    assert len(pdf.pages) > 1
    for shown, parents in zip(pdf.pages, marks, strict=True):
        assert shown.Contents.read_bytes().count(b"/Artifact <</Type /Pagination>> BDC") == 1
        assert [parent for parent in parents if parent is not None and parent.objgen not in tagged] == []


def test_same_input_gives_the_same_bytes_in_another_process() -> None:
    here = render_pdf(html=page(TABLE), css=CSS)
    script = (
        "import sys; from swv_portal.pdf import render_pdf; from tests.letters.test_pdf import page, TABLE, CSS;"
        "sys.stdout.buffer.write(render_pdf(html=page(TABLE), css=CSS))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        there = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        assert there.stdout == here


@pytest.mark.parametrize("body", ELSEWHERE)
def test_an_address_outside_the_document_stops_it(body: str) -> None:
    with pytest.raises(PdfError, match="hoort"):
        render_pdf(html=page(body), css=CSS)


def test_a_stylesheet_cannot_fetch_either() -> None:
    with pytest.raises(PdfError, match="hoort"):
        render_pdf(html=page("x"), css='body { background: url("http://192.0.2.1/x.png") }')


def test_an_asset_that_came_along_is_drawn_with_its_description() -> None:
    logo = Asset(content=logo_png(), mime="image/png")
    html = page('<img src="asset:logo" alt="Logo van De Meander">')
    pdf = opened(render_pdf(html=html, css=CSS, assets={"logo": logo}))
    assert [str(figure.Alt) for figure in structure(pdf, "Figure")] == ["Logo van De Meander"]
    assert len(pdf.pages[0].get_images()) == 1


@pytest.mark.parametrize("html", [page("x", head=""), page("x", lang="")])
def test_no_title_or_language_is_refused(html: str) -> None:
    with pytest.raises(PdfError, match="taal en een titel"):
        render_pdf(html=html, css=CSS)


def test_the_engine_works_on_this_machine() -> None:
    assert check_pdf_engine() is None


def test_an_engine_that_ends_its_process_is_told_with_the_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nkill -SEGV $$\n")
    broken.chmod(0o755)
    problem = check_pdf_engine(python=str(broken)) or ""
    assert "-11" in problem
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in problem


def test_missing_fonts_are_told_before_anything_is_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine, "FONT_FILES", (tmp_path / "Weg.ttf",))
    assert "Weg.ttf" in (check_pdf_engine() or "")


def test_making_a_pdf_leaves_the_fonts_of_child_processes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/van/iemand/anders")
    engine._engine.cache_clear()
    render_pdf(html=page("x"), css=CSS)
    assert os.environ["FONTCONFIG_FILE"] == "/van/iemand/anders"
