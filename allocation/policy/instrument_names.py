"""Recognises a test in what somebody typed: "WISC-III", "NIO 2004", "Drempelonderzoek 678 (5e versie)"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

LONGEST = 200
Words = tuple[str, ...]


class Named(Protocol):
    """Something with a name, other names, and words that mean it is something else."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def not_these(self) -> tuple[str, ...]: ...


N = TypeVar("N", bound=Named)


@lru_cache(maxsize=4096)
def words(text: str) -> Words:
    """Letters apart from digits, without accents, capitals and marks: WISC-III-NL is wisc, iii, nl."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    return tuple(re.findall(r"[a-z]+|[0-9]+", "".join(one for one in plain if not unicodedata.combining(one))))


def best_match(typed: str, named: Iterable[N]) -> N | None:
    """The one whose name stands in the text with the most words; of equals the first. None when no name is there."""
    text = words(typed)
    best, most = None, 0
    for one in named:
        if any(_holds(text, words(other)) for other in one.not_these):
            continue
        length = max((len(words(name)) for name in (one.name, *one.aliases) if _holds(text, words(name))), default=0)
        if length > most:
            best, most = one, length
    return best


def _holds(text: Words, name: Words) -> bool:
    size = len(name)
    return bool(name) and any(text[start : start + size] == name for start in range(len(text) - size + 1))
