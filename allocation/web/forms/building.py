"""What the forms are built of: texts, choices, and a step of which everything may stay empty."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from allocation.completeness import Step
from swv_portal.ui.forms import FieldGroup

CHOOSE = ("", "Maak een keuze")


def text(label: str, *, length: int, width: str = "", **options: Any) -> forms.CharField:
    """A line of text that may stay empty."""
    attrs = {"autocomplete": "off"} | ({"class": f"utrecht-textbox--{width}"} if width else {})
    return forms.CharField(label=label, max_length=length, required=False, widget=forms.TextInput(attrs), **options)


def long_text(label: str, *, rows: int, **options: Any) -> forms.CharField:
    """Text of several lines that may stay empty."""
    return forms.CharField(
        label=label, max_length=20_000, required=False, widget=forms.Textarea({"rows": rows}), **options
    )


def choice(label: str, choices: type[Any], **options: Any) -> forms.ChoiceField:
    """A drop-down list that may stay on its first line."""
    listed = [CHOOSE, *[(value, name) for value, name in choices.choices if value]]
    return forms.ChoiceField(label=label, choices=listed, required=False, **options)


class StepForm(forms.Form):
    """A step of the request. Everything may stay empty; only text that cannot be read is an error."""

    step: Step
    use_required_attribute = False
    # Every field may stay empty while filling in; the list of what is missing says what is needed.
    optional_fields: frozenset[str] = frozenset()
    groups: tuple[FieldGroup, ...] = ()

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.add_dated_fields()
        self.order_fields([name for group in self.groups for name in group.names])

    def add_dated_fields(self) -> None:
        """Fields that need to know which day it is."""

    @property
    def unread(self) -> dict[str, str]:
        """The fields that could not be read, with the text as typed."""
        return {
            name: str(self.data.get(self.add_prefix(name), "")).replace("\x00", "")[:20_000] for name in self.errors
        }
