"""Characters our letter fonts can print. What cannot be printed is marked and reported, never an empty box."""

from __future__ import annotations

import re
import unicodedata

from swv_portal.pdf import printable_characters

MARK = "[?]"
# Control and format characters (also hidden marks that turn the reading direction) and halves of characters.
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
KEPT = "\n\t"


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it can be printed, and the characters that could not: each run of them became one mark."""
    covered = printable_characters()
    clean = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text))
    clean = "".join(_composed_of(char, covered) for char in clean if _is_visible(char))
    lost = tuple(sorted({char for char in clean if ord(char) not in covered and char not in KEPT}))
    if not lost:
        return clean, ()
    return re.sub(f"[{re.escape(''.join(lost))}]+", MARK, clean), lost


def unprintable(text: str) -> tuple[str, ...]:
    """The characters a letter cannot print, so that a screen can say so before the decision is taken."""
    return printable(text)[1]


def _is_visible(char: str) -> bool:
    return char in KEPT or unicodedata.category(char) not in INVISIBLE


def _composed_of(char: str, covered: frozenset[int]) -> str:
    """A rare letter as its base letter with loose accents, when the font has only those."""
    if ord(char) in covered:
        return char
    parts = unicodedata.normalize("NFD", char)
    return parts if all(ord(part) in covered for part in parts) else char
