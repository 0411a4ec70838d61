"""What every door here does: what you may not see does not exist, and what cannot happen now says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from allocation.models import Request
from allocation.retention.models import DestructionRun
from allocation.web.doors import telling_door
from schools.access import Action
from schools.models import Student
from schools.web.doors import View

HIDDEN = (Request.DoesNotExist, DestructionRun.DoesNotExist, Student.DoesNotExist)


def retention_door(action: Action, *, back: str = "retention") -> Callable[[View], View]:
    """As `door`; what is hidden becomes 404, and NotNow a message on the page `back`."""

    def to_page(named: dict[str, Any]) -> HttpResponse:
        here = {name: value for name, value in named.items() if name in {"run_id", "student_id"}}
        return redirect(back, **here) if back != "retention" else redirect(back)

    return telling_door(action, hidden=HIDDEN, back=to_page)
