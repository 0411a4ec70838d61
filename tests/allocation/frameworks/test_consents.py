"""The consent of the boards: all of them, on the choice as it is now, the last answer counting."""

from __future__ import annotations

import datetime as dt

import pytest

from allocation.models import BoardConsent, Framework
from allocation.services import consents
from allocation.services.consents import Standing, standings_of
from allocation.services.publishing import Unpublishable
from allocation.workflow import NotNow
from schools.models import LocationAffiliation
from swv_portal.audit.models import AuditEvent

from . import stories
from .stories import GIVEN, NEW_YEAR, REFUSED, TODAY, a_concept, a_region, answer, changed, publish, with_grounds

pytestmark = pytest.mark.django_db


def standings(framework: Framework) -> dict[str, Standing]:
    return {one.board.name: one.standing for one in standings_of(framework, on=TODAY)}


def test_one_board_refuses_and_holds_it_up_then_comes_back_and_it_goes_on() -> None:
    region = a_region()
    framework = with_grounds(region, a_concept(region))
    answer(region, framework, region.duin)
    answer(region, framework, region.bos, REFUSED)
    with pytest.raises(Unpublishable) as refusal:
        publish(region, framework)
    (reason,) = refusal.value.reasons
    assert "Stemt niet in: Bestuur Bos" in reason.text
    answer(region, framework, region.bos, GIVEN)
    assert publish(region, framework).state == Framework.State.PUBLISHED
    assert list(framework.consents.filter(board=region.bos).values_list("answer", flat=True)) == [REFUSED, GIVEN]


def test_a_board_without_vmbo_must_consent_too_and_a_board_that_left_need_not() -> None:
    region = a_region()
    framework = a_concept(region)
    assert standings(framework) == {"Bestuur Bos": Standing.NONE, "Bestuur Duin": Standing.NONE}
    LocationAffiliation.objects.filter(location__school__board=region.bos).update(valid_until=TODAY)
    assert standings(framework) == {"Bestuur Duin": Standing.NONE}


def test_boards_answer_on_a_choice_so_another_choice_or_period_asks_them_again() -> None:
    region = a_region()
    framework = a_concept(region, options={"iq_highest": "110"})
    answer(region, framework, region.duin)
    changed(region, framework, plan="Ondersteuningsplan 2026-2030", name="Andere naam")
    assert standings(framework)["Bestuur Duin"] is Standing.GIVEN
    changed(region, framework, options={"iq_highest": "115"})
    framework.refresh_from_db()
    assert standings(framework)["Bestuur Duin"] is Standing.OUTDATED
    changed(region, framework, options={"iq_highest": "110"})
    framework.refresh_from_db()
    assert standings(framework)["Bestuur Duin"] is Standing.GIVEN
    changed(region, framework, valid_from=NEW_YEAR.replace(year=2028))
    framework.refresh_from_db()
    assert standings(framework)["Bestuur Duin"] is Standing.OUTDATED


def test_the_same_answer_twice_is_one_answer_with_one_line_of_audit() -> None:
    region = a_region()
    framework = a_concept(region)
    assert answer(region, framework, region.duin) == answer(region, framework, region.duin)
    assert AuditEvent.objects.filter(action="consent.record").count() == 1


def test_a_board_of_another_area_has_no_say() -> None:
    region, other = a_region(), a_region("VO9922")
    framework = a_concept(region)
    with pytest.raises(consents.NotABoardHere):
        answer(region, framework, other.duin)
    with pytest.raises(Framework.DoesNotExist):
        answer(other, framework, other.duin)
    assert not BoardConsent.objects.exists()


def test_after_publishing_no_answer_is_recorded_any_more() -> None:
    region = a_region()
    framework = stories.a_published(region)
    with pytest.raises(NotNow):
        answer(region, framework, region.duin, REFUSED)


def test_a_framework_without_boards_cannot_be_published() -> None:
    region = a_region()
    framework = with_grounds(region, a_concept(region))
    LocationAffiliation.objects.update(valid_until=dt.date(2026, 11, 1))
    with pytest.raises(Unpublishable) as refusal:
        publish(region, framework)
    assert [one.key for one in refusal.value.reasons] == ["consents"]


def test_a_successor_that_ends_a_framework_does_not_undo_what_its_boards_said() -> None:
    region = a_region()
    framework = stories.a_published(region)
    stories.a_national(region, valid_from=NEW_YEAR.replace(year=2028))
    framework.refresh_from_db()
    assert framework.valid_until == NEW_YEAR.replace(year=2028)
    assert set(standings(framework).values()) == {Standing.GIVEN}
