"""Where the tenant of a transaction is set: at every door, in every task and command, and by nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from allocation import tasks
from allocation.models import Decision, Framework, Job, Request, WhatIf
from allocation.policy.facts import Track
from allocation.services import jobs, letters, what_if
from allocation.services.prepare import start_request
from allocation.workflow import State
from schools.models import User
from swv_portal.local.demo_data.load import load_demo
from swv_portal.local.place import ROOT
from swv_portal.tenancy import PortalWork, acting_for
from tests.allocation.services.test_request_to_decision import NOW, a_filed_request, an_swv, decide
from tests.tenants import nobody

# Every place where the portal looks at all tenants, and why it must.
PORTAL_WORK = {
    "allocation/services/jobs.py": (PortalWork.FIND_JOB, "whose is this job? the job itself is then done in its SWV"),
    "allocation/services/scan.py": (PortalWork.FIND_JOB, "whose is this document? it is then read in its school"),
    "allocation/tasks.py": (PortalWork.SWEEP_JOBS, "work of anybody whose message was lost"),
    "allocation/management/commands/replay_receipts.py": (PortalWork.REPLAY_RECEIPTS, "every stored receipt"),
    "schools/management/commands/verify_audit.py": (PortalWork.VERIFY_AUDIT, "every chain of the audit trail"),
    "allocation/retention/": (PortalWork.RETENTION, "the night looks for what is over, and destroys what was approved"),
    "swv_portal/local/demo_data/load.py": (PortalWork.DEMO, "the invented pupils of all demo organisations"),
    "swv_portal/local/bench/": (PortalWork.BENCHMARK, "rows to measure with, on a database that is thrown away"),
}
# Routes beside those of pupils and requests that are open to everybody, and so see no row.
PUBLIC = {"route_guide": "who decides and who pays, from what is in the address; no pupil in it"}
# Who may speak the settings themselves: the policies and triggers are SQL.
SPEAKS_SQL = re.compile(r"swv_portal/tenancy\.py|swv_portal/audit/sealing\.py|.*/migrations/.*")


def code() -> Iterator[tuple[str, str]]:
    for app in ("allocation", "licenses", "schools", "swv_portal"):
        for path in sorted((ROOT / app).rglob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_text()


def test_every_use_of_the_portals_own_view_is_listed_with_its_reason() -> None:
    unlisted = []
    for place, text in code():
        for name in re.findall(r"PortalWork\.([A-Z_]+)", text):
            work = next((work for start, (work, _) in PORTAL_WORK.items() if place.startswith(start)), None)
            if work is not PortalWork[name]:
                unlisted.append((place, name))
    assert unlisted == []


def test_nobody_sets_a_tenant_in_another_way() -> None:
    for place, text in code():
        if not SPEAKS_SQL.fullmatch(place):
            assert not re.search(r"tenant\.(work|swv_id|school_ids|user_id)", text), place
            assert "row_security =" not in text, place


def routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one)
        else:
            yield one


def test_every_route_to_pupils_and_requests_is_behind_a_door() -> None:
    """Without a door a view sees no rows at all; with one it sees those of the actor's organisation."""
    behind = [one for one in routes() if one.callback.__module__.startswith("allocation.")]
    assert len(behind) > 30
    assert {one.name for one in behind if not hasattr(one.callback, "action")} <= PUBLIC.keys()


def test_addresses_hold_ids_and_fixed_words_and_nothing_about_a_person() -> None:
    for one in routes():
        if one.callback.__module__.startswith("allocation."):
            for name, converter in one.pattern.converters.items():
                assert type(converter).__name__ in {"UUIDConverter", "SlugConverter", "IntConverter"}, one.pattern
                fixed = {"step", "addressee", "school_year", "kind", "form"}
                assert name.endswith("_id") or name in fixed, f"{name} in {one.pattern}: is this about a person?"


