"""Uploading a list of allowed tests."""

from __future__ import annotations

from django import forms

from allocation.policy.strict_yaml import LONGEST


class EditionFileForm(forms.Form):
    """The file; whether it is a good one the reader says."""

    file = forms.FileField(
        label="Bestand met de lijst (yaml)",
        help_text="Begin met een kopie van een bestaande lijst. U ziet per regel wat er niet klopt.",
        max_length=160,
        widget=forms.FileInput({"accept": ".yaml,.yml,text/plain", "data-max-bytes": LONGEST}),
        error_messages={"required": "Kies eerst een bestand.", "empty": "Dit bestand is leeg."},
    )
