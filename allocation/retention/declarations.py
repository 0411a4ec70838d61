"""What happens to every table with personal data, and when: one line per model.

A model that is not here fails tests/retention/test_declarations.py. What is destroyed and what a pupil may read of
themselves both follow this list, so a new table is in both or in neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db import models


class Stage(StrEnum):
    """With what the rows of a table go."""

    HEALTH = "health"
    DOSSIER = "dossier"
    PUPIL = "pupil"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Declared:
    """The stage in which whole rows go. `path`: from the row to its request or its pupil, as Django looks it up.

    `emptied`: fields that are emptied with the health data while the row stays. `why`: why rows stay.
    """

    stage: Stage
    path: str = ""
    emptied: tuple[str, ...] = ()
    why: str = ""

    @property
    def of_pupil(self) -> str:
        """From the row to the pupil; empty for rows that are not about one pupil."""
        if self.stage is Stage.STAYS:
            return ""
        if self.stage is Stage.PUPIL or self.path == "student":
            return self.path
        return f"{self.path}__student" if self.path else "student"


def _stays(why: str) -> Declared:
    return Declared(Stage.STAYS, why=why)


REQUEST_TEXTS = (
    "school_advice",
    "motivation",
    "parents_view_text",
    "pupil_view_text",
    "incomplete_reason",
    "unread",
    "intake_report",
)
ORGANISATION = "organisations and where to reach them; no pupils"
STAFF = "says which member of staff did something; no pupils"

DECLARED: dict[str, Declared] = {
    # What a request rests on. Order matters: rows go in this order, children before parents.
    "allocation.Evidence": Declared(Stage.HEALTH, "request"),
    "allocation.DelayResult": Declared(Stage.HEALTH, "request"),
    "allocation.Document": Declared(Stage.HEALTH, "request"),
    "allocation.RouteInfo": Declared(Stage.HEALTH, "request"),
    # What was decided, and how it came about.
    "allocation.Letter": Declared(Stage.DOSSIER, "decision__request"),
    "allocation.Job": Declared(Stage.DOSSIER, "decision__request"),
    "allocation.Decision": Declared(Stage.DOSSIER, "request"),
    "allocation.ReceiptRecord": Declared(Stage.DOSSIER, "request", emptied=("body",)),
    "allocation.StatusChange": Declared(Stage.DOSSIER, "request", emptied=("note",)),
    "allocation.Assignment": Declared(Stage.DOSSIER, "request"),
    "retention.Hold": Declared(Stage.DOSSIER, "request"),
    "retention.DraftWarning": Declared(Stage.DOSSIER, "request"),
    "allocation.Request": Declared(Stage.DOSSIER, "", emptied=REQUEST_TEXTS),
    # Who the pupil is: gone with the last request.
    "schools.EarlierSupport": Declared(Stage.HEALTH, "student"),
    "schools.SchoolHistoryEntry": Declared(Stage.HEALTH, "student"),
    "schools.Enrolment": Declared(Stage.PUPIL, "student"),
    "schools.Guardian": Declared(Stage.PUPIL, "student"),
    "retention.Correction": Declared(Stage.PUPIL, "student"),
    "retention.Restriction": Declared(Stage.PUPIL, "student"),
    "schools.Student": Declared(Stage.PUPIL, "pk"),
    # No pupils.
    "allocation.Framework": _stays("the rules of an SWV, on which decisions rest; names of staff who published them"),
    "allocation.BoardConsent": _stays("the ground of a framework (WVO 2020 art. 2.48 lid 3); who signed for a board"),
    "allocation.WhatIf": _stays("counts and request numbers; thrown away at the next question"),
    "allocation.InstrumentEdition": _stays("a list of tests; who loaded it"),
    "schools.Swv": _stays(ORGANISATION),
    "schools.Board": _stays(ORGANISATION),
    "schools.School": _stays(ORGANISATION),
    "schools.Location": _stays(ORGANISATION),
    "schools.User": _stays("staff, as long as the account exists; history and audit keep the name as it was"),
    "schools.Membership": _stays("which member of staff worked where and when: needed to read the audit trail"),
    "schools.Invitation": _stays("who was asked to work here, by mail; members of staff only, no pupils"),
    "audit.AuditEvent": _stays("proof of what was seen and done; holds no names of pupils and no scores"),
    "retention.DestructionRun": _stays("the record of destruction; who proposed and approved"),
    "retention.DestructionItem": _stays("the record of destruction: numbers of requests, never names"),
    "retention.RetentionChoice": _stays(STAFF),
    "retention.LeftFile": _stays("paths of files that must still go; they tell nothing about a pupil"),
}


def declared(model: type[models.Model]) -> Declared | None:
    """What was declared for this model."""
    return DECLARED.get(model._meta.label)


def models_of(stage: Stage) -> list[tuple[type[models.Model], Declared]]:
    """The models whose rows go in this stage, in the order in which they go."""
    return [(apps.get_model(label), one) for label, one in DECLARED.items() if one.stage is stage]


# Names of fields that make a row personal, and the kinds of field that may hold anything somebody types.
PERSONAL_NAMES = ("name", "email", "birth", "label", "address", "phone", "signed", "las_key")
PERSONAL_MODELS = ("schools.User", "schools.Student", "schools.Guardian", "allocation.Request", "allocation.Decision")


def holds_personal_data(model: type[models.Model]) -> bool:
    """Whether a table points at a person, a pupil or a dossier, names one, or has room for free text."""
    return any(_is_personal(field) for field in model._meta.concrete_fields)


def _is_personal(field: models.Field) -> bool:  # type: ignore[type-arg]
    if field.remote_field is not None:
        return field.remote_field.model._meta.label in PERSONAL_MODELS
    if isinstance(field, models.TextField | models.JSONField | models.FileField | models.EmailField):
        return True
    return any(part in field.name for part in PERSONAL_NAMES)
