"""Requests under the framework of their SWV: filed, turned away, judged by the school, sampled, replayed."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from allocation.completeness import list_missing
from allocation.intake.values import parse_iq
from allocation.models import Decision, Framework, Request
from allocation.policy import registry
from allocation.policy.decide import Advice
from allocation.policy.facts import Track
from allocation.policy.measures import Range
from allocation.policy.receipt import Receipt
from allocation.policy.sample import draw
from allocation.sample_queries import sample_of
from allocation.services import conclude, prepare, submit
from allocation.services.assess import needs_of, precheck
from allocation.services.editions import load_edition
from allocation.services.filled import filled_of
from allocation.services.turned_away import TurnedAway
from schools.access import Actor, NotAllowed, Role
from schools.models import Location, Membership, Swv, User
from tests.allocation.services.test_request_to_decision import NOW, a_filed_request, an_swv

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
THRESHOLDS, JUDGEMENT = "opting_out_thresholds", "opting_out_school_judgement"
NOBODY = "opting_out_no_designation"


def a_framework(
    swv: Swv, publisher: Actor, variant: str, *, since: dt.date = dt.date(2026, 1, 1), **options: Any
) -> Framework:
    chosen = registry.ruleset(variant, options, track=Track.LWOO)
    return Framework.objects.create(
        swv=swv,
        track="lwoo",
        name="Eigen regels voor lwoo",
        variant=variant,
        options=chosen.options,
        valid_from=since,
        state="published",
        plan="Ondersteuningsplan 2026",
        plan_on=dt.date(2025, 11, 1),
        notified_on=dt.date(2025, 12, 1),
        published_at=NOW,
        published_by_id=publisher.user_id,
        created_by_id=publisher.user_id,
        created_at=NOW,
        changed_at=NOW,
    )


def said_of(request: Request) -> Receipt:
    return Receipt.from_json(request.receipts.latest().body)


def test_a_request_keeps_the_framework_of_the_day_it_was_filed() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    first = a_framework(swv, decider, THRESHOLDS, iq_highest=95, social_emotional_from=95)
    daan = a_filed_request(location, coordinator)
    assert daan.framework == first
    assert said_of(daan).ruleset is not None
    assert said_of(daan).ruleset.options["iq_highest"] == 95  # type: ignore[union-attr]
    first.valid_until = dt.date(2026, 11, 25)
    first.save(update_fields=["valid_until"])
    a_framework(swv, decider, NOBODY, since=dt.date(2026, 11, 25))
    later = NOW + dt.timedelta(days=3)
    submit.ask_additions(actor=decider, request_id=daan.pk, note="Graag een rapport.", at=later)
    again = submit.file_request(actor=coordinator, request_id=daan.pk, at=later)
    assert again.framework == first
    assert said_of(again).variant == THRESHOLDS


def test_another_swv_is_not_touched_by_it() -> None:
    swv, _, _, decider = an_swv("VO9901")
    _, location, coordinator, _ = an_swv("VO9902")
    a_framework(swv, decider, NOBODY)
    assert a_filed_request(location, coordinator).framework is None


def test_pro_follows_the_law_whatever_was_chosen_for_lwoo() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    a_framework(swv, decider, NOBODY)
    location.streams = ["pro"]
    location.save()
    started = prepare.start_request(
        actor=coordinator, request_id=uuid.uuid4(), location_id=location.pk, track=Track.PRO, at=NOW
    )
    assert precheck(request=started, on=TODAY).variant == "national"
    assert needs_of(started, on=TODAY).iq


def test_where_nobody_is_designated_a_request_is_turned_away_with_what_to_do() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    started = prepare.start_request(
        actor=coordinator, request_id=uuid.uuid4(), location_id=location.pk, track=Track.LWOO, at=NOW
    )
    a_framework(swv, decider, NOBODY, instead="De school helpt zelf, uit het eigen budget.")
    with pytest.raises(TurnedAway, match="sinds 1 januari 2026 geen leerlingen aan voor lwoo") as refused:
        prepare.start_request(
            actor=coordinator, request_id=uuid.uuid4(), location_id=location.pk, track=Track.LWOO, at=NOW
        )
    assert "uit het eigen budget" in str(refused.value)
    assert "art. 2.48 lid 1" in str(refused.value)
    with pytest.raises(TurnedAway):
        submit.file_request(actor=coordinator, request_id=started.pk, at=NOW)
    started.refresh_from_db()
    assert (started.state, started.number, started.filed_at) == ("draft", "", None)


def test_the_screen_says_so_at_the_question_that_leads_to_it(client: Client) -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    a_framework(swv, decider, NOBODY, instead="De school helpt zelf.")
    log_in(client, coordinator, school=location.school)
    answer = client.post("/aanvragen/nieuw", {"id": str(uuid.uuid4()), "location": location.pk, "track": "lwoo"})
    assert answer.status_code == 200
    assert "De school helpt zelf." in answer.content.decode()
    assert answer.context["form"].errors["track"]
    assert not Request.objects.exists()


def log_in(client: Client, actor: Actor, **organisation: Any) -> None:
    user = User.objects.get(pk=actor.user_id)
    Membership.objects.create(user=user, role=actor.role, valid_from=dt.date(2020, 1, 1), **organisation)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def judged(location: Location, coordinator: Actor, *, fits: bool | None) -> Request:
    """Fenna was not given an intelligence test; her school judges."""
    request_id = uuid.uuid4()
    prepare.start_request(actor=coordinator, request_id=request_id, location_id=location.pk, track=Track.LWOO, at=NOW)
    tested = dt.date(2026, 10, 20)
    found: dict[str, Any] = {
        f"{part}_{domain}": value
        for domain in ("bl", "ir")
        for part, value in (("dle", Range.exact(40)), ("dl", 55), ("instrument", "LOVS"), ("tested_on", tested))
    }
    prepare.save_tests(
        actor=coordinator,
        request_id=request_id,
        unread={},
        at=NOW,
        values=found | {"judged_capacity": fits, "judgement_reason": "Zij leert langzaam maar zeker."},
    )
    return Request.objects.select_related("evidence").get(pk=request_id)


@pytest.mark.parametrize(
    ("fits", "outcome", "advice"),
    [(True, "lwoo", Advice.GRANT), (False, "geen", Advice.REFUSE), (None, "onvolledig", Advice.INCOMPLETE)],
)
def test_the_judgement_of_the_school_stands_in_the_place_of_the_iq(
    fits: bool | None, outcome: str, advice: Advice
) -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    a_framework(swv, decider, JUDGEMENT)
    fenna = judged(location, coordinator, fits=fits)
    assert not needs_of(fenna, on=TODAY).iq
    receipt = precheck(request=fenna, on=TODAY)
    assert (receipt.outcome, receipt.advice_for(Track.LWOO)) == (outcome, advice)


def test_a_judgement_counts_for_nothing_where_the_swv_does_not_ask_for_it() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    receipt = precheck(request=judged(location, coordinator, fits=True), on=TODAY)
    assert receipt.outcome == "onvolledig"
    assert receipt.missing == ("iq",)


def test_the_sample_can_be_computed_again_from_what_the_page_tells(client: Client) -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    framework = a_framework(
        swv, decider, JUDGEMENT, replaces=["social_emotional"], sample_percent=50, sample_seed="beekdal"
    )
    requests = [
        a_filed_request(location, coordinator, name=name, born=dt.date(2014, 3, day))
        for day, name in enumerate(("Daan", "Noor", "Sem", "Aya", "Milan"), start=1)
    ]
    expected = {one.number: draw(seed="beekdal", key=one.number, percent=50) for one in requests}
    assert {one.number: said_of(one).draw for one in requests} == expected
    _, drawn = sample_of(actor=decider, framework_id=framework.pk)
    assert {one.request.number: one.draw for one in drawn} == expected
    with pytest.raises(NotAllowed):
        sample_of(actor=coordinator, framework_id=framework.pk)
    log_in(client, decider, swv=swv)
    page = client.get(f"/kaders/{framework.pk}/steekproef").content.decode()
    assert "beekdal|" in page
    assert f"{sum(one.chosen for one in expected.values())} van de 5" in page


def test_schools_read_the_choice_but_not_the_word_the_sample_is_drawn_with(client: Client) -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    framework = a_framework(swv, decider, JUDGEMENT, sample_seed="geheimwoord")
    log_in(client, coordinator, school=location.school)
    page = client.get(f"/kaders/{framework.pk}").content.decode()
    assert "Het leervermogen (IQ)" in page
    assert "geheimwoord" not in page
    assert client.get(f"/kaders/{framework.pk}/steekproef").status_code == 403


def test_another_swv_has_no_sample_to_see() -> None:
    swv, _, _, decider = an_swv("VO9901")
    _, _, _, stranger = an_swv("VO9902")
    framework = a_framework(swv, decider, JUDGEMENT)
    with pytest.raises(Framework.DoesNotExist):
        sample_of(actor=stranger, framework_id=framework.pk)


def test_a_decision_gets_the_period_the_framework_sets() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    a_framework(swv, decider, THRESHOLDS, school_years=2)
    daan = a_filed_request(location, coordinator)
    decision = conclude.decide(
        actor=decider,
        request_id=daan.pk,
        outcome=Decision.Outcome.GRANTED,
        reason="",
        seal=daan.receipts.latest().seal,
        at=NOW,
    )
    assert (decision.valid_from, decision.valid_until) == (TODAY, dt.date(2029, 8, 1))


def test_every_stored_receipt_can_be_replayed_with_its_framework_and_its_list_of_tests(
    capsys: pytest.CaptureFixture[str],
) -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    administrator = Actor(decider.user_id, "Nadia", Role.FUNCTIONAL_ADMIN, "SWV", swv_id=swv.pk)
    from allocation.policy.edition_files import built_in_file

    text = built_in_file("2016-2017").read_text(encoding="utf-8").replace("2016-2017", "2027-2028", 1)
    text = text.replace("school_year: 2016-2017", "school_year: 2027-2028")
    load_edition(actor=administrator, content=text.encode(), file_name="lijst.yaml", at=NOW)
    a_filed_request(location, coordinator, name="Daan")
    a_framework(swv, decider, THRESHOLDS, iq_use="never")
    noor = a_filed_request(location, coordinator, name="Noor", born=dt.date(2014, 5, 2))
    assert said_of(noor).edition is not None
    assert said_of(noor).notes
    call_command("replay_receipts")
    assert "2 bonnen nagerekend, 0 met een verschil" in capsys.readouterr().out


def test_a_test_that_may_not_be_used_takes_the_advice_from_the_rules() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    request = a_filed_request(location, coordinator)
    assert said_of(request).advice is Advice.GRANT
    evidence = request.evidence
    evidence.iq_responsible_role = "other"
    evidence.iq_lowest = evidence.iq_highest = parse_iq("84").low  # type: ignore[union-attr]
    evidence.save()
    administrator = Actor(decider.user_id, "Nadia", Role.FUNCTIONAL_ADMIN, "SWV", swv_id=swv.pk)
    from allocation.policy.edition_files import built_in_file

    text = (
        built_in_file("2016-2017")
        .read_text(encoding="utf-8")
        .replace("school_year: 2016-2017", "school_year: 2027-2028")
    )
    load_edition(actor=administrator, content=text.encode(), file_name="lijst.yaml", at=NOW)
    receipt = precheck(request=Request.objects.get(pk=request.pk), on=TODAY)
    assert receipt.outcome == "lwoo"
    assert receipt.advice is Advice.PERSON_DECIDES


@pytest.mark.parametrize(
    ("iq_use", "domains", "asked"),
    [
        ("always", ("bl", "ir", "tl"), True),
        ("unless_delay_decides", ("bl", "ir", "tl"), False),
        ("unless_delay_decides", ("bl", "ir"), True),
        ("never", ("bl", "ir"), False),
    ],
    ids=["always", "three domains decide", "two domains do not", "never"],
)
def test_the_form_asks_an_iq_only_where_the_delay_does_not_decide(
    iq_use: str, domains: tuple[str, ...], asked: bool
) -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    a_framework(swv, decider, THRESHOLDS, iq_use=iq_use)
    sem = prepare.start_request(
        actor=coordinator, request_id=uuid.uuid4(), location_id=location.pk, track=Track.LWOO, at=NOW
    )
    levels = {f"dle_{domain}": Range.exact(40 if domain in domains else 55) for domain in ("tl", "sp", "bl", "ir")}
    months = {f"dl_{domain}": 55 for domain in ("tl", "sp", "bl", "ir")}
    prepare.save_tests(actor=coordinator, request_id=sem.pk, unread={}, at=NOW, values=levels | months)
    again = Request.objects.select_related("evidence").prefetch_related("documents", "delays").get(pk=sem.pk)
    assert needs_of(again, on=TODAY).iq is asked
    assert ("iq" in {one.field for one in list_missing(filled_of(again, on=TODAY))}) is asked
