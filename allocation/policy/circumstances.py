"""How a request came in: from where the pupil comes and, for a later change to pro, on which ground."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class ComesFrom(StrEnum):
    """From where the pupil comes (WVO 2020 art. 2.30 lid 2 a and b, 2.43 lid 3)."""

    PRIMARY = "primary"
    VO_YEAR_1 = "vo1"
    VO_LATER = "vo_later"
    OTHER = "other"


class SpecialGroup(StrEnum):
    """What a pupil must have for a later change to pro (Ub WVO 2020 art. 2.47 lid 1)."""

    LWOO = "lwoo"
    SUPPORT_STATEMENT = "tlv"
    DEVELOPMENT_PLAN = "opp"


class SpecialGround(StrEnum):
    """Why pro fits best. The first three go with lwoo (lid 1 a), the last two with a TLV or OPP (lid 1 b)."""

    BORDER_SCORES = "border_scores"
    PROBLEMS_INCREASED = "problems_increased"
    OTHER_PROBLEMS = "other_problems"
    MEETS_A_CRITERION = "meets_a_criterion"
    PROBLEMS_REQUIRE_PRO = "problems_require_pro"


class Circumstances(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The facts of filing.

    `number`: the number of the request, once it has one. `complete_on`: the day the dossier was complete, when that is
    later than the day of filing. `documents`: kinds of documents with the request. `told`: parts of the dossier of
    art. 2.47 lid 2 that were written (`done_so_far`, `experts`, `risks`, `motivation`, `parents_view`).
    `designated_until`: the day on which a running lwoo designation of this SWV ends (not included).
    """

    filed_on: date
    number: str = ""
    complete_on: date | None = None
    comes_from: ComesFrom | None = None
    in_nl_since: date | None = None
    special_group: SpecialGroup | None = None
    special_grounds: tuple[SpecialGround, ...] = ()
    parents_consent: bool | None = None
    parents_consent_on: date | None = None
    told: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    designated_until: date | None = None
