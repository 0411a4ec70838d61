"""Reads editions of the list of tests, built in or uploaded. All mistakes at once, each with line and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from allocation.policy.editions import (
    CATEGORIES,
    CountedFrom,
    Criterion,
    Edition,
    Instrument,
    ReTest,
    ReTestLevel,
    SelfReport,
    TakenIn,
    Validity,
)
from allocation.policy.facts import Track
from allocation.policy.instrument_names import words
from allocation.policy.measures import HIGHEST
from allocation.policy.strict_yaml import Entry, LawFileError, read_mapping

FOLDER = Path(__file__).parent / "law" / "instruments"
SECTIONS = ("edition", "validity", "self_report", "instruments")
OTHER_TESTS = ("accept", "lower", "outside_lwoo", "group_5", "group_6", "group_7", "group_8")
MOST_INSTRUMENTS = 500
T = TypeVar("T")


class BadEdition(Exception):
    """The file is not an edition; `mistakes` holds every one, in the order of the file."""

    def __init__(self, mistakes: tuple[LawFileError, ...]) -> None:
        super().__init__("; ".join(str(one) for one in mistakes))
        self.mistakes = mistakes


def read_edition(path: Path, content: bytes | None = None) -> Edition:
    """The edition in a file, or in bytes that were uploaded under that name. Raises BadEdition."""
    reader = _Reader()
    edition = reader.attempt(lambda: _edition(reader, read_mapping(path, content)))
    if reader.mistakes or edition is None:
        raise BadEdition(tuple(sorted(reader.mistakes, key=lambda one: one.line)))
    return replace(edition, sha256=hashlib.sha256(path.read_bytes() if content is None else content).hexdigest())


class _Reader:
    """Goes on after a mistake, so that somebody sees all of them at once."""

    def __init__(self) -> None:
        self.mistakes: list[LawFileError] = []

    def attempt(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except LawFileError as mistake:
            self.mistakes.append(mistake)
            return None


def _edition(reader: _Reader, root: Entry) -> Edition | None:
    root.only(required=SECTIONS, optional=("re_test",))
    head = reader.attempt(lambda: _head(root.entry("edition")))
    validity = reader.attempt(lambda: _validity(root.entry("validity")))
    self_report = reader.attempt(lambda: _self_report(root.entry("self_report")))
    re_test = reader.attempt(lambda: _re_test(root.entry("re_test"))) if root.has("re_test") else None
    instruments = _instruments(reader, root)
    if head is None or validity is None or self_report is None or reader.mistakes:
        return None
    school_year, citation, confidence, responsible, spared = head
    return Edition(school_year, citation, confidence, responsible, validity, self_report, re_test, spared, instruments)


def _head(entry: Entry) -> tuple[str, str, str, str, int | None]:
    key = "bl_not_needed_for_pro_below_tl_dle"
    entry.only(required=("school_year", "citation", "confidence", "responsible_citation"), optional=(key,))
    year = entry.text("school_year")
    if not re.fullmatch(r"20\d\d-20\d\d", year) or int(year[5:]) != int(year[:4]) + 1:
        entry.fail(f"'school_year' is {year!r}, expected a school year like 2016-2017", "school_year")
    spared = _months(entry, key) if entry.has(key) else None
    confidence = entry.one_of("confidence", ("H", "M", "L"))
    return year, _short(entry, "citation", 200), confidence, _short(entry, "responsible_citation", 200), spared


def _validity(entry: Entry) -> Validity:
    names = ("iq_years", "social_emotional_years", "delay_test_months_before_february", "vo_year_1_dl")
    entry.only(required=(*names, "iq_counted_from", "delay_from_february"))
    entry.one_of("delay_from_february", ("current_school_year",))
    return Validity(
        iq_years=entry.within("iq_years", lowest=1, highest=10),
        iq_counted_from=CountedFrom(entry.one_of("iq_counted_from", tuple(CountedFrom))),
        social_emotional_years=entry.within("social_emotional_years", lowest=1, highest=10),
        delay_test_months=entry.within("delay_test_months_before_february", lowest=1, highest=20),
        vo_year_1_dl=entry.within("vo_year_1_dl", lowest=1, highest=99),
    )


def _self_report(entry: Entry) -> SelfReport:
    entry.only(required=("allowed_from_dle", "discouraged_below_dle"))
    levels = SelfReport(_months(entry, "allowed_from_dle"), _months(entry, "discouraged_below_dle"))
    if levels.discouraged_below_dle > levels.allowed_from_dle:
        entry.fail("the lower bound lies above the upper bound", "discouraged_below_dle")
    return levels


def _re_test(entry: Entry) -> ReTest:
    entry.only(required=("required_iq_from", "required_iq_to", "levels"))
    low, high = (entry.within(f"required_iq_{end}", lowest=1, highest=200) for end in ("from", "to"))
    if low > high:
        entry.fail("the lower bound lies above the upper bound", "required_iq_from")
    levels: dict[str, ReTestLevel] = {}
    for one in entry.entries("levels"):
        level = _level(one)
        if level.level in levels:
            one.fail(f"{level.level!r} stands here twice", "level")
        levels[level.level] = level
    return ReTest(low, high, MappingProxyType(levels))


def _level(entry: Entry) -> ReTestLevel:
    entry.only(required=("level", "below", "below_then"), optional=("above", "above_then"))
    name = entry.text("level")
    if not re.fullmatch(r"[ME][3-8]", name):
        entry.fail(f"'level' is {name!r}, expected M or E with a group, like E5", "level")
    below, then = _months(entry, "below"), entry.one_of("below_then", OTHER_TESTS)
    if not entry.has("above") and not entry.has("above_then"):
        return ReTestLevel(name, below, then)
    entry.only(required=("level", "below", "below_then", "above", "above_then"))
    above = _months(entry, "above")
    if below > above:
        entry.fail("the lower bound lies above the upper bound", "below")
    return ReTestLevel(name, below, then, above, entry.one_of("above_then", OTHER_TESTS))


def _instruments(reader: _Reader, root: Entry) -> tuple[Instrument, ...]:
    entries = reader.attempt(lambda: root.entries("instruments", reader.mistakes)) or []
    if len(entries) > MOST_INSTRUMENTS:
        reader.attempt(lambda: root.fail(f"more than {MOST_INSTRUMENTS} instruments", "instruments"))
        return ()
    found: dict[str, Instrument] = {}
    for entry in entries:
        one = reader.attempt(lambda entry=entry: _instrument(entry, found))  # type: ignore[misc]
        if one is not None:
            found[one.id] = one
    return tuple(found.values())


def _instrument(entry: Entry, found: Mapping[str, Instrument]) -> Instrument:
    required = ("id", "name", "criterion")
    optional = (
        "lwoo",
        "pro",
        "publisher",
        "published",
        "aliases",
        "not_these",
        "taken_in",
        "youngest",
        "oldest",
        "floor",
        "self_report",
        "year_bound",
        "remark",
    )
    entry.only(required=required, optional=optional)
    name = entry.text("id")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", name):
        entry.fail("'id' must consist of small letters, digits and hyphens", "id")
    if name in found:
        entry.fail(f"{name!r} stands here twice", "id")
    return Instrument(
        id=name,
        name=_recognisable(entry, "name", (_short(entry, "name", 120),))[0],
        criterion=Criterion(entry.one_of("criterion", tuple(Criterion))),
        publisher=entry.label("publisher") if entry.has("publisher") else "",
        published=entry.label("published") if entry.has("published") else "",
        categories=_categories(entry),
        aliases=_recognisable(entry, "aliases", entry.labels("aliases")) if entry.has("aliases") else (),
        not_these=_recognisable(entry, "not_these", entry.labels("not_these")) if entry.has("not_these") else (),
        taken_in=tuple(_taken_in(one) for one in entry.entries("taken_in")) if entry.has("taken_in") else (),
        ages=_ages(entry),
        floor=_months(entry, "floor") if entry.has("floor") else None,
        self_report=entry.has("self_report") and entry.yes_or_no("self_report"),
        year_bound=entry.has("year_bound") and entry.yes_or_no("year_bound"),
        remark=_short(entry, "remark", 500) if entry.has("remark") else "",
    )


def _recognisable(entry: Entry, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """A name without letters or digits can be found in no text."""
    return names if all(words(one) for one in names) else entry.fail(f"{key!r} holds no letter or digit", key)


def _categories(entry: Entry) -> Mapping[Track, str]:
    categories = {track: entry.label(track) for track in Track if entry.has(track)}
    if not categories:
        entry.fail("no category: give 'lwoo' or 'pro'")
    for track, category in categories.items():
        if category not in CATEGORIES:
            entry.fail(f"{track.value!r} is {category!r}, expected one of: {', '.join(CATEGORIES)}", track)
    return MappingProxyType(categories)


def _taken_in(entry: Entry) -> TakenIn:
    entry.only(required=(), optional=("groups", "vo_years", "months"))
    if not entry.has("groups") and not entry.has("vo_years"):
        entry.fail("'groups' is missing")
    bounds = {"groups": 8, "vo_years": 6, "months": 12}
    return TakenIn(**{key: entry.wholes(key, lowest=1, highest=top) for key, top in bounds.items() if entry.has(key)})


def _ages(entry: Entry) -> tuple[int, int] | None:
    if not entry.has("youngest") and not entry.has("oldest"):
        return None
    for key in ("youngest", "oldest"):
        if not entry.has(key):
            entry.fail(f"{key!r} is missing")
    ages = entry.within("youngest", lowest=3, highest=99), entry.within("oldest", lowest=3, highest=99)
    return ages if ages[0] <= ages[1] else entry.fail("the lower bound lies above the upper bound", "youngest")


def _months(entry: Entry, key: str) -> int:
    return entry.within(key, lowest=1, highest=HIGHEST)


def _short(entry: Entry, key: str, longest: int) -> str:
    value = entry.text(key)
    return value if len(value) <= longest else entry.fail(f"{key!r} is longer than {longest} characters", key)


def _built_in(folder: Path) -> dict[str, Edition]:
    editions: dict[str, Edition] = {}
    for path in sorted(folder.glob("*.y*ml")):
        edition = read_edition(path)
        if edition.school_year != path.stem:
            raise BadEdition((LawFileError(path, 1, f"the file is not named after {edition.school_year}"),))
        editions[edition.school_year] = edition
    return editions


def built_in_file(school_year: str) -> Path:
    """The file of an edition that comes with the portal, as an example of the format."""
    return FOLDER / f"{school_year}.yaml"


BUILT_IN: Mapping[str, Edition] = MappingProxyType(_built_in(FOLDER))
