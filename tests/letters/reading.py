"""Reading a PDF back as its reader would: text by pdftotext when present, structure by pikepdf."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pikepdf
import pytest


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def structure(pdf: pikepdf.Pdf, kind: str = "") -> list[pikepdf.Object]:
    """All structure elements in reading order, or those of one kind."""
    return [element for element in _walk(pdf.Root.StructTreeRoot.K) if not kind or str(element.S) == f"/{kind}"]


def _walk(kids: object) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_walk(kid.get("/K", []))]
    return found


def text_of(content: bytes) -> str:
    """The text as it can be copied, with single spaces."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return re.sub(r"\s+", " ", told.stdout.decode())
