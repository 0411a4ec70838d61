"""A later change to pro: group, ground, consent and documents (Ub WVO 2020 art. 2.47). A person always decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from allocation.policy.algebra import MET, MISSING, NOT_MET, UNDECIDED
from allocation.policy.circumstances import Circumstances, SpecialGround, SpecialGroup
from allocation.policy.notes import Note, Weight
from allocation.policy.route_rules import RouteLaw, RouteRule

Found = tuple[int, Note]
# What the dossier of lid 2 must tell; in `Circumstances.told`.
TOLD = ("parents_view", "motivation", "done_so_far", "experts", "risks")
DOSSIERS = frozenset({"plan", "report"})


def special_route(
    circumstances: Circumstances, *, law: RouteLaw, law_on: date, pro_iq: int, pro_delay: int
) -> Iterator[Found]:
    """Every finding on this route; the lowest outcome is that of the route."""
    route = law.in_force("special", on=law_on)
    yield MET, _note("route_special", Weight.HINT, route)
    group = circumstances.special_group
    if group is None:
        yield MISSING, _note("special_group_missing", Weight.HINT, route)
    else:
        rule = law.in_force(f"special_{group}", on=law_on)
        yield from _grounds(circumstances, group, rule, criterion=max(pro_iq, pro_delay))
        if rule.paper not in circumstances.documents:
            papers = law.in_force("special_papers", on=law_on)
            yield MISSING, _note(f"special_paper_{group}_missing", Weight.HINT, papers)
    yield from _consent(circumstances, law.in_force("special_papers", on=law_on))
    yield from _papers(circumstances, law.in_force("special_papers", on=law_on))


def _note(name: str, weight: Weight, rule: RouteRule, *, case: str = "") -> Note:
    return Note(name, "route", weight, rule.cases.get(case, rule.citation), rule.confidence)


def _grounds(circumstances: Circumstances, group: SpecialGroup, rule: RouteRule, *, criterion: int) -> Iterator[Found]:
    """One ground that fits the group is enough; the best one counts, the others are said as hints."""
    if not circumstances.special_grounds:
        yield MISSING, _note("special_ground_missing", Weight.HINT, rule)
        return
    found = [_ground(ground, group, rule, criterion) for ground in sorted(set(circumstances.special_grounds))]
    best = max(outcome for outcome, _, _ in found)
    for outcome, name, ground in found:
        weight = Weight.OBSTACLE if best == NOT_MET else Weight.FINE if outcome == MET else Weight.HINT
        yield best, _note(name, weight, rule, case=ground)


def _ground(
    ground: SpecialGround, group: SpecialGroup, rule: RouteRule, criterion: int
) -> tuple[int, str, SpecialGround]:
    """The outcome of one ground, with the name of its sentence. `criterion`: the better of pro IQ and pro delay."""
    if ground not in rule.cases:
        return NOT_MET, f"special_ground_not_for_{group}", ground
    if ground is not SpecialGround.MEETS_A_CRITERION:
        return MET, f"special_ground_{ground}", ground
    said = {NOT_MET: "fails", MISSING: "not_tested", UNDECIDED: "crosses", MET: "met"}
    return criterion, f"special_criterion_{said[criterion]}", ground


def _consent(circumstances: Circumstances, rule: RouteRule) -> Iterator[Found]:
    if circumstances.parents_consent is False:
        yield NOT_MET, _note("special_consent_refused", Weight.OBSTACLE, rule)
    elif circumstances.parents_consent is None or circumstances.parents_consent_on is None:
        yield MISSING, _note("special_consent_missing", Weight.HINT, rule)
    else:
        yield MET, _note("special_consent_given", Weight.FINE, rule)


def _papers(circumstances: Circumstances, rule: RouteRule) -> Iterator[Found]:
    for part in TOLD:
        if part not in circumstances.told:
            yield MISSING, _note(f"special_{part}_missing", Weight.HINT, rule)
    if not DOSSIERS & set(circumstances.documents):
        yield MISSING, _note("special_dossier_missing", Weight.HINT, rule)
