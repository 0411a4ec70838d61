"""The stored receipt: canonical, sealed, refused when anything in it was changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import FrozenInstanceError

import msgspec
import pytest

from allocation.policy.decide import Receipt, assess, replay
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Origin, Track
from allocation.policy.measures import UNTESTED, Range
from tests.policy.stories import TODAY

ORIGIN = Origin("NIO", dt.date(2026, 3, 2), "orthopedagoog", "aanvraag")
FENNA = Dossier(
    Track.LWOO,
    Range.exact(82),
    {Domain.BL: DelayMeasure(60, Range.exact(40), ORIGIN), Domain.IR: DelayMeasure(55, Range.below(40))},
    False,
    iq_origin=ORIGIN,
)


def test_the_seal_is_the_hash_of_the_canonical_text() -> None:
    receipt = assess(FENNA, law_on=TODAY)
    text = receipt.canonical_json()
    assert receipt.seal == hashlib.sha256(text.encode()).hexdigest()
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_facts_keep_their_origin_and_rules_their_source() -> None:
    stored = json.loads(assess(FENNA, law_on=TODAY).canonical_json())
    assert stored["facts"]["iq_origin"]["tested_on"] == "2026-03-02"
    assert stored["facts"]["delays"]["bl"]["origin"]["instrument"] == "NIO"
    assert {rule["starts_on"] for rule in stored["rules"]} == {"2022-08-01"}
    assert all(rule["citation"] and rule["confidence"] for rule in stored["rules"])


def test_order_of_the_facts_makes_no_difference() -> None:
    delays = {Domain.IR: FENNA.delays[Domain.IR], Domain.BL: FENNA.delays[Domain.BL]}
    other = Dossier(Track.LWOO, Range.exact(82), delays, False, iq_origin=ORIGIN)
    assert assess(other, law_on=TODAY).seal == assess(FENNA, law_on=TODAY).seal


def test_another_fact_date_or_origin_is_another_seal() -> None:
    seals = {
        assess(FENNA, law_on=TODAY).seal,
        assess(FENNA, law_on=dt.date(2022, 7, 31)).seal,
        assess(Dossier(Track.PRO, FENNA.iq_points, FENNA.delays, False, iq_origin=ORIGIN), law_on=TODAY).seal,
        assess(Dossier(Track.LWOO, FENNA.iq_points, FENNA.delays, False), law_on=TODAY).seal,
        assess(Dossier(Track.LWOO, Range.exact(83), FENNA.delays, False, iq_origin=ORIGIN), law_on=TODAY).seal,
    }
    assert len(seals) == 5


def test_a_receipt_survives_a_store_that_reorders_keys() -> None:
    receipt = assess(FENNA, law_on=TODAY)
    reordered = json.dumps(dict(reversed(json.loads(receipt.canonical_json()).items())), indent=2)
    assert Receipt.from_json(reordered).seal == receipt.seal
    assert Receipt.from_json(reordered.encode()).seal == receipt.seal


@pytest.mark.parametrize(
    "change",
    [
        lambda stored: stored.update(remark="by hand"),
        lambda stored: stored["facts"].update(remark="by hand"),
        lambda stored: stored["facts"]["iq_points"].update(remark="by hand"),
        lambda stored: stored["facts"]["delays"].pop("bl"),
        lambda stored: stored.pop("outcome"),
        lambda stored: stored.update(outcome="misschien"),
        lambda stored: stored["facts"]["iq_points"].update(low=95),
    ],
    ids=["extra", "extra fact", "extra in range", "domain gone", "outcome gone", "no such outcome", "reversed range"],
)
def test_a_receipt_of_another_shape_is_refused(change) -> None:  # type: ignore[no-untyped-def]
    stored = json.loads(assess(FENNA, law_on=TODAY).canonical_json())
    change(stored)
    with pytest.raises(ValueError):
        Receipt.from_json(json.dumps(stored))


def test_a_forged_outcome_shows_when_replayed() -> None:
    receipt = assess(FENNA, law_on=TODAY)
    forged = msgspec.structs.replace(receipt, outcome="pro").canonical_json()
    assert Receipt.from_json(forged).seal != replay(forged).seal == receipt.seal


def test_a_receipt_of_an_older_engine_replays_to_its_own_seal() -> None:
    older = msgspec.structs.replace(assess(FENNA, law_on=TODAY), engine="0")
    assert replay(older.canonical_json()).seal == older.seal


def test_facts_cannot_be_changed_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        FENNA.iq_points = UNTESTED  # type: ignore[misc]
    with pytest.raises(TypeError):
        FENNA.delays[Domain.BL] = DelayMeasure()  # type: ignore[index]


@pytest.mark.parametrize(("low", "high"), [(90, 80), (-1, 5), (0, 1000), (1.5, 2), (True, 1)])
def test_a_range_that_cannot_be_is_refused(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="range"):
        Range.between(low, high)


@pytest.mark.parametrize("months", [None, 0, -5, 100_000])
def test_without_a_usable_dl_a_domain_is_missing(months: int | None) -> None:
    delays = {domain: DelayMeasure(months, Range.exact(40)) for domain in Domain}
    receipt = assess(Dossier(Track.LWOO, Range.exact(82), delays, False), law_on=TODAY)
    assert receipt.outcome == "onvolledig"
    assert receipt.missing == ("dl_tl", "dl_sp", "dl_bl", "dl_ir")
    assert receipt.finding("lwoo_delay_bl").reason == "no_dl"
