"""Which results of a dossier go into the request: per domain the latest, and the latest complete intelligence test."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from allocation.intake.dates import format_date
from allocation.intake.oso.domains import NAMES
from allocation.intake.oso.facts import DelayResult, IqResult
from allocation.intake.oso.report import Notes
from allocation.intake.oso.results import TakenTest, Unreadable, read_delays, read_iq, read_test
from allocation.intake.safe_xml import Node
from allocation.policy.facts import Domain

NO_LEVEL = "Zonder DLE of IQ telt een toets niet mee."


def read_results(node: Node, notes: Notes) -> tuple[IqResult | None, tuple[DelayResult, ...]]:
    """The chosen IQ and the chosen level per domain, in the order of the law."""
    iqs: list[IqResult] = []
    delays: defaultdict[Domain, list[DelayResult]] = defaultdict(list)
    other = 0
    for test in (read_test(item) for item in node.every("toetslijst", "toets")):
        try:
            iq, levels = read_iq(test), read_delays(test)
        except Unreadable as reason:
            notes.skip(f"Uitslag {_named(test)}", str(reason))
            continue
        iqs += [iq] if iq else []
        other += 0 if iq or levels else 1
        for level in levels:
            delays[level.domain].append(level)
    chosen = _choose_iq(iqs, notes)
    per_domain = tuple(_choose_delay(domain, delays[domain], notes) for domain in Domain if delays[domain])
    for domain in Domain:
        if not delays[domain]:
            notes.miss(f"{NAMES[domain]}: een toets met DLE")
    if other:
        notes.skip("1 andere toets" if other == 1 else f"{other} andere toetsen", NO_LEVEL)
    return chosen, per_domain


def _choose_iq(found: list[IqResult], notes: Notes) -> IqResult | None:
    if not found:
        notes.miss("IQ-uitslag")
        return None
    chosen, *rest = sorted(found, key=_rank, reverse=True)
    notes.take(f"IQ-uitslag {_named(chosen)}")
    for iq in rest:
        notes.skip(f"IQ-uitslag {_named(iq)}", _why_not(iq, chosen))
    if rest:
        notes.warn(f"Het dossier bevat {len(found)} IQ-tests. Controleer of de juiste is overgenomen.")
    if chosen.interval is not None:
        notes.skip("Betrouwbaarheidsinterval van het IQ", "De IQ-score zelf is overgenomen.")
    if chosen.has_parts:
        notes.skip("Deelscores van de IQ-test", "De wet vraagt één IQ. De deelscores staan in het verslag.")
    if chosen.responsible_role not in {"psychologist", "orthopedagogue"}:
        notes.miss("Welke psycholoog of orthopedagoog verantwoordelijk is voor de IQ-test")
    return chosen


def _choose_delay(domain: Domain, found: list[DelayResult], notes: Notes) -> DelayResult:
    ranked = sorted(found, key=lambda delay: (delay.tested_on or date.min, delay.dl_origin == "dossier"), reverse=True)
    chosen, *rest = ranked
    name = NAMES[domain]
    what = "DLE en DL" if chosen.dl_months is not None else "DLE"
    notes.take(f"{name}: {what} van {_named(chosen)}")
    for delay in rest:
        notes.skip(f"{name}: {_named(delay)}", _why_not(delay, chosen))
    _note_dl(name, chosen, notes)
    return chosen


def _note_dl(name: str, delay: DelayResult, notes: Notes) -> None:
    when = f"{delay.year_group or 'de groep'} en de toetsdatum"
    if delay.dl_months is None:
        notes.miss(f"{name}: de DL op de toetsdatum")
    elif delay.dl_origin == "derived":
        notes.warn(f"{name}: het dossier noemt geen DL. We leidden de DL af uit {when}. Controleer de DL.")
    elif not delay.dl_fits:
        notes.warn(f"{name}: de DL in het dossier past niet bij {when}. Controleer de DL.")


def _rank(iq: IqResult) -> tuple[bool, date, bool]:
    complete = iq.tested_on is not None and bool(iq.instrument)
    return complete, iq.tested_on or date.min, bool(iq.responsible)


def _why_not(result: IqResult | DelayResult, chosen: IqResult | DelayResult) -> str:
    if result.tested_on is None:
        return "De toetsdatum ontbreekt."
    if result.tested_on == chosen.tested_on:
        return "Op dezelfde dag is een andere uitslag gekozen."
    return "Er is een latere uitslag."


def _named(result: TakenTest | IqResult | DelayResult) -> str:
    when = f", afgenomen op {format_date(result.tested_on)}" if result.tested_on else ", zonder datum"
    return f"{result.short_name}{when}"
