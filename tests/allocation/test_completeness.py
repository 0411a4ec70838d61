"""What a request still lacks, for named pupils under different frameworks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allocation.completeness import DomainFilled, Filled, Step, list_missing
from allocation.policy.circumstances import SpecialGround, SpecialGroup
from allocation.policy.facts import Domain, Track
from allocation.policy.needs import Judged, Needs

NATIONAL = Needs(social_emotional_from=91)
WHOLE = DomainFilled(level=True, months=True, instrument=True, tested_on=True)
PUPIL = frozenset({"name", "last_name", "birth_date", "comes_from", "las_key", "address"})
IQ = frozenset({"iq", "iq_instrument", "iq_tested_on", "iq_responsible"})
REASONS = frozenset({"motivation", "parents_view", "parents_view_on", "pupil_view_text"})
DAAN = Filled(
    track=Track.LWOO,
    fields=PUPIL | IQ | REASONS,
    documents=frozenset({"report", "iq_report"}),
    needs=NATIONAL,
    domains={Domain.BL: WHOLE, Domain.IR: WHOLE},
    iq_highest=84,
)
TOLD = frozenset({"done_so_far", "experts", "risks", "parents_consent", "parents_consent_on"})
# Yara goes to pro in year 3; nothing was tested.
YARA = replace(
    DAAN,
    track=Track.PRO,
    fields=PUPIL | REASONS | TOLD | {"special_group", "special_grounds"},
    documents=frozenset({"report", "lwoo_decision"}),
    domains={},
    iq_highest=None,
    special=True,
    group=SpecialGroup.LWOO,
    grounds=frozenset({SpecialGround.OTHER_PROBLEMS}),
)


def lacking(filled: Filled) -> dict[str, str]:
    """The fields that are missing, each with what it means: blocking, expected or optional."""
    return {
        one.field: "blocking" if one.blocking else "expected" if one.expected else "optional"
        for one in list_missing(filled)
    }


def without(filled: Filled, *names: str) -> Filled:
    return replace(filled, fields=filled.fields - set(names))


def test_daan_and_yara_are_complete() -> None:
    assert lacking(DAAN) == {}
    assert lacking(YARA) == {}


def test_under_the_national_rules_iq_and_two_domains_are_expected() -> None:
    assert lacking(without(DAAN, *IQ)) == {"iq": "expected"}
    assert lacking(replace(DAAN, domains={Domain.BL: WHOLE})) == {"dle_bl": "expected"}
    assert lacking(replace(DAAN, domains={Domain.TL: WHOLE, Domain.SP: WHOLE})) == {"dle_bl": "expected"}


@pytest.mark.parametrize(
    ("domains", "core", "filled", "says"),
    [
        (1, 1, (Domain.BL,), ""),
        (1, 1, (Domain.SP,), "Vul ook begrijpend lezen of inzichtelijk rekenen in."),
        (1, 0, (Domain.SP,), ""),
        (1, 0, (), "ten minste één domein"),
        (3, 1, (Domain.TL, Domain.BL), "ten minste drie domeinen"),
        (3, 2, (Domain.TL, Domain.SP, Domain.BL), "Vul ook begrijpend lezen en inzichtelijk rekenen in."),
        (3, 2, (Domain.TL, Domain.IR, Domain.BL), ""),
    ],
)
def test_the_swv_says_how_many_domains(domains: int, core: int, filled: tuple[Domain, ...], says: str) -> None:
    needs = Needs(social_emotional_from=91, domains=domains, core_domains=core)
    missing = list_missing(replace(DAAN, needs=needs, domains=dict.fromkeys(filled, WHOLE)))
    assert [one.step for one in missing] == [Step.TESTS] * bool(says)
    assert all(says in one.text for one in missing)


def test_an_swv_that_needs_no_iq_does_not_ask_for_it_but_asks_on_when_it_is_given() -> None:
    needs = replace(NATIONAL, iq=False)
    assert lacking(replace(without(DAAN, *IQ), needs=needs, iq_highest=None)) == {}
    assert lacking(replace(without(DAAN, "iq_instrument"), needs=needs)) == {"iq_instrument": "expected"}


def test_an_swv_that_needs_no_learning_delay_does_not_ask_for_it() -> None:
    assert lacking(replace(DAAN, needs=replace(NATIONAL, learning_delay=False), domains={})) == {}


@pytest.mark.parametrize(
    ("highest", "counts_from", "asked"), [(90, 91, False), (91, 91, True), (100, 101, False), (120, None, False)]
)
def test_problems_count_from_the_iq_the_swv_says(highest: int, counts_from: int | None, asked: bool) -> None:
    filled = replace(DAAN, iq_highest=highest, needs=Needs(social_emotional_from=counts_from))
    assert lacking(filled) == ({"se_outcome": "expected"} if asked else {})


def test_where_the_school_judges_its_judgement_and_reasons_stand_in_place_of_tests() -> None:
    bare = replace(without(DAAN, *IQ), domains={}, iq_highest=None)
    needs = Needs(iq=False, learning_delay=False, judged=frozenset({Judged.CAPACITY, Judged.LEARNING_DELAY}))
    judged = replace(bare, needs=needs)
    expected = {"judged_capacity": "expected", "judged_delay": "expected", "judgement_reason": "expected"}
    assert lacking(judged) == expected
    assert lacking(replace(judged, fields=judged.fields | set(expected))) == {}
    assert {one.source for one in list_missing(judged)} == {"WVO 2020 art. 2.48 lid 1"}


def test_problems_are_judged_only_where_they_count() -> None:
    needs = replace(NATIONAL, judged=frozenset({Judged.SOCIAL_EMOTIONAL}))
    assert lacking(replace(DAAN, needs=needs)) == {}
    noor = replace(DAAN, needs=needs, iq_highest=95)
    assert lacking(noor) == {"judged_social_emotional": "expected"}
    said = replace(noor, fields=noor.fields | {"judged_social_emotional"})
    assert lacking(said) == {"judgement_reason": "expected"}


def test_a_later_change_to_pro_has_its_own_list() -> None:
    names = sorted(TOLD | {"special_group", "special_grounds"})
    missing = list_missing(without(YARA, *names))
    assert sorted(one.field for one in missing) == names
    assert all(one.expected and "art. 2.47" in one.source for one in missing)
    assert lacking(replace(YARA, documents=frozenset())) == {"report": "blocking", "lwoo_decision": "expected"}
    assert lacking(replace(YARA, documents=frozenset({"plan", "lwoo_decision"}))) == {}


@pytest.mark.parametrize(
    ("group", "paper"), [(SpecialGroup.SUPPORT_STATEMENT, "tlv"), (SpecialGroup.DEVELOPMENT_PLAN, "plan")]
)
def test_each_group_shows_its_own_paper(group: SpecialGroup, paper: str) -> None:
    assert lacking(replace(YARA, group=group)) == {paper: "expected"}


@pytest.mark.parametrize(
    ("ground", "needed"),
    [
        (SpecialGround.BORDER_SCORES, True),
        (SpecialGround.MEETS_A_CRITERION, True),
        (SpecialGround.PROBLEMS_INCREASED, False),
        (SpecialGround.PROBLEMS_REQUIRE_PRO, False),
    ],
)
def test_scores_are_asked_only_where_the_ground_rests_on_them(ground: SpecialGround, needed: bool) -> None:
    yara = replace(YARA, grounds=frozenset({ground}))
    assert lacking(yara) == ({"iq": "expected"} if needed else {})
    assert lacking(replace(yara, domains={Domain.BL: WHOLE, Domain.IR: WHOLE})) == {}


def test_lwoo_and_direct_requests_know_nothing_of_the_special_list() -> None:
    direct = replace(DAAN, track=Track.PRO)
    assert lacking(direct) == {}
    assert lacking(without(direct, "parents_view")) == {"parents_view": "blocking"}
