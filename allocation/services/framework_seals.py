"""Hashes of what a framework says, to tell whether it is still what somebody saw, answered on or counted with."""

from __future__ import annotations

import hashlib
import json

from allocation.models import Framework

RULES = ("track", "variant", "revision", "options", "reading")
PERIOD = ("valid_from", "valid_until")
GROUNDS = ("name", "plan", "plan_on", "notified_on", "supersede_reason")


def rules_seal(framework: Framework) -> str:
    """Of what decides on requests: a computed what-if holds as long as this is the same."""
    return _seal(framework, RULES)


def choice_seal(framework: Framework) -> str:
    """Of what boards consent to: the rules and their period."""
    return _seal(framework, (*RULES, *PERIOD))


def content_seal(framework: Framework) -> str:
    """Of everything an administrator can change."""
    return _seal(framework, (*RULES, *PERIOD, *GROUNDS))


def _seal(framework: Framework, names: tuple[str, ...]) -> str:
    content = {name: getattr(framework, name) for name in names}
    written = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
