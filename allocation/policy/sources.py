"""Where a legal number is written: article, regulation, BWB id and how sure we are of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from allocation.policy.strict_yaml import read_entries


@dataclass(frozen=True, slots=True)
class Source:
    """One place in the law. `confidence` is H, M or L; what is not H is shown to staff with that mark."""

    id: str
    article: str
    regulation: str
    short: str
    bwb: str
    confidence: str

    @property
    def citation(self) -> str:
        return f"{self.short} {self.article}"


def load_sources(path: Path) -> Mapping[str, Source]:
    sources: dict[str, Source] = {}
    for entry in read_entries(path):
        entry.only(required=("id", "article", "regulation", "short", "bwb", "confidence"))
        source = Source(
            id=entry.text("id"),
            article=entry.text("article"),
            regulation=entry.text("regulation"),
            short=entry.text("short"),
            bwb=entry.text("bwb"),
            confidence=entry.one_of("confidence", "HML"),
        )
        if source.id in sources:
            entry.fail(f"source {source.id!r} stands here twice", "id")
        sources[source.id] = source
    return sources
