"""HTML to accessible PDF (PDF/UA-1). The only file that knows WeasyPrint.

Same input, same bytes: own fonts, no clock, no random identifier. Nothing is fetched: a document may only use the
assets that are handed over with it.
"""

from __future__ import annotations

import functools
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from swv_portal.pdf_tags import complete_tags

FONTS = Path(__file__).parent / "fonts"
FONT_FAMILY = "Source Sans 3"
FONT_FILES = tuple(FONTS / name for name in ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf"))
ASSET_SCHEME = "asset:"
REMEDY = "Installeer als beheerder: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
CHECK_SECONDS = 60

# Pango keeps one font map per process and is not safe in threads.
_one_at_a_time = threading.RLock()


class PdfError(RuntimeError):
    """The document cannot be made: what is missing, in Dutch."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that travels with the document; in the HTML its address is `asset:<name>`."""

    content: bytes
    mime: str


def render_pdf(*, html: str, css: str, assets: Mapping[str, Asset] | None = None) -> bytes:
    """Make a tagged PDF/UA-1 from a whole HTML document that names its language and title.

    Raises PdfError when the engine is absent, when an asset is not among `assets`, or without language or title.
    """
    with _one_at_a_time:
        return _engine().make(html, css, assets or {})


@functools.cache
def printable_characters() -> frozenset[int]:
    """The code points that every font of ours has a shape for."""
    from fontTools.ttLib import TTFont

    covered = []
    for path in FONT_FILES:
        with TTFont(path, lazy=True) as font:
            covered.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*covered)


def check_pdf_engine(*, python: str = sys.executable) -> str | None:
    """What keeps letters from being made on this machine and how to repair it, in Dutch; None when all is well.

    Tried in a process of its own, because a broken font library ends the process that uses it.
    """
    if missing := [path.name for path in FONT_FILES if not path.is_file()]:
        return f"Lettertypen ontbreken in {FONTS}: {', '.join(missing)}."
    command = [python, "-m", "swv_portal.pdf"]
    try:
        tried = subprocess.run(  # noqa: S603 (our own interpreter and module)
            command, cwd=FONTS.parents[1], capture_output=True, text=True, timeout=CHECK_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return f"De PDF-motor kon niet worden geprobeerd ({problem}). {REMEDY}"
    if tried.returncode == 0:
        return None
    said = tried.stderr.strip().splitlines()[-1:] or [f"gestopt met code {tried.returncode}"]
    return f"De PDF-motor werkt niet: {said[0]} {'' if REMEDY in said[0] else REMEDY}".strip()


class _Engine:
    """WeasyPrint with only our own fonts, loaded once per process."""

    def __init__(self) -> None:
        with _own_fonts():
            try:
                import weasyprint
                from PIL import ImageFile
                from weasyprint.text.fonts import FontConfiguration
                from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

                # WeasyPrint makes Pillow accept half a picture in the whole process, also where uploads are checked.
                ImageFile.LOAD_TRUNCATED_IMAGES = False
            except OSError as problem:
                raise PdfError(f"Een systeembibliotheek voor PDF ontbreekt. {REMEDY}") from problem
            self.fonts = FontConfiguration()
        # Its step by step progress is noise in the log of the worker.
        logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
        self.html, self.css = weasyprint.HTML, functools.lru_cache(maxsize=32)(self._read_css)
        self._css_class = weasyprint.CSS
        self.fetcher, self.response, self.refusal = URLFetcher, URLFetcherResponse, FatalURLFetchingError

    def _read_css(self, css: str) -> Any:
        return self._css_class(string=css, font_config=self.fonts, url_fetcher=_fetcher(self, {}))

    def make(self, html: str, css: str, assets: Mapping[str, Asset]) -> bytes:
        """Lay out and write; a refused address stops the document instead of leaving a hole in it."""
        try:
            source = self.html(string=html, url_fetcher=_fetcher(self, assets))
            document = source.render(stylesheets=[self.css(css)], font_config=self.fonts, pdf_variant="pdf/ua-1")
            if not document.metadata.lang or not document.metadata.title:
                raise PdfError("Een toegankelijke PDF heeft een taal en een titel nodig.")
            pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        except self.refusal as problem:
            raise PdfError(f"Het document vraagt om iets dat er niet bij hoort: {problem}") from problem
        return complete_tags(pdf)


@functools.cache
def _engine() -> _Engine:
    return _Engine()


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Point fontconfig at our fonts while it is read, and leave the environment of child processes as it was."""
    if not all(path.is_file() for path in FONT_FILES):
        raise PdfError(f"Lettertypen ontbreken in {FONTS}.")
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _fetcher(engine: _Engine, assets: Mapping[str, Asset]) -> Any:
    """A fetcher that knows the assets and refuses every other address, on the network, on disk or in the page."""

    class AssetFetcher(engine.fetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(ASSET_SCHEME)
            if not url.startswith(ASSET_SCHEME) or name not in assets:
                raise ValueError(f"adres geweigerd: {url[:80]}")
            return engine.response(url, assets[name].content, {"Content-Type": assets[name].mime})

    return AssetFetcher(fail_on_errors=True)


def _try_out() -> int:
    page = '<!doctype html><html lang="nl"><title>Proef</title><body><p>Één proef: ë ï ć ş ğ ł</p></body></html>'
    try:
        render_pdf(html=page, css=f"body {{ font-family: '{FONT_FAMILY}' }}")
    except (PdfError, ImportError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_try_out())
