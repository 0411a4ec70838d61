"""Form fields that read values the way people write them, and show them back the same way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from allocation.intake import values
from swv_portal.ui.formatting import decimal_comma


class ReadableField(forms.CharField):
    """A text box whose text is read by a function that explains itself in Dutch when it cannot."""

    def __init__(self, *, read: Callable[[str], Any], show: Callable[[Any], str], width: str, **options: Any) -> None:
        self.read, self.show = read, show
        options.setdefault("required", False)
        options.setdefault("max_length", 60)
        options.setdefault(
            "widget", forms.TextInput(attrs={"class": f"utrecht-textbox--{width}", "autocomplete": "off"})
        )
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The typed text as a value, or nothing when empty."""
        text = super().to_python(value)
        if not text:
            return None
        if len(text) > self.max_length or "\x00" in text:
            raise ValidationError("Deze tekst is te lang of bevat vreemde tekens.", code="unreadable")
        try:
            return self.read(text)
        except ValueError as problem:
            raise ValidationError(str(problem), code="unreadable") from problem

    def run_validators(self, value: Any) -> None:
        """Reading has judged the value; the length is held by the text box."""

    def prepare_value(self, value: Any) -> Any:
        """What stands in the text box: typed text as typed, a value as a person writes it."""
        return value if value is None or isinstance(value, str) else self.show(value)


def show_date(value: dt.date) -> str:
    """12-3-2014, as the hint asks."""
    return f"{value.day:02d}-{value.month:02d}-{value.year}"


def date_field(label: str, *, today: dt.date, help_text: str = "Bijvoorbeeld 12-03-2026") -> ReadableField:
    """A date in the past or today."""
    return ReadableField(
        label=label,
        read=lambda text: values.parse_date(text, today=today),
        show=show_date,
        width="w10",
        help_text=help_text,
    )


def iq_field(label: str, *, help_text: str) -> ReadableField:
    """An IQ or an interval, in points."""
    return ReadableField(label=label, read=values.parse_iq, show=values.format_range, width="w10", help_text=help_text)


def dle_field(label: str) -> ReadableField:
    """A learning level in months, exact, in an interval or below the floor of a test."""
    return ReadableField(label=label, read=values.parse_dle, show=values.format_range, width="w10")


def dl_field(label: str) -> ReadableField:
    """Months of education received."""
    return ReadableField(label=label, read=values.parse_dl, show=str, width="w4")


def delay_field(label: str) -> ReadableField:
    """A learning delay as the school computed it, only to check DL and DLE with."""
    return ReadableField(label=label, read=values.parse_delay, show=decimal_comma, width="w4")


def postcode_field(label: str) -> ReadableField:
    """A Dutch postcode."""
    return ReadableField(
        label=label, read=values.parse_postcode, show=str, width="w10", help_text="Bijvoorbeeld 1234 AB"
    )
