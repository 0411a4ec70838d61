"""The step with the reasons of the school and the views of parents and pupil."""

from __future__ import annotations

from typing import Any

from allocation.completeness import Step
from allocation.models import Request
from allocation.models.requests import ParentsView
from allocation.web.fields import date_field
from swv_portal.ui.forms import FieldGroup

from .building import StepForm, choice, long_text


class ReasoningForm(StepForm):
    """Why the school asks, and what parents and pupil think."""

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
    )
    motivation = long_text(
        "Motivering van de school",
        rows=10,
        help_text="Wat ziet u in de klas? Wat heeft de school al gedaan, en wat leverde dat op?",
    )
    parents_view = choice("Wat vinden de ouders van de aanvraag?", ParentsView)
    parents_view_text = long_text("Toelichting van de ouders", rows=4, help_text="In hun eigen woorden.")
    pupil_view_text = long_text("Wat vindt de leerling zelf?", rows=4)

    def add_dated_fields(self) -> None:
        """When the parents gave their view."""
        self.fields["parents_view_on"] = date_field("Op welke datum gaven de ouders hun mening?", today=self.today)


def reasoning_initial(request: Request) -> dict[str, Any]:
    """The motivation and views so far, for the form."""
    return {name: getattr(request, name) for name in (*ReasoningForm.base_fields, "parents_view_on")}
