"""Text as people type or export it, made clean: one spelling of every letter, no invisible characters."""

from __future__ import annotations

import unicodedata

from swv_portal.bsn import contains_bsn

ECHO_LENGTH = 40


class InvalidValue(ValueError):
    """A typed value that cannot be read. The message is plain Dutch, for the person who typed it, at the field."""


def normalize(text: str, *, lines: bool = False) -> str:
    """Composed letters, plain spaces, nothing invisible. `lines` keeps line breaks, for longer text."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if lines:
        return "\n".join(_one_line(line) for line in composed.split("\n")).strip("\n")
    return _one_line(composed)


def quoted(text: str) -> str:
    """What was read, short and clean, for an error message. A BSN is never repeated."""
    clean = normalize(text)
    if contains_bsn(clean):
        return "Wat u typte"
    shown = clean if len(clean) <= ECHO_LENGTH else clean[: ECHO_LENGTH - 1] + "…"
    return f"‘{shown}’"


def _one_line(text: str) -> str:
    visible = (" " if char.isspace() else char for char in text)
    return " ".join("".join(char for char in visible if not _invisible(char)).split())


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}
