"""The last lock is the database: overlap, change and removal are refused, also to raw SQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError

from allocation.models import Framework

from .stories import THRESHOLDS, a_concept, a_national, a_published, a_region, answer

pytestmark = pytest.mark.django_db


def run(statement: str, *values: Any) -> None:
    """One raw statement, in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_two_published_frameworks_never_overlap_for_one_swv_and_track() -> None:
    region = a_region()
    published = a_national(region)
    second = a_concept(region, variant="national", valid_from=published.valid_from)
    statement = (
        "UPDATE allocation_framework SET state = 'published', published_at = now(), published_by_id = %s WHERE id = %s"
    )
    with pytest.raises(IntegrityError, match="one_framework_per_swv_and_track"):
        run(statement, region.nadia.user_id, str(second.pk))
    run("UPDATE allocation_framework SET track = 'pro' WHERE id = %s", str(second.pk))
    run(statement, region.nadia.user_id, str(second.pk))


@pytest.mark.parametrize(
    "change", ["name = 'X'", "options = '{}'", "valid_from = '2030-01-01'", "reading = 'literal'", "state = 'concept'"]
)
def test_a_published_framework_is_frozen(change: str) -> None:
    region = a_region()
    published = a_published(region)
    with pytest.raises(InternalError):
        run(f"UPDATE allocation_framework SET {change} WHERE id = %s", str(published.pk))


def test_a_published_framework_cannot_be_removed() -> None:
    region = a_region()
    published = a_national(region)
    with pytest.raises(InternalError):
        run("DELETE FROM allocation_framework WHERE id = %s", str(published.pk))
    assert Framework.objects.filter(pk=published.pk).exists()


def test_opting_out_of_pro_and_opting_out_without_grounds_are_refused() -> None:
    region = a_region()
    concept = a_concept(region)
    with pytest.raises(IntegrityError, match="pro_knows_only_national"):
        run("UPDATE allocation_framework SET track = 'pro' WHERE variant = %s", THRESHOLDS)
    with pytest.raises(IntegrityError, match="opting_out_has_grounds"):
        run(
            "UPDATE allocation_framework SET state = 'published', published_at = now(), published_by_id = %s"
            " WHERE id = %s",
            region.nadia.user_id,
            str(concept.pk),
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE allocation_boardconsent SET answer = 'given'", "DELETE FROM allocation_boardconsent"]
)
def test_an_answer_of_a_board_is_never_changed(statement: str) -> None:
    region = a_region()
    answer(region, a_concept(region), region.duin, "refused")
    with pytest.raises(InternalError):
        run(statement)
