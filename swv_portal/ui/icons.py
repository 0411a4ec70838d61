"""Our own line icons on a 24 × 24 grid, drawn inline so that they take the colour of the text beside them."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_RING = '<circle cx="12" cy="12" r="9"/>'

_SHAPES: dict[str, str] = {
    "alert": '<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "arrow-left": '<path d="M20 12H4m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M4 12h16m-6-6 6 6-6 6"/>',
    "ban": f'{_RING}<path d="m6 6 12 12"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "chevron-down": '<path d="m6 9 6 6 6-6"/>',
    "chevron-right": '<path d="m9 6 6 6-6 6"/>',
    "circle-check": f'{_RING}<path d="m8 12.2 2.8 2.8L16 9.4"/>',
    "circle-cross": f'{_RING}<path d="m9 9 6 6m0-6-6 6"/>',
    "circle-dashed": '<circle cx="12" cy="12" r="9" stroke-dasharray="3.6 3.47"/>',
    "circle-full": '<circle cx="12" cy="12" r="9" fill="currentColor"/>',
    "circle-half": f'{_RING}<path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>',
    "circle-question": f'{_RING}<path d="M9.6 9.6a2.5 2.5 0 1 1 3.4 2.4c-.7.3-1 .8-1 1.5v.4M12 16.6v.1"/>',
    "clock": f'{_RING}<path d="M12 7v5.4l3.4 2"/>',
    "cross": '<path d="m6 6 12 12m0-12L6 18"/>',
    "download": '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4 20h16"/>',
    "file": '<path d="M6 3h8l5 5v13H6z"/><path d="M14 3v5h5M9 13h7M9 17h5"/>',
    "info": f'{_RING}<path d="M12 11v5.5M12 7.6v.1"/>',
    "letter": '<path d="M3 6h18v13H3z"/><path d="m3.5 6.5 8.5 7 8.5-7"/>',
    "log-out": '<path d="M10 4H4v16h6m5-4 4-4-4-4m4 4H9"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "pencil": '<path d="m4 20 1-4.5L16 4.5 19.5 8 8.5 19z"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4 3.7-6 7.5-6s6.9 2 7.5 6"/>',
    "plus": '<path d="M12 4.5v15M4.5 12h15"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "trash": '<path d="M4 7h16M9 7V4h6v3m3 0-1 14H7L6 7m4 4v6m4-6v6"/>',
    "tray": '<path d="m5 5-2 9v6h18v-6l-2-9zM3 14h5l1.5 3h5l1.5-3h5"/>',
    "upload": '<path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M4 20h16"/>',
}  # fmt: skip


def icon(name: str, label: str = "") -> SafeString:
    """The icon as inline SVG; silent for screen readers unless it has a label. Raises KeyError for an unknown name."""
    shape = mark_safe(_SHAPES[name])  # noqa: S308  only the constants above
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="portal-icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        says,
        shape,
    )


ICON_NAMES = tuple(_SHAPES)
