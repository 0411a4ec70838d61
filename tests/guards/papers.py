"""Documents with a BSN in every corner where one may hide, made here."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from PIL import Image, PngImagePlugin

from tests.allocation.intake.files import make_docx, make_pdf

BSN = "111222333"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf_of(*pages: str, note: str = "", title: str = "") -> bytes:
    """A PDF with these pages; an empty one is as blank as a scan."""

    def write(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0]
        for text in pages:
            pdf.add_blank_page()
            page = pdf.pages[-1]
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
        if note:
            pdf.pages[0].Annots = pikepdf.Array(
                [
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=note
                    )
                ]
            )
        if title:
            pdf.docinfo["/Title"] = title

    return make_pdf(write)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_of(*paragraphs: str, extra: Mapping[str, str] | None = None) -> bytes:
    """A Word file with these paragraphs, given as XML or as plain text."""
    body = "".join(one if one.startswith("<") else paragraph(one) for one in paragraphs)
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return make_docx({"word/document.xml": document, **(extra or {})})


def picture_of(text: str = "") -> bytes:
    buffer, beside = io.BytesIO(), PngImagePlugin.PngInfo()
    if text:
        beside.add_text("Comment", text)
    Image.new("RGB", (40, 30), "white").save(buffer, "PNG", pnginfo=beside)
    return buffer.getvalue()
