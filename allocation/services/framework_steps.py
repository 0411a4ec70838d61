"""What the use cases on frameworks share: fetching one to change, and who may."""

from __future__ import annotations

import uuid

from allocation.models import Framework
from allocation.workflow import NotNow
from schools.access import Action, Actor, NotAllowed
from schools.models import Swv


def lock_swv(actor: Actor) -> Swv:
    """The actor's SWV, locked: two administrators publish one after the other. Raises NotAllowed without an SWV."""
    actor.require(Action.MANAGE_FRAMEWORKS)
    if actor.swv_id is None:
        raise NotAllowed("Alleen een samenwerkingsverband maakt kaders.")
    return Swv.objects.select_for_update(no_key=True).get(pk=actor.swv_id)


def lock_framework(*, actor: Actor, framework_id: uuid.UUID) -> Framework:
    """The framework, locked for this transaction. Raises Framework.DoesNotExist for what the actor may not see."""
    lock_swv(actor)
    found = Framework.objects.visible_to(actor).select_for_update(of=("self",))
    return found.select_related("supersedes").get(pk=framework_id)


def lock_concept(*, actor: Actor, framework_id: uuid.UUID) -> Framework:
    """The same, when it may still be changed. Raises NotNow once it was published."""
    framework = lock_framework(actor=actor, framework_id=framework_id)
    if not framework.is_concept:
        raise NotNow("Dit kader is gepubliceerd. U kunt het niet meer wijzigen, wel vervangen.")
    return framework
