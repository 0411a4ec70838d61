"""File names from outside: kept readable, made harmless."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
FORBIDDEN = re.compile(r'[<>:"|?*]+')
# A second extension that systems may run: rapport.exe.pdf becomes rapport_exe.pdf.
PROGRAM = re.compile(
    r"\.(?=(?:exe|com|scr|bat|cmd|js|jse|vbs|vbe|wsf|ps1|msi|lnk|hta|jar|html?|svg|php)(?:\.|$))", re.I
)


def safe_name(name: str) -> str:
    """The last part of a path, without invisible or reversing characters, of a length every system can keep."""
    visible = "".join(char for char in unicodedata.normalize("NFC", name) if not _invisible(char))
    last = re.split(r"[/\\]", visible)[-1]
    words = " ".join(FORBIDDEN.sub(" ", last).split()).strip(" .")
    stem, dot, ending = words.rpartition(".")
    if not dot:
        return words[:LONGEST] or "document"
    stem = PROGRAM.sub("_", stem).strip(" .") or "document"
    return (
        f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending.lower()}" if len(ending) <= 10 else words[:LONGEST]
    )


def extension(name: str) -> str:
    """What the name says the file is: pdf for Verslag.PDF. Empty when it says nothing."""
    ending = safe_name(name).rpartition(".")
    return ending[2].lower() if ending[1] and len(ending[2]) <= 10 else ""


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}
