"""Who may be requested: directly, as a newcomer, by renewal, or in a later change to pro. With the article."""

from __future__ import annotations

from datetime import date

import msgspec

from allocation.policy.algebra import MET, Standing
from allocation.policy.circumstances import Circumstances
from allocation.policy.criteria.route_newcomer import newcomer
from allocation.policy.criteria.route_special import special_route
from allocation.policy.duration import renewal_from
from allocation.policy.facts import Dossier, Track
from allocation.policy.notes import Note, Weight
from allocation.policy.route_rules import ROUTE, RouteLaw, RouteRule, plain_day


class RouteResult(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whether the pupil may be requested, and why. `special`: a later change to pro, so that a person decides.

    NOT_MET: outside the routes, always with an obstacle that names the article. MISSING: something is not known yet.
    """

    standing: Standing
    special: bool = False
    notes: tuple[Note, ...] = ()


def check_route(
    circumstances: Circumstances,
    *,
    dossier: Dossier,
    law_on: date,
    frees_route: bool,
    pro_iq: int,
    pro_delay: int,
    renewal_months: int | None = None,
    law: RouteLaw = ROUTE,
) -> RouteResult:
    """The route of this pupil under the law of a day. Raises NoRulesError on a day without rules.

    `frees_route`: the SWV opts out and does not ask where the pupil comes from; that never holds for pro.
    `renewal_months`: how long before its end a designation may be asked again; None: at any time.
    `pro_iq` and `pro_delay`: the outcomes of these two criteria on the dossier, for art. 2.47 lid 1 b 1°.
    """
    track, comes_from = dossier.track, circumstances.comes_from
    direct, freed = law.in_force(f"direct_{track}", on=law_on), law.in_force("freed_lwoo", on=law_on)
    if track is Track.LWOO and _is_designated(circumstances):
        return _renewal(circumstances, freed, renewal_months)
    if comes_from is None:
        return _one(Standing.MISSING, _note("route_unknown", Weight.HINT, direct))
    if comes_from in direct.cases:
        found = [(MET, _note(f"route_direct_{comes_from}", Weight.FINE, direct, case=comes_from))]
    elif track is Track.PRO:
        found = list(special_route(circumstances, law=law, law_on=law_on, pro_iq=pro_iq, pro_delay=pro_delay))
    elif frees_route:
        found = [(MET, _note("route_freed", Weight.HINT, freed))]
    else:
        # After year 1 the national rules know no route to lwoo; only opting out may deviate.
        return _one(Standing.NOT_MET, _note(f"route_none_{comes_from}", Weight.OBSTACLE, direct))
    found = [*newcomer(circumstances, law.in_force(f"newcomer_{track}", on=law_on)), *found]
    special = track is Track.PRO and comes_from not in direct.cases
    return RouteResult(Standing(min(outcome for outcome, _ in found)), special, tuple(note for _, note in found))


def _note(name: str, weight: Weight, rule: RouteRule, *, case: str = "") -> Note:
    return Note(name, "route", weight, rule.cases.get(case, rule.citation), rule.confidence)


def _one(standing: Standing, note: Note) -> RouteResult:
    return RouteResult(standing, notes=(note,))


def _is_designated(circumstances: Circumstances) -> bool:
    until = circumstances.designated_until
    return until is not None and until > circumstances.filed_on


def _renewal(circumstances: Circumstances, rule: RouteRule, months: int | None) -> RouteResult:
    """A designation with an end may be asked again before it ends, whatever year the pupil is in."""
    until = circumstances.designated_until or circumstances.filed_on
    first = circumstances.filed_on if months is None else renewal_from(valid_until=until, months=months)
    values = {"until": plain_day(until)}
    if circumstances.filed_on >= first:
        return _one(Standing.MET, Note("route_renewal", "route", Weight.HINT, rule.citation, rule.confidence, values))
    values["possible_from"] = plain_day(first)
    early = Note("route_renewal_too_early", "route", Weight.OBSTACLE, rule.citation, rule.confidence, values)
    return _one(Standing.NOT_MET, early)
