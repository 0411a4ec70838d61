"""Who may be requested: directly, as a newcomer, by renewal, or in a later change to pro. With the article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from allocation.policy.algebra import MET, NOT_MET, Standing
from allocation.policy.circumstances import Circumstances, ComesFrom
from allocation.policy.criteria.route_newcomer import newcomer
from allocation.policy.criteria.route_special import Found, special_route
from allocation.policy.facts import Dossier, Track
from allocation.policy.notes import Note, Weight
from allocation.policy.route_rules import ROUTE, RouteLaw, plain_day


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
    law: RouteLaw = ROUTE,
) -> RouteResult:
    """The route of this pupil under the law of a day. Raises NoRulesError on a day without rules.

    `frees_route`: the SWV opts out and does not ask where the pupil comes from; that never holds for pro.
    `pro_iq` and `pro_delay`: the outcomes of these two criteria on the dossier, for art. 2.47 lid 1 b 1°.
    """
    track, comes_from = dossier.track, circumstances.comes_from
    if track is Track.LWOO and _is_designated(circumstances):
        return _renewal(circumstances, law, law_on)
    if comes_from is None:
        rule = law.in_force(f"direct_{track}", on=law_on)
        return _one(Standing.MISSING, Note("route_unknown", "route", Weight.HINT, rule.citation, rule.confidence))
    found, is_direct = list(newcomer(circumstances, law.in_force(f"newcomer_{track}", on=law_on))), False
    if comes_from in law.in_force(f"direct_{track}", on=law_on).cases:
        found, is_direct = [*found, *_direct(track, comes_from, law, law_on)], True
    elif track is Track.LWOO:
        found += _later_lwoo(comes_from, law, law_on, frees_route=frees_route)
    else:
        found += special_route(circumstances, law=law, law_on=law_on, pro_iq=pro_iq, pro_delay=pro_delay)
    standing = Standing(min(outcome for outcome, _ in found))
    return RouteResult(standing, track is Track.PRO and not is_direct, tuple(note for _, note in found))


def _one(standing: Standing, note: Note) -> RouteResult:
    return RouteResult(standing, notes=(note,))


def _is_designated(circumstances: Circumstances) -> bool:
    until = circumstances.designated_until
    return until is not None and until > circumstances.filed_on


def _renewal(circumstances: Circumstances, law: RouteLaw, law_on: date) -> RouteResult:
    """A designation with an end may be asked again before it ends, whatever year the pupil is in."""
    rule = law.in_force("freed_lwoo", on=law_on)
    values = {"until": plain_day(circumstances.designated_until or circumstances.filed_on)}
    return _one(Standing.MET, Note("route_renewal", "route", Weight.HINT, rule.citation, rule.confidence, values))


def _direct(track: Track, comes_from: ComesFrom, law: RouteLaw, law_on: date) -> Iterator[Found]:
    rule = law.in_force(f"direct_{track}", on=law_on)
    citation = rule.cases[comes_from]
    yield MET, Note(f"route_direct_{comes_from}", "route", Weight.FINE, citation, rule.confidence)


def _later_lwoo(comes_from: ComesFrom, law: RouteLaw, law_on: date, *, frees_route: bool) -> Iterator[Found]:
    """After year 1 the national rules know no route to lwoo; only opting out may deviate."""
    if frees_route:
        rule = law.in_force("freed_lwoo", on=law_on)
        yield MET, Note("route_freed", "route", Weight.HINT, rule.citation, rule.confidence)
        return
    rule = law.in_force("direct_lwoo", on=law_on)
    yield NOT_MET, Note(f"route_none_{comes_from}", "route", Weight.OBSTACLE, rule.citation, rule.confidence)