@pytest.mark.django_db
def test_letters_are_made_in_the_tenant_of_their_swv() -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    decision = decide(decider, a_filed_request(location, coordinator), Decision.Outcome.GRANTED)
    job = Job.objects.get(decision=decision)
    with nobody():
        assert Job.objects.count() == 0
        letters.make_letters(job_id=job.pk, at=NOW)
        assert decision.letters.count() == 0
    assert decision.letters.count() == 2
    assert Request.objects.get().state == State.ANNOUNCED


@pytest.mark.django_db
def test_a_letter_that_fails_is_noted_in_the_tenant_of_its_swv(monkeypatch: pytest.MonkeyPatch) -> None:
    _, location, coordinator, decider = an_swv("VO9901")
    decision = decide(decider, a_filed_request(location, coordinator), Decision.Outcome.GRANTED)
    job = Job.objects.get(decision=decision)
    monkeypatch.setattr(letters, "render_letter", lambda facts: 1 / 0)
    with nobody(), pytest.raises(ZeroDivisionError):
        letters.make_letters(job_id=job.pk, at=NOW)
    job.refresh_from_db()
    assert (job.state, job.problem) == (Job.State.WAITING, "ZeroDivisionError")


@pytest.mark.django_db
def test_a_what_if_is_computed_over_the_requests_of_its_swv_alone() -> None:
    swv, location, coordinator, decider = an_swv("VO9901")
    _, elsewhere, other, _ = an_swv("VO9902")
    a_filed_request(location, coordinator)
    a_filed_request(elsewhere, other)
    maker = {"created_by_id": decider.user_id, "created_at": NOW, "changed_at": NOW}
    concept = Framework.objects.create(
        swv=swv, track="lwoo", name="Een concept", variant="national", valid_from=NOW.date(), **maker
    )
    asked = WhatIf.objects.create(
        framework=concept, since=NOW.date(), options_seal="", asked_by_id=decider.user_id, asked_at=NOW
    )
    job = Job.objects.create(what_if=asked, touched_at=NOW)
    with nobody():
        what_if.run(job_id=job.pk, now=lambda: NOW)
    asked.refresh_from_db()
    assert asked.result["requests"] == 1


@pytest.mark.django_db
def test_the_sweep_finds_the_lost_work_of_every_swv(monkeypatch: pytest.MonkeyPatch) -> None:
    for code_of_swv in ("VO9901", "VO9902"):
        _, location, coordinator, decider = an_swv(code_of_swv)
        decide(decider, a_filed_request(location, coordinator), Decision.Outcome.GRANTED)
    Job.objects.update(touched_at=NOW - jobs.OVERDUE * 2)
    with nobody():
        tasks.resend_overdue_jobs()
    assert not Job.objects.filter(touched_at__lt=NOW).exists()


@pytest.mark.django_db
def test_receipts_of_everybody_are_replayed(capsys: pytest.CaptureFixture[str]) -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    a_filed_request(location, coordinator)
    with nobody():
        call_command("replay_receipts")
    assert "1 bonnen nagerekend, 0 met een verschil." in capsys.readouterr().out


@pytest.mark.django_db
def test_the_demo_is_made_by_the_portal_itself_and_seen_through_the_door() -> None:
    with nobody():
        assert load_demo(now=NOW) > 0
        assert Request.objects.count() == 0
        client = Client()
        client.force_login(User.objects.get(email="coordinator@beekdal.demo"))
        assert client.get("/werkvoorraad").context["rows"]


@pytest.mark.django_db
def test_an_id_that_another_school_took_does_not_exist() -> None:
    """The database does not show whose it is; the answer is the same 404 as for an id that nobody took."""
    _, location, coordinator, _ = an_swv("VO9901")
    _, elsewhere, other, _ = an_swv("VO9902")
    taken = a_filed_request(location, coordinator)
    with nobody(), acting_for(other), pytest.raises(Request.DoesNotExist):
        start_request(actor=other, request_id=taken.pk, location_id=elsewhere.pk, track=Track.PRO, at=NOW)


def test_the_list_of_portal_work_names_files_that_exist() -> None:
    for place in PORTAL_WORK:
        assert Path(ROOT / place).exists() or place in {"allocation/services/scan.py", "allocation/retention/"}
