"""What a check found about route or evidence: not a criterion of the law, but something a person must know."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Weight(StrEnum):
    """How much a note weighs. Only an obstacle changes the advice; unverified says that nothing was checked."""

    FINE = "fine"
    HINT = "hint"
    UNVERIFIED = "unverified"
    OBSTACLE = "obstacle"


class Note(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One finding about how the request came in or how a test was taken.

    `rule` names the check, `about` what it was made on (`route`, `iq`, `se`, `tl`, `sp`, `bl`, `ir`). `values` fill the
    sentence that `wording.notes` keeps for the rule. `citation` is the place in the law or regulation, `confidence`
    H, M or L.
    """

    rule: str
    about: str
    weight: Weight
    citation: str
    confidence: str = "H"
    values: dict[str, str] = {}
