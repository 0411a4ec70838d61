"""What the pages of frameworks show: options in words, steps, checklist, boards, and what would change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from allocation.framework_queries import TrackFrameworks, ruleset_of
from allocation.models import Framework, WhatIf
from allocation.models.frameworks import READING_NAMES
from allocation.policy import registry
from allocation.policy.facts import Track
from allocation.policy.options import Field
from allocation.policy.outcomes import Outcome
from allocation.policy.parameters import Reading
from allocation.policy.wording.names import PLAIN_TRACKS
from allocation.services.consents import BoardStanding, Standing
from allocation.services.framework_seals import rules_seal
from allocation.services.publishing import Check, is_opting_out
from allocation.web.forms.frameworks import AS_NATIONAL, show_share
from swv_portal.ui.formatting import dutch_date

STEPS = (
    ("framework", "Keuze", frozenset({"choice", "valid_from", "valid_until", "supersede_reason"})),
    ("framework_what_if", "Wat verandert er?", frozenset({"what_if"})),
    ("framework_grounds", "Gronden", frozenset({"plan", "notified_on", "consents"})),
    ("framework_publish", "Publiceren", frozenset[str]()),
)
STANDING_BADGES = {
    Standing.GIVEN: ("met", "stemt in"),
    Standing.REFUSED: ("not_met", "stemt niet in"),
    Standing.OUTDATED: ("undecided", "antwoordde op een eerdere keuze"),
    Standing.NONE: ("missing", "nog geen antwoord"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One framework in a list."""

    framework: Framework
    variant: str
    period: str
    badge: str
    badge_label: str


def sections_of(parts: list[TrackFrameworks], *, on: dt.date) -> list[dict[str, Any]]:
    """Per track what holds now and everything else, in the order of the list."""
    return [
        {
            "track": part.track.value,
            "title": PLAIN_TRACKS[part.track].capitalize() if part.track is Track.PRO else "Lwoo",
            "current": row_of(part.current, on=on) if part.current else None,
            "rows": [row_of(one, on=on) for one in (*part.coming, *part.concepts, *part.past)],
        }
        for part in parts
    ]


def row_of(framework: Framework, *, on: dt.date) -> Row:
    """One framework as a line of a list."""
    kind, label = state_badge(framework, on=on)
    return Row(framework, variant_name(framework), period_of(framework), kind, label)


def variant_name(framework: Framework) -> str:
    """What the variant is called."""
    return registry.get(framework.variant).name


def period_of(framework: Framework) -> str:
    """vanaf 1 januari 2026 tot 1 januari 2027; the last day is not included."""
    until = f" tot {dutch_date(framework.valid_until)}" if framework.valid_until else ""
    return f"vanaf {dutch_date(framework.valid_from)}{until}"


def state_badge(framework: Framework, *, on: dt.date) -> tuple[str, str]:
    """How a framework stands on a day: kind and words of its badge."""
    if framework.is_concept:
        return "concept", "concept"
    if framework.state == Framework.State.SUPERSEDED:
        return "withdrawn", "vervangen"
    if framework.is_in_force(on):
        return "met", "geldt nu"
    return ("waiting", "gaat nog in") if framework.valid_from > on else ("withdrawn", "voorbij")


def choice_rows(framework: Framework, *, for_school: bool = False) -> list[dict[str, Any]]:
    """The variant and its options in words; what follows the law stands together at the end."""
    variant = registry.get(framework.variant)
    values = variant.upgraded(framework.options, framework.revision)
    given = [(one, values.get(one.name, one.default)) for one in variant.fields() if not (one.swv_only and for_school)]
    rows = [{"label": "Variant", "value": f"{variant.name}. {variant.summary}"}]
    rows += [{"label": one.label, "value": in_words(one, value)} for one, value in given if value is not None]
    if as_law := [one.label for one, value in given if value is None]:
        rows.append({"label": AS_NATIONAL.capitalize(), "value": "\n".join(f"– {label}" for label in as_law)})
    reading = READING_NAMES[Reading(framework.reading)]
    return [*rows, {"label": "Lezing van lid 6", "value": reading[0].upper() + reading[1:]}]


def has_sample(framework: Framework) -> bool:
    """Whether requests under this framework are drawn into a sample."""
    chosen = registry.plan(ruleset_of(framework), track=Track(framework.track), law_on=framework.valid_from)
    return chosen.variant.draw(chosen.options, "") is not None


def in_words(option: Field, value: Any) -> str:
    """One stored value of an option, as staff and schools read it."""
    if value == "":
        return "–"
    if option.kind == "yes_no":
        return "Ja" if value else "Nee"
    if option.kind == "choice":
        return dict(option.choices).get(value, str(value))
    if option.kind == "choices":
        return ", ".join(name for key, name in option.choices if key in value)
    written = show_share(value) if option.kind == "share" else str(value)
    return f"{written} {option.unit}".strip()


