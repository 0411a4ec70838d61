"""Small files of every kind, made here, honest and hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pikepdf
from PIL import Image

WORD_LISTING = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
EXCEL_LISTING = WORD_LISTING.replace("wordprocessingml.document", "spreadsheetml.sheet")
MACRO_LISTING = WORD_LISTING.replace(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-word.document.macroEnabled",
)


def make_zip(entries: Mapping[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_docx(extra: Mapping[str, bytes | str] | None = None, *, listing: str = WORD_LISTING) -> bytes:
    return make_zip({"[Content_Types].xml": listing, "word/document.xml": "<w>Verslag</w>", **(extra or {})})


def make_pdf(change: Callable[[pikepdf.Pdf], None] | None = None, *, password: str = "") -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change is not None:
            change(pdf)
        if password:
            pdf.save(buffer, encryption=pikepdf.Encryption(user=password, owner=password))
        else:
            pdf.save(buffer, static_id=True)
    return buffer.getvalue()


def make_image(form: str = "PNG", *, size: tuple[int, int] = (40, 30)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, form)
    return buffer.getvalue()
