"""Beginning: a new request, an OSO dossier, searching."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from allocation.policy.facts import Track
from allocation.policy.wording.names import TRACK_NAMES
from swv_portal.ui.guarded import GuardedForm


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


class RenewalForm(forms.Form):
    """The id of the draft to be made, so that a double click makes one."""

    id = forms.UUIDField(widget=forms.HiddenInput)


class SearchForm(GuardedForm):
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
