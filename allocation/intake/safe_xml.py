"""XML from outside, read with limits: no DTD, no entities, nothing fetched, and stopped as soon as it grows wild."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

XINCLUDE = "http://www.w3.org/2001/XInclude"
MOST_ELEMENTS = 20_000
MOST_ATTRIBUTES = 50  # of one element
MOST_TEXT = 2_000_000  # characters, outside elements that hold a file
DEEPEST = 40
CHUNK = 65_536  # bytes
# So many chunks in which no element and no text ends: one tag, attribute or comment of a quarter megabyte.
MOST_SILENT = 4


class XmlFault(StrEnum):
    """Why XML was not read."""

    NOT_XML = "not_xml"
    TRUNCATED = "truncated"
    ENCODING = "encoding"
    MALFORMED = "malformed"
    DOCTYPE = "doctype"
    INCLUDE = "include"
    TOO_MANY = "too_many"
    TOO_DEEP = "too_deep"
    OTHER_ROOT = "other_root"


class UnsafeXml(ValueError):
    """XML that is broken or that we do not want to read."""

    def __init__(self, fault: XmlFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(slots=True, repr=False)
class Node:
    """One element, known by its local name, so that every version of a standard reads alike."""

    name: str
    attributes: Mapping[str, str]
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    chunks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.chunks).strip()

    @property
    def path(self) -> str:
        """Where it stands, for people: leerling > overstapadvies > argumentatie."""
        names = [self.name]
        node = self.parent
        while node is not None:
            names.append(node.name)
            node = node.parent
        return " > ".join(reversed(names))

    def every(self, *steps: str) -> list[Node]:
        """All elements at the end of these steps down."""
        found = [self]
        for step in steps:
            found = [child for node in found for child in node.children if child.name == step]
        return found

    def first(self, *steps: str) -> Node | None:
        return next(iter(self.every(*steps)), None)

    def value(self, *steps: str) -> str:
        """The text of the first element at the end of these steps; empty when it is not there."""
        node = self.first(*steps)
        return node.text if node is not None else ""

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def read_xml(content: bytes, *, root: str, files_in: str = "") -> Node:
    """The tree below an element with this local name. Text may only be long in `files_in`. Raises UnsafeXml."""
    builder = _Builder(root, files_in)
    parser = etree.XMLParser(
        target=builder, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        _feed(parser, builder, content)
    except etree.XMLSyntaxError as error:
        raise UnsafeXml(_fault(error)) from None
    if builder.top is None:
        raise UnsafeXml(XmlFault.NOT_XML)
    return builder.top


def _feed(parser: etree.XMLParser, builder: _Builder, content: bytes) -> None:
    silent = 0
    for start in range(0, len(content), CHUNK):
        events = builder.events
        parser.feed(content[start : start + CHUNK])
        silent = 0 if builder.events > events else silent + 1
        if silent > MOST_SILENT:
            raise UnsafeXml(XmlFault.TOO_MANY)
    parser.close()


class _Builder:
    """Builds the tree while parsing, so that a hostile file is stopped halfway and not after it filled the memory."""

    def __init__(self, root: str, files_in: str) -> None:
        self.root = root
        self.files_in = files_in
        self.top: Node | None = None
        self.here: Node | None = None
        self.depth = 0
        self.seen = 0
        self.characters = 0
        self.events = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.events += 1
        self.seen += 1
        self.depth += 1
        if self.seen > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES:
            raise UnsafeXml(XmlFault.TOO_MANY)
        if self.depth > DEEPEST:
            raise UnsafeXml(XmlFault.TOO_DEEP)
        if tag.startswith(f"{{{XINCLUDE}}}"):
            raise UnsafeXml(XmlFault.INCLUDE)
        node = Node(_local(tag), {_local(name): value for name, value in attributes.items()}, self.here)
        if self.here is not None:
            self.here.children.append(node)
        elif node.name == self.root:
            self.top = node
        else:
            raise UnsafeXml(XmlFault.OTHER_ROOT)
        self.here = node

    def data(self, text: str) -> None:
        self.events += 1
        if self.here is None:
            return
        if self.here.name != self.files_in:
            self.characters += len(text)
        if self.characters > MOST_TEXT:
            raise UnsafeXml(XmlFault.TOO_MANY)
        self.here.chunks.append(text)

    def end(self, _tag: str) -> None:
        self.depth -= 1
        self.here = self.here.parent if self.here is not None else None

    def doctype(self, _name: str, _public_id: str | None, _system_url: str | None) -> None:
        raise UnsafeXml(XmlFault.DOCTYPE)

    def close(self) -> None:
        return None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


TRUNCATED = {etree.ErrorTypes.ERR_TAG_NOT_FINISHED, etree.ErrorTypes.ERR_GT_REQUIRED}
ENCODINGS = {
    etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    etree.ErrorTypes.ERR_INVALID_CHAR,
}


def _fault(error: etree.XMLSyntaxError) -> XmlFault:
    if error.code == etree.ErrorTypes.ERR_DOCUMENT_EMPTY:
        return XmlFault.NOT_XML
    if error.code in TRUNCATED:
        return XmlFault.TRUNCATED
    return XmlFault.ENCODING if error.code in ENCODINGS else XmlFault.MALFORMED
