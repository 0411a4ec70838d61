"""From facts to letter: text from the templates, house style of the SWV, PDF/UA."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import get_template, render_to_string

from allocation.letters.address_forms import FORMAL, INFORMAL
from allocation.letters.characters import printable
from allocation.letters.facts import Addressee, LetterFacts
from allocation.letters.house_style import printable_logo, readable_accent
from allocation.letters.terms import plain_date, written_date
from allocation.policy.wording.names import PLAIN_TRACKS, TRACK_NAMES
from swv_portal.pdf import render_pdf

SHORT_DATE = "%d-%m-%Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedLetter:
    """A letter as it is kept: bytes, their SHA-256, and the version of text and layout it was made with.

    `lost_characters` are those no font of ours can print; in the letter they read [?].
    """

    pdf: bytes
    sha256: str
    template_version: str
    html: str
    lost_characters: tuple[str, ...]


def render_letter(facts: LetterFacts) -> RenderedLetter:
    """Make the letter of one decision for one addressee. Same facts, same bytes.

    Raises LogoError for an unusable logo and PdfError when no PDF can be made on this machine.
    """
    logo = printable_logo(facts.sender.logo) if facts.sender.logo else None
    html, lost = printable(render_to_string(f"letters/{facts.addressee}/letter.html", _context(facts)))
    pdf = render_pdf(html=html, css=_stylesheet(), assets={"logo": logo} if logo else {})
    return RenderedLetter(
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        template_version=template_version(),
        html=html,
        lost_characters=lost,
    )


@functools.cache
def template_version() -> str:
    """Names the text and layout of the letters: changes with every change in their templates."""
    digest = hashlib.sha256()
    for path in sorted(_folder().rglob("*.*")):
        digest.update(path.relative_to(_folder()).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"brief-{digest.hexdigest()[:12]}"


def _context(facts: LetterFacts) -> dict[str, Any]:
    to_parents = facts.addressee is Addressee.PARENTS
    return {
        "facts": facts,
        "to_parents": to_parents,
        "name": facts.pupil.call_name,
        "track": facts.track.value,
        "track_name": TRACK_NAMES[facts.track],
        "track_short": PLAIN_TRACKS[facts.track],
        "advice": facts.advice.value,
        "w": INFORMAL if to_parents and not facts.sender.formal else FORMAL,
        "has_logo": bool(facts.sender.logo),
        "accent": readable_accent(facts.sender.accent_colour),
        **_dates(facts),
        **_figures(facts, to_parents=to_parents),
    }


def _dates(facts: LetterFacts) -> dict[str, str]:
    return {
        "requested_on": plain_date(facts.requested_on),
        "decided_on": plain_date(facts.decided_on),
        "decided_short": facts.decided_on.strftime(SHORT_DATE),
        "sent_on": written_date(facts.sent_on),
        "sent_iso": facts.sent_on.isoformat(),
        "objection_until": written_date(facts.objection_until),
        "born_on": plain_date(facts.pupil.birth_date) if facts.pupil.birth_date else "",
        "valid_from": plain_date(facts.valid_from) if facts.valid_from else "",
        "valid_until": plain_date(facts.valid_until) if facts.valid_until else "",
        "valid_from_short": facts.valid_from.strftime(SHORT_DATE) if facts.valid_from else "",
        "valid_until_short": facts.valid_until.strftime(SHORT_DATE) if facts.valid_until else "",
    }


def _figures(facts: LetterFacts, *, to_parents: bool) -> dict[str, Any]:
    """The rows of the table, and which words it needs explained. Parents read totals in the sentences."""
    rows = [row for row in facts.figures if not to_parents or row.kind != "other"]
    kinds = {row.kind for row in rows}
    return {
        "figures": rows,
        "explains_iq": "iq" in kinds,
        "explains_delay": "delay" in kinds,
        "explains_social": "social_emotional" in kinds,
    }


@functools.cache
def _stylesheet() -> str:
    return (_folder() / "letter.css").read_text(encoding="utf-8")


def _folder() -> Path:
    return Path(str(get_template("letters/base.html").origin)).parent  # type: ignore[attr-defined]
