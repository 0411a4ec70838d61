"""Whatever is written into the audit trail can be read back in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allocation import history
from allocation.policy.measures import Range
from allocation.workflow import Event
from schools import login_audit

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    path
    for folder in ("allocation", "licenses", "schools", "swv_portal")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
]
WRITTEN = re.compile(r'\baction\s*=\s*(f?)"([a-z_.{}]+)"')
# Arguments of command lines, not of the audit trail.
NOT_AUDIT = {"store_true", "store_false", "append", "count"}


def written() -> set[str]:
    """Every action that code writes, also those put together from an event of a request."""
    found = {action for path in CODE for _, action in WRITTEN.findall(path.read_text())} - NOT_AUDIT
    return (
        {one for one in found if "{" not in one}
        | {f"request.{event}" for event in Event}
        | set(login_audit.OWN_ACCOUNT)
    )


def test_every_action_in_the_code_has_words() -> None:
    assert {"dossier.view", "decision.take", "request.file", "login.fail", "login.in"} <= written()
    assert {action for action in written() if action not in history.WORDS} == set(), (
        "give it words in allocation/history.py"
    )


def test_actions_put_together_while_running_are_known_families() -> None:
    together = {action for path in CODE for _, action in WRITTEN.findall(path.read_text()) if "{" in action}
    families = {"request.", *history.FAMILIES}
    assert {one for one in together if not one.startswith(tuple(families))} == set()


def test_an_action_without_words_is_not_shown_as_something_else() -> None:
    with pytest.raises(KeyError):
        history.tell(action="dossier.vieuw", details={}, role="")


def test_details_are_told_as_far_as_the_table_knows_them() -> None:
    told = history.tell(
        action="document.download", details={"kind": "iq_report", "iq": str(Range.exact(84))}, role="decider"
    )
    assert (told.what, told.about, told.role) == ("document gedownload", "verslag intelligentieonderzoek", "beslisser")
    assert history.tell(action="retention.destroy_scores", details={}, role="system").role == "automatisch"
