"""Forms around people and their roles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from schools.access import TEMPORARY_ROLES
from schools.models import User
from schools.services.offices import Office
from swv_portal.ui.guarded import GuardedForm


class DayField(forms.DateField):
    """A day as people here write it."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.DateInput(format="%d-%m-%Y", attrs={"class": "utrecht-textbox--w10", "inputmode": "numeric"})
        wrong = {"invalid": "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 1-8-2027."}
        super().__init__(input_formats=["%d-%m-%Y"], widget=box, error_messages=wrong, **kwargs)


class InvitationForm(GuardedForm):
    """Who, which role, how long."""

    office = forms.ChoiceField(label="Welke rol?")
    name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", help_text="Een eigen adres van deze persoon, niet van een afdeling.")
    valid_from = DayField(label="Vanaf")
    valid_until = DayField(
        label="Tot", required=False, help_text="Op deze dag geldt de rol niet meer. Leeg: tot u hem beëindigt."
    )

    def __init__(self, *args: Any, offices: list[Office], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"valid_from": today}, **kwargs)
        self.offices = {office.key: office for office in offices}
        choices = [(key, office.label) for key, office in self.offices.items()]
        self.fields["office"].choices = [("", "Kies een rol"), *choices]
        for name, text in (
            ("office", "Kies een rol."),
            ("name", "Vul de naam in."),
            ("email", "Vul het e-mailadres in."),
        ):
            self.fields[name].error_messages["required"] = text
        self.fields["email"].error_messages["invalid"] = "Dit is geen e-mailadres."

    def clean(self) -> dict[str, Any]:
        """A period in order, and an end for who comes for a while."""
        cleaned = super().clean() or {}
        begins, ends, office = cleaned.get("valid_from"), cleaned.get("valid_until"), self.chosen_office
        if begins and ends and ends <= begins:
            self.add_error("valid_until", "De einddatum ligt niet na de begindatum.")
        if office and office.role in TEMPORARY_ROLES and not ends and "valid_until" not in self.errors:
            self.add_error("valid_until", "Een auditor krijgt altijd een einddatum.")
        return cleaned

    @property
    def chosen_office(self) -> Office | None:
        """The role that was chosen, if any."""
        return self.offices.get(self.cleaned_data.get("office", ""))

    @property
    def chosen(self) -> dict[str, Any]:
        """The choices of a valid form, as the service wants them."""
        wanted = {name: self.cleaned_data[name] for name in ("name", "email", "valid_from", "valid_until")}
        return {**wanted, "office": self.chosen_office}


class EndForm(GuardedForm):
    """From which day a role is over."""

    from_day = DayField(label="Vanaf welke dag geldt de rol niet meer?")


class NewcomerForm(GuardedForm):
    """A name and a password for a new account."""

    name = forms.CharField(label="Uw naam", max_length=120)
    password1 = forms.CharField(
        label="Kies een wachtwoord",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Minstens 12 tekens. Een paar losse woorden achter elkaar is makkelijk te onthouden.",
    )
    password2 = forms.CharField(
        label="Het wachtwoord nog een keer",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The same password twice, and one that is hard to guess."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "De twee wachtwoorden zijn niet gelijk.")
        if first:
            try:
                validate_password(first, User(email=self.email, name=cleaned.get("name", "")))
            except forms.ValidationError as weak:
                self.add_error("password1", weak)
        return cleaned
