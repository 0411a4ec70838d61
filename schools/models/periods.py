"""Half-open periods: valid on `valid_from`, no longer valid on `valid_until` (empty = open)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class Period(models.Model):
    """Adds a period to a row, with the rule that it does not end before it begins."""

    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot (niet meer op deze dag)", null=True, blank=True)

    class Meta:
        abstract = True


def on_date(day: dt.date, *, prefix: str = "") -> Q:
    """The filter for rows whose period includes the day."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until__gt": day}) | Q(**{f"{prefix}valid_until__isnull": True})
    )


def period_in_order(name: str) -> models.CheckConstraint:
    """The database's own check that a period ends after it begins."""
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
        name=name,
        violation_error_message="De einddatum ligt voor de begindatum.",
    )


class _DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def no_overlap(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """The database's own check that periods for the same fields never overlap; `condition`: among which rows."""
    same: list[Any] = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(
        name=name,
        expressions=[(_DateRange("valid_from", "valid_until"), RangeOperators.OVERLAPS), *same],
        condition=condition,
        violation_error_message="Deze periode overlapt met een andere.",
    )
