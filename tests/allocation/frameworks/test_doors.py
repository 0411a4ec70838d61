"""The pages: who sees what, what is said, and how many queries a list takes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allocation.models import Framework, Job
from allocation.services import what_if
from schools.access import Actor, Role
from schools.models import Membership, User

from .stories import AUTUMN, SINCE, a_concept, a_national, a_published, a_region, answer, filed, with_grounds

pytestmark = pytest.mark.django_db


def as_(actor: Actor) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def page(actor: Actor, route: str, *args: Any) -> Any:
    return as_(actor).get(reverse(route, args=args))


def choice_data(client: Client, framework: Framework, **typed: str) -> dict[str, str]:
    """Everything that stands in the form of the choice, with some of it typed over."""
    form = client.get(reverse("framework", args=[framework.pk])).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | typed


def test_a_school_reads_what_is_published_and_never_a_concept() -> None:
    region = a_region()
    published = a_published(region, options={"iq_highest": "110"})
    concept = a_concept(region, name="Geheim plan")
    listed = page(region.marit, "frameworks").content.decode()
    assert published.name in listed
    assert "Geheim plan" not in listed
    read = page(region.marit, "framework", published.pk).content.decode()
    assert "110 IQ-punten" in read
    assert "Vervangen" not in read
    assert "mr. J. de Boer" not in read
    assert page(region.marit, "framework", concept.pk).status_code == 404


def test_another_swv_gets_404_at_every_door() -> None:
    region, other = a_region(), a_region("VO9922")
    concept = a_concept(region)
    client = as_(other.nadia)
    for route in ("framework", "framework_what_if", "framework_grounds", "framework_publish"):
        assert client.get(reverse(route, args=[concept.pk])).status_code == 404, route
    for route in ("framework_discard", "framework_supersede", "framework_end", "framework_what_if_retry"):
        data = {"vervangen-reason": "Fout.", "einde-until": "01-01-2030"}
        assert client.post(reverse(route, args=[concept.pk]), data).status_code == 404, route
    board = reverse("framework_consent", args=[concept.pk, region.duin.pk])
    typed = {"answer": "given", "answered_on": "2-11-2026", "signed_by": "X"}
    data = {f"bestuur-{region.duin.pk}-{name}": value for name, value in typed.items()}
    assert client.post(board, data).status_code == 404
    assert not concept.consents.exists()


def test_who_may_read_cannot_change_and_an_administrator_sees_no_dossier() -> None:
    region = a_region()
    request = filed(region, number=1, iq=(78, 78))
    concept = a_concept(region)
    for route in ("framework_what_if", "framework_grounds", "framework_publish"):
        assert page(region.marit, route, concept.pk).status_code == 403, route
    assert page(region.marit, "framework_new").status_code == 403
    assert page(region.nadia, "request", request.pk).status_code == 403
    assert page(region.nadia, "inbox").status_code == 403


def test_an_administrator_arrives_at_the_frameworks_and_a_coordinator_at_the_work_list() -> None:
    region = a_region()
    assert page(region.nadia, "home").url == reverse("frameworks")
    assert page(region.marit, "home").url == reverse("inbox")


def test_a_decider_reads_a_concept_without_a_form() -> None:
    region = a_region()
    concept = a_concept(region)
    user = User.objects.create_user("ruben@swv.example", name="Ruben")
    ruben = Membership.objects.create(user=user, role=Role.DECIDER, swv=region.swv, valid_from=SINCE).actor()
    read = page(ruben, "framework", concept.pk).content.decode()
    assert "Eigen drempels" in read
    assert "Concept verwijderen" not in read


def test_wrong_options_keep_what_was_typed_and_say_why_at_each_field() -> None:
    region = a_region()
    concept = a_concept(region)
    client = as_(region.nadia)
    data = choice_data(client, concept, optie_iq_highest="veel", optie_domains="9", name="Nieuwe naam")
    answered = client.post(reverse("framework", args=[concept.pk]), data)
    form = answered.context["form"]
    assert {"optie_iq_highest", "optie_domains"} <= set(form.errors)
    assert form["optie_iq_highest"].value() == "veel"
    assert "Nieuwe naam" in answered.content.decode()


def test_a_period_that_ends_before_it_begins_is_told_at_the_field() -> None:
    region = a_region()
    concept = a_concept(region)
    client = as_(region.nadia)
    answered = client.post(
        reverse("framework", args=[concept.pk]), choice_data(client, concept, valid_until="01-01-2027")
    )
    assert answered.context["form"].errors["valid_until"] == ["De einddatum ligt niet na de begindatum."]


def test_saving_a_choice_shows_at_once_what_would_change() -> None:
    region = a_region()
    filed(region, number=1, iq=(88, 88))
    concept = a_concept(region)
    client = as_(region.nadia)
    data = choice_data(client, concept, optie_iq_highest="85", optie_delay_at_least="0,3")
    answered = client.post(reverse("framework", args=[concept.pk]), data, follow=True)
    assert answered.redirect_chain[-1][0] == reverse("framework_what_if", args=[concept.pk])
    shown = answered.content.decode()
    assert "Bij 1 van de 1 aanvragen verandert de uitkomst" in shown
    assert "2026-0001" in shown
    concept.refresh_from_db()
    assert (concept.options["iq_highest"], concept.options["delay_at_least"]) == (85, "3/10")
    assert choice_data(client, concept)["optie_delay_at_least"] == "0,3"


def test_what_was_typed_survives_a_colleague_who_was_first() -> None:
    region = a_region()
    concept = a_concept(region)
    nadia, tom, url = as_(region.nadia), as_(region.tom), reverse("framework", args=[concept.pk])
    typed = choice_data(nadia, concept, optie_iq_highest="111", later="1")
    tom.post(url, choice_data(tom, concept, optie_iq_highest="99", later="1"))
    answered = nadia.post(url, typed)
    assert "Een collega heeft dit kader intussen gewijzigd" in answered.content.decode()
    form = answered.context["form"]
    assert form["optie_iq_highest"].value() == "111"
    concept.refresh_from_db()
    assert concept.options["iq_highest"] == 99
    nadia.post(url, typed | {"seal": form["seal"].value()})
    concept.refresh_from_db()
    assert concept.options["iq_highest"] == 111


def test_an_id_that_is_taken_elsewhere_gives_nothing_away() -> None:
    region, other = a_region(), a_region("VO9922")
    concept = a_concept(region)
    data = {"id": concept.pk, "track": "lwoo", "variant": "national", "name": "X", "valid_from": "1-1-2027"}
    assert as_(other.nadia).post(reverse("framework_new"), data).status_code == 404


def test_the_publish_page_links_to_everything_that_is_missing_and_publishes_when_nothing_is() -> None:
    region = a_region()
    concept = a_concept(region)
    client, url = as_(region.nadia), reverse("framework_publish", args=[concept.pk])
    shown = client.get(url).content.decode()
    assert reverse("framework_grounds", args=[concept.pk]) + "#id_plan" in shown
    assert "Publiceren</button>" not in shown
    with_grounds(region, concept)
    for board in region.boards:
        answer(region, concept, board)
    seal = client.get(url).context["seal"]
    assert client.post(url, {"seal": seal}).url == reverse("framework", args=[concept.pk])
    assert client.post(url, {"seal": seal}).url == reverse("framework", args=[concept.pk])
    concept.refresh_from_db()
    assert concept.state == Framework.State.PUBLISHED


def test_pro_with_an_opting_out_variant_is_explained_at_the_field() -> None:
    region = a_region()
    client, url = as_(region.nadia), reverse("framework_new")
    start = client.get(url).context["form"]["id"].value()
    data = {"id": start, "track": "pro", "variant": "opting_out_thresholds", "name": "X", "valid_from": "1-1-2027"}
    assert "variant" in client.post(url, data).context["form"].errors
    made = client.post(url, {**data, "variant": "national"})
    assert made.url == reverse("framework", args=[start])
    client.post(url, {**data, "variant": "national"})
    assert Framework.objects.count() == 1


@pytest.mark.parametrize("route", ["frameworks", "framework_grounds"])
def test_lists_take_the_same_number_of_queries_however_long(route: str) -> None:
    region = a_region()
    concept = a_concept(region)
    args = [concept.pk] if route == "framework_grounds" else []
    client = as_(region.nadia)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(route, args=args)).status_code == 200
        return len(seen)

    queries()  # The first visit of a session writes it down.
    few = queries()
    a_national(region)
    for turn in range(5):
        a_concept(region, name=f"Kader {turn}")
    for board in region.boards:
        answer(region, concept, board)
    assert queries() == few


def test_a_published_framework_is_replaced_through_the_screen_and_schools_read_why() -> None:
    region = a_region()
    old = a_national(region, name="Fout kader")
    client = as_(region.nadia)
    empty = client.post(reverse("framework_supersede", args=[old.pk]), {"vervangen-reason": ""})
    assert "Waarom vervangt u dit kader?" in empty.content.decode()
    made = client.post(reverse("framework_supersede", args=[old.pk]), {"vervangen-reason": "Verkeerde lezing."})
    new = Framework.objects.get(supersedes=old)
    assert made.url == reverse("framework", args=[new.pk])
    form = client.get(made.url).context["form"]
    assert "valid_from" not in form.fields
    client.post(made.url, choice_data(client, new, name="Goed kader", reading="literal", later="1"))
    seal = client.get(reverse("framework_publish", args=[new.pk])).context["seal"]
    client.post(reverse("framework_publish", args=[new.pk]), {"seal": seal})
    read = page(region.marit, "framework", old.pk).content.decode()
    assert "Dit kader is vervangen" in read
    assert "Verkeerde lezing." in read
    assert "Goed kader" in page(region.marit, "frameworks").content.decode()


def test_an_end_in_the_past_is_refused_with_words_and_one_to_come_is_kept() -> None:
    region = a_region()
    framework = a_national(region)
    client, url = as_(region.nadia), reverse("framework_end", args=[framework.pk])
    refusal = client.post(url, {"einde-until": "01-01-2020"}, follow=True).content.decode()
    assert "Kies een einddatum na vandaag" in refusal
    client.post(url, {"einde-until": "01-01-2099"})
    framework.refresh_from_db()
    assert framework.valid_until is None
    client.post(url, {"einde-until": "01-06-2030"})
    framework.refresh_from_db()
    assert str(framework.valid_until) == "2030-06-01"


def test_the_page_asks_how_far_it_is_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what_if, "INLINE", 0)
    region = a_region()
    filed(region, number=1, iq=(78, 78))
    concept = a_concept(region)
    client, url = as_(region.nadia), reverse("framework_what_if_progress", args=[concept.pk])
    client.post(reverse("framework_what_if", args=[concept.pk]), {"years": "2"})
    job = Job.objects.get()
    Job.objects.update(progress=40)
    waiting = client.get(url).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    assert 'value="40"' in waiting
    Job.objects.update(state=Job.State.FAILED)
    failed = client.get(url).content.decode()
    assert "hx-trigger" not in failed
    client.post(reverse("framework_what_if_retry", args=[concept.pk]))
    what_if.run(job_id=job.pk, now=lambda: AUTUMN)
    done = client.get(url).content.decode()
    assert "hx-trigger" not in done
    assert "van de 1 aanvragen" in done
    assert page(region.tom, "framework_what_if", concept.pk).context["form"]["years"].value() == 2
