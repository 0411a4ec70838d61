"""Reads the files of the law without mercy: every mistake is an error with file, line and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import yaml


class LawFileError(Exception):
    """A file of the law is wrong; the application must not start on it."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}: {reason}")


class Entry:
    """One mapping in a file, that knows the line of each key."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self._path, self._line = path, _line(node)
        self._keys: dict[str, tuple[int, yaml.Node]] = {}
        if not isinstance(node, yaml.MappingNode):
            self.fail("expected keys with values")
        for key, value in node.value:
            self._line = _line(key)
            if key.value in self._keys:
                self.fail(f"{key.value!r} stands here twice")
            self._keys[str(key.value)] = (_line(key), value)
        self._line = _line(node)

    def fail(self, reason: str, key: str = "") -> NoReturn:
        raise LawFileError(self._path, self._keys[key][0] if key in self._keys else self._line, reason)

    def only(self, *, required: Iterable[str], optional: Iterable[str] = ()) -> Entry:
        for key in self._keys:
            if key not in {*required, *optional}:
                self.fail(f"unknown key {key!r}", key)
        for key in required:
            if key not in self._keys:
                self.fail(f"{key!r} is missing")
        return self

    def has(self, key: str) -> bool:
        return key in self._keys

    def text(self, key: str) -> str:
        value = self._scalar(key, "str", "a text")
        return value if value.strip() else self.fail(f"{key!r} is empty", key)

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        value = self.text(key)
        if value not in set(allowed):
            self.fail(f"{key!r} is {value!r}, expected one of: {', '.join(sorted(allowed))}", key)
        return value

    def whole(self, key: str) -> int:
        value = self._scalar(key, "int", "a whole number")
        return int(value) if re.fullmatch(r"\d{1,3}", value) else self.fail(f"{key!r} is not a whole number", key)

    def share(self, key: str) -> Fraction:
        value = self._scalar(key, "str", 'a fraction in quotes, like "1/4"')
        if not re.fullmatch(r"[1-9]\d{0,2}/[1-9]\d{0,2}", value) or Fraction(value) >= 1:
            self.fail(f'{key!r} is {value!r}, expected a fraction below one in quotes, like "1/4"', key)
        return Fraction(value)

    def day(self, key: str) -> date:
        value = self._scalar(key, "timestamp", "a date like 2016-01-01")
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{key!r} is not a date like 2016-01-01", key)

    def yes_or_no(self, key: str) -> bool:
        value = self._scalar(key, "bool", "true or false")
        return value == "true" if value in {"true", "false"} else self.fail(f"{key!r} is not true or false", key)

    def entries(self, key: str) -> list[Entry]:
        return _entries(self._path, self._keys[key][1])

    def _scalar(self, key: str, kind: str, expected: str) -> str:
        node = self._keys[key][1]
        if not isinstance(node, yaml.ScalarNode) or node.tag != f"tag:yaml.org,2002:{kind}":
            self.fail(f"{key!r} is not {expected}", key)
        return str(node.value)


def read_entries(path: Path) -> list[Entry]:
    """All mappings of one file. The file is a list and is not empty."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        raise LawFileError(path, 1, "the file is missing") from None
    except UnicodeDecodeError:
        raise LawFileError(path, 1, "the file is not UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise LawFileError(path, mark.line + 1 if mark else 1, error.problem or "not YAML") from None
    except yaml.YAMLError as error:
        raise LawFileError(path, 1, str(error)) from None
    if node is None:
        raise LawFileError(path, 1, "the file is empty")
    return _entries(path, node)


def _entries(path: Path, node: yaml.Node) -> list[Entry]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise LawFileError(path, _line(node), "expected a list that is not empty")
    return [Entry(path, item) for item in node.value]


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
