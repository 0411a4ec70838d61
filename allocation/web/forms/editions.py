"""Uploading a list of allowed tests."""

from __future__ import annotations

from typing import Any

from django import forms

from allocation.policy.strict_yaml import LONGEST
from swv_portal.bsn import contains_bsn


class EditionFileForm(forms.Form):
    """The file; whether it is a good one the reader says."""

    file = forms.FileField(
        label="Bestand met de lijst (yaml)",
        help_text="Begin met een kopie van een bestaande lijst. U ziet per regel wat er niet klopt.",
        max_length=160,
        widget=forms.FileInput({"accept": ".yaml,.yml,text/plain", "data-max-bytes": LONGEST}),
        error_messages={"required": "Kies eerst een bestand.", "empty": "Dit bestand is leeg."},
    )

    def clean_file(self) -> Any:
        """A list is about tests, so nobody's number stands in it."""
        file = self.cleaned_data["file"]
        if contains_bsn(file.read(LONGEST + 1).decode("utf-8", errors="replace")):
            raise forms.ValidationError("In dit bestand staat een getal dat een bsn kan zijn. Haal het weg.", "bsn")
        file.seek(0)
        return file
