"""Badges: the state of a request or an outcome, as word, shape and colour, so that colour never stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .icons import icon


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of badge looks. `tone` is a class name in components.css."""

    label: str
    tone: str
    shape: str


# The shape fills up as the request comes further: dashed, half, full, sealed.
_LOOKS: dict[tuple[str, ...], Look] = {
    ("draft", "concept"): Look("concept", "neutral", "circle-dashed"),
    ("filed", "ingediend"): Look("ingediend", "info", "circle-half"),
    ("additions_requested", "aanvullen"): Look("aanvullen gevraagd", "warning", "alert"),
    ("decided", "besloten"): Look("besloten", "accent", "circle-full"),
    ("announced", "bekendgemaakt"): Look("bekendgemaakt", "accent", "letter"),
    ("withdrawn", "ingetrokken"): Look("ingetrokken", "neutral", "ban"),
    ("granted", "toegewezen"): Look("toegewezen", "ok", "circle-check"),
    ("refused", "afgewezen"): Look("afgewezen", "error", "circle-cross"),
    ("lwoo",): Look("lwoo", "ok", "circle-check"),
    ("pro",): Look("praktijkonderwijs", "ok", "circle-check"),
    ("motivering",): Look("motivering geeft de doorslag", "info", "circle-question"),
    ("geen",): Look("voldoet niet", "error", "circle-cross"),
    ("onvolledig",): Look("onvolledig", "warning", "circle-dashed"),
    ("grant",): Look("voldoet aan de criteria", "ok", "circle-check"),
    ("refuse",): Look("voldoet niet aan de criteria", "error", "circle-cross"),
    ("outside_route",): Look("buiten de routes van de wet", "error", "ban"),
    ("person_decides",): Look("een mens weegt af", "info", "circle-question"),
    ("incomplete",): Look("nog niet te beoordelen", "warning", "circle-dashed"),
    ("met",): Look("voldoet", "ok", "circle-check"),
    ("not_met", "not"): Look("voldoet niet", "error", "circle-cross"),
    ("undecided", "unknown"): Look("niet zeker", "warning", "circle-question"),
    ("missing",): Look("ontbreekt", "neutral", "circle-dashed"),
    ("waiting",): Look("wacht", "neutral", "clock"),
    ("running",): Look("bezig", "info", "circle-half"),
    ("done",): Look("klaar", "ok", "circle-check"),
    ("clean",): Look("gecontroleerd", "ok", "circle-check"),
    ("unread",): Look("zelf controleren", "warning", "circle-question"),
    ("failed",): Look("mislukt", "error", "alert"),
}
LOOKS: dict[str, Look] = {kind: look for kinds, look in _LOOKS.items() for kind in kinds}
_PLAIN = Look("", "neutral", "circle-full")


def badge(kind: str | IntEnum, label: str = "") -> SafeString:
    """The badge for a state or outcome, with its own words unless a label is given; an unknown kind shows as text."""
    key = kind.name.lower() if isinstance(kind, IntEnum) else str(kind)
    look = LOOKS.get(key, _PLAIN)
    return format_html(
        '<span class="utrecht-badge-status utrecht-badge-status--{}">{}<span>{}</span></span>',
        look.tone,
        icon(look.shape),
        label or look.label or key,
    )
