"""Options that more than one variant has, and sentences about them."""

from __future__ import annotations

from typing import Annotated

from allocation.policy.options import Field, Options
from allocation.policy.parameters import ConflictRule
from allocation.policy.variant import Sentences

NEVER = "never"
ALL_OF_LWOO = Sentences(
    "Niet alle eisen van het samenwerkingsverband voor lwoo zijn vervuld",
    "Of alle eisen van het samenwerkingsverband voor lwoo zijn vervuld, is nog niet te zeggen",
    "Of alle eisen van het samenwerkingsverband voor lwoo zijn vervuld, is niet zeker",
    "Alle eisen van het samenwerkingsverband voor lwoo zijn vervuld",
)
OVERLAP_CHOICES = (
    ("as_national", "Zoals lid 6 van de landelijke regels"),
    ("both_complete", "Alleen als de leerling ook helemaal aan de criteria voor pro voldoet"),
    (NEVER, "Nooit: de criteria voor lwoo beslissen"),
)
OVERLAP_RULES = {"both_complete": ConflictRule.BOTH_COMPLETE, NEVER: ConflictRule.NEVER}


class Designating(Options, frozen=True, kw_only=True):
    """What every variant that designates pupils can choose: how long a designation holds."""

    school_years: Annotated[
        int | None,
        Field(
            "Voor hoeveel hele schooljaren geldt een aanwijzing?",
            help="Bij een besluit tijdens een schooljaar komt de rest van dat jaar erbij. Leeg: zonder einddatum.",
            unit="schooljaren",
            lowest=1,
            highest=6,
            source="Ub WVO 2020 art. 2.48 lid 1",
        ),
    ] = None
    renewal_months: Annotated[
        int,
        Field(
            "Hoeveel maanden voor het einde kan de school verlenging vragen?",
            unit="maanden",
            lowest=1,
            highest=12,
            source="Ub WVO 2020 art. 2.48 lid 1",
        ),
    ] = 6


class Overlapping(Designating, frozen=True, kw_only=True):
    """Besides: how the criteria for lwoo meet those for pro."""

    overlap: Annotated[
        str,
        Field(
            "Wanneer geeft de motivering van de school de doorslag tussen lwoo en pro?",
            help="Dit gaat over leerlingen die deels of helemaal ook bij pro passen.",
            kind="choice",
            choices=OVERLAP_CHOICES,
            source="Ub WVO 2020 art. 2.46 lid 6",
        ),
    ] = "as_national"
