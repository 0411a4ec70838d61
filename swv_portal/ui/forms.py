"""How forms look and sound: label above, help and error between label and field, tied together for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea, Widget

# First match wins: Django makes CheckboxSelectMultiple a child of RadioSelect.
_CLASSES: tuple[tuple[type[Widget], str], ...] = (
    (CheckboxSelectMultiple, "utrecht-checkbox"),
    (RadioSelect, "utrecht-radio-button"),
    (CheckboxInput, "utrecht-checkbox"),
    (Select, "utrecht-select"),
    (Textarea, "utrecht-textarea"),
    (FileInput, "portal-file"),
    (Widget, "utrecht-textbox"),
)
_OPTION_LISTS = (RadioSelect, CheckboxSelectMultiple)


def widget_class(widget: Widget) -> str:
    """The class name of the control, added to what the widget itself asks for."""
    name = next(name for kind, name in _CLASSES if isinstance(widget, kind))
    return f"{name} {widget.attrs.get('class', '')}".strip()


class PortalBoundField(BoundField):
    """A field as the portal shows it. No placeholders: they vanish while typing and look like an answer."""

    @property
    def is_optional(self) -> bool:
        """Whether the label says ‘niet verplicht’.

        A form that may be saved half-filled requires nothing; it names what is truly optional in `optional_fields`.
        """
        optional: frozenset[str] | None = getattr(self.form, "optional_fields", None)
        return not self.field.required if optional is None else self.name in optional

    @property
    def is_invalid(self) -> bool:
        """Whether the field has an error."""
        return bool(self.errors)

    @property
    def is_single_checkbox(self) -> bool:
        """A lone checkbox has its label behind it."""
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def anchor(self) -> str:
        """The id a link in the error summary jumps to: the control itself, or the first of its options."""
        return f"{self.auto_id}_0" if isinstance(self.field.widget, _OPTION_LISTS) else str(self.id_for_label)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Django's attributes, with our class, without placeholder; radio options know no aria-invalid."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        built["class"] = widget_class(widget)
        if "placeholder" in widget.attrs:
            built["placeholder"] = False
        if isinstance(widget, _OPTION_LISTS):
            built.pop("aria-invalid", None)
        return built


class PortalFormRenderer(TemplatesSetting):
    """The project's FORM_RENDERER."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = PortalBoundField


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together under one legend. `row`: side by side where there is room.

    A form class lists them in `groups`; fields in no group stay where they are.
    """

    legend: str
    names: tuple[str, ...]
    help_text: str = ""
    row: bool = False


@dataclass(frozen=True, slots=True)
class FormPart:
    """One block of a rendered form: a group with its fields, or a single field without group."""

    group: FieldGroup | None
    fields: tuple[BoundField, ...]


def form_parts(form: forms.BaseForm) -> Iterator[FormPart]:
    """The visible fields in the order of the form, each group at the place of its first field."""
    groups: tuple[FieldGroup, ...] = getattr(form, "groups", ())
    group_of = {name: group for group in groups for name in group.names}
    shown: set[FieldGroup] = set()
    for field in form.visible_fields():
        group = group_of.get(field.name)
        if group is None:
            yield FormPart(None, (field,))
        elif group not in shown:
            shown.add(group)
            yield FormPart(group, tuple(form[name] for name in group.names if name in form.fields))
