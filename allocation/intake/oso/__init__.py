"""OSO swv-dossiers (Overstapservice Onderwijs, profiles VOSWV and POSWV), of any yearly version."""

from __future__ import annotations

from allocation.intake.oso.facts import (
    Address,
    Advice,
    Attachment,
    Consent,
    DelayResult,
    IqResult,
    OsoDossier,
    Parent,
    Pupil,
    SchoolYear,
    SendingSchool,
    SupportMeasure,
)
from allocation.intake.oso.read import read_dossier
from allocation.intake.oso.report import Line, TakeOver
from allocation.intake.oso.source import MAX_DOSSIER_BYTES
from allocation.intake.refusals import Refusal, RefusedDossier

__all__ = [
    "MAX_DOSSIER_BYTES",
    "Address",
    "Advice",
    "Attachment",
    "Consent",
    "DelayResult",
    "IqResult",
    "Line",
    "OsoDossier",
    "Parent",
    "Pupil",
    "Refusal",
    "RefusedDossier",
    "SchoolYear",
    "SendingSchool",
    "SupportMeasure",
    "TakeOver",
    "read_dossier",
]
