"""The step about the pupil."""

from __future__ import annotations

from typing import Any

from django import forms

from allocation.completeness import Step
from allocation.models import Request
from allocation.models.requests import ComesFrom
from allocation.services.assess import is_renewal
from allocation.services.circumstances import route_of
from allocation.web.fields import date_field, postcode_field
from schools.models.students import Gender
from swv_portal.ui.forms import FieldGroup

from .building import StepForm, choice, text


class PupilForm(StepForm):
    """Who it is about."""

    step = Step.PUPIL
    bsn_advice = {
        "las_key": (
            "Dit kan een burgerservicenummer (bsn) of onderwijsnummer zijn. Vul het leerlingnummer uit uw eigen "
            "administratie in, of laat dit vak leeg: u kunt ook zonder indienen."
        )
    }
    optional_fields = frozenset({"first_names", "initials", "prefix", "gender", "in_nl_since"})
    groups = (
        FieldGroup("Naam", ("call_name", "first_names", "initials", "prefix", "last_name")),
        FieldGroup("Gegevens", ("las_key", "birth_date", "gender", "comes_from", "in_nl_since")),
        FieldGroup("Adres", ("secret_address", "street", "house_number", "postcode", "city")),
    )
    las_key = text(
        "Leerlingnummer",
        length=256,
        width="w16",
        help_text="Het nummer uit uw eigen leerlingadministratie. Nooit een burgerservicenummer.",
    )
    call_name = text("Roepnaam", length=80, width="w24")
    first_names = text("Voornamen", length=200)
    initials = text("Voorletters", length=30, width="w10")
    prefix = text("Tussenvoegsel", length=30, width="w10", help_text="Bijvoorbeeld: van de")
    last_name = text("Achternaam", length=120)
    gender = choice("Geslacht", Gender)
    comes_from = choice(
        "Waar komt de leerling vandaan?",
        ComesFrom,
        help_text=(
            "Een aanvraag kan direct vanuit de basisschool, of vanuit leerjaar 1 van het voortgezet onderwijs. "
            "Later kan alleen in bijzondere gevallen."
        ),
    )
    secret_address = forms.BooleanField(
        label="Het adres is geheim",
        required=False,
        help_text="We bewaren dan geen adres. De brief voor de ouders gaat via de school.",
    )
    street = text("Straat", length=120)
    house_number = text("Huisnummer", length=20, width="w10")
    postcode = postcode_field("Postcode")
    city = text("Plaats", length=80)

    def add_dated_fields(self) -> None:
        """The birth date, and the day on which a newcomer arrived."""
        self.fields["birth_date"] = date_field("Geboortedatum", today=self.today, help_text="Bijvoorbeeld 12-03-2014")
        self.fields["in_nl_since"] = date_field(
            "In Nederland sinds", today=self.today, help_text="Alleen voor leerlingen die pas in Nederland zijn."
        )
        if self.dossier is not None and is_renewal(self.dossier, on=self.today):
            self.optional_fields = self.optional_fields | {"comes_from"}
            self.fields["comes_from"].help_text = "Bij een verlenging maakt dit niet uit."

    def clean_postcode(self) -> str:
        """An empty postcode is stored as empty text."""
        return self.cleaned_data["postcode"] or ""


def pupil_initial(request: Request) -> dict[str, Any]:
    """What is known of the pupil, for the form."""
    student = request.student
    known = {name: getattr(student, name) for name in (*PupilForm.base_fields, "birth_date") if hasattr(student, name)}
    return known | {"comes_from": request.comes_from, "in_nl_since": route_of(request).in_nl_since}
