"""The words of the variant a receipt was made under, for criteria that are its own or mean something else there."""

from __future__ import annotations

from collections.abc import Iterator

from allocation.policy.criteria.tracks import NATIONAL_LWOO
from allocation.policy.facts import Track
from allocation.policy.findings import Finding
from allocation.policy.receipt import Receipt
from allocation.policy.registry import get, plan
from allocation.policy.variant import Sentences, Variant
from allocation.policy.wording.numbers import limit_text


def variant_of(receipt: Receipt) -> Variant:
    """The variant the receipt was made under."""
    return get(receipt.variant)


def opts_out(receipt: Receipt) -> bool:
    """Whether the SWV judged lwoo by criteria of its own; never for pro."""
    return receipt.variant != "national"


def own_staff(receipt: Receipt, criterion: str) -> str:
    """What the variant says of a criterion to staff, without a full stop; empty where the common words hold."""
    return _said(receipt, criterion, variant_of(receipt).staff.get(criterion))


def own_parents(receipt: Receipt, criterion: str) -> str:
    """The same for parents, as whole sentences."""
    return _said(receipt, criterion, variant_of(receipt).parents.get(criterion))


def _said(receipt: Receipt, criterion: str, sentences: Sentences | None) -> str:
    if sentences is None:
        return ""
    finding = receipt.finding(criterion)
    return sentences.of(finding.outcome).format(bound=limit_text(finding.bound) if finding.bound else "")


def own_findings(receipt: Receipt) -> Iterator[Finding]:
    """The findings only this variant knows, save that on lwoo as a whole."""
    return (one for one in receipt.findings if one.unit == "own" and one.criterion != "lwoo_full")


def instead_of_asking(receipt: Receipt) -> str:
    """What a school does where nobody is designated, as the SWV wrote it."""
    if receipt.ruleset is None:
        return ""
    chosen = plan(receipt.ruleset, track=Track.LWOO, law_on=receipt.law_on)
    return chosen.variant.instead(chosen.options)


def takes_the_place_of_iq(receipt: Receipt) -> Finding | None:
    """What decides on capacity instead of the IQ, for an lwoo request: a judgement, or a delay that is enough."""
    part = _lwoo_parts(receipt)[0]
    if part != "lwoo_capacity":
        return _own(receipt, part)
    waived = _own(receipt, "iq_waived")
    return waived if waived and waived.is_met else None


def takes_the_place_of_delay(receipt: Receipt) -> Finding | None:
    """What decides on learning delay instead of tests, for an lwoo request."""
    return _own(receipt, _lwoo_parts(receipt)[1])


def _lwoo_parts(receipt: Receipt) -> tuple[str, str]:
    if receipt.ruleset is None or receipt.facts.track is not Track.LWOO:
        return NATIONAL_LWOO
    chosen = plan(receipt.ruleset, track=Track.LWOO, law_on=receipt.law_on)
    return chosen.variant.lwoo_parts(chosen.options)


def _own(receipt: Receipt, criterion: str) -> Finding | None:
    return next((one for one in own_findings(receipt) if one.criterion == criterion), None)
