"""A text box that suggests the tests of the list; anything else may still be typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms


class SuggestingInput(forms.TextInput):
    """A text box with a datalist. `suggest` is asked only when the box is shown, so saving costs nothing."""

    template_name = "allocation/editions/suggesting_input.html"
    suggest: Callable[[], list[str]] | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The box, tied to its list when there is something to suggest."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        names = self.suggest() if self.suggest else []
        if names:
            list_id = f"{context['widget']['attrs'].get('id', name)}_lijst"
            context["widget"]["attrs"]["list"] = list_id
            context |= {"suggestions": names, "list_id": list_id}
        return context


def named_test(label: str, **options: Any) -> forms.CharField:
    """The name of a test, which may stay empty."""
    widget = SuggestingInput({"autocomplete": "off"})
    return forms.CharField(label=label, max_length=160, required=False, widget=widget, **options)
