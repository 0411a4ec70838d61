"""From concept to published to superseded: what must be in order, and what then happens to the others."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.db import connections

from allocation.framework_queries import framework_in_force, ruleset_of
from allocation.models import Framework
from allocation.policy.facts import Track
from allocation.policy.options import BadOptions
from allocation.policy.parameters import Reading
from allocation.policy.registry import NotForPro
from allocation.policy.ruleset import NATIONAL
from allocation.services import frameworks
from allocation.services.framework_seals import content_seal
from allocation.services.publishing import Unpublishable
from allocation.workflow import NotNow
from schools.access import NotAllowed
from swv_portal.audit.models import AuditEvent

from . import stories
from .stories import AUTUMN, NEW_YEAR, TODAY, a_concept, a_national, a_published, a_region, answer, changed, publish

pytestmark = pytest.mark.django_db


def refused(region: stories.Region, framework: Framework) -> dict[str, str]:
    """Why the concept cannot be published, by key."""
    with pytest.raises(Unpublishable) as refusal:
        publish(region, framework)
    framework.refresh_from_db()
    assert framework.is_concept
    return {one.key: one.text for one in refusal.value.reasons}


def test_without_a_framework_the_national_rules_hold() -> None:
    region = a_region()
    a_concept(region)
    assert framework_in_force(swv_id=region.swv.pk, track=Track.LWOO, on=NEW_YEAR) is None
    assert ruleset_of(None) is NATIONAL


def test_a_published_framework_holds_from_its_first_day_and_not_before() -> None:
    region = a_region()
    published = a_published(region, options={"iq_highest": "110"})
    here = {"swv_id": region.swv.pk, "track": Track.LWOO}
    assert framework_in_force(**here, on=NEW_YEAR - dt.timedelta(days=1)) is None
    found = framework_in_force(**here, on=NEW_YEAR)
    assert found == published
    chosen = ruleset_of(found)
    assert (chosen.id, chosen.variant, chosen.options["iq_highest"]) == (str(published.pk), stories.THRESHOLDS, 110)
    assert framework_in_force(swv_id=region.swv.pk, track=Track.PRO, on=NEW_YEAR) is None
    assert AuditEvent.objects.get(action="framework.publish").object_id == str(published.pk)


def test_everything_that_lacks_is_told_at_once_with_its_source() -> None:
    region = a_region()
    framework = a_concept(region, valid_from=dt.date(2026, 12, 1))
    with pytest.raises(Unpublishable) as refusal:
        publish(region, framework)
    reasons = {one.key: one for one in refusal.value.reasons}
    assert set(reasons) == {"valid_from", "plan", "notified_on", "consents"}
    assert "2.48 lid 3" in reasons["consents"].source
    assert "Bestuur Duin" in reasons["consents"].text
    assert "Bestuur Bos" in reasons["consents"].text


def test_all_wrong_options_are_told_at_once_by_their_name_and_nothing_is_changed() -> None:
    region = a_region()
    framework = a_concept(region)
    with pytest.raises(BadOptions) as refusal:
        changed(region, framework, options={"iq_highest": "veel", "domains": "9"}, name="Anders")
    assert set(refusal.value.errors) == {"iq_highest", "domains"}
    framework.refresh_from_db()
    assert framework.name == "lwoo vanaf 2027"


def test_pro_knows_only_the_national_rules_but_may_choose_a_reading() -> None:
    region = a_region()
    with pytest.raises(NotForPro):
        a_concept(region, track=Track.PRO)
    framework = a_concept(region, track=Track.PRO, variant="national", valid_from=TODAY)
    changed(region, framework, reading=Reading.LITERAL)
    publish(region, framework)
    assert ruleset_of(framework_in_force(swv_id=region.swv.pk, track=Track.PRO, on=TODAY)).reading is Reading.LITERAL


def test_a_new_opting_out_told_a_day_too_late_waits_a_year() -> None:
    region = a_region()
    framework = stories.with_grounds(region, a_concept(region))
    for board in region.boards:
        answer(region, framework, board)
    changed(region, framework, notified_on=dt.date(2026, 12, 16))
    late = dt.datetime(2026, 12, 17, 9, tzinfo=dt.UTC)
    with pytest.raises(Unpublishable) as refusal:
        publish(region, framework, at=late)
    assert [one.key for one in refusal.value.reasons] == ["notified_on"]
    changed(region, framework, notified_on=dt.date(2026, 12, 15))
    assert not publish(region, framework, at=late).is_concept


def test_who_opts_out_already_may_change_course_in_the_middle_of_a_year() -> None:
    region = a_region()
    first = a_published(region)
    summer = dt.date(2027, 8, 1)
    second = stories.with_grounds(region, a_concept(region, valid_from=summer, options={"iq_lowest": "70"}))
    for board in region.boards:
        answer(region, second, board)
    publish(region, second)
    first.refresh_from_db()
    assert (first.state, first.valid_until) == (Framework.State.PUBLISHED, summer)


def test_nothing_starts_in_the_past() -> None:
    region = a_region()
    framework = a_concept(region, variant="national", valid_from=TODAY - dt.timedelta(days=1))
    assert set(refused(region, framework)) == {"valid_from"}


def test_a_framework_does_not_run_into_one_that_is_coming() -> None:
    region = a_region()
    a_national(region, valid_from=dt.date(2027, 6, 1), name="Zomer")
    framework = a_concept(region, variant="national", valid_from=dt.date(2027, 2, 1), name="Lente")
    assert "Zomer" in refused(region, framework)["valid_until"]
    changed(region, framework, valid_until=dt.date(2027, 6, 1))
    assert not publish(region, framework).is_concept


def test_two_administrators_publish_for_the_same_day_and_one_is_told() -> None:
    region = a_region()
    one, two = (a_concept(region, variant="national", valid_from=NEW_YEAR, name=name) for name in ("Een", "Twee"))
    publish(region, one)
    assert "Een" in refused(region, two)["valid_until"]


def test_a_double_click_publishes_once() -> None:
    region = a_region()
    framework = a_national(region)
    assert publish(region, framework).published_at == framework.published_at
    assert AuditEvent.objects.filter(action="framework.publish").count() == 1


def test_what_a_colleague_changed_meanwhile_is_not_published_unseen() -> None:
    region = a_region()
    framework = a_concept(region, variant="national", valid_from=NEW_YEAR)
    seen = content_seal(framework)
    changed(region, framework, reading=Reading.LITERAL)
    with pytest.raises(frameworks.ChangedMeanwhile):
        frameworks.publish(actor=region.tom, framework_id=framework.pk, seal=seen, at=AUTUMN)
    with pytest.raises(frameworks.ChangedMeanwhile):
        frameworks.change(actor=region.tom, framework_id=framework.pk, values={"name": "X"}, seal=seen, at=AUTUMN)


def test_a_correction_takes_the_place_of_what_was_wrong_and_says_why() -> None:
    region = a_region()
    wrong = a_national(region, valid_from=TODAY)
    later = AUTUMN + dt.timedelta(days=30)
    right = frameworks.supersede(
        actor=region.nadia, framework_id=wrong.pk, new_id=uuid.uuid4(), reason="Verkeerde lezing gekozen.", at=later
    )
    again = frameworks.supersede(actor=region.tom, framework_id=wrong.pk, new_id=uuid.uuid4(), reason="Idem.", at=later)
    assert again == right
    changed(region, right, reading=Reading.LITERAL)
    publish(region, right, at=later)
    wrong.refresh_from_db()
    assert (wrong.state, wrong.valid_until) == (Framework.State.SUPERSEDED, None)
    assert framework_in_force(swv_id=region.swv.pk, track=Track.LWOO, on=TODAY) == right


def test_a_correction_of_what_holds_already_begins_on_the_same_day() -> None:
    region = a_region()
    wrong = a_national(region, valid_from=TODAY)
    right = frameworks.supersede(
        actor=region.nadia, framework_id=wrong.pk, new_id=uuid.uuid4(), reason="Fout.", at=AUTUMN
    )
    changed(region, right, valid_from=NEW_YEAR)
    assert set(refused(region, right)) == {"valid_from"}
    changed(region, right, valid_from=TODAY, supersede_reason=" ")
    assert set(refused(region, right)) == {"supersede_reason"}


def test_a_wrong_start_that_has_not_come_yet_can_be_moved() -> None:
    region = a_region()
    wrong = a_national(region, valid_from=dt.date(2028, 1, 1))
    right = frameworks.supersede(
        actor=region.nadia, framework_id=wrong.pk, new_id=uuid.uuid4(), reason="Een jaar te laat.", at=AUTUMN
    )
    changed(region, right, valid_from=NEW_YEAR)
    publish(region, right)
    assert framework_in_force(swv_id=region.swv.pk, track=Track.LWOO, on=NEW_YEAR) == right


def test_a_framework_ends_on_a_day_to_come_and_the_national_rules_return() -> None:
    region = a_region()
    framework = a_national(region, valid_from=TODAY)
    with pytest.raises(NotNow):
        frameworks.end(actor=region.nadia, framework_id=framework.pk, until=TODAY, at=AUTUMN)
    frameworks.end(actor=region.nadia, framework_id=framework.pk, until=NEW_YEAR, at=AUTUMN)
    assert framework_in_force(swv_id=region.swv.pk, track=Track.LWOO, on=NEW_YEAR) is None


def test_what_has_ended_is_not_corrected_any_more() -> None:
    region = a_region()
    framework = a_national(region, valid_from=TODAY)
    frameworks.end(actor=region.nadia, framework_id=framework.pk, until=NEW_YEAR, at=AUTUMN)
    after = dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC)
    with pytest.raises(NotNow):
        frameworks.supersede(
            actor=region.nadia, framework_id=framework.pk, new_id=uuid.uuid4(), reason="Fout.", at=after
        )


def test_only_the_administrator_of_the_own_swv_can_do_any_of_it() -> None:
    region, other = a_region(), a_region("VO9922")
    framework = a_concept(region)
    seal = content_seal(framework)
    with pytest.raises(Framework.DoesNotExist):
        frameworks.publish(actor=other.nadia, framework_id=framework.pk, seal=seal, at=AUTUMN)
    with pytest.raises(NotAllowed):
        frameworks.discard(actor=region.marit, framework_id=framework.pk)
    frameworks.discard(actor=region.tom, framework_id=framework.pk)
    assert not Framework.objects.exists()


def test_a_concept_on_which_a_board_answered_is_kept() -> None:
    region = a_region()
    framework = a_concept(region)
    answer(region, framework, region.duin)
    with pytest.raises(NotNow):
        frameworks.discard(actor=region.nadia, framework_id=framework.pk)


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_publish_one_of_two_concepts_once() -> None:
    region = a_region()
    made = [a_concept(region, variant="national", valid_from=NEW_YEAR, name=f"Kader {turn}") for turn in (1, 2)]
    seals = [content_seal(one) for one in made]
    results: list[str] = []

    def work(turn: int) -> None:
        try:
            frameworks.publish(
                actor=(region.nadia, region.tom)[turn % 2],
                framework_id=made[turn % 2].pk,
                seal=seals[turn % 2],
                at=AUTUMN,
            )
            results.append("published")
        except Unpublishable:
            results.append("told")
        connections.close_all()

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["published"] * 4 + ["told"] * 4
    assert Framework.objects.filter(state=Framework.State.PUBLISHED).count() == 1
    assert AuditEvent.objects.filter(action="framework.publish").count() == 1
