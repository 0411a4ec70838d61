"""Every state and outcome of the portal has a badge with the words of the field."""

from __future__ import annotations

import pytest

from allocation.models import Decision
from allocation.policy.algebra import Standing
from allocation.policy.outcomes import Advice, Outcome
from allocation.workflow import STATE_NAMES
from swv_portal.ui.badges import LOOKS, badge
from swv_portal.ui.icons import ICON_NAMES, icon

from .pages import parsed, words


@pytest.mark.parametrize(("state", "name"), STATE_NAMES.items())
def test_a_state_reads_as_the_workflow_calls_it(state, name):
    assert words(parsed(badge(state))) == name


@pytest.mark.parametrize("kind", sorted(LOOKS))
def test_a_badge_has_words_and_a_shape_beside_its_colour(kind):
    shown = parsed(badge(kind))
    assert words(shown)
    assert shown.find(".//svg") is not None


def test_states_differ_in_shape_so_that_colour_is_not_needed():
    shapes = [LOOKS[state].shape for state in STATE_NAMES]
    assert len(set(shapes)) == len(shapes)


def test_an_unknown_kind_shows_as_text_and_is_escaped():
    assert words(parsed(badge("<i>nieuw</i>"))) == "<i>nieuw</i>"


@pytest.mark.parametrize("name", ICON_NAMES)
def test_an_icon_is_silent_unless_it_has_a_label(name):
    assert parsed(icon(name)).find("svg").get("aria-hidden") == "true"
    assert parsed(icon(name, 'Let "op"')).find("svg").get("aria-label") == 'Let "op"'


@pytest.mark.parametrize("standing", list(Standing))
def test_the_standing_of_a_criterion_has_its_own_badge(standing):
    assert (
        words(parsed(badge(standing)))
        == {
            Standing.MET: "voldoet",
            Standing.NOT_MET: "voldoet niet",
            Standing.UNDECIDED: "niet zeker",
            Standing.MISSING: "ontbreekt",
        }[standing]
    )


@pytest.mark.parametrize("kind", [*Advice, *Outcome, *Decision.Outcome])
def test_every_advice_outcome_and_decision_is_known(kind):
    assert str(kind) in LOOKS
