"""Loads the law from `law/*.yaml` at start-up. A wrong file stops the start with file, line and reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from allocation.policy.parameters import Bound, ConflictRule, Law, Reading, Version, reading_name
from allocation.policy.sources import Source, load_sources
from allocation.policy.strict_yaml import Entry, LawFileError, read_entries

FOLDER = Path(__file__).parent / "law"
NUMBERS = {
    "capacity.yaml": ("pro_iq", "lwoo_iq_a", "lwoo_iq_b"),
    "learning_delay.yaml": ("pro_delay", "lwoo_delay", "delay_domains", "delay_core_domains"),
    "social_emotional.yaml": ("social_emotional",),
}
WORDS = {
    "opting_out.yaml": (
        "opting_out_criteria",
        "opting_out_duration",
        "opting_out_consent",
        "opting_out_start",
        "opting_out_notify_by",
    ),
}
READ_ELSEWHERE = ("route.yaml", "amounts.yaml", "moves.yaml")
# What the law itself may say of lid 6; the other rules only an SWV can choose.
LAWFUL_RULES = (ConflictRule.EITHER_SIDE, ConflictRule.COMPLETE_LWOO)
# Which sides of a bound a unit can have: a share is compared as "at least" and "below" only.
SIDES = {
    "iq_points": ("at_least", "above", "at_most", "below"),
    "share": ("at_least", "below"),
    "domains": ("at_least",),
    "yes_no": ("at_least",),
}
HIGHEST_COUNT = {"domains": 4, "yes_no": 1}
History = dict[str, list[Version]]


def load_law(folder: Path) -> Law:
    """Every parameter and both readings, with sources; raises LawFileError."""
    _refuse_strays(folder)
    sources = load_sources(folder / "sources.yaml")
    history: History = {}
    for file, names in NUMBERS.items():
        _load_numbers(folder / file, names, sources, history)
    _load_readings(folder / "readings.yaml", sources, history)
    for file, names in WORDS.items():
        _load_words(folder / file, names, sources, history)
    return Law(sources=sources, history=history)


def _refuse_strays(folder: Path) -> None:
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in {"sources.yaml", "readings.yaml", *READ_ELSEWHERE, *NUMBERS, *WORDS}:
            raise LawFileError(path, 1, "nothing reads this file")


def _load_numbers(path: Path, names: tuple[str, ...], sources: Mapping[str, Source], history: History) -> None:
    for entry in read_entries(path):
        entry.only(required=("id", "description", "unit", "open_term", "values"))
        entry.text("description")
        entry.yes_or_no("open_term")
        name, unit = entry.one_of("id", names), entry.one_of("unit", SIDES)
        _add(history, name, entry, [_number(name, unit, value, sources) for value in entry.entries("values")])
    _refuse_gaps(path, names, history)


def _load_readings(path: Path, sources: Mapping[str, Source], history: History) -> None:
    for entry in read_entries(path):
        entry.only(required=("id", "description", "values"))
        entry.text("description")
        name = reading_name(Reading(entry.one_of("id", tuple(Reading))))
        _add(history, name, entry, [_rule(name, value, sources) for value in entry.entries("values")])
    _refuse_gaps(path, tuple(reading_name(reading) for reading in Reading), history)


def _load_words(path: Path, names: tuple[str, ...], sources: Mapping[str, Source], history: History) -> None:
    for entry in read_entries(path):
        entry.only(required=("id", "description", "values"))
        entry.text("description")
        name = entry.one_of("id", names)
        _add(history, name, entry, [_word(name, value, sources) for value in entry.entries("values")])
    _refuse_gaps(path, names, history)


def _add(history: History, name: str, entry: Entry, versions: list[Version]) -> None:
    if name in history:
        entry.fail(f"{name!r} stands here twice", "id")
    for value, earlier, later in zip(entry.entries("values")[1:], versions, versions[1:], strict=False):
        if earlier.starts_on == later.starts_on:
            value.fail(f"two values from {later.starts_on}", "from")
        if earlier.starts_on > later.starts_on:
            value.fail(f"{later.starts_on} stands after {earlier.starts_on}: sort by date", "from")
    history[name] = versions


def _refuse_gaps(path: Path, names: tuple[str, ...], history: History) -> None:
    for name in names:
        if name not in history:
            raise LawFileError(path, 1, f"{name!r} is missing")


def _number(name: str, unit: str, entry: Entry, sources: Mapping[str, Source]) -> Version:
    entry.only(required=("from", "source"), optional=("ended", *SIDES[unit]))
    bound = None if _has_ended(entry, SIDES[unit]) else _bound(entry, unit)
    return Version(id=name, starts_on=entry.day("from"), source=_source(entry, sources), bound=bound)


def _rule(name: str, entry: Entry, sources: Mapping[str, Source]) -> Version:
    entry.only(required=("from", "source"), optional=("ended", "rule"))
    if _has_ended(entry, ("rule",)):
        return Version(id=name, starts_on=entry.day("from"), source=_source(entry, sources))
    rule = ConflictRule(entry.one_of("rule", LAWFUL_RULES))
    return Version(id=name, starts_on=entry.day("from"), source=_source(entry, sources), rule=rule)


def _word(name: str, entry: Entry, sources: Mapping[str, Source]) -> Version:
    entry.only(required=("from", "source"), optional=("ended", "says"))
    says = "" if _has_ended(entry, ("says",)) else entry.text("says")
    return Version(id=name, starts_on=entry.day("from"), source=_source(entry, sources), says=says)


def _has_ended(entry: Entry, values: tuple[str, ...]) -> bool:
    given = [key for key in values if entry.has(key)]
    if entry.has("ended"):
        if not entry.yes_or_no("ended"):
            entry.fail("'ended' is only ever true", "ended")
        if given:
            entry.fail(f"ended, and yet {given[0]!r} is given", given[0])
        return True
    if not given:
        entry.fail(f"no value: give {', '.join(values)} or 'ended: true'")
    return False


def _bound(entry: Entry, unit: str) -> Bound:
    sides: dict[str, Fraction] = {}
    for key in SIDES[unit]:
        if entry.has(key):
            sides[key] = entry.share(key) if unit == "share" else Fraction(entry.whole(key))
    for pair in (("at_least", "above"), ("at_most", "below")):
        if all(side in sides for side in pair):
            entry.fail(f"{pair[0]!r} and {pair[1]!r} exclude each other", pair[1])
    _refuse_empty(entry, unit, sides)
    return Bound(**sides)


def _refuse_empty(entry: Entry, unit: str, sides: Mapping[str, Fraction]) -> None:
    """A band nobody can fall in, or a count that cannot be reached, is a typing error."""
    low = sides.get("at_least", sides.get("above"))
    high = sides.get("at_most", sides.get("below"))
    if unit == "share" and low is None:
        entry.fail("a share needs 'at_least'")
    if unit in HIGHEST_COUNT and not 1 <= int(low or 0) <= HIGHEST_COUNT[unit]:
        entry.fail(f"'at_least' lies outside 1 to {HIGHEST_COUNT[unit]}", "at_least")
    open_ended = "above" in sides or "below" in sides
    if low is not None and high is not None and (low > high or (open_ended and low == high)):
        entry.fail("the lower bound lies above the upper bound")


def _source(entry: Entry, sources: Mapping[str, Source]) -> Source:
    name = entry.text("source")
    if name not in sources:
        entry.fail(f"source {name!r} is not in sources.yaml", "source")
    return sources[name]


LAW = load_law(FOLDER)
