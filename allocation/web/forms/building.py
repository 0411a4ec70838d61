"""What the forms are built of: texts, choices, and a step of which everything may stay empty."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from allocation.completeness import Step
from allocation.models import Request
from swv_portal.ui.forms import FieldGroup
from swv_portal.ui.guarded import GuardedForm, storable

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


def several(label: str, choices: type[Any], **options: Any) -> forms.MultipleChoiceField:
    """Boxes to tick, of which none is needed."""
    return forms.MultipleChoiceField(
        label=label, choices=choices.choices, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def yes_or_no(label: str, *, yes: str, no: str, **options: Any) -> forms.TypedChoiceField:
    """Yes, no or nothing yet; its value is true, false or None."""
    return forms.TypedChoiceField(
        label=label,
        choices=[CHOOSE, ("ja", yes), ("nee", no)],
        coerce=lambda answer: answer == "ja",
        empty_value=None,
        required=False,
        **options,
    )


def answered(value: bool | None) -> str:
    """A stored answer as the choice of `yes_or_no`."""
    return {True: "ja", False: "nee", None: ""}[value]


class StepForm(GuardedForm):
    """A step of the request. Everything may stay empty; only text that cannot be read is an error.

    `dossier` is the request it is about: which fields a step asks may depend on it.
    """

    step: Step
    use_required_attribute = False
    # Every field may stay empty while filling in; the list of what is missing says what is needed.
    optional_fields: frozenset[str] = frozenset()
    groups: tuple[FieldGroup, ...] = ()

    def __init__(self, *args: Any, today: dt.date, dossier: Request | None = None, **kwargs: Any) -> None:
        self.today, self.dossier = today, dossier
        super().__init__(*args, **kwargs)
        self.add_dated_fields()
        self.order_fields([name for group in self.groups for name in group.names])

    def add_dated_fields(self) -> None:
        """Fields that need to know which day it is."""

    @property
    def unread(self) -> dict[str, str]:
        """The fields that could not be read, with the text as typed; but a BSN is never kept."""
        return {
            name: storable(str(self.data.get(self.add_prefix(name), "")).replace("\x00", "")[:20_000])
            for name in self.errors
        }
