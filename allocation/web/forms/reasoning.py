"""The step with the reasons of the school and the views of parents and pupil."""

from __future__ import annotations

from typing import Any

from allocation.completeness import Step
from allocation.models import Request
from allocation.models.requests import ParentsView, SpecialGround, SpecialGroup
from allocation.policy.facts import Track
from allocation.services.circumstances import route_of
from allocation.web.fields import date_field
from swv_portal.ui.forms import FieldGroup

from .building import StepForm, answered, choice, long_text, several, yes_or_no

ABOUT_THE_REQUEST = ("motivation", "parents_view", "parents_view_on", "parents_view_text", "pupil_view_text")
# A later change to pro (Ub WVO 2020 art. 2.47).
SPECIAL = (
    "special_group",
    "special_grounds",
    "parents_consent",
    "parents_consent_on",
    "done_so_far",
    "experts",
    "risks",
)


class ReasoningForm(StepForm):
    """Why the school asks, and what parents and pupil think. For pro also what a later change asks."""

    step = Step.REASONING
    optional_fields = frozenset({"parents_view_text", "pupil_view_text"})
    groups = (
        FieldGroup("De school", ("motivation",)),
        FieldGroup(
            "De ouders",
            ("parents_view", "parents_view_on", "parents_view_text"),
            help_text="Voor praktijkonderwijs is de mening van de ouders verplicht.",
        ),
        FieldGroup("De leerling", ("pupil_view_text",)),
        FieldGroup(
            "Later naar het praktijkonderwijs",
            SPECIAL,
            help_text=(
                "Alleen invullen als de leerling niet direct van de basisschool en niet uit leerjaar 1 komt. "
                "Voor die leerlingen vraagt de wet meer (Ub WVO 2020 art. 2.47)."
            ),
        ),
    )
    motivation = long_text(
        "Motivering van de school",
        rows=10,
        help_text="Wat ziet u in de klas? Wat heeft de school al gedaan, en wat leverde dat op?",
    )
    parents_view = choice("Wat vinden de ouders van de aanvraag?", ParentsView)
    parents_view_text = long_text("Toelichting van de ouders", rows=4, help_text="In hun eigen woorden.")
    pupil_view_text = long_text("Wat vindt de leerling zelf?", rows=4)
    special_group = choice("Wat heeft de leerling nu?", SpecialGroup, help_text="Voeg bij de documenten een kopie toe.")
    special_grounds = several(
        "Waarom past praktijkonderwijs het best?",
        SpecialGround,
        help_text=(
            "De eerste drie redenen gelden bij een aanwijzing voor lwoo. De laatste twee gelden bij een "
            "toelaatbaarheidsverklaring of een ontwikkelingsperspectief."
        ),
    )
    parents_consent = yes_or_no(
        "Stemmen de ouders schriftelijk in?",
        yes="ja, de ouders stemmen in",
        no="nee, de ouders stemmen niet in",
        help_text="Zonder instemming van de ouders kan deze aanvraag niet slagen.",
    )
    done_so_far = long_text("Wat deed de school tot nu toe, en wat leverde dat op?", rows=4)
    experts = long_text(
        "Welke deskundigen van buiten de school waren erbij?", rows=3, help_text="Geen? Schrijf dan: geen."
    )
    risks = long_text("Wat dreigt er als de leerling op de huidige plek blijft?", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.dossier is None or self.dossier.track != Track.PRO:
            for name in SPECIAL:
                del self.fields[name]

    def add_dated_fields(self) -> None:
        """When the parents gave their view, and when they agreed to a later change."""
        self.fields["parents_view_on"] = date_field("Op welke datum gaven de ouders hun mening?", today=self.today)
        self.fields["parents_consent_on"] = date_field("Op welke datum stemden de ouders in?", today=self.today)


def reasoning_initial(request: Request) -> dict[str, Any]:
    """The motivation and views so far, for the form."""
    route = route_of(request)
    known = {name: getattr(request, name) for name in ABOUT_THE_REQUEST}
    known |= {name: getattr(route, name) for name in SPECIAL}
    return known | {"parents_consent": answered(route.parents_consent)}
