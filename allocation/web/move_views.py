"""The route guide: a public page without pupils, for schools, primary schools and parents."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from allocation.intake.values import parse_date
from allocation.policy.facts import Track
from allocation.policy.moves import Guide, Move, Who, guide
from allocation.policy.parameters import NoRulesError
from swv_portal import clock
from swv_portal.ui.formatting import dutch_date

from .forms.moves import MoveForm

WHO = {
    Who.FROM: "Het samenwerkingsverband van de huidige school",
    Who.TO: "Het samenwerkingsverband van de nieuwe school",
    Who.NONE: "Niemand: daar wordt geen leerling aangewezen",
}
WORTH = {
    "valid": "Blijft geldig",
    "may_be_taken_over": "Kan worden overgenomen; het nieuwe samenwerkingsverband beslist daarover",
    "no_effect": "Heeft daar geen gevolgen",
    "not_valid": "Geldt daar niet vanzelf",
    "judged_anew": "Wordt daar opnieuw beoordeeld",
    "none": "Is er niet",
}
SURE = {"H": "", "M": "Dit volgt uit de wet, maar staat er niet letterlijk.", "L": "Hierover is de wet niet duidelijk."}


@require_safe
def route_guide(request: HttpRequest) -> HttpResponse:
    """Ask the situation in the address, so that an answer can be sent on; it says nothing about any pupil."""
    today = clock.today()
    asked = request.GET if request.GET else None
    form = MoveForm(asked, today=today, read_day=lambda text: parse_date(text, today=today, allow_future=True))
    context: dict[str, Any] = {"form": form}
    if asked is not None and form.is_valid():
        try:
            context["answer"] = answer_of(form.move)
        except NoRulesError as problem:
            form.add_error("datum", str(problem))
    return render(request, "allocation/moves/guide.html", context)


def answer_of(move: Move) -> dict[str, Any]:
    """The answer in words."""
    found = guide(move)
    paper = "De aanwijzing voor lwoo" if move.track is Track.LWOO else "De toelaatbaarheidsverklaring"
    return {
        "scenario": found.scenario if move.track is Track.LWOO and found.payer is Who.TO else 0,
        "why": found.why,
        "obstacle": found.obstacle,
        "rows": [
            {"label": "Wie beslist", "value": WHO[found.deciding]},
            {
                "label": paper,
                "value": f"{WORTH[found.designation.value]}. {SURE[found.designation_confidence]}".strip(),
            },
            {"label": "Wie betaalt", "value": _payer(found)},
        ],
        "tasks": [
            {
                "text": one.text,
                "before": f"Uiterlijk {dutch_date(one.before)}" if one.before else "",
                "source": one.citation,
            }
            for one in found.tasks
        ],
        "citations": found.citations,
        "sure": SURE[found.confidence],
    }


def _payer(found: Guide) -> str:
    if found.pays_from is None or found.counted_on is None:
        return f"{WHO[found.payer]}: er verandert niets"
    return f"{WHO[found.payer]}, vanaf {_day(found.pays_from)} (teldatum {_day(found.counted_on)})"


def _day(day: dt.date) -> str:
    return dutch_date(day)
