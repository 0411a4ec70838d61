"""The forms of an administrator: a framework with the typed options of its variant, its grounds, a board's answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from allocation.intake import values
from allocation.models import BoardConsent, Framework
from allocation.models.frameworks import READING_NAMES
from allocation.policy import registry
from allocation.policy.facts import Track
from allocation.policy.options import Field
from allocation.policy.wording.names import TRACK_NAMES
from allocation.services.framework_seals import content_seal
from allocation.services.what_if import YEARS
from allocation.web.fields import ReadableField, show_date
from swv_portal.ui.formatting import decimal_comma
from swv_portal.ui.forms import FieldGroup
from swv_portal.ui.guarded import GuardedForm

from .building import long_text, text

PREFIX = "optie_"
AS_NATIONAL = "zoals landelijk"
FIRST_YEAR, YEARS_AHEAD = 2016, 10
ONE_LINE = 80
PAST = "Bijvoorbeeld 12-03-2026"


def day_field(
    label: str, *, today: dt.date, future: bool, required: bool = False, help_text: str = ""
) -> ReadableField:
    """A date of these years; `future`: whether it may lie ahead."""

    def read(typed: str) -> dt.date | None:
        day = values.parse_date(typed, today=today, allow_future=future)
        if day is not None and not FIRST_YEAR <= day.year <= today.year + YEARS_AHEAD:
            raise ValueError(f"Kies een datum in de jaren {FIRST_YEAR} tot en met {today.year + YEARS_AHEAD}.")
        return day

    example = help_text or f"Bijvoorbeeld 01-01-{today.year + 1}"
    return ReadableField(label=label, read=read, show=show_date, width="w10", help_text=example, required=required)


class NewFrameworkForm(GuardedForm):
    """For which track, and which variant."""

    use_required_attribute = False
    id = forms.UUIDField(widget=forms.HiddenInput)
    track = forms.ChoiceField(
        label="Waarvoor is het kader?",
        choices=[(track.value, name[0].upper() + name[1:]) for track, name in TRACK_NAMES.items()],
        widget=forms.RadioSelect,
    )
    variant = forms.ChoiceField(
        label="Welke variant kiest u?",
        widget=forms.RadioSelect,
        help_text="Voor praktijkonderwijs gelden altijd de landelijke regels.",
    )
    name = text("Naam van het kader", length=120, help_text="Scholen lezen deze naam. Bijvoorbeeld: lwoo vanaf 2027")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(one.id, _named(one.name, one.summary)) for one in registry.choices_for(Track.LWOO)]
        self.fields["variant"].choices = listed
        self.fields["name"].required = True
        self.fields["valid_from"] = day_field("Geldig vanaf", today=today, future=True, required=True)

    def clean(self) -> dict[str, Any]:
        """pro knows only the national rules: said at the variant."""
        cleaned = super().clean() or {}
        track, variant = cleaned.get("track"), cleaned.get("variant")
        if track and variant and registry.get(variant) not in registry.choices_for(Track(track)):
            self.add_error(
                "variant", "Kies voor praktijkonderwijs de landelijke regels. Opting out kan alleen voor lwoo."
            )
        return cleaned


def _named(name: str, summary: str) -> SafeString:
    return format_html('{} <small class="portal-cell__note">{}</small>', name, summary)


class ChoiceForm(GuardedForm):
    """Name, period, reading of lid 6 and every option of the variant. All typed text survives an error."""

    use_required_attribute = False
    optional_fields = frozenset({"valid_until"})
    seal = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = text("Naam van het kader", length=120, help_text="Scholen lezen deze naam.")
    reading = forms.ChoiceField(
        label="Hoe leest u overlap en tegenstrijdige gegevens?",
        choices=[(value.value, name[0].upper() + name[1:]) for value, name in READING_NAMES.items()],
        widget=forms.RadioSelect,
        help_text="Ub WVO 2020 art. 2.46 lid 6 is op twee manieren te lezen.",
    )

    def __init__(self, *args: Any, framework: Framework, today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _choice_initial(framework))
        super().__init__(*args, **kwargs)
        self.options = registry.get(framework.variant).fields()
        self.fields["name"].required = True
        if framework.supersedes is None or framework.supersedes.valid_from > today:
            self.fields["valid_from"] = day_field("Geldig vanaf", today=today, future=True, required=True)
        self.fields["valid_until"] = day_field(
            "Geldig tot", today=today, future=True, help_text="De eerste dag waarop het kader niet meer geldt."
        )
        if framework.supersedes is not None:
            self.fields["supersede_reason"] = long_text("Waarom vervangt u het oude kader?", rows=3)
            self.fields["supersede_reason"].required = True
        self.common_source = _most_common(one.source for one in self.options)
        self.fields |= {PREFIX + one.name: option_field(one, self.common_source) for one in self.options}
        self.groups = tuple(self._groups())
        self.order_fields([name for group in self.groups for name in group.names])

    def _groups(self) -> Iterator[FieldGroup]:
        names = ("name", "valid_from", "valid_until", "supersede_reason")
        yield FieldGroup("Naam en periode", tuple(name for name in names if name in self.fields))
        if self.options:
            told = f"Bron, tenzij er iets anders staat: {self.common_source}." if self.common_source else ""
            names = tuple(PREFIX + one.name for one in self.options)
            yield FieldGroup("Instellingen van deze variant", names, help_text=told)
        yield FieldGroup("Lezing van de wet", ("reading",))

    @property
    def changed_values(self) -> dict[str, Any]:
        """The values of a valid form, as the service wants them."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("seal")
        options = {one.name: _given(one, cleaned.pop(PREFIX + one.name)) for one in self.options}
        return {**cleaned, "options": options}

    def refuse_options(self, errors: dict[str, str]) -> None:
        """Put the errors of the policy at their fields."""
        for name, reason in errors.items():
            known = PREFIX + name in self.fields
            self.add_error(PREFIX + name if known else None, reason)


