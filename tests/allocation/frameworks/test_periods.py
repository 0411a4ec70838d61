"""Laws of time: whatever is published, ended and corrected, on every day at most one framework holds."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from allocation.framework_queries import framework_in_force
from allocation.models import Framework
from allocation.policy.facts import Track
from allocation.services import frameworks
from allocation.services.publishing import Unpublishable
from allocation.workflow import NotNow

from .stories import AUTUMN, TODAY, a_concept, a_region, changed, publish

DAYS = 20
STEPS = st.lists(
    st.tuples(st.sampled_from(["publish", "end", "correct"]), st.integers(0, DAYS), st.integers(1, DAYS) | st.none()),
    min_size=1,
    max_size=5,
)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.mark.django_db
class TestPeriods(TestCase):
    @given(STEPS)
    @settings(max_examples=20, deadline=None)
    def test_one_framework_a_day_and_a_new_one_holds_from_its_first_day(
        self, steps: list[tuple[str, int, int | None]]
    ) -> None:
        region = a_region()
        for kind, first, length in steps:
            made = self._step(region, kind, first, length)
            if made is not None:
                assert self._on(region, made.valid_from) == [made]
        for number in range(2 * DAYS + 2):
            holding = self._on(region, day(number))
            assert len(holding) <= 1
            found = framework_in_force(swv_id=region.swv.pk, track=Track.LWOO, on=day(number))
            assert [found] == (holding or [None])

    def _step(self, region, kind: str, first: int, length: int | None) -> Framework | None:  # type: ignore[no-untyped-def]
        """Do the step when it is allowed; gives what was published."""
        published = list(Framework.objects.filter(state=Framework.State.PUBLISHED))
        until = day(first + length) if length else None
        try:
            if kind == "publish" or not published:
                concept = a_concept(region, variant="national", valid_from=day(first))
                return publish(region, changed(region, concept, valid_until=until))
            old = published[first % len(published)]
            if kind == "end":
                frameworks.end(actor=region.nadia, framework_id=old.pk, until=day(first), at=AUTUMN)
                return None
            concept = frameworks.supersede(
                actor=region.nadia, framework_id=old.pk, new_id=uuid.uuid4(), reason="Fout.", at=AUTUMN
            )
            return publish(region, changed(region, concept, valid_until=until))
        except (Unpublishable, NotNow, frameworks.BadPeriod):
            return None

    def _on(self, region, moment: dt.date) -> list[Framework]:  # type: ignore[no-untyped-def]
        mine = Framework.objects.filter(swv=region.swv, state=Framework.State.PUBLISHED)
        return [one for one in mine if one.is_in_force(moment)]
