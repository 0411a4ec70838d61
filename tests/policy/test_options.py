"""Options as an administrator types them: read strictly, every error at once, in plain Dutch."""

from __future__ import annotations

from typing import Any

import pytest

from allocation.policy import registry
from allocation.policy.facts import Track
from allocation.policy.options import BadOptions

THRESHOLDS, JUDGEMENT = "opting_out_thresholds", "opting_out_school_judgement"


def errors(variant: str, **values: Any) -> dict[str, str]:
    with pytest.raises(BadOptions) as bad:
        registry.ruleset(variant, values, track=Track.LWOO)
    return bad.value.errors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1/4", "1/4"),
        ("0,25", "1/4"),
        ("0.25", "1/4"),
        (",3", "3/10"),
        (0.25, "1/4"),
        ("25%", "1/4"),
        ("12,5 %", "1/8"),
    ],
)
def test_a_part_is_kept_as_a_fraction_however_it_is_typed(typed: Any, kept: str) -> None:
    assert registry.ruleset(THRESHOLDS, {"delay_at_least": typed}, track=Track.LWOO).options["delay_at_least"] == kept


@pytest.mark.parametrize(
    "typed", ["0", "1", "1/1", "1/0", "3/2", "-1/4", "een kwart", "0,1234567", True, [], {}, "1e-1"]
)
def test_what_is_no_part_is_refused(typed: Any) -> None:
    assert "0,25" in errors(THRESHOLDS, delay_at_least=typed)["delay_at_least"]


def test_every_error_is_told_at_once_by_the_name_of_its_option() -> None:
    found = errors(THRESHOLDS, iq_lowest="laag", iq_use="soms", domains=9, delay_at_least="veel", hoogte=3)
    assert set(found) == {"iq_lowest", "iq_use", "domains", "delay_at_least", "hoogte"}
    assert found["domains"] == "Kies een getal van 1 tot en met 4."
    assert found["hoogte"] == "Deze instelling bestaat niet."


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"iq_lowest": 110, "iq_highest": 90}, "iq_highest"),
        ({"iq_lowest": 121}, "iq_highest"),
        ({"delay_at_least": "1/2"}, "delay_at_least"),
        ({"delay_at_least": "0,6"}, "delay_at_least"),
        ({"domains": 1, "core_domains": 2}, "core_domains"),
        ({"iq_use": "unless_delay_decides", "decisive_domains": 1}, "decisive_domains"),
    ],
)
def test_bounds_that_leave_nobody_over_are_a_typing_error(values: dict[str, Any], name: str) -> None:
    assert set(errors(THRESHOLDS, **values)) == {name}


@pytest.mark.parametrize(
    "values",
    [
        {"iq_lowest": 90, "iq_highest": 90},
        {"delay_at_least": "0,499"},
        {"delay_at_least": "0,6", "large_delay_counts": "ja"},
        {"domains": "2", "core_domains": 2},
        {"iq_use": "unless_delay_decides", "decisive_domains": 2},
        {"social_emotional_from": 40},
    ],
)
def test_bounds_on_the_edge_are_fine(values: dict[str, Any]) -> None:
    assert registry.ruleset(THRESHOLDS, values, track=Track.LWOO).variant == THRESHOLDS


def test_empty_follows_the_law_where_that_is_possible_and_is_an_error_elsewhere() -> None:
    chosen = registry.ruleset(THRESHOLDS, {"iq_lowest": "", "school_years": None}, track=Track.LWOO)
    assert chosen.options["iq_lowest"] is None
    assert errors(THRESHOLDS, overlap="") == {"overlap": "Vul hier iets in."}
    assert "ten minste één" in errors(JUDGEMENT, replaces=[])["replaces"]


def test_several_choices_are_kept_once_in_a_fixed_order() -> None:
    values = {"replaces": ["social_emotional", "capacity", "capacity"]}
    assert registry.ruleset(JUDGEMENT, values, track=Track.LWOO).options["replaces"] == ["capacity", "social_emotional"]


def test_text_is_kept_without_control_characters() -> None:
    assert "tekens" in errors(JUDGEMENT, sample_seed="a\x00b")["sample_seed"]
    assert "te lang" in errors(JUDGEMENT, sample_seed="a" * 41)["sample_seed"]
    assert "trekking" in errors(JUDGEMENT, sample_seed="  ")["sample_seed"]


def test_a_variant_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(registry.UnknownVariant, match="opting_out_thresholds"):
        registry.get("opting_out_magic")


def test_options_of_an_unknown_revision_are_refused_not_guessed() -> None:
    from allocation.policy.ruleset import Ruleset
    from tests.policy.stories import TODAY

    with pytest.raises(ValueError, match="revision 7"):
        registry.plan(Ruleset(THRESHOLDS, 7), track=Track.LWOO, law_on=TODAY)
