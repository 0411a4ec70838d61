"""`{% load portal %}`: what templates need beside Django's own tags. Each is a line over a tested function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import template

from swv_portal.ui import badges, error_summary, formatting, forms, icons

register = template.Library()


@register.filter
def under(row: Iterable[Any], columns: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each cell of a row with the column it stands under. Raises ValueError when the counts differ."""
    return zip(columns, row, strict=True)


register.filter("dutch_date", formatting.dutch_date)
register.filter("short_date", formatting.short_date)
register.filter("dutch_moment", formatting.dutch_moment)
register.filter("decimal_comma", formatting.decimal_comma)
register.filter("file_size", formatting.file_size)
register.filter("form_parts", forms.form_parts)
register.filter("error_links", error_summary.error_links)
register.filter("summary_title", error_summary.summary_title)
register.simple_tag(icons.icon, name="icon")
register.simple_tag(badges.badge, name="badge")
