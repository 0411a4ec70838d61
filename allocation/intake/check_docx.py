"""Whether a Word file is only text and pictures: no macros, no hidden files, nothing that loads by itself."""

from __future__ import annotations

import re

from allocation.intake.refusals import Refusal, RefusedDocument
from allocation.intake.safe_xml import Node, UnsafeXml, read_xml
from allocation.intake.safe_zip import SafeZip, UnsafeZip, ZipFault, open_zip

CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LARGEST_LIST = 2_000_000  # bytes of [Content_Types].xml or one list of relations
AS_PDF = "Sla het op als pdf en voeg die toe."

ACTIVE_ENTRY = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/)", re.I)
EMBEDDED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")
# What Word fetches by itself on opening; an ordinary link waits for a click.
LOADING = ("attachedTemplate", "oleObject", "subDocument", "frame")
REMOTE = re.compile(r"(https?|ftp):", re.I)

REASONS = {
    ZipFault.BROKEN: (Refusal.BROKEN, f"is beschadigd: we kunnen het niet openen. {AS_PDF}"),
    ZipFault.BOMB: (Refusal.BOMB, f"wordt veel te groot als we het openen. {AS_PDF}"),
    ZipFault.LOCKED: (
        Refusal.LOCKED,
        "is beveiligd met een wachtwoord. Haal het wachtwoord eraf en voeg het opnieuw toe.",
    ),
    ZipFault.NAMES: (Refusal.UNSAFE, f"is vreemd opgebouwd en daarom niet veilig. {AS_PDF}"),
}


def zip_kind(content: bytes) -> str:
    """What a ZIP is: docx, docm, xlsx, pptx, odt, zip. Raises RefusedDocument for one we cannot look into."""
    try:
        return _kind(open_zip(content))
    except UnsafeZip as unsafe:
        raise RefusedDocument(*REASONS[unsafe.fault]) from None


def check_docx(content: bytes) -> None:
    """Raises RefusedDocument for a Word file that is broken, active or a bomb."""
    try:
        _check(open_zip(content))
    except UnsafeZip as unsafe:
        raise RefusedDocument(*REASONS[unsafe.fault]) from None


def _kind(archive: SafeZip) -> str:
    if archive.find("mimetype") is not None and archive.find("META-INF/manifest.xml") is not None:
        return "odt"
    declared = " ".join(_declared(archive))
    if "macroEnabled" in declared or "vbaProject" in declared:
        return "docm"
    if WORD in declared:
        return "docx"
    return next(
        (kind for part, kind in (("spreadsheetml", "xlsx"), ("presentationml", "pptx")) if part in declared), "zip"
    )


def _declared(archive: SafeZip) -> list[str]:
    listing = archive.find(CONTENT_TYPES)
    if listing is None:
        return []
    return [
        node.attributes.get("ContentType", "")
        for node in _xml(archive.read(listing, largest=LARGEST_LIST), "Types").children
    ]


def _xml(content: bytes, root: str) -> Node:
    try:
        return read_xml(content, root=root)
    except UnsafeXml:
        raise UnsafeZip(ZipFault.BROKEN) from None


def _check(archive: SafeZip) -> None:
    for entry in archive.entries:
        if ACTIVE_ENTRY.search(entry.filename):
            raise RefusedDocument(Refusal.ACTIVE, f"is niet veilig: er zit een programma (macro) in. {AS_PDF}")
        content = archive.read(entry)
        if content.startswith(EMBEDDED):
            _check_embedded(entry.filename, content)
        if entry.filename.endswith(".rels"):
            _check_links(content)


def _check_embedded(name: str, content: bytes) -> None:
    """A chart carries its table as a workbook; that may stay, if it is nothing more. Other files inside may not."""
    if name.lower().endswith(".xlsx") and content.startswith(b"PK"):
        workbook = open_zip(content)
        inside = [workbook.read(entry) for entry in workbook.entries]
        if _kind(workbook) == "xlsx" and not any(part.startswith(EMBEDDED) for part in inside):
            return
    raise RefusedDocument(Refusal.ACTIVE, f"is niet veilig: er zitten andere bestanden in. {AS_PDF}")


def _check_links(content: bytes) -> None:
    for link in _xml(content, "Relationships").children:
        external = link.attributes.get("TargetMode", "").lower() == "external"
        loads = link.attributes.get("Type", "").endswith(LOADING)
        if external and loads and REMOTE.match(link.attributes.get("Target", "").strip()):
            raise RefusedDocument(Refusal.ACTIVE, f"is niet veilig: het haalt zelf iets van internet. {AS_PDF}")
