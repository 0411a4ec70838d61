"""What an SWV chose: a variant with its options and a reading of lid 6. Frozen inside every receipt it led to."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from allocation.policy.parameters import Reading


class Ruleset(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A variant, the revision its options were filled in for, and those options as plain JSON values.

    `id`, `name` and `starts_on` tell the framework (kader) of the SWV; without one these are the national rules.
    """

    variant: str = "national"
    revision: int = 1
    options: dict[str, Any] = {}
    reading: Reading = Reading.PRACTICE
    id: str = ""
    name: str = ""
    starts_on: date | None = None


NATIONAL = Ruleset()
