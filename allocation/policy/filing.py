"""Adds to a receipt how the request came in: whether it may, whether its tests count, and the draw of a sample."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from allocation.policy.circumstances import Circumstances
from allocation.policy.criteria.evidence import check_evidence
from allocation.policy.criteria.route import check_route
from allocation.policy.edition_files import BUILT_IN
from allocation.policy.editions import Edition
from allocation.policy.facts import Track
from allocation.policy.receipt import EditionRef, Receipt
from allocation.policy.registry import Plan, needs_of
from allocation.policy.ruleset import NATIONAL

EditionLookup = Callable[[str], Edition | None]


def built_in_edition(sha256: str) -> Edition | None:
    """The list of tests with this hash, among those that come with the portal."""
    return next((one for one in BUILT_IN.values() if one.sha256 == sha256), None)


def with_circumstances(
    receipt: Receipt, chosen: Plan, circumstances: Circumstances, edition: Edition | None
) -> Receipt:
    """The same receipt with route, notes on tests, and the draw where the variant has a sample."""
    dossier = receipt.facts
    found = check_route(
        circumstances,
        dossier=dossier,
        law_on=receipt.law_on,
        frees_route=chosen.variant.frees_route,
        pro_iq=receipt.finding("pro_iq").outcome,
        pro_delay=receipt.finding("pro_delay").outcome,
        renewal_months=chosen.variant.renewal_months(chosen.options),
    )
    needs = needs_of(receipt.ruleset or NATIONAL, track=dossier.track, law_on=receipt.law_on)
    about_tests = check_evidence(
        dossier,
        filed_on=circumstances.filed_on,
        comes_from=circumstances.comes_from,
        edition=edition,
        needs=needs,
        complete_on=circumstances.complete_on,
    )
    number = circumstances.number
    draws = dossier.track is Track.LWOO and bool(number)
    return msgspec.structs.replace(
        receipt,
        circumstances=circumstances,
        edition=None if edition is None else EditionRef(edition.school_year, edition.sha256),
        route=found.standing,
        special_route=found.special,
        notes=(*found.notes, *about_tests),
        draw=chosen.variant.draw(chosen.options, number) if draws else None,
    )
