"""The sample of a framework: every request with its draw, so that anyone can compute again who was chosen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from allocation.framework_queries import framework_for, ruleset_of
from allocation.models import Framework, Request
from allocation.policy import registry
from allocation.policy.facts import Track
from allocation.policy.sample import Draw
from schools.access import Action, Actor

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One request and its draw."""

    request: Request
    draw: Draw


def sample_of(*, actor: Actor, framework_id: uuid.UUID) -> tuple[Framework, list[Drawn]]:
    """The framework and all its requests with their draw, the chosen ones first; empty where there is no sample.

    Only for staff who see dossiers: a school could steer what it can foresee. Raises Framework.DoesNotExist.
    """
    actor.require(Action.VIEW_SAMPLE)
    framework = framework_for(actor=actor, framework_id=framework_id)
    requests = Request.objects.visible_to(actor).filter(framework=framework).select_related("location")
    drawn = list(_draws(framework, list(requests.order_by("number")[:MOST])))
    return framework, sorted(drawn, key=lambda one: (not one.draw.chosen, one.request.number))


def _draws(framework: Framework, requests: list[Request]) -> Iterator[Drawn]:
    chosen = registry.plan(ruleset_of(framework), track=Track(framework.track), law_on=framework.valid_from)
    for request in requests:
        draw = chosen.variant.draw(chosen.options, request.number)
        if draw is not None:
            yield Drawn(request, draw)