def _choice_initial(framework: Framework) -> dict[str, Any]:
    names = ("name", "valid_from", "valid_until", "reading", "supersede_reason")
    initial = {name: getattr(framework, name) for name in names} | {"seal": content_seal(framework)}
    for one in registry.get(framework.variant).fields():
        initial[PREFIX + one.name] = show_option(one, framework.options.get(one.name, one.default))
    return initial


def _most_common(sources: Iterable[str]) -> str:
    """The source that most options share, said once above them."""
    counted = Counter(source for source in sources if source).most_common(1)
    return counted[0][0] if counted else ""


def option_field(option: Field, common_source: str = "") -> forms.Field:
    """The form field of one option: its kind of control, with help, unit, range and its source where that differs."""
    common = {"label": option.label, "required": False, "help_text": _help(option, common_source)}
    empty = [("", AS_NATIONAL.capitalize())] if option.nullable else []
    if option.kind == "yes_no":
        return forms.ChoiceField(choices=[*empty, ("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect, **common)
    if option.kind == "choice":
        return forms.ChoiceField(choices=[*empty, *option.choices], widget=forms.RadioSelect, **common)
    if option.kind == "choices":
        return forms.MultipleChoiceField(choices=option.choices, widget=forms.CheckboxSelectMultiple, **common)
    if option.kind == "text" and not 0 < option.highest <= ONE_LINE:
        return forms.CharField(max_length=20_000, widget=forms.Textarea({"rows": 4}), **common)
    if option.kind == "text":
        return forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "off"}), **common)
    box = forms.TextInput({"class": "utrecht-textbox--w6", "autocomplete": "off", "inputmode": "decimal"})
    return forms.CharField(max_length=20, widget=box, **common)


