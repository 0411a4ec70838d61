"""The step with the test results."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from allocation.completeness import Step
from allocation.intake import values
from allocation.models import Request
from allocation.models.evidence import Responsible, SocialEmotional
from allocation.policy.editions import Criterion, Edition, criterion_of
from allocation.policy.facts import Domain, Track
from allocation.policy.measures import Range
from allocation.policy.needs import Judged, Needs
from allocation.policy.wording.names import DOMAIN_NAMES
from allocation.services.assess import needs_of
from allocation.services.editions import edition_for
from allocation.web.fields import date_field, delay_field, dl_field, dle_field, iq_field
from swv_portal.ui.forms import FieldGroup

from .building import StepForm, answered, choice, long_text, text, yes_or_no
from .suggestions import SuggestingInput, named_test

JUDGEMENTS = {
    Judged.CAPACITY: ("judged_capacity", "Past het leervermogen van de leerling bij lwoo?"),
    Judged.LEARNING_DELAY: ("judged_delay", "Past de leerachterstand van de leerling bij lwoo?"),
    Judged.SOCIAL_EMOTIONAL: (
        "judged_social_emotional",
        "Zijn er sociaal-emotionele problemen die het leren sterk belemmeren?",
    ),
}


class ResultsForm(StepForm):
    """Intelligence, learning delay, social-emotional; and the school's judgement where the SWV lets it count."""

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
        FieldGroup(
            "Sociaal-emotioneel",
            ("se_outcome", "se_instrument", "se_label", "se_tested_on", "se_responsible", "se_responsible_role"),
        ),
    )
    iq = iq_field("IQ", help_text="Eén getal, of een interval zoals 85-95")
    iq_instrument = named_test("Welke test?", help_text="Bijvoorbeeld: WISC-V-NL of NIO")
    iq_responsible = text("Wie is verantwoordelijk?", length=120, help_text="De psycholoog of orthopedagoog")
    iq_responsible_role = choice("Functie", Responsible)
    se_outcome = choice(
        "Zijn er sociaal-emotionele problemen die het leren sterk belemmeren?",
        SocialEmotional,
        help_text="Alleen nodig voor lwoo bij een IQ van 91 tot en met 120.",
    )
    se_instrument = named_test("Welke test of vragenlijst?")
    se_label = text("Uitkomst in woorden", length=160, help_text="Bijvoorbeeld: klinisch gebied faalangst")
    se_responsible = text("Wie is verantwoordelijk?", length=120, help_text="De psycholoog of orthopedagoog")
    se_responsible_role = choice("Functie", Responsible)

    def add_dated_fields(self) -> None:
        """Test dates, and a row of four fields for every domain."""
        self.fields["iq_tested_on"] = date_field("Afgenomen op", today=self.today)
        self.fields["se_tested_on"] = date_field("Afgenomen op", today=self.today)
        for domain in Domain:
            self.fields[f"dle_{domain}"] = dle_field("DLE")
            self.fields[f"dl_{domain}"] = dl_field("DL")
            self.fields[f"delay_{domain}"] = delay_field("Achterstand")
            self.fields[f"instrument_{domain}"] = named_test("Toets")
            self.fields[f"tested_on_{domain}"] = date_field("Afgenomen op", today=self.today, help_text="")
        self._suggest_tests()
        if self.dossier is not None:
            self._follow(needs_of(self.dossier, on=self.dossier.filed_on or self.today))

    def _suggest_tests(self) -> None:
        """Each box for a test offers what the list allows for its criterion and the track of the request."""
        boxes = {"iq_instrument": Criterion.IQ, "se_instrument": Criterion.SE}
        boxes |= {f"instrument_{domain}": criterion_of(domain) for domain in Domain}
        for name, criterion in boxes.items():
            widget = self.fields[name].widget
            if isinstance(widget, SuggestingInput):
                widget.suggest = partial(self._allowed, criterion)

    def _allowed(self, criterion: Criterion) -> list[str]:
        if self.edition is None or self.dossier is None:
            return []
        return [one.full_name for one in self.edition.of(criterion, Track(self.dossier.track))]

    @cached_property
    def edition(self) -> Edition | None:
        """The list of tests for this request, if one is loaded."""
        if self.dossier is None:
            return None
        return edition_for(swv=self.dossier.swv, filed_on=self.dossier.filed_on or self.today)

    def _follow(self, needs: Needs) -> None:
        """Ask for the school's judgement where it counts, and say for which IQ problems matter."""
        self.fields["se_outcome"].help_text = _when_problems_count(needs)
        asked = [JUDGEMENTS[one] for one in Judged if one in needs.judged]
        if not asked:
            return
        for name, question in asked:
            self.fields[name] = yes_or_no(question, yes="ja", no="nee")
        self.fields["judgement_reason"] = long_text(
            "Waarop baseert de school dit oordeel?", rows=5, help_text="Noem wat u hebt gezien en gebruikt."
        )
        told = "Uw samenwerkingsverband laat hier het oordeel van de school tellen in plaats van een test."
        names = (*(name for name, _ in asked), "judgement_reason")
        self.groups = (FieldGroup("Oordeel van de school", names, told), *self.groups)

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
    known |= {name: answered(getattr(evidence, name)) for name, _ in JUDGEMENTS.values()}
    known["judgement_reason"] = evidence.judgement_reason
    for one in request.delays.all():
        known[f"dle_{one.domain}"] = _range(one.dle_lowest, one.dle_highest)
        known[f"dl_{one.domain}"] = one.dl_months
        known[f"instrument_{one.domain}"] = one.instrument
        known[f"tested_on_{one.domain}"] = one.tested_on
    return known


def _range(lowest: int | None, highest: int | None) -> Range | None:
    return None if lowest is None or highest is None else Range.between(lowest, highest)


def _when_problems_count(needs: Needs) -> str:
    if needs.social_emotional_from is None:
        return "Voor deze aanvraag is dit niet nodig."
    return f"Alleen nodig bij een IQ van {needs.social_emotional_from} of hoger."
