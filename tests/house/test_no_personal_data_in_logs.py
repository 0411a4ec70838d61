"""Nothing about a pupil in log lines, addresses, error pages, mails or audit details.

`tests/log_watch.py` reads along with every other test of the run; here the main flows are walked with everything on.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import logging.config
import re
from collections.abc import Iterator

import pytest
from celery import shared_task
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from allocation.models import Job, Request
from allocation.services import letters
from schools.models import User
from swv_portal.audit.models import AuditEvent
from swv_portal.local.demo_data.load import load_demo
from swv_portal.log_filter import WithoutFacts, places_of
from tests import log_watch

from .places import NOW

pytestmark = pytest.mark.django_db
FORBIDDEN = log_watch.personal_data()
# What the law of this test leaves out: a failing statement is shown by the database, and nobody logs statements.
NAME, FACTS, EMAIL = "Daan Brouwer", "geboren 14-03-2014, iq 84", "daan@brouwer.example"
SILENT = ("django.db.backends",)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged from here, at the lowest level, written as in production."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["line"]["format"]))
    handler.addFilter(WithoutFacts())
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [handler])
    names = [name for name in logging.root.manager.loggerDict if not name.startswith(SILENT)]
    loggers = [root, *(logging.getLogger(name) for name in names)]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    yield written
    for one, level in zip(loggers, levels, strict=True):
        one.setLevel(level)


def nothing_about_a_pupil(text: str) -> None:
    found = sorted({match.group() for match in FORBIDDEN.finditer(text)})
    assert not found, found


def browser(email: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(email=email))
    return client


def test_the_main_flows_log_nothing_about_a_pupil(lines: io.StringIO) -> None:
    """From OSO to letter: the demo's pupils go through the real services; then people look, type, search and err."""
    load_demo(now=NOW)
    for job in Job.objects.filter(state=Job.State.WAITING, decision__isnull=False):
        letters.make_letters(job_id=job.pk, at=NOW)
    school, swv = browser("coordinator@beekdal.demo"), browser("beslisser@waterrijk.demo")
    statuses = set()
    for request in Request.objects.select_related("student").filter(location__school__brin="99BA"):
        for client in (school, swv):
            statuses.add(client.get(reverse("request", args=[request.pk])).status_code)
        for step in ("request_pupil", "request_tests", "request_reasoning", "request_check"):
            address = reverse(step, args=[request.pk])
            typed = {
                "call_name": "Daan",
                "last_name": "Brouwer",
                "birth_date": "14-03-2014",
                "iq": "84",
                "dle_bl": "38",
            }
            statuses |= {school.get(address).status_code, school.post(address, typed).status_code}
        statuses.add(swv.post(reverse("request_decide", args=[request.pk]), {"outcome": "granted"}).status_code)
    Client().post("/inloggen", {"login": "coordinator@beekdal.demo", "password": "Daan Brouwer"})
    school.get(reverse("inbox"), {"zoek": "Brouwer"})
    assert {200, 302, 404} <= statuses
    assert 500 not in statuses
    assert "django.request" in lines.getvalue(), "the levels are on"
    nothing_about_a_pupil(lines.getvalue())
    assert mail.outbox == [] or not FORBIDDEN.search(" ".join(one.subject + one.body for one in mail.outbox))


def test_what_the_trail_keeps_holds_no_name_no_date_and_no_score() -> None:
    load_demo(now=NOW)
    events = AuditEvent.objects.values_list("action", "object_type", "object_id", "reason", "details")
    assert len(events) > 50
    nothing_about_a_pupil(json.dumps(list(events), default=str))


def test_no_address_holds_a_name_a_date_or_a_score() -> None:
    """Also not the links of the pages themselves: only numbers that mean nothing stand in an address."""
    load_demo(now=NOW)
    pages = [reverse("inbox") + "?lijst=alles", reverse("ending_designations"), reverse("frameworks")]
    pages += [
        reverse("request", args=[pk])
        for pk in Request.objects.filter(filed_at__isnull=False).values_list("pk", flat=True)
    ]
    for email in ("coordinator@beekdal.demo", "beslisser@waterrijk.demo"):
        client = browser(email)
        for page in pages:
            text = client.get(page).content.decode()
            for address in re.findall(r'(?:href|action|src|hx-get|hx-post)="([^"]*)"', text):
                nothing_about_a_pupil(address)


def test_an_error_is_logged_with_its_place_and_without_the_data(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view that breaks on Daan: the page says sorry, and the log says where and what kind."""
    load_demo(now=NOW)

    def breaks(**_: object) -> None:
        try:
            int(NAME)
        except ValueError as problem:
            raise LookupError(FACTS) from problem

    monkeypatch.setattr("allocation.queries.dossier_for", breaks)
    client = browser("coordinator@beekdal.demo")
    answer = client.get(reverse("request", args=[Request.objects.first().pk]))
    assert answer.status_code == 500
    assert "Traceback" not in answer.content.decode()
    nothing_about_a_pupil(answer.content.decode())
    assert "Internal Server Error" in lines.getvalue()
    assert "builtins.ValueError" in lines.getvalue()
    assert "in breaks" in lines.getvalue()
    assert "Daan" not in lines.getvalue()
    assert "14-03-2014" not in lines.getvalue()


def test_a_row_that_the_database_refuses_is_not_quoted() -> None:
    """PostgreSQL says which row it refused, with what was in it, where no policy hides the rows of a table."""
    User.objects.create_user(EMAIL, name=NAME)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        User.objects.create_user(EMAIL, name=NAME)
    assert EMAIL in str(refused.value), "it does quote"
    assert EMAIL not in places_of(refused.value)
    assert "IntegrityError" in places_of(refused.value)


def test_a_task_that_fails_is_logged_without_its_data(lines: io.StringIO) -> None:
    """Celery writes the message of the error itself, beside the traceback."""

    @shared_task(name="tests.breaks")
    def breaks(_name: str) -> None:
        raise ValueError(NAME + FACTS)

    breaks.apply(args=[NAME])
    assert "tests.breaks" in lines.getvalue()
    assert "Daan" not in lines.getvalue()


def test_the_filter_stands_on_every_way_out_of_the_log() -> None:
    assert all("without_facts" in one["filters"] for one in settings.LOGGING["handlers"].values())
    assert settings.LOGGING["loggers"]["celery.app.trace"]["filters"] == ["without_facts"]


@pytest.mark.parametrize(
    "line",
    [
        "Daan Brouwer",
        "leerling van der Meulen",
        "geboren 14-03-2014",
        "born 2014-03-14",
        "datetime.date(2014, 3, 14)",
        "IQ 84",
        "iq_lowest=84",
        "{'dle_bl': 38}",
    ],
)
def test_the_watch_knows_personal_data_when_it_sees_it(line: str) -> None:
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "Not Found: /aanvragen/d27255a1-855b-4863-9106-8a075e27553e",
        "besluit VO9901-2026-0001 op 2026-11-24",
        "Task allocation.tasks.make_letters[84] succeeded in 0.38s",
    ],
)
def test_the_watch_lets_the_portal_work(line: str) -> None:
    assert not FORBIDDEN.search(line)


def test_the_watch_reads_along() -> None:
    assert log_watch.WATCH is not None
    before = log_watch.WATCH.lines
    logging.getLogger("allocation").warning("gezien op %s", dt.date(2014, 3, 14))
    assert log_watch.WATCH.lines == before + 1
    assert log_watch.WATCH.take() == ["allocation wrote “2014-03-14”"]
