"""One `toets` of a dossier as an IQ result or a level in a domain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from allocation.intake.oso.domains import domain_of
from allocation.intake.oso.facts import DelayResult, IqResult
from allocation.intake.oso.fields import day, text, year_group
from allocation.intake.safe_xml import Node
from allocation.intake.scores import IQ_HIGHEST, IQ_LOWEST, MONTHS_HIGHEST, parse_dle, parse_iq
from allocation.intake.text import InvalidValue
from allocation.policy.didactic_age import dl_for, is_plausible
from allocation.policy.facts import Domain
from allocation.policy.measures import Range

WIDEST_INTERVAL = 40  # points: wider is no confidence interval of a whole test
# A new school year starts in August, so a group and a test date in August do not tell which year is meant.
AMBIGUOUS_MONTH = 8
FOUR = "technisch lezen, spelling, begrijpend lezen of inzichtelijk rekenen"
ROLES = ((re.compile("orthopeda", re.I), "orthopedagogue"), (re.compile("psycholo", re.I), "psychologist"))


class Unreadable(ValueError):
    """A score in the dossier that is no score. The message is the reason for the report, without the score."""


@dataclass(frozen=True, slots=True, repr=False)
class TakenTest:
    """What every test has, whatever it measures."""

    node: Node
    code: str
    area: str
    instrument: str
    short_name: str
    tested_on: date | None
    group_code: str

    def score(self, kind: str, result: Node | None = None) -> str:
        """The value with this code of codelijst 11, nationwide if there are more."""
        found = [
            (text(score, "codevergelijkingsgroep").lower() != "landelijk", text(score, "waarde", longest=20))
            for score in (result or self.node).every("resultaat", "referentiescore")
            if text(score, "codereferentiescore").upper() == kind
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else ""


def read_test(node: Node) -> TakenTest:
    """The identity of a test."""
    identity = node.first("toetsidentificatie") or node
    name, version = text(identity, "toetsnaam", longest=400), text(identity, "toetsversie")
    code = text(identity, "eldtoetscode")
    return TakenTest(
        node=node,
        code=code,
        area=text(identity, "leergebied"),
        instrument=", ".join(part for part in (name or code, version) if part)[:160],
        short_name=re.split(r"[:(]", name)[0].strip()[:80] or code or "onbekende toets",
        tested_on=day(node, "afname", "afnamedatum"),
        group_code=text(node, "afname", "jaargroep", longest=4),
    )


def read_iq(test: TakenTest) -> IqResult | None:
    """The total score of an intelligence test, never that of a part. None for another test. Raises Unreadable."""
    written, interval = test.score("IQ"), _interval(test.node)
    if not written:
        return None
    try:
        score = parse_iq(written)
    except InvalidValue:
        score = None
    score = score or interval
    if score is None:
        raise Unreadable(f"De IQ-score is geen getal van {IQ_LOWEST} tot en met {IQ_HIGHEST}.")
    fits = interval is not None and interval != score and interval.low <= score.low and score.high <= interval.high
    function = text(test.node, "afname", "afgenomendoor", "functie")
    responsible = text(test.node, "afname", "afgenomendoor", "naammedewerker", longest=120)
    return IqResult(
        score=score,
        interval=interval if fits else None,
        has_parts=any(test.score("IQ", part) for part in test.node.every("toetsonderdeel")),
        instrument=test.instrument,
        short_name=test.short_name,
        tested_on=test.tested_on,
        responsible=responsible,
        responsible_function=function,
        responsible_role=_role(function) if responsible or function else "",
    )


def read_delays(test: TakenTest) -> list[DelayResult]:
    """The levels (DLE) of a test: of the whole, else of parts that are a domain by themselves. Raises Unreadable."""
    if written := test.score("DLE"):
        domain = domain_of(area=test.area, code=test.code, name=test.instrument)
        if domain is None:
            raise Unreadable(f"De toets hoort niet bij {FOUR}.")
        return [_delay(test, domain, written)]
    parts = []
    for part in test.node.every("toetsonderdeel"):
        domain = domain_of(area="", code=text(part, "eldonderdeelcode"), name=text(part, "onderdeelnaam"))
        if domain is not None and (written := test.score("DLE", part)):
            parts.append(_delay(test, domain, written))
    return parts


def _delay(test: TakenTest, domain: Domain, written: str) -> DelayResult:
    try:
        level = parse_dle(written)
    except InvalidValue:
        level = None
    if level is None:
        raise Unreadable(f"De DLE is geen heel aantal maanden van 0 tot en met {MONTHS_HIGHEST}.")
    months, origin, fits = _didactic_age(test)
    return DelayResult(
        domain=domain,
        dle_months=level,
        dl_months=months,
        dl_origin=origin,
        dl_fits=fits,
        instrument=test.instrument,
        short_name=test.short_name,
        tested_on=test.tested_on,
        year_group=year_group(test.group_code),
    )


def _didactic_age(test: TakenTest) -> tuple[int | None, str, bool]:
    """DL in months, where it comes from, and whether it fits the group."""
    group = int(test.group_code) if test.group_code.isdecimal() else None
    written = text(test.node, "afname", "dl", longest=4)
    known = group is not None and test.tested_on is not None and test.tested_on.month != AMBIGUOUS_MONTH
    if written.isdecimal() and 1 <= int(written) <= MONTHS_HIGHEST:
        months = int(written)
        fits = not known or is_plausible(dl=months, group=group or 0, tested_on=test.tested_on or date.min)
        return months, "dossier", fits
    derived = dl_for(group=group or 0, tested_on=test.tested_on or date.min) if known else None
    return derived, "derived" if derived is not None else "", True


def _interval(node: Node) -> Range | None:
    """The confidence interval of the whole test, if it can be one of an IQ."""
    path = ("resultaat", "toetsscore", "betrouwbaarheidsinterval")
    bounds = [text(node, *path, side, longest=8) for side in ("bivlaag", "bivhoog")]
    try:
        low, high = (round(float(bound.replace(",", "."))) for bound in bounds)
    except (ValueError, OverflowError):
        return None
    sensible = IQ_LOWEST <= low <= high <= IQ_HIGHEST and high - low <= WIDEST_INTERVAL
    return Range.between(low, high) if sensible else None


def _role(function: str) -> str:
    return next((role for words, role in ROLES if words.search(function)), "other")
