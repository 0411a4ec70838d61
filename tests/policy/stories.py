"""Reads the named invented pupils of `pupils.yaml`, and gives random dossiers for the properties."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import UNTESTED, Range

TODAY = dt.date(2026, 11, 24)
OLD_LAW = dt.date(2020, 3, 1)


@dataclass(frozen=True)
class Story:
    """One pupil and the expected outcome in both readings."""

    name: str
    dossier: Dossier
    outcome: str
    literal: str
    settled: bool
    missing: tuple[str, ...]


def stories() -> list[Story]:
    rows = yaml.safe_load((Path(__file__).parent / "pupils.yaml").read_text(encoding="utf-8"))
    return [_story(row) for row in rows]


def _story(row: dict[str, Any]) -> Story:
    dl, *levels = row.get("delay", [None] * 5)
    dossier = pupil(row.get("iq"), *levels, dl=dl, se=row.get("se"))
    settled = row.get("settled", row["outcome"] != "onvolledig")
    return Story(
        row["name"], dossier, row["outcome"], row.get("literal", row["outcome"]), settled, tuple(row.get("missing", ()))
    )


def pupil(
    iq: int | str | None,
    *levels: int | str | None,
    dl: int | None = 60,
    se: bool | None = None,
    track: Track = Track.LWOO,
) -> Dossier:
    """A dossier from an IQ and the DLE of tl, sp, bl and ir, as written in the table."""
    delays = {domain: DelayMeasure(dl, score(level)) for domain, level in zip(Domain, levels, strict=False)}
    return Dossier(track, score(iq), delays, se)


def score(written: int | str | None) -> Range:
    """82, "85-95", "<10" or None."""
    if written is None:
        return UNTESTED
    if isinstance(written, int):
        return Range.exact(written)
    if written.startswith("<"):
        return Range.below(int(written[1:]))
    low, high = written.split("-")
    return Range.between(int(low), int(high))


def ranges(low: int, high: int) -> st.SearchStrategy[Range]:
    """Exact, interval, below a floor, or not measured."""
    pair = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)
    return st.one_of(
        st.just(UNTESTED),
        st.integers(low, high).map(Range.exact),
        pair.map(lambda both: Range.between(*both)),
        st.integers(1, high).map(Range.below),
    )


measures = st.builds(DelayMeasure, st.one_of(st.none(), st.integers(-3, 70), st.just(2000)), ranges(0, 80))
dossiers = st.builds(
    Dossier,
    st.sampled_from(Track),
    ranges(40, 135),
    st.dictionaries(st.sampled_from(Domain), measures),
    st.sampled_from([True, False, None]),
)
dates = st.sampled_from([OLD_LAW, dt.date(2022, 7, 31), dt.date(2022, 8, 1), TODAY])