def ground_rows(framework: Framework) -> list[dict[str, Any]]:
    """Period, plan, notification, and who published it."""
    rows = [{"label": "Geldig", "value": period_of(framework)}]
    if is_opting_out(framework):
        plan = f"{framework.plan}, {dutch_date(framework.plan_on)}" if framework.plan else ""
        rows += [
            {"label": "Ondersteuningsplan", "value": plan},
            {"label": "Gemeld bij de inspectie", "value": dutch_date(framework.notified_on)},
        ]
    if framework.published_at:
        told = f"{dutch_date(framework.published_at)}, door {framework.published_by}"
        rows.append({"label": "Gepubliceerd", "value": told})
    if framework.supersedes:
        rows.append({"label": "Komt in de plaats van", "value": framework.supersedes.name})
        rows.append({"label": "Waarom", "value": framework.supersede_reason})
    return rows


def steps_of(framework: Framework, current: str, checks: list[Check], *, computed: bool) -> list[dict[str, Any]]:
    """The steps to publishing, each done or asking for attention."""
    failed = {check.key for check in checks if not check.done}
    steps = []
    for route, label, keys in STEPS:
        if route == "framework_grounds" and not is_opting_out(framework):
            continue
        lacking = bool(failed & keys)
        done = computed if route == "framework_what_if" else not lacking and route != "framework_publish"
        url = reverse(route, args=[framework.pk])
        steps.append({"label": label, "url": url, "current": route == current, "done": done, "attention": lacking})
    return steps


def next_step(framework: Framework, after: str) -> str:
    """The route of the step after this one."""
    routes = [route for route, _, _ in STEPS if route != "framework_grounds" or is_opting_out(framework)]
    return routes[routes.index(after) + 1]


def checklist(framework: Framework, checks: list[Check]) -> list[dict[str, Any]]:
    """Every check with the place where it is filled in."""
    return [
        {
            "text": one.text,
            "source": one.source,
            "done": one.done,
            "url": "" if one.done else place_of(framework, one.key),
        }
        for one in checks
    ]


def place_of(framework: Framework, key: str) -> str:
    """The address of the field a check is about."""
    route = next(route for route, _, keys in STEPS if key in keys)
    anchors = {"choice": "", "consents": "#besturen"}
    return reverse(route, args=[framework.pk]) + anchors.get(key, f"#id_{key}")


def board_rows(standings: list[BoardStanding]) -> list[dict[str, Any]]:
    """Every board with its badge and what it last answered."""
    return [
        {
            "board": one.board,
            "badge": STANDING_BADGES[one.standing][0],
            "badge_label": STANDING_BADGES[one.standing][1],
            "note": f"{dutch_date(one.last.answered_on)}, ondertekend door {one.last.signed_by}" if one.last else "",
            "settled": one.standing in {Standing.GIVEN, Standing.REFUSED},
        }
        for one in standings
    ]


def what_if_context(framework: Framework, what_if: WhatIf | None) -> dict[str, Any]:
    """The panel ‘Wat verandert er?’: counts beside each other, the cross table and the changed requests."""
    result = what_if.result if what_if else None
    return {
        "what_if": what_if,
        "job": getattr(what_if, "job", None),
        "outdated": bool(result) and what_if is not None and what_if.options_seal != rules_seal(framework),
        "result": result,
        "since": dt.date.fromisoformat(result["since"]) if result else None,
        "counts": _counts(result) if result else [],
        "cross": _cross(result) if result else None,
        "left_out": result["changed"] - len(result["changes"]) if result else 0,
        "changes": [{**one, "filed_on": dt.date.fromisoformat(one["filed_on"])} for one in result["changes"]]
        if result
        else [],
    }


SHORT_NAMES = {
    Outcome.LWOO: "voldoet voor lwoo",
    Outcome.PRO: "voldoet voor pro",
    Outcome.MOTIVERING: "motivering geeft de doorslag",
    Outcome.GEEN: "voldoet niet",
    Outcome.ONVOLLEDIG: "onvolledig",
}


def _seen(result: dict[str, Any]) -> list[Outcome]:
    return [one for one in Outcome if one.value in result["old"] or one.value in result["new"]]


def _counts(result: dict[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for outcome in _seen(result):
        old, new = result["old"].get(outcome.value, 0), result["new"].get(outcome.value, 0)
        rows.append({"outcome": outcome.value, "old": old, "new": new, "difference": _signed(new - old)})
    return rows


def _signed(number: int) -> str:
    return "0" if number == 0 else f"+{number}" if number > 0 else f"−{-number}"


def _cross(result: dict[str, Any]) -> dict[str, Any]:
    counts = {(one["old"], one["new"]): one["count"] for one in result["cross"]}
    seen = _seen(result)
    return {
        "columns": [SHORT_NAMES[one] for one in seen],
        "rows": [
            {
                "label": SHORT_NAMES[old],
                "cells": [
                    {"label": SHORT_NAMES[new], "count": counts.get((old.value, new.value), 0), "same": old is new}
                    for new in seen
                ],
            }
            for old in seen
        ],
    }
