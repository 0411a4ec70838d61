"""Whether a PDF can be opened and does nothing of its own accord."""

from __future__ import annotations

import io
import re
from functools import cache

import pikepdf

from allocation.intake.refusals import Refusal, RefusedDocument

MOST_OBJECTS = 150_000
LARGEST_OBJECT_STREAM = 4_000_000  # bytes, unpacked
LARGEST_TOTAL = 16_000_000  # bytes, all object streams together
COMPRESSED = 2  # type of an entry in the cross-reference table that lives in an object stream
PRINT_AGAIN = "Open het bestand, kies Afdrukken en dan ‘Opslaan als pdf’. Voeg die pdf toe."

STRINGS = re.compile(rb"\((?:[^\\()]|\\.)*\)", re.DOTALL)
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles|EF|XFA|RichMedia)(?![^\s/<>\[\]()%])")
REASONS = {
    b"JavaScript": "er zit een programma (JavaScript) in",
    b"JS": "er zit een programma (JavaScript) in",
    b"Launch": "het kan een ander programma starten",
    b"EmbeddedFiles": "er zitten andere bestanden in verstopt",
    b"EF": "er zitten andere bestanden in verstopt",
    b"XFA": "het is een invulformulier dat alleen Adobe kan tonen",
    b"RichMedia": "er zit beeld of geluid in",
}


def check_pdf(content: bytes) -> None:
    """Raises RefusedDocument for a PDF that is locked, broken or active."""
    if content.count(b" obj") > MOST_OBJECTS:
        raise _too_many_parts()
    _limit_memory()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) < 1:
                raise RefusedDocument(Refusal.BROKEN, f"heeft geen bladzijden. {PRINT_AGAIN}")
            _refuse_swelling(pdf)
            _refuse_active(pdf)
            _refuse_hidden(pdf)
    except pikepdf.PasswordError:
        how = f"Haal het wachtwoord eraf: {PRINT_AGAIN[0].lower()}{PRINT_AGAIN[1:]}"
        raise RefusedDocument(Refusal.LOCKED, f"is beveiligd met een wachtwoord. {how}") from None
    except RefusedDocument:
        raise
    except Exception:  # pikepdf raises many kinds for broken files; whatever it is, the file cannot be read
        raise _broken() from None


def _broken() -> RefusedDocument:
    return RefusedDocument(Refusal.BROKEN, f"is beschadigd: we kunnen deze pdf niet openen. {PRINT_AGAIN}")


def _too_many_parts() -> RefusedDocument:
    return RefusedDocument(Refusal.BOMB, f"is te ingewikkeld opgebouwd. {PRINT_AGAIN}")


@cache
def _limit_memory() -> None:
    """Once per process, because qpdf keeps these limits for all threads: no part of a PDF may swell up."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=LARGEST_OBJECT_STREAM,
        run_length_max_memory=LARGEST_OBJECT_STREAM,
        png_max_memory=LARGEST_OBJECT_STREAM,
        tiff_max_memory=LARGEST_OBJECT_STREAM,
        doc_max_warnings=100,
    )


def _refuse_swelling(pdf: pikepdf.Pdf) -> None:
    """Looking at any object unpacks the stream it lives in, so those are measured first."""
    table = pdf.get_xref_table()
    if len(table) > MOST_OBJECTS:
        raise _too_many_parts()
    total = 0
    for number in {entry.obj_stream_number for entry in table.values() if entry.type == COMPRESSED}:
        total += len(pdf.get_object(number or 0, 0).read_bytes())
        if total > LARGEST_TOTAL:
            raise _too_many_parts()


def _refuse_active(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        written = _written(item)
        found = ACTIVE.search(written) and ACTIVE.search(STRINGS.sub(b"", written))
        if found:
            raise RefusedDocument(Refusal.ACTIVE, f"is niet veilig: {REASONS[found[1]]}. {PRINT_AGAIN}")


def _refuse_hidden(pdf: pikepdf.Pdf) -> None:
    """What could not be unpacked within the limits was not looked at either."""
    if any("error decoding stream data" in warning for warning in pdf.get_warnings()):
        raise _broken()


def _written(item: pikepdf.Object | None) -> bytes:
    if isinstance(item, pikepdf.Stream):
        return item.stream_dict.unparse(resolved=True)
    return item.unparse(resolved=True) if isinstance(item, pikepdf.Object) else b""
