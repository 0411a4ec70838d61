"""The options of a variant: typed values, each with label, help, unit and source. Read strictly, all errors at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

LONGEST_TEXT = 600
SHARE = re.compile(r"(?:(\d{1,3})/(\d{1,3})|(0?[.,]\d{1,3})|(\d{1,2}(?:[.,]\d)?) ?%)")
YES_NO = {True: True, False: False, "ja": True, "nee": False, "true": True, "false": False}
O = TypeVar("O", bound="Options")  # noqa: E741


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The values an SWV filled in. A field that may be None then follows the national number."""


class BadOptions(ValueError):
    """Some options cannot be used; `errors` says why per option, in Dutch for the screen."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {reason}" for name, reason in errors.items()))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class Field:
    """One option as the administrator sees it.

    `kind`: whole, share ("1/4"), choice, choices (several), yes_no or text. `nullable`: empty means as nationally.
    `swv_only`: schools do not read its value, because it would let them steer.
    """

    label: str
    help: str = ""
    kind: str = "whole"
    unit: str = ""
    lowest: int = 0
    highest: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    source: str = ""
    name: str = ""
    default: Any = None
    nullable: bool = False
    swv_only: bool = False


@lru_cache(maxsize=64)
def fields_of(options: type[Options]) -> tuple[Field, ...]:
    """The options in the order in which they are asked."""
    hints = get_type_hints(options, include_extras=True)
    found = []
    for info in msgspec.structs.fields(options):
        kind, field = get_args(hints[info.name])
        found.append(replace(field, name=info.name, default=info.default, nullable=type(None) in get_args(kind)))
    return tuple(found)


def read_options(options: type[O], values: Mapping[str, Any]) -> O:
    """The values as typed options; what is not given keeps its default. Raises BadOptions with every error."""
    fields = {field.name: field for field in fields_of(options)}
    errors = {str(name): "Deze instelling bestaat niet." for name in values if name not in fields}
    read: dict[str, Any] = {}
    for name in [name for name in fields if name in values]:
        try:
            read[name] = _read(fields[name], values[name])
        except ValueError as problem:
            errors[name] = str(problem)
    if errors:
        raise BadOptions(errors)
    return options(**read)


def _read(field: Field, value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip() and field.kind != "text"):
        if field.nullable:
            return None
        raise ValueError("Vul hier iets in.")
    reader = {
        "whole": _whole,
        "share": _share,
        "choice": _choice,
        "choices": _choices,
        "yes_no": _yes_no,
        "text": _text,
    }[field.kind]
    return reader(field, value)


def _whole(field: Field, value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,6}\s*", value):
        value = int(value)
    if type(value) is not int:
        raise ValueError("Vul een heel getal in.")
    if not field.lowest <= value <= field.highest:
        raise ValueError(f"Kies een getal van {field.lowest} tot en met {field.highest}.")
    return value


def _share(_field: Field, value: Any) -> str:
    found = SHARE.fullmatch(str(value).strip()) if type(value) in {str, float} else None
    if found is None:
        raise ValueError("Vul een deel in, zoals 0,25 of 1/4.")
    top, bottom, decimal, percent = found.groups()
    if bottom is not None and int(bottom) == 0:
        raise ValueError("Vul een deel in, zoals 0,25 of 1/4.")
    share = Fraction(int(top), int(bottom)) if top else Fraction((decimal or percent).replace(",", "."))
    share = share / 100 if percent else share
    if not 0 < share < 1:
        raise ValueError("Vul een deel tussen 0 en 1 in, zoals 0,25.")
    return str(share)


def _choice(field: Field, value: Any) -> str:
    if value not in dict(field.choices):
        raise ValueError(f"Kies uit: {', '.join(key for key, _ in field.choices)}.")
    return str(value)


def _choices(field: Field, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise ValueError("Kies ten minste één mogelijkheid.")
    chosen = [_choice(field, one) for one in value]
    return tuple(key for key, _ in field.choices if key in chosen)


def _yes_no(_field: Field, value: Any) -> bool:
    if isinstance(value, str):
        value = value.strip().lower()
    if not isinstance(value, bool | str) or value not in YES_NO:
        raise ValueError("Kies ja of nee.")
    return YES_NO[value]


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("Vul een tekst in.")
    text = value.strip()
    if len(text) > (field.highest or LONGEST_TEXT):
        raise ValueError(f"Deze tekst is te lang: ten hoogste {field.highest or LONGEST_TEXT} tekens.")
    if "\x00" in text or any(ord(sign) < 32 and sign not in "\r\n\t" for sign in text):
        raise ValueError("Deze tekst bevat tekens die we niet kunnen bewaren.")
    return text
