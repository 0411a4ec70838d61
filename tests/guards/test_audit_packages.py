"""The examination of our packages: a known hole is named, and silence is not taken for safety."""

from __future__ import annotations

from typing import Any

import pytest

from swv_portal.local import audit_packages

ANSWER = {
    "dependencies": [
        {"name": "sound", "version": "2.0", "vulns": []},
        {"name": "holed", "version": "1.0", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["1.1"]}]},
        {"name": "left", "version": "0.1", "skip_reason": "unknown"},
    ]
}


def given(monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any] | None) -> None:
    monkeypatch.setattr(audit_packages, "prepare", lambda **_: None)
    monkeypatch.setattr(audit_packages, "_ask", lambda: answer)


def test_a_vulnerable_package_fails_the_check_by_name(monkeypatch: Any, capsys: Any) -> None:
    given(monkeypatch, ANSWER)
    assert audit_packages.main() == 1
    assert capsys.readouterr().out == "holed 1.0: CVE-2026-1 (verholpen in: 1.1)\n"


def test_sound_packages_pass(monkeypatch: Any, capsys: Any) -> None:
    given(monkeypatch, {"dependencies": ANSWER["dependencies"][:1]})
    assert audit_packages.main() == 0
    assert "Geen bekende" in capsys.readouterr().out


def test_without_network_it_says_that_nothing_was_looked_at(monkeypatch: Any, capsys: Any) -> None:
    given(monkeypatch, None)
    assert audit_packages.main() == 0
    assert capsys.readouterr().out.startswith(audit_packages.SKIPPED)


def test_nor_where_its_own_packages_cannot_be_fetched(monkeypatch: Any, capsys: Any) -> None:
    def unreachable(**_: Any) -> None:
        raise SystemExit("no network")

    monkeypatch.setattr(audit_packages, "prepare", unreachable)
    assert audit_packages.main() == 0
    assert audit_packages.SKIPPED in capsys.readouterr().out
