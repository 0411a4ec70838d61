"""What the browser is told with every kind of answer: run nothing but our own files, guess nothing, share nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from allocation.models import Decision, Document, Letter
from tests.allocation.services.test_request_to_decision import NOW, a_filed_request, an_swv, decide

from .test_typed_text import as_

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Answer = Callable[[], HttpResponse]


@pytest.fixture
def answers(db: None) -> dict[str, HttpResponse]:
    """One answer of every kind: pages, errors, parts, files of schools, our letters, lists, styles, plain text."""
    swv, location, marit, ruben = an_swv("VO9901")
    request = a_filed_request(location, marit)
    document = Document.objects.get()
    document.file.save("okr.pdf", ContentFile(b"%PDF-1.7 <script>alert(1)</script>"))
    decision = decide(ruben, request, Decision.Outcome.GRANTED)
    letter = Letter(
        decision=decision, addressee="parents", size=4, sha256="x", template_version="1", sent_on=NOW.date()
    )
    letter.file.save("letter.pdf", ContentFile(b"%PDF"), save=False)
    letter.save(force_insert=True)
    staff, anybody = as_(ruben), Client(raise_request_exception=False)
    return {
        "page": staff.get(reverse("inbox")),
        "dossier": staff.get(reverse("request", args=[request.pk])),
        "part of a page": staff.get(reverse("request_letters", args=[request.pk])),
        "upload": staff.get(reverse("document", args=[request.pk, document.pk])),
        "letter": staff.get(reverse("letter", args=[request.pk, "parents"])),
        "list of tests": staff.get(reverse("edition_built_in_file", args=["2016-2017"])),
        "log in": anybody.get(reverse("account_login")),
        "style of an SWV": anybody.get(reverse("house_style", args=[swv.pk])),
        "static file": anybody.get("/static/ui/base.css"),
        "script": anybody.get("/static/ui/js/upload.js"),
        "health": anybody.get(reverse("health")),
        "not found": staff.get(f"/aanvragen/{uuid.uuid4()}"),
        "no page": anybody.get("/bestaat-niet"),
        "not allowed": anybody.post(reverse("account_logout"), headers={"origin": "https://elders.example"}),
        "other method": staff.put(reverse("inbox")),
    }


def test_every_answer_says_the_same_about_guessing_and_sharing(answers: dict[str, HttpResponse]) -> None:
    for kind, answer in answers.items():
        for header, value in EVERYWHERE.items():
            assert answer.headers.get(header) == value, (kind, header)
        assert "camera=()" in answer.headers["Permissions-Policy"], kind


def test_nothing_runs_or_loads_but_our_own_files(answers: dict[str, HttpResponse]) -> None:
    for kind, answer in answers.items():
        if kind in {"static file", "script"}:
            continue  # served before the policy; a style or script has no policy of its own
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert "unsafe-eval" not in policy, kind
        assert "http" not in policy, kind
        if kind != "letter":
            assert "unsafe-inline" not in policy, kind
        scripts = [part for part in policy.split("; ") if part.startswith("script-src")]
        assert scripts in ([], ["script-src 'self'"]), kind


def test_what_a_school_uploaded_is_only_ever_saved_to_disk(answers: dict[str, HttpResponse]) -> None:
    upload = answers["upload"]
    assert upload.status_code == 200
    assert upload.headers["Content-Disposition"].startswith("attachment; ")
    assert upload.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert upload.headers["Content-Type"] == "application/pdf"
    assert upload.headers["Cache-Control"] == "private, no-store"
    assert upload.request["PATH_INFO"].startswith("/bestanden/"), "a path of its own"


def test_a_letter_is_kept_by_no_cache(answers: dict[str, HttpResponse]) -> None:
    assert answers["letter"].status_code == 200
    assert answers["letter"].headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", ["page", "dossier", "part of a page"])
def test_pages_about_pupils_are_kept_for_nobody_else(answers: dict[str, HttpResponse], kind: str) -> None:
    assert answers[kind].status_code == 200
    assert "private" in answers[kind].headers["Cache-Control"]


@pytest.mark.django_db
def test_logging_out_clears_what_the_browser_kept() -> None:
    _, _, marit, _ = an_swv("VO9901")
    client = as_(marit)
    assert "Clear-Site-Data" not in client.get(reverse("inbox")).headers
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache"'


@pytest.mark.django_db
def test_a_page_that_breaks_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, marit, _ = an_swv("VO9901")
    client = as_(marit)
    client.raise_request_exception = False
    monkeypatch.setattr("allocation.queries.inbox", lambda **_: 1 / 0)
    answer = client.get(reverse("inbox"))
    assert answer.status_code == 500
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
