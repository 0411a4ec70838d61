"""The forms of the portal: names, hints and choices. What a filled form means is decided in the services."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from allocation.completeness import Step
from allocation.intake import values
from allocation.models import Document, Request
from allocation.models.decisions import Decision
from allocation.models.evidence import Responsible, SocialEmotional
from allocation.models.requests import ComesFrom, ParentsView
from allocation.policy.facts import Domain, Track
from allocation.policy.measures import Range
from allocation.policy.wording.names import DOMAIN_NAMES, TRACK_NAMES
from schools.models.students import Gender
from swv_portal.ui.forms import FieldGroup

from .fields import date_field, delay_field, dl_field, dle_field, iq_field, postcode_field

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


class NewRequestForm(forms.Form):
    """For which location and which track."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    location = forms.ChoiceField(label="Voor welke vestiging?")
    track = forms.ChoiceField(
        label="Wat vraagt u aan?",
        choices=[(track.value, name[0].upper() + name[1:]) for track, name in TRACK_NAMES.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, locations: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].choices = [(one.pk, str(one)) for one in locations]
        self.tracks_of = {str(one.pk): one for one in locations}

    def clean(self) -> dict[str, Any]:
        """A location that teaches no pro cannot ask for pro, and the other way round."""
        cleaned = super().clean() or {}
        location = self.tracks_of.get(cleaned.get("location", ""))
        track = cleaned.get("track")
        if location and track == Track.PRO and not location.offers_pro:
            self.add_error("track", "Deze vestiging geeft geen praktijkonderwijs.")
        if location and track == Track.LWOO and not location.offers_vmbo:
            self.add_error("track", "Deze vestiging heeft geen vmbo.")
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """The choices of a valid form, as the services that start a request want them."""
        return {
            "request_id": self.cleaned_data["id"],
            "location_id": int(self.cleaned_data["location"]),
            "track": Track(self.cleaned_data["track"]),
        }


class SearchForm(forms.Form):
    """Searching in the work list."""

    use_required_attribute = False
    optional_fields: frozenset[str] = frozenset()
    zoek = forms.CharField(label="Naam, aanvraagnummer of vestiging", max_length=100, required=False)
    soort = forms.ChoiceField(
        label="Soort", choices=[("", "Alles"), (Track.LWOO, "lwoo"), (Track.PRO, "praktijkonderwijs")], required=False
    )


class DossierFileForm(forms.Form):
    """The OSO dossier itself; whether it is a good one the reader says."""

    dossier = forms.FileField(
        label="OSO-dossier (xml)",
        help_text="Het swv-dossier dat u uit uw leerlingvolgsysteem of administratie hebt gehaald.",
        allow_empty_file=False,
        widget=forms.FileInput(
            {"accept": ".xml,text/xml,application/xml", "data-max-bytes": settings.MAX_DOSSIER_BYTES}
        ),
    )


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


class PupilForm(StepForm):
    """Who it is about."""

    step = Step.PUPIL
    optional_fields = frozenset({"first_names", "initials", "prefix", "gender"})
    groups = (
        FieldGroup("Naam", ("call_name", "first_names", "initials", "prefix", "last_name")),
        FieldGroup("Gegevens", ("las_key", "birth_date", "gender", "comes_from")),
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
        help_text="Een aanvraag kan direct vanuit de basisschool, of vanuit leerjaar 1 van het voortgezet onderwijs.",
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
        """The birth date stands after the names."""
        self.fields["birth_date"] = date_field("Geboortedatum", today=self.today, help_text="Bijvoorbeeld 12-03-2014")

    def clean_postcode(self) -> str:
        """An empty postcode is stored as empty text."""
        return self.cleaned_data["postcode"] or ""


class ResultsForm(StepForm):
    """Intelligence, learning delay, social-emotional."""

    step = Step.TESTS
    groups = (
        FieldGroup("Intelligentie", ("iq", "iq_instrument", "iq_tested_on", "iq_responsible", "iq_responsible_role")),
        *(
            FieldGroup(
                f"Leerachterstand: {name}",
                tuple(f"{part}_{domain}" for part in ("dle", "dl", "delay", "instrument", "tested_on")),
                row=True,
            )
            for domain, name in DOMAIN_NAMES.items()
        ),
        FieldGroup("Sociaal-emotioneel", ("se_outcome", "se_instrument", "se_label", "se_tested_on", "se_responsible")),
    )
    iq = iq_field("IQ", help_text="Eén getal, of een interval zoals 85-95")
    iq_instrument = text("Welke test?", length=160, help_text="Bijvoorbeeld: WISC-V-NL of NIO")
    iq_responsible = text("Wie is verantwoordelijk?", length=120, help_text="De psycholoog of orthopedagoog")
    iq_responsible_role = choice("Functie", Responsible)
    se_outcome = choice(
        "Zijn er sociaal-emotionele problemen die het leren sterk belemmeren?",
        SocialEmotional,
        help_text="Alleen nodig voor lwoo bij een IQ van 91 tot en met 120.",
    )
    se_instrument = text("Welke test of vragenlijst?", length=160)
    se_label = text("Uitkomst in woorden", length=160, help_text="Bijvoorbeeld: klinisch gebied faalangst")
    se_responsible = text("Wie is verantwoordelijk?", length=120)

    def add_dated_fields(self) -> None:
        """Test dates, and a row of four fields for every domain."""
        self.fields["iq_tested_on"] = date_field("Afgenomen op", today=self.today)
        self.fields["se_tested_on"] = date_field("Afgenomen op", today=self.today)
        for domain in Domain:
            self.fields[f"dle_{domain}"] = dle_field("DLE")
            self.fields[f"dl_{domain}"] = dl_field("DL")
            self.fields[f"delay_{domain}"] = delay_field("Achterstand")
            self.fields[f"instrument_{domain}"] = text("Toets", length=160)
            self.fields[f"tested_on_{domain}"] = date_field("Afgenomen op", today=self.today, help_text="")

    def clean(self) -> dict[str, Any]:
        """A delay that the school worked out itself must fit its DL and DLE; the law counts with those two."""
        cleaned = super().clean() or {}
        for domain in Domain:
            typed = cleaned.get(f"delay_{domain}")
            if typed is not None:
                self._check_delay(domain, typed, level=cleaned.get(f"dle_{domain}"), months=cleaned.get(f"dl_{domain}"))
        return cleaned

    def _check_delay(self, domain: Domain, typed: Decimal, *, level: Range | None, months: int | None) -> None:
        if level is None or months is None:
            self.add_error(f"delay_{domain}", "Vul ook de DLE en de DL in: daarmee rekenen de regels.")
        elif not values.delay_agrees(typed, dle=level, dl=months):
            self.add_error(f"delay_{domain}", "Deze achterstand past niet bij de DLE en de DL. Kijk ze na.")


class ReasoningForm(StepForm):
    """Why the school asks, and what parents and pupil think."""

    step = Step.REASONING
    optional_fields = frozenset({"parents_view_text", "pupil_view_text"})
    groups = (
        FieldGroup("De school", ("motivation",)),
        FieldGroup(
            "De ouders",
            ("parents_view", "parents_view_on", "parents_view_text"),
            help_text="Voor praktijkonderwijs is de mening van de ouders verplicht.",
        ),
        FieldGroup("De leerling", ("pupil_view_text",)),
    )
    motivation = long_text(
        "Motivering van de school",
        rows=10,
        help_text="Wat ziet u in de klas? Wat heeft de school al gedaan, en wat leverde dat op?",
    )
    parents_view = choice("Wat vinden de ouders van de aanvraag?", ParentsView)
    parents_view_text = long_text("Toelichting van de ouders", rows=4, help_text="In hun eigen woorden.")
    pupil_view_text = long_text("Wat vindt de leerling zelf?", rows=4)

    def add_dated_fields(self) -> None:
        """When the parents gave their view."""
        self.fields["parents_view_on"] = date_field("Op welke datum gaven de ouders hun mening?", today=self.today)


class UploadForm(forms.Form):
    """One document with its kind."""

    kind = choice("Soort document", Document.Kind)
    file = forms.FileField(
        label="Bestand",
        help_text="Pdf, Word (docx), jpg of png; ten hoogste 20 MB.",
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".pdf,.docx,.jpg,.jpeg,.png", "data-max-bytes": settings.MAX_DOCUMENT_BYTES}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = True


class FileRequestForm(forms.Form):
    """The last question before filing."""

    use_required_attribute = False
    optional_fields: frozenset[str] = frozenset()
    incomplete_reason = long_text(
        "Waarom ontbreken er gegevens?",
        rows=4,
        help_text="Bijvoorbeeld: het IQ-onderzoek is op 3 december. Het samenwerkingsverband leest dit.",
    )


class WithdrawForm(forms.Form):
    """Why the school takes the request back."""

    note = forms.CharField(label="Waarom trekt u de aanvraag in?", max_length=2000, widget=forms.Textarea({"rows": 3}))


class AdditionsForm(forms.Form):
    """What the SWV misses."""

    note = forms.CharField(
        label="Wat moet de school aanvullen?",
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text="De school leest deze tekst bij de aanvraag.",
    )


class DecideForm(forms.Form):
    """The decision of a person."""

    use_required_attribute = False
    optional_fields: frozenset[str] = frozenset()
    outcome = forms.ChoiceField(
        label="Uw besluit",
        choices=[(Decision.Outcome.GRANTED, "Toewijzen"), (Decision.Outcome.REFUSED, "Afwijzen")],
        widget=forms.RadioSelect,
    )
    reason = long_text(
        "Motivering van het besluit",
        rows=5,
        help_text="Verplicht als u afwijkt van het advies. Deze tekst komt in de brief aan de ouders.",
    )
    seal = forms.CharField(max_length=64, widget=forms.HiddenInput)


def pupil_initial(request: Request) -> dict[str, Any]:
    """What is known of the pupil, for the form."""
    student = request.student
    known = {name: getattr(student, name) for name in (*PupilForm.base_fields, "birth_date") if hasattr(student, name)}
    return known | {"comes_from": request.comes_from}


def tests_initial(request: Request) -> dict[str, Any]:
    """The test results so far, for the form."""
    evidence = request.evidence
    names = (*ResultsForm.base_fields, "iq_tested_on", "se_tested_on")
    known: dict[str, Any] = {name: getattr(evidence, name) for name in names if name != "iq"}
    known["iq"] = _range(evidence.iq_lowest, evidence.iq_highest)
    for one in request.delays.all():
        known[f"dle_{one.domain}"] = _range(one.dle_lowest, one.dle_highest)
        known[f"dl_{one.domain}"] = one.dl_months
        known[f"instrument_{one.domain}"] = one.instrument
        known[f"tested_on_{one.domain}"] = one.tested_on
    return known


def _range(lowest: int | None, highest: int | None) -> Range | None:
    return None if lowest is None or highest is None else Range.between(lowest, highest)


def reasoning_initial(request: Request) -> dict[str, Any]:
    """The motivation and views so far, for the form."""
    return {name: getattr(request, name) for name in (*ReasoningForm.base_fields, "parents_view_on")}
