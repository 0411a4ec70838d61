"""Documents with a request: pdf, docx, jpg or png, checked by content before they are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from allocation.intake.check_docx import check_docx, zip_kind
from allocation.intake.check_image import check_jpg, check_png
from allocation.intake.check_pdf import check_pdf
from allocation.intake.file_names import extension, safe_name
from allocation.intake.refusals import Refusal, RefusedDocument
from swv_portal.bsn import contains_bsn

MAX_DOCUMENT_BYTES = 20_000_000

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
    "png": "image/png",
}
CHECKS: dict[str, Callable[[bytes], None]] = {"pdf": check_pdf, "docx": check_docx, "jpg": check_jpg, "png": check_png}
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
ALLOWED = "Toegestaan zijn pdf, Word (docx), jpg en png."
AS_PDF = "Sla het op als pdf en voeg die toe."

# The first bytes tell what a file is, whatever its name says.
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"),
)
NAMES = {
    "pdf": "een pdf",
    "docx": "een Word-bestand",
    "docm": "een Word-bestand met macro's",
    "doc": "een oud Office-bestand of een Word-bestand met een wachtwoord",
    "xlsx": "een Excel-bestand",
    "pptx": "een PowerPoint-bestand",
    "odt": "een OpenDocument-bestand",
    "zip": "een zip-bestand",
    "gz": "een ingepakt bestand",
    "jpg": "een jpg-foto",
    "png": "een png-afbeelding",
    "heic": "een foto van een iPhone (heic)",
    "gif": "een gif-afbeelding",
    "rtf": "een rtf-bestand",
    "exe": "een programma",
    "txt": "gewone tekst",
}


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document that may be kept: its kind, the type to serve it as, and the name to show."""

    kind: str
    content_type: str
    safe_name: str
    size: int
    sha256: str


def check_document(name: str, content: bytes | BinaryIO, *, max_bytes: int = MAX_DOCUMENT_BYTES) -> CheckedDocument:
    """Look inside a document that a school adds. Raises RefusedDocument with the reason and what to do."""
    shown = safe_name(name)
    if contains_bsn(shown):
        raise RefusedDocument(
            Refusal.BSN, "De bestandsnaam bevat een BSN. Geef het bestand een andere naam: een BSN mag hier niet komen."
        )
    try:
        data = _read(content, max_bytes)
        kind = _kind_of(shown, data)
        CHECKS[kind](data)
    except RefusedDocument as refused:
        raise RefusedDocument(refused.code, f"‘{shown}’ {refused.reason}") from None
    return CheckedDocument(kind, CONTENT_TYPES[kind], shown, len(data), hashlib.sha256(data).hexdigest())


def _read(content: bytes | BinaryIO, max_bytes: int) -> bytes:
    if isinstance(content, bytes):
        data = content
    else:
        content.seek(0)
        data = content.read(max_bytes + 1)
        content.seek(0)
    if not data:
        raise RefusedDocument(Refusal.EMPTY, "is leeg. Kies het bestand opnieuw.")
    if len(data) > max_bytes:
        limit = f"{max_bytes // 1_000_000} MB"
        raise RefusedDocument(Refusal.TOO_LARGE, f"is groter dan {limit}. Maak het kleiner of splits het in delen.")
    return data


def _kind_of(name: str, data: bytes) -> str:
    """The kind by content, if the name agrees."""
    said = extension(name)
    said = SAME.get(said, said)
    found = _by_content(data)
    if found not in CONTENT_TYPES:
        what = NAMES.get(found, "een soort bestand dat we niet kennen")
        if said in CONTENT_TYPES:
            what = f"{what}, al eindigt de naam op .{said}"
        raise RefusedDocument(Refusal.KIND, f"is {what}. {ALLOWED} {AS_PDF}")
    if said != found:
        ending = f"de naam eindigt op .{said}" if said else "de naam zegt dat niet"
        reason = f"is {NAMES[found]}, maar {ending}. Laat de naam eindigen op .{found} en voeg het bestand opnieuw toe."
        raise RefusedDocument(Refusal.MISMATCH, reason)
    return found


def _by_content(data: bytes) -> str:
    found = next((kind for signature, kind in SIGNATURES if data.startswith(signature)), "")
    if found == "zip":
        return zip_kind(data)
    if found:
        return found
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        return "heic"
    return "txt" if _is_text(data[:4096]) else ""


def _is_text(start: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in start)
