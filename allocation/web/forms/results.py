"""The step with the test results."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from allocation.completeness import Step
from allocation.intake import values
from allocation.models import Request
from allocation.models.evidence import Responsible, SocialEmotional
from allocation.policy.facts import Domain
from allocation.policy.measures import Range
from allocation.policy.wording.names import DOMAIN_NAMES
from allocation.web.fields import date_field, delay_field, dl_field, dle_field, iq_field
from swv_portal.ui.forms import FieldGroup

from .building import StepForm, choice, text


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
