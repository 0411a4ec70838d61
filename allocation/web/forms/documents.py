"""Adding a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from allocation.models import Document

from .building import choice


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
