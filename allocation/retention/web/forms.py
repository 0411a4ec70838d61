"""What staff fill in about keeping, holding and the rights of a pupil."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from allocation.retention.kinds import KIND_NAMES, START_NAMES, Kind
from allocation.retention.models import KIND_OF_CHOICE
from allocation.retention.rights import CORRECTABLE
from allocation.retention.terms import LONGEST, terms_on
from allocation.web.fields import date_field, postcode_field
from allocation.web.forms.building import choice, text
from schools.models import Student
from schools.models.students import Gender
from swv_portal.ui.forms import FieldGroup
from swv_portal.ui.guarded import GuardedForm


def reason(label: str, **options: Any) -> forms.CharField:
    """Why somebody does this; always needed."""
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea({"rows": 3}), **options)


class ReasonForm(GuardedForm):
    """One reason."""

    use_required_attribute = False
    label = "Waarom?"
    help_text = ""
    reason = reason("Waarom?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = self.label, self.help_text


class RejectForm(ReasonForm):
    """Why a list is not approved."""

    label = "Waarom keurt u de lijst niet goed?"


class HoldForm(ReasonForm):
    """Why a dossier is held."""

    label = "Waarom houdt u dit dossier vast?"
    help_text = "Bijvoorbeeld: er loopt een bezwaar of beroep. Noem geen toetsscores."


class RestrictForm(ReasonForm):
    """Why data is locked."""

    label = "Waarom zet u de gegevens op slot?"
    help_text = "Bijvoorbeeld: de ouders zeggen dat een gegeven niet klopt en u zoekt dat uit."


class UnlockForm(ReasonForm):
    """Why data is unlocked."""

    label = "Waarom haalt u de gegevens van slot?"


class CorrectForm(GuardedForm):
    """The registered data of a pupil, as it should be."""

    use_required_attribute = False
    optional_fields = frozenset(set(CORRECTABLE) - {"last_name"})
    groups = (
        FieldGroup("Naam", ("call_name", "first_names", "initials", "prefix", "last_name")),
        FieldGroup("Gegevens", ("las_key", "birth_date", "gender")),
    )
    call_name = text("Roepnaam", length=80)
    first_names = text("Voornamen", length=200)
    initials = text("Voorletters", length=30)
    prefix = text("Tussenvoegsel", length=30)
    last_name = forms.CharField(label="Achternaam", max_length=120)
    las_key = text("Leerlingnummer", length=256)
    gender = choice("Geslacht", Gender)
    reason = reason("Waarom verbetert u dit?", help_text="Bijvoorbeeld: de ouders lieten het geboortebewijs zien.")

    def __init__(self, *args: Any, today: dt.date, student: Student, **kwargs: Any) -> None:
        known = {name: getattr(student, name) for name in CORRECTABLE}
        super().__init__(*args, initial=known, **kwargs)
        self.fields["birth_date"] = date_field("Geboortedatum", today=today, help_text="Bijvoorbeeld 12-03-2014")
        if not student.secret_address:
            address = {name: text(label, length=length) for name, label, length in ADDRESS}
            self.fields |= address | {"postcode": postcode_field("Postcode")}
            self.groups = (*self.groups, FieldGroup("Adres", ("street", "house_number", "postcode", "city")))
        self.order_fields([name for group in self.groups for name in group.names])

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, without the reason; an empty text is empty and not None."""
        kept = {name: value for name, value in self.cleaned_data.items() if name in CORRECTABLE}
        return {name: "" if value is None and name != "birth_date" else value for name, value in kept.items()}


ADDRESS = (("street", "Straat", 120), ("house_number", "Huisnummer", 20), ("city", "Plaats", 80))


class TermsForm(forms.Form):
    """How long the SWV keeps what; empty is as the law says."""

    use_required_attribute = False

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        law = terms_on(today).law
        for kind, (years, start) in KIND_OF_CHOICE.items():
            term = law[kind]
            self.fields[years] = forms.IntegerField(
                label=f"{KIND_NAMES[kind].capitalize()}: hoeveel jaar bewaren?",
                required=False,
                min_value=term.at_least,
                max_value=LONGEST[term.unit],
                widget=forms.NumberInput({"class": "utrecht-textbox--w10"}),
                help_text=f"Leeg is {term.keep} jaar. Korter dan {term.at_least} jaar kan niet ({term.source.short}).",
            )
            if start:
                self.fields[start] = forms.ChoiceField(
                    label=f"{KIND_NAMES[kind].capitalize()}: tellen vanaf",
                    required=False,
                    choices=[("", "Zoals gebruikelijk"), *((one, START_NAMES[one]) for one in term.starts)],
                )
        self.fields["decisions_may_go"] = forms.BooleanField(
            label="Besluiten mogen worden vernietigd",
            required=False,
            help_text=(
                "Zet dit pas aan als de selectielijst voor samenwerkingsverbanden geldt "
                f"({law[Kind.GRANTED].source.short}). Tot die dag blijven besluiten bewaard."
            ),
        )
