"""Forms of the style guide: every kind of field, with invented content."""

from __future__ import annotations

from django import forms

from .forms import FieldGroup

TRACKS = [("lwoo", "Leerwegondersteunend onderwijs (lwoo)"), ("pro", "Praktijkonderwijs (pro)")]
TESTS = [("", "Kies een test"), ("wisc-v", "WISC-V-NL"), ("ids-2", "IDS-2"), ("son-r", "SON-R 6-40")]


def _box(width: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": f"utrecht-textbox--{width}", "autocomplete": "off"})


class TestsForm(forms.Form):
    """Part of the step ‘toetsgegevens’. May be saved half-filled, so nothing is required."""

    track = forms.ChoiceField(label="Wat vraagt u aan?", choices=TRACKS, widget=forms.RadioSelect)
    iq = forms.CharField(
        label="IQ", help_text="Een getal of een interval, bijvoorbeeld 85 of 85-95", required=False, widget=_box("w10")
    )
    iq_instrument = forms.ChoiceField(label="Welke test?", choices=TESTS, required=False)
    iq_tested_on = forms.DateField(label="Afgenomen op", help_text="dd-mm-jjjj", required=False, widget=_box("w10"))
    dle_bl = forms.IntegerField(label="DLE", required=False, widget=_box("w4"))
    dl_bl = forms.IntegerField(label="DL", required=False, widget=_box("w4"))
    instrument_bl = forms.CharField(label="Toets", required=False)
    tested_bl = forms.DateField(label="Afgenomen op", help_text="dd-mm-jjjj", required=False, widget=_box("w10"))
    motivation = forms.CharField(
        label="Motivering van de school",
        help_text="Wat ziet u in de klas? Waarom past deze ondersteuning bij de leerling?",
        widget=forms.Textarea,
    )
    pupil_view = forms.CharField(
        label="Wat vindt de leerling zelf?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.MultipleChoiceField(
        label="Wat hebt u besproken met de ouders?",
        choices=[("request", "De aanvraag"), ("scores", "De uitslagen"), ("objection", "Hoe bezwaar maken gaat")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    informed = forms.BooleanField(label="De ouders weten dat wij deze aanvraag indienen.")

    optional_fields = frozenset({"pupil_view"})
    groups = (
        FieldGroup("Intelligentie", ("iq", "iq_instrument", "iq_tested_on"), "Neem over wat in het verslag staat."),
        FieldGroup("Begrijpend lezen", ("dle_bl", "dl_bl", "instrument_bl", "tested_bl"), row=True),
    )

    def clean_iq(self) -> str:
        """An example of an error that says what to do."""
        value: str = self.cleaned_data["iq"]
        if value and not value.replace("-", "").isdigit():
            raise forms.ValidationError("Vul een getal in tussen 20 en 200, of een interval zoals 85-95.")
        return value


class UploadForm(forms.Form):
    """Adding one document."""

    kind = forms.ChoiceField(
        label="Soort document",
        choices=[("", "Kies een soort"), ("report", "Onderwijskundig rapport"), ("iq", "Verslag IQ-onderzoek")],
    )
    file = forms.FileField(
        label="Bestand",
        help_text="PDF, Word (docx), jpg of png, hoogstens 20 MB",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png", "data-max-bytes": 20 * 1024 * 1024}),
    )


class DecisionForm(forms.Form):
    """The decision of a person."""

    outcome = forms.ChoiceField(
        label="Uw besluit", choices=[("granted", "Toewijzen"), ("refused", "Afwijzen")], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Motivering",
        help_text="Nodig als u afwijkt van het advies. Ouders lezen deze tekst in de brief.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    optional_fields: frozenset[str] = frozenset()


class SearchForm(forms.Form):
    """Searching in the work list."""

    search = forms.CharField(label="Zoek op naam of nummer", required=False)
    track = forms.ChoiceField(label="Soort", choices=[("", "lwoo en pro"), *TRACKS], required=False)

    optional_fields: frozenset[str] = frozenset()
