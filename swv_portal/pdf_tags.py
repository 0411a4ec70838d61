"""Completes the tags of a PDF/UA document where WeasyPrint 70 stops short, so that a screen reader hears no noise.

Running footers are marked as tagged content outside the structure (its issue 1836): they become artifacts. Header cells
get the scope they had in the HTML (ISO 14289-1, 7.5 and 7.8).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

MARKED = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


def complete_tags(content: bytes) -> bytes:
    """The same document with complete tags. Same input, same bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        tagged = set()
        for element, section in _elements(root.K, section=""):
            tagged.add(element.objgen)
            if element.S == "/TH":
                element.A.Scope = pikepdf.Name.Column if section == "/THead" else pikepdf.Name.Row
        marks = dict(_pairs(root.ParentTree.Nums))
        for page in pdf.pages:
            _leave_out_untagged(pdf, page, marks[int(page.StructParents)], tagged)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _elements(kids: Any, *, section: str) -> Iterator[tuple[Any, str]]:
    """Every structure element in the tree, with the part of the table it stands in."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, section
            below = str(kid.S) if kid.S in ("/THead", "/TBody", "/TFoot") else section
            yield from _elements(kid.get("/K", []), section=below)


def _pairs(numbers: Any) -> Iterator[tuple[int, Any]]:
    values = list(numbers)
    yield from zip((int(value) for value in values[::2]), values[1::2], strict=True)


def _leave_out_untagged(pdf: pikepdf.Pdf, page: Any, marks: Any, tagged: set[Any]) -> None:
    def replace(found: re.Match[bytes]) -> bytes:
        number = int(found.group(1))
        if marks[number].objgen in tagged:
            return found.group()
        marks[number] = None
        return ARTIFACT

    page.Contents = pdf.make_stream(MARKED.sub(replace, page.Contents.read_bytes()))
