"""Tables for a spreadsheet: text from outside stays text, also where a spreadsheet would take it for a formula."""

from __future__ import annotations

import re

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what would start a formula; a plain number stays a number."""
    if cell.lstrip(" ").startswith(STARTS_A_FORMULA) and not NUMBER.fullmatch(cell.strip()):
        return f"'{cell}"
    return cell
