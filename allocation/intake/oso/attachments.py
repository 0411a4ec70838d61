"""Documents inside a dossier: unpacked with limits, checked like any upload, listed when they cannot be taken over."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import NoReturn

from allocation.intake.documents import MAX_DOCUMENT_BYTES, check_document
from allocation.intake.file_names import extension, safe_name
from allocation.intake.oso.facts import Attachment
from allocation.intake.oso.fields import text
from allocation.intake.oso.report import Notes
from allocation.intake.refusals import RefusedDocument
from allocation.intake.safe_xml import Node
from allocation.intake.safe_zip import UnsafeZip, ZipFault, open_zip

MOST_ATTACHMENTS = 100
LARGEST_TOTAL = 80_000_000  # bytes, unpacked

IF_NEEDED = "Hoort dit document toch bij de aanvraag, voeg het dan zelf toe."
NOT_NEEDED = {
    "diagnose": f"Een diagnose is niet nodig voor lwoo of pro. {IF_NEEDED}",
    "verzuim": f"Verzuim is niet nodig voor lwoo of pro. {IF_NEEDED}",
}
ADD_YOURSELF = "Voeg het document zelf toe bij de stap Documenten."
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
ZIP_REASONS = {
    ZipFault.BROKEN: f"Het bestand in het dossier is beschadigd. {ADD_YOURSELF}",
    ZipFault.BOMB: f"Het bestand wordt veel te groot bij het uitpakken. {ADD_YOURSELF}",
    ZipFault.LOCKED: f"Het bestand is beveiligd met een wachtwoord. {ADD_YOURSELF}",
    ZipFault.NAMES: f"Het bestand is niet veilig ingepakt. {ADD_YOURSELF}",
}

# What a document is for the request, first by its name, then by where it stands in the dossier.
BY_NAME = (
    ("report", re.compile(r"onderwijskundig rapport|\bokr\b", re.I)),
    ("parents_view", re.compile(r"zienswijze", re.I)),
    ("se_report", re.compile(r"sociaal|emotione", re.I)),
    ("iq_report", re.compile(r"intelligentie|\biq\b|psycholo|wisc|\bnio\b|\bids\b", re.I)),
    ("plan", re.compile(r"\bopp\b|ontwikkelingsperspectief|handelingsplan", re.I)),
)
BY_PLACE = {"opp": "plan", "handelingsplan": "plan", "sefunctioneren": "se_report", "toets": "delay_report"}


class NotTaken(ValueError):
    """Why an attachment stays behind, as a sentence for the report."""


def read_attachments(pupil: Node, notes: Notes) -> tuple[Attachment, ...]:
    """The documents that can go with the request."""
    kept: dict[str, Attachment] = {}
    total = 0
    for number, node in enumerate(_documents(pupil)):
        name = safe_name(text(node, "bestandsnaam", longest=400))
        try:
            if number >= MOST_ATTACHMENTS or total > LARGEST_TOTAL:
                raise NotTaken(f"Er zijn te veel bijlagen. {ADD_YOURSELF}")
            attachment = _read(node, name)
            total += attachment.document.size
            if attachment.document.sha256 in kept:
                raise NotTaken("Hetzelfde document staat twee keer in het dossier.")
        except NotTaken as reason:
            notes.skip(f"Bijlage ‘{name}’", str(reason))
            continue
        kept[attachment.document.sha256] = attachment
        notes.take(f"Bijlage ‘{attachment.document.safe_name}’")
    if not any(attachment.suggested_kind == "report" for attachment in kept.values()):
        notes.miss("Onderwijskundig rapport")
    return tuple(kept.values())


def _documents(pupil: Node) -> Iterator[Node]:
    return (node for node in pupil.walk() if node.name == "document" and node.first("bestandsinhoud") is not None)


def _read(node: Node, name: str) -> Attachment:
    place = _place(node)
    if place in NOT_NEEDED:
        raise NotTaken(NOT_NEEDED[place])
    name, content = _unpack(name, _decode(node.value("bestandsinhoud")))
    try:
        document = check_document(name, content)
    except RefusedDocument as refused:
        said = refused.reason.removeprefix(f"‘{safe_name(name)}’ ")
        raise NotTaken(said if said == refused.reason else f"Het bestand {said}") from None
    description = text(node, "omschrijving")
    return Attachment(document, content, description, _kind(name, description, place, node))


def _decode(written: str) -> bytes:
    if len(written) > MAX_DOCUMENT_BYTES * 3 // 2:
        raise NotTaken(f"Het bestand is te groot. {ADD_YOURSELF}")
    try:
        return base64.b64decode(written) if BASE64.fullmatch(written) else _broken()
    except (binascii.Error, ValueError):
        return _broken()


def _broken() -> NoReturn:
    raise NotTaken(ZIP_REASONS[ZipFault.BROKEN])


def _unpack(name: str, content: bytes) -> tuple[str, bytes]:
    """OSO packs every document in a ZIP of its own; a Word file is a ZIP too, and is left as it is."""
    if not content.startswith(b"PK\x03\x04"):
        return name, content
    try:
        archive = open_zip(content)
        if archive.find("[Content_Types].xml") is not None:
            return name, content
        if len(archive.entries) != 1:
            raise NotTaken(f"Het is een zip-bestand met {len(archive.entries)} bestanden. {ADD_YOURSELF}")
        inner = archive.entries[0]
        return name if extension(name) else safe_name(inner.filename), archive.read(inner, largest=MAX_DOCUMENT_BYTES)
    except UnsafeZip as unsafe:
        raise NotTaken(ZIP_REASONS[unsafe.fault]) from None


def _place(node: Node) -> str:
    """The nearest part of the dossier that says what a document is about."""
    known = {*NOT_NEEDED, *BY_PLACE}
    above = node.parent
    while above is not None and above.name not in known:
        above = above.parent
    return above.name if above is not None else ""


def _kind(name: str, description: str, place: str, node: Node) -> str:
    named = next((kind for kind, words in BY_NAME if words.search(f"{name} {description}".replace("_", " "))), "")
    if named or place != "toets":
        return named or BY_PLACE.get(place, "other")
    scores = node.parent.every("referentiescore", "codereferentiescore") if node.parent is not None else []
    return "iq_report" if any(text(code) == "IQ" for code in scores) else BY_PLACE[place]
