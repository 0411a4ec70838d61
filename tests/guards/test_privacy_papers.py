"""The drafts for the privacy officer say what the software does: what can be checked is checked here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from allocation.retention.declarations import DECLARED, Stage, holds_personal_data
from swv_portal.local.place import ROOT

PAPERS = ROOT / "docs" / "privacy"
NAMES = ("privacybijsluiter.md", "verwerkingsregister.md", "beveiligingsbijlage.md", "dpia.md")
REGISTER = (PAPERS / "verwerkingsregister.md").read_text()
# Tables of libraries that hold nothing about a person here.
TECHNICAL = {
    "auth.Permission",
    "auth.Group",
    "contenttypes.ContentType",
    "account.EmailAddress",
    "account.EmailConfirmation",
    "socialaccount.SocialApp",
    "socialaccount.SocialToken",
    "audit.AuditHead",
    "admin.LogEntry",
}
YEARS = {"health": "3 jaar", "granted": "7 jaar", "draft": "90 dagen"}


def test_every_table_with_personal_data_is_in_the_register() -> None:
    personal = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.label not in TECHNICAL and (model._meta.label in DECLARED or holds_personal_data(model))
    }
    missing = sorted(label for label in personal if f"`{label}`" not in REGISTER)
    assert missing == [], "add these to docs/privacy/verwerkingsregister.md"


def test_the_register_names_no_table_that_is_not_there() -> None:
    known = {model._meta.label for model in apps.get_models()}
    assert {label for label in re.findall(r"`([a-z]+\.[A-Z]\w+)`", REGISTER) if label not in known} == set()


def test_what_goes_with_the_health_data_is_kept_three_years_in_the_register_too() -> None:
    for label, one in DECLARED.items():
        if one.stage is Stage.HEALTH:
            (row,) = [line for line in REGISTER.splitlines() if f"`{label}`" in line]
            assert "3 jaar" in row, label


def test_the_terms_are_those_of_the_software() -> None:
    terms = {
        one["id"]: one["values"][-1]
        for one in yaml.safe_load((ROOT / "allocation/retention/law/terms.yaml").read_text())
    }
    assert (terms["health"]["keep"], terms["granted"]["keep"], terms["draft"]["keep"]) == (3, 7, 90)
    for paper in ("verwerkingsregister.md", "dpia.md"):
        for told in YEARS.values():
            assert told in (PAPERS / paper).read_text(), paper


@pytest.mark.parametrize("name", NAMES)
def test_every_place_in_the_code_that_is_named_exists(name: str) -> None:
    text = (PAPERS / name).read_text()
    named = re.findall(r"`([\w./-]+/[\w./-]*)`", text)
    assert all((ROOT / place).exists() for place in named if not place.startswith("/")), [
        place for place in named if not (ROOT / place).exists()
    ]
    for link in re.findall(r"\]\(([\w.]+\.md)\)", text):
        assert (PAPERS / link).exists(), link


def test_pupils_have_no_field_for_a_bsn() -> None:
    fields = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    assert not {name for name in fields if re.search(r"bsn|burgerservice|onderwijsnummer|\bpgn\b", name)}


def test_the_portal_calls_nobody() -> None:
    """Two connections exist, both to what the organisation itself sets up: clamd, and its own log-in service."""
    calls = re.compile(r"^\s*(?:import|from) (?:requests|httpx|urllib\.request|http\.client|smtplib|aiohttp)\b", re.M)
    sources: list[Path] = [
        path for app in ("allocation", "licenses", "schools", "swv_portal") for path in (ROOT / app).rglob("*.py")
    ]
    assert [
        str(path.relative_to(ROOT))
        for path in sources
        if calls.search(path.read_text()) and "swv_portal/local" not in str(path)
    ] == []
