"""Every variant: named pupils in tables, what holds for all of them, and that none can be added half."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.policy import registry
from allocation.policy.columns import assess_columns, columns_of
from allocation.policy.decide import Advice, Outcome, assess, replay
from allocation.policy.facts import Dossier, Track
from allocation.policy.needs import Judged
from allocation.policy.options import BadOptions, Field
from allocation.policy.outcomes import OUTCOMES
from allocation.policy.parameters import NoRulesError, Reading
from allocation.policy.receipt import Receipt
from allocation.policy.ruleset import NATIONAL, Ruleset
from allocation.policy.variant import Variant
from allocation.policy.wording import explain_parents, explain_staff, figures, legal_basis
from tests.policy.stories import TODAY, dates, dossiers, pupil
from tests.policy.test_properties import measured_better

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(__file__).parent / "variants"
VARIANTS = registry.VARIANTS


@dataclass(frozen=True)
class Case:
    """One pupil under one variant with its options."""

    name: str
    ruleset: Ruleset
    dossier: Dossier
    outcome: str
    settled: bool
    missing: tuple[str, ...]


def cases(variant_id: str) -> Iterator[Case]:
    for part in yaml.safe_load((TABLES / f"{variant_id}.yaml").read_text(encoding="utf-8")):
        ruleset = registry.ruleset(variant_id, part["options"], track=Track.LWOO)
        for row in part["pupils"]:
            dl, *levels = row.get("delay", [None] * 5)
            judged = {Judged(name): answer for name, answer in row.get("judged", {}).items()}
            dossier = pupil(row.get("iq"), *levels, dl=dl, se=row.get("se"))
            dossier = replace(dossier, school_judgement=judged) if judged else dossier
            settled = row.get("settled", row["outcome"] != "onvolledig")
            yield Case(row["name"], ruleset, dossier, row["outcome"], settled, tuple(row.get("missing", ())))


ALL_CASES = [case for variant in VARIANTS for case in cases(variant.id)]


@pytest.mark.parametrize("case", ALL_CASES, ids=[f"{one.ruleset.variant}: {one.name}" for one in ALL_CASES])
def test_named_pupils_under_each_variant(case: Case) -> None:
    receipt = assess(case.dossier, law_on=TODAY, ruleset=case.ruleset)
    assert (receipt.outcome, receipt.settled, receipt.missing) == (case.outcome, case.settled, case.missing)
    code = assess_columns(columns_of([case.dossier]), law_on=TODAY, ruleset=case.ruleset)[0]
    assert OUTCOMES[code] == case.outcome
    assert replay(receipt.canonical_json()).seal == receipt.seal


# What an administrator may fill in, at random.
def values_of(field: Field) -> st.SearchStrategy[Any]:
    chosen: st.SearchStrategy[Any] = {
        "whole": st.integers(field.lowest, field.highest),
        "share": st.sampled_from(["1/10", "1/5", "1/4", "1/3", "2/5", "0,45"]),
        "choice": st.sampled_from([key for key, _ in field.choices] or [""]),
        "choices": st.sets(st.sampled_from([key for key, _ in field.choices] or [""]), min_size=1).map(sorted),
        "yes_no": st.booleans(),
        "text": st.text("abc ", min_size=1, max_size=20).map(lambda text: f"a{text}"),
    }[field.kind]
    return st.one_of(st.none(), chosen) if field.nullable else chosen


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    variant = draw(st.sampled_from(VARIANTS))
    values = {field.name: draw(values_of(field)) for field in variant.fields() if draw(st.booleans())}
    reading = draw(st.sampled_from(Reading))
    try:
        return registry.ruleset(variant.id, values, track=Track.LWOO, reading=reading)
    except BadOptions as bad:
        # What does not go together is left to the national numbers.
        kept = {name: value for name, value in values.items() if name not in bad.errors}
        try:
            return registry.ruleset(variant.id, kept, track=Track.LWOO, reading=reading)
        except BadOptions:
            return registry.ruleset(variant.id, {}, track=Track.LWOO, reading=reading)


judgements = st.one_of(st.none(), st.dictionaries(st.sampled_from(Judged), st.booleans(), min_size=1))


@st.composite
def judged_dossiers(draw: st.DrawFn, track: Track | None = Track.LWOO) -> Dossier:
    dossier = draw(dossiers)
    judged = draw(judgements)
    dossier = replace(dossier, track=track or dossier.track)
    return replace(dossier, school_judgement=judged) if judged else dossier


@settings(max_examples=150)
@given(judged_dossiers(), rulesets(), dates)
def test_pro_is_the_same_in_every_variant(dossier: Dossier, ruleset: Ruleset, day: dt.date) -> None:
    own = assess(dossier, law_on=day, ruleset=ruleset)
    law = assess(dossier, law_on=day)
    about_pro = [name for name in law._by_criterion if name.startswith("pro_")]
    assert [own.finding(name) for name in about_pro] == [law.finding(name) for name in about_pro]


@settings(max_examples=150)
@given(judged_dossiers(), rulesets(), dates)
def test_every_receipt_agrees_with_itself_and_can_be_replayed_and_told(
    dossier: Dossier, ruleset: Ruleset, day: dt.date
) -> None:
    receipt = assess(dossier, law_on=day, ruleset=ruleset)
    assert (receipt.outcome is Outcome.ONVOLLEDIG) == bool(receipt.missing)
    assert receipt.settled or receipt.outcome in {Outcome.ONVOLLEDIG, Outcome.MOTIVERING}
    if receipt.advice_for(Track.LWOO) is Advice.GRANT:
        assert receipt.outcome is Outcome.LWOO
    assert Receipt.from_json(receipt.canonical_json()) == receipt
    assert replay(receipt.canonical_json()).seal == receipt.seal
    told = [*explain_staff(receipt), *explain_parents(receipt, name="Daan"), *legal_basis(receipt)]
    told += [f"{row.what} {row.value} {row.bound} {row.source}" for row in figures(receipt)]
    for sentence in told:
        assert sentence.strip()
        assert not set("{}") & set(sentence)
        assert "None" not in sentence
        assert "1000" not in sentence


@settings(max_examples=60)
@given(st.lists(judged_dossiers(track=None), min_size=1, max_size=30), rulesets(), dates)
def test_a_column_says_what_each_dossier_says(many: list[Dossier], ruleset: Ruleset, day: dt.date) -> None:
    codes = assess_columns(columns_of(many), law_on=day, ruleset=ruleset)
    single = [assess(one, law_on=day, ruleset=registry.for_track(ruleset, one.track)) for one in many]
    assert [OUTCOMES[code] for code in codes] == [receipt.outcome for receipt in single]


@settings(max_examples=150)
@given(judged_dossiers(), rulesets(), st.data())
def test_knowing_more_never_flips_what_was_settled(dossier: Dossier, ruleset: Ruleset, data: st.DataObject) -> None:
    before = assess(dossier, law_on=TODAY, ruleset=ruleset)
    known = {judged: dossier.judged(judged) for judged in Judged}
    more = {one: data.draw(st.booleans()) if said is None else said for one, said in known.items()}
    after = assess(replace(measured_better(dossier, data), school_judgement=more), law_on=TODAY, ruleset=ruleset)
    if before.settled:
        assert (after.outcome, after.settled) == (before.outcome, True)
    if before.advice_for(Track.LWOO) in {Advice.GRANT, Advice.REFUSE}:
        assert after.advice_for(Track.LWOO) == before.advice_for(Track.LWOO)


@settings(max_examples=60)
@given(dossiers, dates)
def test_own_thresholds_without_any_filled_in_are_the_law(dossier: Dossier, day: dt.date) -> None:
    dossier = replace(dossier, track=Track.LWOO)
    own = assess(dossier, law_on=day, ruleset=registry.ruleset("opting_out_thresholds", {}, track=Track.LWOO))
    law = assess(dossier, law_on=day)
    assert (own.outcome, own.settled, own.missing) == (law.outcome, law.settled, law.missing)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.id)
def test_pro_knows_only_the_national_rules(variant: Variant) -> None:
    if variant.id == "national":
        assert registry.choices_for(Track.PRO) == (variant,)
        return
    with pytest.raises(registry.NotForPro, match=r"art\. 2\.48 lid 1"):
        registry.ruleset(variant.id, {}, track=Track.PRO)
    smuggled = Ruleset(variant=variant.id)
    with pytest.raises(registry.NotForPro):
        assess(Dossier(Track.PRO), law_on=TODAY, ruleset=smuggled)


def test_before_2016_nobody_could_opt_out() -> None:
    ruleset = registry.ruleset("opting_out_thresholds", {}, track=Track.LWOO)
    with pytest.raises(NoRulesError):
        assess(Dossier(Track.LWOO), law_on=dt.date(2015, 12, 31), ruleset=ruleset)


@pytest.mark.parametrize(
    ("day", "citation"), [(dt.date(2022, 7, 31), "WVO (oud) art. 17a1"), (dt.date(2022, 8, 1), "WVO 2020 art. 2.48")]
)
def test_the_power_to_opt_out_is_named_as_it_was_written_then(day: dt.date, citation: str) -> None:
    receipt = assess(
        pupil(82, 50, 50, 42, 40), law_on=day, ruleset=registry.ruleset("opting_out_thresholds", {}, track=Track.LWOO)
    )
    assert citation in explain_staff(receipt)[-1]


# None can be added half.
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.id)
def test_a_variant_has_its_file_its_table_and_its_page(variant: Variant) -> None:
    assert (ROOT / "allocation" / "policy" / "variants" / f"{variant.id}.py").is_file()
    assert variant.name and variant.summary and variant.tracks
    page = (ROOT / "docs" / "policies" / f"{variant.id}.md").read_text(encoding="utf-8")
    for field in variant.fields():
        assert field.label, f"{variant.id}: {field.name} has no label"
        assert field.source, f"{variant.id}: {field.name} has no source"
        assert f"`{field.name}`" in page, f"docs/policies/{variant.id}.md does not explain {field.name}"


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.id)
def test_a_variant_is_named_in_one_file_besides_its_own(variant: Variant) -> None:
    own = ROOT / "allocation" / "policy" / "variants" / f"{variant.id}.py"
    # The national rules are the default everywhere; demo and benchmark choose from the registry like any SWV does.
    allowed = {ROOT / "allocation" / "policy" / "registry.py", own}
    named = {
        path
        for folder in ("allocation", "schools", "licenses", "swv_portal")
        for path in (ROOT / folder).rglob("*.py")
        if variant.id in path.read_text(encoding="utf-8") and not {"demo_data", "bench"} & set(path.parts)
    }
    assert variant.id == "national" or named == allowed


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.id)
def test_the_table_of_a_variant_touches_each_of_its_criteria_with_every_outcome(variant: Variant) -> None:
    receipts = [assess(one.dossier, law_on=TODAY, ruleset=one.ruleset) for one in cases(variant.id)]
    seen: dict[str, set[int]] = {}
    for receipt in receipts:
        for finding in receipt.findings:
            if finding.unit == "own" and finding.criterion != "lwoo_full":
                # Missing and undecided are both: not known.
                seen.setdefault(finding.criterion, set()).add({0: 0, 1: 1, 2: 1, 3: 2}[finding.outcome])
    for criterion, outcomes in seen.items():
        assert outcomes == {0, 1, 2}, f"{variant.id}.yaml does not show {criterion} met, not met and not known"
    assert {receipt.outcome for receipt in receipts} >= {Outcome.GEEN, Outcome.ONVOLLEDIG}
    assert Outcome.LWOO in {receipt.outcome for receipt in receipts} or not variant.designates


def test_every_own_criterion_has_words_for_staff_parents_and_tables() -> None:
    for case in ALL_CASES:
        receipt = assess(case.dossier, law_on=TODAY, ruleset=case.ruleset)
        variant = registry.get(case.ruleset.variant)
        for finding in receipt.findings:
            if finding.unit == "own":
                assert finding.criterion in variant.staff
                assert finding.criterion in variant.parents
                assert finding.criterion in variant.labels or finding.criterion == "lwoo_full"


def test_national_is_what_holds_without_a_framework() -> None:
    assert registry.ruleset("national", {}, track=Track.LWOO) == NATIONAL
    assert registry.choices_for(Track.LWOO)[0].id == NATIONAL.variant
    assert not any(one.is_example for one in registry.choices_for(Track.LWOO))
