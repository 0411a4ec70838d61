"""The list at the top of a page that says which fields need another look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One error: its text, the field's label, and the id to jump to (empty when it concerns the whole form)."""

    text: str
    label: str = ""
    anchor: str = ""

    @property
    def line(self) -> str:
        """Label and text as one line; a label that is a question keeps its question mark."""
        label = self.label.rstrip(".: ")
        return f"{label} {self.text}" if label.endswith("?") else f"{label}: {self.text}"


def error_links(forms: Any) -> list[ErrorLink]:
    """Every error of a form, a formset or a list of these; nothing for anything else."""
    if isinstance(forms, BaseForm):
        return list(_of_form(forms))
    if isinstance(forms, BaseFormSet):
        whole = [ErrorLink(str(text)) for text in forms.non_form_errors()]
        return [*whole, *(link for form in forms for link in _of_form(form))]
    if isinstance(forms, Iterable) and not isinstance(forms, str):
        return [link for form in forms for link in error_links(form)]
    return []


def _of_form(form: BaseForm) -> Iterator[ErrorLink]:
    if not form.is_bound or not form.errors:
        return
    yield from (ErrorLink(str(text)) for text in form.non_field_errors())
    for field in form.visible_fields():
        yield from (ErrorLink(str(text), str(field.label), getattr(field, "anchor", "")) for text in field.errors)


def summary_title(links: list[ErrorLink]) -> str:
    """‘Controleer 2 velden’; when no field is to blame: ‘Dit is niet gelukt’."""
    fields = len({link.anchor for link in links if link.anchor})
    if not fields:
        return "Dit is niet gelukt"
    return "Controleer 1 veld" if fields == 1 else f"Controleer {fields} velden"