def _help(option: Field, common_source: str) -> SafeString:
    parts = [option.help]
    if option.kind == "whole":
        unit = f" {option.unit}" if option.unit else ""
        parts.append(f"Van {option.lowest} tot en met {option.highest}{unit}.")
    if option.nullable and option.kind in {"whole", "share", "text"} and "Leeg" not in option.help:
        parts.append(f"Leeg betekent: {AS_NATIONAL}.")
    told = " ".join(part for part in parts if part)
    if option.source in {"", common_source}:
        return format_html("{}", told)
    return format_html('{} <small class="portal-cell__note">Bron: {}</small>', told, option.source)


def _given(option: Field, typed: Any) -> Any:
    if typed in ("", None):
        return None if option.nullable or option.kind != "text" else ""
    return typed


def show_option(option: Field, value: Any) -> Any:
    """A stored value as it stands in its control: 1/4 as 0,25, yes as ja."""
    if value is None:
        return ""
    if option.kind == "yes_no":
        return "ja" if value else "nee"
    return show_share(value) if option.kind == "share" else value


def show_share(value: str) -> str:
    """1/4 as 0,25; a share that is no round decimal stays a fraction."""
    exact = Fraction(value)
    decimal = decimal_comma(exact, 3).rstrip("0")
    return decimal if Fraction(decimal.replace(",", ".")) == exact else value


class GroundsForm(GuardedForm):
    """What the law asks before an SWV may deviate."""

    use_required_attribute = False
    optional_fields: frozenset[str] = frozenset()
    seal = forms.CharField(max_length=64, widget=forms.HiddenInput)
    plan = text(
        "Welk ondersteuningsplan beschrijft deze keuze?",
        length=160,
        help_text="Bijvoorbeeld: Ondersteuningsplan 2026–2030, hoofdstuk 4",
    )

    def __init__(self, *args: Any, framework: Framework, today: dt.date, **kwargs: Any) -> None:
        names = ("plan", "plan_on", "notified_on")
        initial = {name: getattr(framework, name) for name in names} | {"seal": content_seal(framework)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["plan_on"] = day_field(
            "Datum van het ondersteuningsplan", today=today, future=False, help_text=PAST
        )
        self.fields["notified_on"] = day_field(
            "Wanneer hebt u het gemeld bij de inspectie?", today=today, future=False, help_text=PAST
        )


def keep_typed(form: forms.Form, framework: Framework) -> forms.Form:
    """The form as it was typed, after a colleague was first: saving once more goes over the colleague's change."""
    data = form.data.copy()
    data["seal"] = content_seal(framework)
    form.data = data
    form.add_error(
        None,
        "Een collega heeft dit kader intussen gewijzigd. Wat u typte, staat er nog. Sla opnieuw op als uw versie "
        "moet gelden.",
    )
    return form


class ConsentForm(GuardedForm):
    """What one board answered."""

    use_required_attribute = False
    answer = forms.ChoiceField(
        label="Antwoord",
        choices=[(value, name[0].upper() + name[1:]) for value, name in BoardConsent.Answer.choices],
        widget=forms.RadioSelect,
    )
    signed_by = text("Ondertekend door", length=120)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"] = day_field("Datum", today=today, future=False, required=True, help_text=PAST)
        self.order_fields(("answer", "answered_on", "signed_by"))
        self.fields["signed_by"].required = True


class WhatIfForm(forms.Form):
    """How far back to look."""

    use_required_attribute = False
    years = forms.TypedChoiceField(
        label="Over hoeveel jaar?",
        coerce=int,
        choices=[(number, f"{number} jaar") for number in YEARS],
    )


class SealForm(forms.Form):
    """A button, with the content the administrator saw."""

    seal = forms.CharField(max_length=64, widget=forms.HiddenInput)


class SupersedeForm(GuardedForm):
    """Why a published framework is replaced."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Waarom vervangt u dit kader?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Scholen lezen deze reden bij het nieuwe kader.",
    )


class EndForm(GuardedForm):
    """When a published framework ends."""

    use_required_attribute = False

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = day_field(
            "Vanaf welke dag geldt dit kader niet meer?", today=today, future=True, required=True
        )
