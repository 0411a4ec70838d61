"""Laying a request before an assessor."""

from __future__ import annotations

from typing import Any

from django import forms

from schools.models import User


class AssignForm(forms.Form):
    """Who will look into the request."""

    use_required_attribute = False
    assessor = forms.ChoiceField(label="Toewijzen aan")

    def __init__(self, *args: Any, assessors: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assessor"].choices = [("", "Kies een beoordelaar"), *((one.pk, str(one)) for one in assessors)]
