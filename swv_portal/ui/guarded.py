"""Forms into which no BSN gets: every text a person types is looked at, also when the field cannot read it."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from swv_portal.bsn import contains_bsn, without_bsn

TAKEN_OUT = "[nummer weggehaald]"
FOUND = (
    "Hier staat een getal dat een burgerservicenummer (bsn) of onderwijsnummer kan zijn. Dat mag niet naar het "
    "samenwerkingsverband. Haal het getal weg. Is het een telefoonnummer? Schrijf er dan tel. voor."
)
GAP = f"Hier stond een bsn of onderwijsnummer. Dat bewaren we niet. Haal ‘{TAKEN_OUT}’ weg en lees de zin na."


class GuardedForm(forms.Form):
    """A form that refuses a BSN at the field where it stands, without repeating it. Every form with text is one."""

    # What to do, for fields where people put such a number for a reason.
    bsn_advice: dict[str, str] = {}

    def _post_clean(self) -> None:
        """After all other checks, because the number counts whatever else is wrong with the text."""
        super()._post_clean()
        for name, typed in self._typed():
            problem = self.bsn_advice.get(name, FOUND) if contains_bsn(typed) else GAP if TAKEN_OUT in typed else ""
            if problem:
                self.errors.pop(name, None)
                self.add_error(name, forms.ValidationError(problem, code="bsn"))

    def _typed(self) -> Iterator[tuple[str, str]]:
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                yield name, str(self[name].data or "")


def storable(typed: str) -> str:
    """Typed text that may be kept until it is put right: without the number."""
    return without_bsn(typed, instead=TAKEN_OUT)
