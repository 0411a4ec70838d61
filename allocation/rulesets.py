"""Rulesets outside the database: read from a file, and all variants described for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from allocation.policy.facts import Track
from allocation.policy.options import BadOptions, Field
from allocation.policy.parameters import NoRulesError, Reading
from allocation.policy.registry import VARIANTS, UnknownVariant, ruleset
from allocation.policy.ruleset import Ruleset

LONGEST_FILE = 100_000


class BadRuleset(ValueError):
    """The variant or its options cannot be used; the message is Dutch and names every option."""


def read_ruleset(variant: str, file: str, *, reading: Reading, law_on: date) -> Ruleset:
    """The variant with the options of a json or yaml file; without a file its defaults. Raises BadRuleset."""
    try:
        values = _read(file) if file else {}
        return ruleset(variant, values, track=Track.LWOO, reading=reading, starts_on=law_on)
    except BadOptions as bad:
        lines = [f"  {name}: {reason}" for name, reason in bad.errors.items()]
        raise BadRuleset("\n".join(["De instellingen kloppen niet:", *lines])) from bad
    except (UnknownVariant, NoRulesError) as problem:
        raise BadRuleset(str(problem)) from problem


def _read(file: str) -> dict[str, Any]:
    """JSON is YAML too, so one reader does for both."""
    try:
        content = Path(file).read_bytes()
    except FileNotFoundError:
        raise BadRuleset(f"Het bestand {file} bestaat niet.") from None
    except OSError:
        raise BadRuleset(f"Het bestand {file} is niet te lezen.") from None
    if len(content) > LONGEST_FILE:
        raise BadRuleset(f"Het bestand {file} is te groot voor instellingen.")
    try:
        values = yaml.safe_load(content.decode("utf-8-sig"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadRuleset(f"{file}, regel {line}: dit is geen json of yaml.") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError):
        raise BadRuleset(f"Het bestand {file} is geen json of yaml.") from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise BadRuleset(f"Het bestand {file} moet namen met waarden bevatten.")
    return {str(name): value for name, value in values.items()}


def describe_variants() -> Iterator[str]:
    """Every variant with its options, for reading on a terminal."""
    for variant in VARIANTS:
        yield f"{variant.id}: {variant.name}"
        yield f"  {variant.summary}"
        for field in variant.fields():
            yield f"    {field.name}: {field.label} {_allowed(field)}"


def _allowed(field: Field) -> str:
    if field.choices:
        allowed = " | ".join(key for key, _ in field.choices)
    else:
        allowed = {"whole": f"{field.lowest} tot en met {field.highest}", "share": "deel, bijvoorbeeld 1/4"}.get(
            field.kind, "ja of nee" if field.kind == "yes_no" else "tekst"
        )
    usual = {None: "zoals landelijk", True: "ja", False: "nee"}.get(field.default, field.default)
    return f"[{allowed}; anders {usual}]"
