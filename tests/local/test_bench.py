"""A yardstick only counts when it computes the same."""

from __future__ import annotations

import datetime as dt
import json

from allocation.policy.columns import assess_columns
from allocation.policy.outcomes import OUTCOMES
from allocation.policy.samples import random_columns, random_dossiers
from swv_portal.local.bench import Measurement
from swv_portal.local.bench.by_hand import assess_by_hand, assess_columns_by_hand, exact_rows
from swv_portal.local.bench.registry import BENCHMARKS

MANY = 20_000
COLUMNS = random_columns(MANY, 7)
OURS = assess_columns(COLUMNS, law_on=dt.date(2026, 11, 1))
EXACT = exact_rows(COLUMNS)


def test_the_rule_by_hand_gives_our_outcome_where_everything_was_measured() -> None:
    assert EXACT.sum() > MANY / 5
    assert (assess_columns_by_hand(COLUMNS)[EXACT] == OURS[EXACT]).all()


def test_one_dossier_by_hand_does_too() -> None:
    found = [json.JSONDecoder().raw_decode(assess_by_hand(one))[0]["outcome"] for one in random_dossiers(MANY, 7)]
    differs = [row for row in EXACT.nonzero()[0] if OUTCOMES[OURS[row]] != found[row]]
    assert differs == []


def test_all_outcomes_occur_so_that_agreeing_means_something() -> None:
    assert len(set(OURS[EXACT].tolist())) == 4


def test_a_ratio_is_ours_by_the_yardstick() -> None:
    one = Measurement(name="brief", value=0.3, unit="s", yardstick="kaal", yardstick_value=0.1)
    assert round(one.ratio, 9) == 3


def test_rules_and_letters_are_measured() -> None:
    assert {"rules", "letter"} <= {one.name for one in BENCHMARKS}
