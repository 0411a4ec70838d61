"""Where an SWV designates nobody for lwoo, a request is turned away, with what the school does instead."""

from __future__ import annotations

import datetime as dt

from allocation.framework_queries import framework_in_force, ruleset_of
from allocation.policy import registry
from allocation.policy.facts import Track
from schools.models import Swv
from swv_portal.ui.formatting import dutch_date


class TurnedAway(Exception):
    """The SWV designates nobody on this track; the message says why and what to do, in Dutch for the screen."""


def refuse_where_nobody_is_designated(*, swv: Swv, track: Track, on: dt.date) -> None:
    """Stop a request that cannot lead to a designation (WVO 2020 art. 2.48 lid 1). Raises TurnedAway."""
    framework = framework_in_force(swv_id=swv.pk, track=track, on=on)
    chosen = registry.plan(ruleset_of(framework), track=track, law_on=on)
    if framework is None or chosen.variant.designates:
        return
    raise TurnedAway(
        f"{swv.name} wijst sinds {dutch_date(framework.valid_from)} geen leerlingen aan voor {track.value}: het "
        "verdeelt het geld over de scholen (WVO 2020 art. 2.48 lid 1). "
        f"{chosen.variant.instead(chosen.options)}"
    )
