"""Filing, withdrawing, asking for additions, deciding."""

from __future__ import annotations

from django import forms

from allocation.models.decisions import Decision
from swv_portal.ui.guarded import GuardedForm

from .building import long_text


class FileRequestForm(GuardedForm):
    """The last question before filing."""

    use_required_attribute = False
    optional_fields: frozenset[str] = frozenset()
    incomplete_reason = long_text(
        "Waarom ontbreken er gegevens?",
        rows=4,
        help_text="Bijvoorbeeld: het IQ-onderzoek is op 3 december. Het samenwerkingsverband leest dit.",
    )


class WithdrawForm(GuardedForm):
    """Why the school takes the request back."""

    note = forms.CharField(label="Waarom trekt u de aanvraag in?", max_length=2000, widget=forms.Textarea({"rows": 3}))


class AdditionsForm(GuardedForm):
    """What the SWV misses."""

    note = forms.CharField(
        label="Wat moet de school aanvullen?",
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text="De school leest deze tekst bij de aanvraag.",
    )


class DecideForm(GuardedForm):
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
