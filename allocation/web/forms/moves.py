"""The questions of the route guide. About a situation, never about a pupil."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from allocation.policy.facts import Track
from allocation.policy.move_rules import Regime
from allocation.policy.moves import Event, Move
from allocation.web.fields import ReadableField, show_date

REGIMES = (
    (Regime.NATIONAL, "Landelijke criteria"),
    (Regime.OWN_CRITERIA, "Eigen criteria, wel aanwijzingen"),
    (Regime.NO_DESIGNATION, "Niemand aanwijzen (populatiebekostiging)"),
)
EVENTS = (
    (Event.PO_TO_VO, "De leerling gaat van de basisschool naar het voortgezet onderwijs"),
    (Event.CHANGE_SCHOOL, "De leerling wisselt van school in het voortgezet onderwijs"),
    (Event.MOVE_HOUSE, "De leerling verhuist en blijft op dezelfde school"),
)


class MoveForm(forms.Form):
    """What happens, between which two samenwerkingsverbanden, and when."""

    use_required_attribute = False
    soort = forms.ChoiceField(
        label="Waar gaat het om?",
        choices=[(Track.LWOO, "Leerwegondersteunend onderwijs (lwoo)"), (Track.PRO, "Praktijkonderwijs (pro)")],
        widget=forms.RadioSelect,
    )
    wat = forms.ChoiceField(label="Wat gebeurt er?", choices=EVENTS, widget=forms.RadioSelect)
    van = forms.ChoiceField(
        label="Wat doet het samenwerkingsverband waar de leerling vandaan komt?",
        choices=REGIMES,
        widget=forms.RadioSelect,
    )
    naar = forms.ChoiceField(
        label="Wat doet het samenwerkingsverband van de nieuwe school?",
        help_text="Blijft de leerling op dezelfde school? Kies dan het samenwerkingsverband van het nieuwe huis.",
        choices=REGIMES,
        widget=forms.RadioSelect,
    )
    leerjaar = forms.ChoiceField(
        label="In welk leerjaar van het voortgezet onderwijs zit de leerling?",
        help_text="Van de basisschool naar het voortgezet onderwijs: kies leerjaar 1.",
        choices=[(str(year), f"Leerjaar {year}") for year in range(1, 6)],
    )

    def __init__(self, *args: Any, today: dt.date, read_day: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = "Maak een keuze."
        self.fields["datum"] = ReadableField(
            label="Op welke datum?",
            read=read_day,
            show=show_date,
            width="w10",
            help_text="Bijvoorbeeld 01-09-2026",
            required=True,
        )
        self.fields["datum"].error_messages["required"] = "Vul een datum in."
        self.initial.setdefault("datum", today)

    @property
    def move(self) -> Move:
        """The situation of a valid form."""
        chosen = self.cleaned_data
        return Move(
            track=Track(chosen["soort"]),
            leaves=Regime(chosen["van"]),
            enters=Regime(chosen["naar"]),
            event=Event(chosen["wat"]),
            school_year=int(chosen["leerjaar"]),
            on=chosen["datum"],
        )
