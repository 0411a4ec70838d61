"""The figures beside their bounds: rows for a table on screen and in the letter, for the track that was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allocation.policy.algebra import Standing
from allocation.policy.facts import Domain, Track
from allocation.policy.findings import Finding, Reason
from allocation.policy.measures import UNTESTED
from allocation.policy.receipt import Receipt
from allocation.policy.wording.names import DOMAIN_NAMES, PROBLEMS, among_them, citation
from allocation.policy.wording.numbers import delay_text, limit_text, range_text
from allocation.policy.wording.own import takes_the_place_of_delay, takes_the_place_of_iq, variant_of

VERDICTS = {
    Standing.NOT_MET: "nee",
    Standing.MISSING: "niet bekend",
    Standing.UNDECIDED: "niet zeker",
    Standing.MET: "ja",
}

OWN_VALUES = {
    Standing.NOT_MET: "past niet bij lwoo",
    Standing.MISSING: "niet bekend",
    Standing.UNDECIDED: "niet zeker",
    Standing.MET: "past bij lwoo",
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row: what was measured, its value, the bound of the law and whether it fits.

    `kind` is iq, delay, social_emotional or other. `source` is the place in the law, for staff.
    """

    kind: str
    what: str
    value: str
    bound: str
    standing: Standing
    source: str

    @property
    def verdict(self) -> str:
        """ja, nee, niet zeker (the value runs across the bound) or niet bekend."""
        return VERDICTS[self.standing]

    @property
    def met(self) -> bool | None:
        return None if self.standing in {Standing.MISSING, Standing.UNDECIDED} else self.standing is Standing.MET


def figures(receipt: Receipt, track: Track | None = None) -> list[FigureRow]:
    """IQ, social-emotional problems where they count, the four domains and their number."""
    asked = track or receipt.facts.track
    return [*_on_capacity(receipt, asked), *_social_emotional(receipt, asked), *_on_delay(receipt, asked)]


def _on_capacity(receipt: Receipt, asked: Track) -> Iterator[FigureRow]:
    instead = takes_the_place_of_iq(receipt) if asked is Track.LWOO else None
    if instead is None:
        yield _iq(receipt, asked)
    elif instead.criterion == "iq_waived":
        yield _row("iq", "IQ", _iq_value(receipt), "niet nodig: de leerachterstand beslist", instead)
    else:
        yield _own(receipt, instead)


def _on_delay(receipt: Receipt, asked: Track) -> Iterator[FigureRow]:
    instead = takes_the_place_of_delay(receipt) if asked is Track.LWOO else None
    if instead is None:
        yield from (_delay(receipt.finding(f"{asked}_delay_{domain}"), domain) for domain in Domain)
        yield _count(receipt.finding(f"{asked}_delay"))
    elif instead != takes_the_place_of_iq(receipt):
        yield _own(receipt, instead)


def _own(receipt: Receipt, finding: Finding) -> FigureRow:
    """A criterion of the SWV's own variant: a judgement of the school, for instance."""
    what = variant_of(receipt).labels[finding.criterion]
    return _row("other", what, OWN_VALUES[finding.outcome], "past bij lwoo", finding)


def _row(kind: str, what: str, value: str, bound: str, finding: Finding) -> FigureRow:
    return FigureRow(kind, what, value, bound, finding.outcome, citation(finding))


def _iq(receipt: Receipt, asked: Track) -> FigureRow:
    finding = receipt.finding(f"{asked}_iq")
    return _row("iq", "IQ", _iq_value(receipt), iq_bound(receipt, asked), finding)


def _iq_value(receipt: Receipt) -> str:
    iq = receipt.facts.iq_points
    return range_text(iq) if iq.is_known else "niet bekend"


def iq_bound(receipt: Receipt, asked: Track) -> str:
    """The IQ band of a track; for lwoo the second band too, once the IQ may lie in it."""
    if asked is Track.PRO:
        return _limit(receipt.finding("pro_iq"))
    first, second = receipt.finding("lwoo_iq_a"), receipt.finding("lwoo_iq_b")
    if not first.bound:
        return f"{_limit(second)} met sociaal-emotionele problemen"
    if not second.bound or second.reason in {Reason.BELOW, Reason.NOT_TESTED}:
        return _limit(first)
    return f"{_limit(first)}, of {_limit(second)} met sociaal-emotionele problemen"


def _social_emotional(receipt: Receipt, asked: Track) -> Iterator[FigureRow]:
    if asked is Track.LWOO and receipt.finding("lwoo_iq_b").outcome in {Standing.UNDECIDED, Standing.MET}:
        finding = receipt.finding("social_emotional")
        value = {Reason.YES: "ja", Reason.NO: "nee"}.get(finding.reason, "niet bekend")
        yield _row("social_emotional", PROBLEMS.capitalize(), value, "ja, bij dit IQ", finding)


def _delay(finding: Finding, domain: Domain) -> FigureRow:
    what = f"Leerachterstand {DOMAIN_NAMES[domain]}"
    return _row("delay", what, _delay_value(finding), _limit(finding), finding)


def _delay_value(finding: Finding) -> str:
    level, dl = finding.value or UNTESTED, finding.dl_months
    if not level.is_known:
        return "niet getoetst"
    if finding.reason is Reason.NO_DL or dl is None:
        return f"niveau {range_text(level)} maanden, aantal maanden onderwijs onbekend"
    return f"{delay_text(level, dl, finding.bound)} (niveau {range_text(level)} van {dl} maanden)"


def _count(finding: Finding) -> FigureRow:
    count = finding.value or UNTESTED
    value = str(count.low) if count.is_exact else f"{count.low} tot en met {count.high}"
    what = "Aantal vakken waarbij de leerachterstand past"
    return _row("other", what, value, f"{_limit(finding)}{among_them(finding)}", finding)


def _limit(finding: Finding) -> str:
    return limit_text(finding.bound) if finding.bound else ""
