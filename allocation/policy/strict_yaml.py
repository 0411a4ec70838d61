"""Reads the files of the law without mercy: every mistake is an error with file, line and reason.

Also text that somebody uploaded: large, deeply nested or self-referring text is refused before it costs anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

import yaml

LONGEST = 200_000
DEEPEST = 8
MOST_NODES = 20_000


class LawFileError(Exception):
    """A file of the law is wrong; the application must not start on it."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}: {reason}")
        self.file, self.line, self.reason = path.name, line, reason


class _Loader(yaml.SafeLoader):
    """Counts what it reads and how deep, and knows no aliases: nothing in a file may stand for something elsewhere."""

    depth = nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not allowed", problem_mark=mark)
        if self.depth >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        self.depth, self.nodes = self.depth + 1, self.nodes + 1
        if self.nodes > MOST_NODES:
            raise yaml.MarkedYAMLError(problem="too many lines and values", problem_mark=mark)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class Entry:
    """One mapping in a file, that knows the line of each key."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self._path, self._line = path, _line(node)
        self._keys: dict[str, tuple[int, yaml.Node]] = {}
        if not isinstance(node, yaml.MappingNode):
            self.fail("expected keys with values")
        for key, value in node.value:
            self._line = _line(key)
            if not isinstance(key, yaml.ScalarNode):
                self.fail("expected keys with values")
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

    def entries(self, key: str, mistakes: list[LawFileError] | None = None) -> list[Entry]:
        """The mappings in a list. With `mistakes`, those that are none are noted there and left out."""
        return _entries(self._path, self._keys[key][1], mistakes)

    def entry(self, key: str) -> Entry:
        return Entry(self._path, self._keys[key][1])

    def label(self, key: str) -> str:
        """A text that may look like a number: the year 2013, category 0."""
        return self._label(self._keys[key][1], key)

    def labels(self, key: str) -> tuple[str, ...]:
        """A list of such texts that is not empty."""
        node = self._keys[key][1]
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.fail(f"{key!r} is not a list", key)
        return tuple(self._label(item, key) for item in node.value)

    def wholes(self, key: str, *, lowest: int, highest: int) -> tuple[int, ...]:
        """A list of whole numbers within bounds that is not empty."""
        numbers = self.labels(key)
        if not all(re.fullmatch(r"\d{1,3}", one) and lowest <= int(one) <= highest for one in numbers):
            self.fail(f"{key!r} must hold whole numbers from {lowest} to {highest}", key)
        return tuple(int(one) for one in numbers)

    def within(self, key: str, *, lowest: int, highest: int) -> int:
        """One whole number within bounds."""
        value = self._scalar(key, "int", "a whole number")
        if not re.fullmatch(r"\d{1,9}", value):
            self.fail(f"{key!r} is not a whole number", key)
        number = int(value)
        return number if lowest <= number <= highest else self.fail(f"{key!r} lies outside {lowest} to {highest}", key)

    def _label(self, node: yaml.Node, key: str) -> str:
        kinds = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
        if not isinstance(node, yaml.ScalarNode) or node.tag not in kinds:
            self.fail(f"{key!r} is not a text", key)
        return str(node.value) if node.value.strip() else self.fail(f"{key!r} is empty", key)

    def _scalar(self, key: str, kind: str, expected: str) -> str:
        node = self._keys[key][1]
        if not isinstance(node, yaml.ScalarNode) or node.tag != f"tag:yaml.org,2002:{kind}":
            self.fail(f"{key!r} is not {expected}", key)
        return str(node.value)


def read_entries(path: Path) -> list[Entry]:
    """All mappings of one file. The file is a list and is not empty."""
    return _entries(path, _compose(path, _content(path)))


def read_mapping(path: Path, content: bytes | None = None) -> Entry:
    """The one mapping a file consists of; `content` when the bytes are not on disk but were uploaded by that name."""
    return Entry(path, _compose(path, _content(path) if content is None else content))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise LawFileError(path, 1, "the file is missing") from None


def _compose(path: Path, content: bytes) -> yaml.Node:
    if len(content) > LONGEST:
        raise LawFileError(path, 1, f"the file is larger than {LONGEST // 1000} kB")
    text = ""
    try:
        text = content.decode("utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError:
        raise LawFileError(path, 1, "the file is not UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise LawFileError(path, mark.line + 1 if mark else 1, error.problem or "not YAML") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise LawFileError(path, line, "a character that cannot be read") from None
    if node is None:
        raise LawFileError(path, 1, "the file is empty")
    return node


def _entries(path: Path, node: yaml.Node, mistakes: list[LawFileError] | None = None) -> list[Entry]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise LawFileError(path, _line(node), "expected a list that is not empty")
    found = []
    for item in node.value:
        try:
            found.append(Entry(path, item))
        except LawFileError as mistake:
            if mistakes is None:
                raise
            mistakes.append(mistake)
    return found


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
