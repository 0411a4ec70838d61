"""What a variant needs to know before it can say anything: the form asks no more than this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Judged(StrEnum):
    """A criterion that the motivated judgement of the school may replace."""

    CAPACITY = "capacity"
    LEARNING_DELAY = "learning_delay"
    SOCIAL_EMOTIONAL = "social_emotional"

    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Needs:
    """For one track under one framework.

    `social_emotional_from`: from this IQ (points) social-emotional problems count; None: never.
    `judged`: the criteria on which the school gives its judgement instead of a test.
    `designates`: False where nobody is designated, so that a request is turned away.
    """

    iq: bool = True
    learning_delay: bool = True
    social_emotional_from: int | None = None
    domains: int = 2
    core_domains: int = 1
    judged: frozenset[Judged] = frozenset()
    designates: bool = True
