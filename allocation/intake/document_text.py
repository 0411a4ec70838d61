"""The text of a document, piece by piece with the place where it stands; only to look for a BSN in it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree
from PIL import Image
from pypdf import PageObject, PdfReader

from allocation.intake.safe_zip import UnsafeZip, open_zip
from swv_portal.bsn import contains_bsn, without_bsn

MOST_PAGES = 300
MOST_PLACES = 10
FIRST_WORDS = 40
MAIN_PART = "word/document.xml"
PROPERTIES = "de eigenschappen van het bestand"
IN_WORD = {"header": "de koptekst", "footer": "de voettekst", "comments": "een opmerking", "footnotes": "een voetnoot"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with its place in Dutch; without text the place could not be read, such as a scanned page."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a number that may be a BSN stands, and what could not be read. Never the number itself."""

    places: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def look_for_bsn(kind: str, content: bytes) -> Reading:
    """Read a checked document. A part that cannot be read is told as such; nothing is raised for it."""
    places, unread = [], []
    for piece in PIECES[kind](content):
        if contains_bsn(piece.text):
            places.append(piece.place)
        elif not piece.text.strip():
            unread.append(piece.place)
    return Reading(tuple(dict.fromkeys(places))[:MOST_PLACES], tuple(dict.fromkeys(unread))[:MOST_PLACES])


def _pdf(content: bytes) -> Iterator[Piece]:
    reader = PdfReader(io.BytesIO(content))
    told = " \n".join(str(value) for value in (reader.metadata or {}).values())
    if told.strip():
        yield Piece(PROPERTIES, told)
    for number, page in enumerate(reader.pages, start=1):
        if number > MOST_PAGES:
            yield Piece(f"alles na bladzijde {MOST_PAGES}", "")
            return
        yield Piece(f"bladzijde {number}", _page(page))


def _page(page: PageObject) -> str:
    """What is printed on a page, what is noted on it, and what is filled in on it."""
    try:
        return "\n".join([page.extract_text(), *_notes(page)])
    except MemoryError:
        raise
    except Exception:  # pypdf raises many kinds for odd fonts; whatever it is, this page cannot be read
        return ""


def _notes(page: PageObject) -> Iterator[str]:
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        yield from (str(note[key]) for key in ("/Contents", "/V") if key in note)


def _docx(content: bytes) -> Iterator[Piece]:
    archive, told = open_zip(content), False
    for entry in archive.entries:
        name = entry.filename.lower()
        if name.endswith(".xlsx"):
            yield from _inside(archive.read(entry))
        elif name.endswith(".xml"):
            for piece in _part(name, archive.read(entry)):
                told = told or name == MAIN_PART
                yield piece
    if not told:  # scans pasted into Word
        yield Piece("het hele document", "")


def _inside(workbook: bytes) -> Iterator[Piece]:
    """The table behind a chart."""
    try:
        archive = open_zip(workbook)
    except UnsafeZip:
        yield Piece("een tabel bij een grafiek", "")
        return
    for entry in archive.entries:
        if entry.filename.endswith(".xml"):
            yield from (Piece("een tabel bij een grafiek", text) for _, text in _paragraphs(archive.read(entry)))


def _part(name: str, xml: bytes) -> Iterator[Piece]:
    part = re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])
    for number, text in _paragraphs(xml):
        if name.startswith("docprops"):
            yield Piece(PROPERTIES, text)
        elif name == MAIN_PART:
            yield Piece(f"alinea {number}, die begint met ‘{_first_words(text)}’", text)
        else:
            yield Piece(IN_WORD.get(part, "een ander deel van het bestand"), text)


def _first_words(text: str) -> str:
    shown = " ".join(without_bsn(text, instead="…").split())
    return shown if len(shown) <= FIRST_WORDS else shown[: FIRST_WORDS - 1].rstrip() + "…"


def _paragraphs(xml: bytes) -> Iterator[tuple[int, str]]:
    """Every paragraph that says something, numbered as a reader counts; then text that stands in no paragraph, such as
    properties and the numbers of a chart.

    Word cuts a line of text into runs wherever it likes, also in the middle of a number.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(xml, parser=parser)
    loose = (element.text or "" for element in root.iter("*") if next(element.iterancestors("{*}p"), None) is None)
    said = (text for text in chain(map(_text, root.iter("{*}p")), loose) if text.strip())
    yield from enumerate(said, start=1)


def _text(paragraph: etree._Element) -> str:
    """Tabs and breaks keep columns apart."""
    return "".join(
        (element.text or "") if etree.QName(element).localname in {"t", "delText", "instrText", "v"} else " "
        for element in paragraph.iter("{*}t", "{*}delText", "{*}instrText", "{*}v", "{*}tab", "{*}br")
    )


def _image(content: bytes) -> Iterator[Piece]:
    """A picture has no text to read, but may carry words beside it."""
    with Image.open(io.BytesIO(content)) as image:
        beside = [*image.info.values(), *image.getexif().values()]
    told = "\n".join(value for value in beside if isinstance(value, str))
    if told.strip():
        yield Piece(PROPERTIES, told)
    yield Piece("de hele afbeelding", "")


PIECES: dict[str, Callable[[bytes], Iterator[Piece]]] = {"pdf": _pdf, "docx": _docx, "jpg": _image, "png": _image}
