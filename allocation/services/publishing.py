"""Whether a concept may be published: a list of checks, each with its source, all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allocation.intake.dates import format_date
from allocation.models import Framework
from allocation.policy import registry
from allocation.policy.facts import Track
from allocation.policy.law_files import LAW
from allocation.policy.options import BadOptions
from allocation.policy.parameters import Reading
from allocation.policy.ruleset import Ruleset

from .consents import BoardStanding, Standing, standings_of

NATIONAL_ID = "national"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be in order. `key` names where it is filled in; `text` says how it stands, in Dutch."""

    key: str
    done: bool
    text: str
    source: str = ""


class Unpublishable(Exception):
    """The concept cannot be published yet; `reasons` holds every check that failed, in plain Dutch."""

    def __init__(self, reasons: Iterable[Check]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(one.text for one in self.reasons))


def is_opting_out(framework: Framework) -> bool:
    """Whether it deviates from the national rules (WVO 2020 art. 2.48 lid 1)."""
    return framework.variant != NATIONAL_ID


def checks_of(framework: Framework, *, on: dt.date) -> list[Check]:
    """Everything that must be in order on the day of publishing, in the order of the screen."""
    others = _others(framework)
    found = [_options(framework), *_period(framework, others, on)]
    if framework.supersedes_id:
        found.append(_reason(framework))
    if is_opting_out(framework):
        found += [*_start(framework, others), *_grounds(framework, on), _consent(framework, on)]
    return found


def ruleset_for(framework: Framework) -> Ruleset:
    """The choice in canonical form. Raises BadOptions, NotForPro, UnknownVariant."""
    return registry.ruleset(
        framework.variant,
        framework.options,
        track=Track(framework.track),
        reading=Reading(framework.reading),
        id=str(framework.pk),
        name=framework.name,
        starts_on=framework.valid_from,
    )


def _options(framework: Framework) -> Check:
    try:
        ruleset_for(framework)
    except BadOptions as problem:
        labels = {field.name: field.label for field in registry.get(framework.variant).fields()}
        told = [f"{labels.get(name, name)}: {reason}" for name, reason in problem.errors.items()]
        return Check("choice", False, " ".join(told))
    except (registry.NotForPro, registry.UnknownVariant) as problem:
        return Check("choice", False, str(problem))
    return Check("choice", True, "De instellingen zijn volledig.")


def _others(framework: Framework) -> list[Framework]:
    """The published frameworks beside which this one comes to stand."""
    same = Framework.objects.filter(
        swv_id=framework.swv_id, track=framework.track, state=Framework.State.PUBLISHED
    ).exclude(pk__in=[framework.pk, framework.supersedes_id])
    return list(same.order_by("valid_from"))


def predecessor(framework: Framework, others: Iterable[Framework]) -> Framework | None:
    """The published framework that ends where this one begins."""
    earlier = (one for one in others if one.valid_from < framework.valid_from)
    return next((one for one in earlier if one.is_in_force(framework.valid_from)), None)


def _period(framework: Framework, others: list[Framework], on: dt.date) -> Iterator[Check]:
    yield _begins(framework, on)
    until = framework.valid_until
    if until is not None and until <= framework.valid_from:
        yield Check("valid_until", False, "De einddatum ligt niet na de begindatum.")
    later = [one for one in others if one.valid_from >= framework.valid_from]
    clash = next((one for one in later if until is None or one.valid_from < until), None)
    if clash is not None:
        yield Check("valid_until", False, _told(clash))
    ending = predecessor(framework, others)
    if ending is not None:
        start = format_date(framework.valid_from)
        yield Check("valid_from", True, f"Het kader ‘{ending.name}’ geldt dan tot {start}.")


def _told(clash: Framework) -> str:
    start = format_date(clash.valid_from)
    return f"Vanaf {start} geldt al ‘{clash.name}’. Laat dit kader eerder eindigen, of vervang dat kader."


def _begins(framework: Framework, on: dt.date) -> Check:
    start, old = framework.valid_from, framework.supersedes
    if old is None or old.valid_from > on:
        if start < on:
            return Check("valid_from", False, "Een kader kan niet in het verleden beginnen.")
        return Check("valid_from", True, f"Het kader geldt vanaf {format_date(start)}.")
    if start != old.valid_from:
        told = f"‘{old.name}’ geldt al. Een vervanging begint op dezelfde dag: {format_date(old.valid_from)}."
        return Check("valid_from", False, told)
    return Check("valid_from", True, f"Het kader komt in de plaats van ‘{old.name}’, vanaf {format_date(start)}.")


def _reason(framework: Framework) -> Check:
    old = framework.supersedes
    if old is not None and old.state != Framework.State.PUBLISHED:
        return Check("supersede_reason", False, f"‘{old.name}’ is intussen al vervangen.")
    if not framework.supersede_reason.strip():
        return Check("supersede_reason", False, "Schrijf waarom u het oude kader vervangt.")
    return Check("supersede_reason", True, "De reden van de vervanging is ingevuld.")


def _start(framework: Framework, others: list[Framework]) -> Iterator[Check]:
    """A new opting out begins on one day of the year and is told to the inspectorate before."""
    if not _is_new(framework, others):
        return
    start = framework.valid_from
    begins, notify_by = (LAW.in_force(name, on=start) for name in ("opting_out_start", "opting_out_notify_by"))
    first, last = _day_of(begins.says, start.year), _day_of(notify_by.says, start.year - 1)
    source = begins.source.citation
    told = f"Opting out begint op {format_date(first).rsplit(' ', 1)[0]}."
    yield Check("valid_from", start == first, told, source)
    if framework.notified_on is not None:
        in_time = framework.notified_on <= last
        word = "op tijd gemeld" if in_time else "te laat gemeld"
        told = f"Bij de inspectie {word}: dat moet uiterlijk op {format_date(last)}."
        yield Check("notified_on", in_time, told, notify_by.source.citation)


def _is_new(framework: Framework, others: list[Framework]) -> bool:
    old = framework.supersedes
    if old is not None and is_opting_out(old) and old.valid_from == framework.valid_from:
        return False
    before = predecessor(framework, others) or next(
        (one for one in others if one.valid_until == framework.valid_from), None
    )
    return before is None or not is_opting_out(before)


def _day_of(month_day: str, year: int) -> dt.date:
    month, day = month_day.split("-")
    return dt.date(year, int(month), int(day))


def _grounds(framework: Framework, on: dt.date) -> Iterator[Check]:
    plan = bool(framework.plan) and framework.plan_on is not None
    told = "Het ondersteuningsplan is ingevuld." if plan else "Vul in welk ondersteuningsplan dit is, met datum."
    yield Check("plan", plan, told, "WVO 2020 art. 2.47 lid 9")
    notified = framework.notified_on
    if notified is None:
        yield Check(
            "notified_on", False, "Vul in wanneer u het hebt gemeld bij de inspectie.", _notify_source(framework)
        )
    elif notified > on:
        yield Check("notified_on", False, "De datum van de melding ligt in de toekomst.", _notify_source(framework))


def _notify_source(framework: Framework) -> str:
    return LAW.in_force("opting_out_notify_by", on=framework.valid_from).source.citation


def _consent(framework: Framework, on: dt.date) -> Check:
    source = LAW.in_force("opting_out_consent", on=framework.valid_from).source.citation
    standings = standings_of(framework, on=on)
    done = bool(standings) and all(one.standing is Standing.GIVEN for one in standings)
    return Check("consents", done, consent_summary(standings), source)


def consent_summary(standings: list[BoardStanding]) -> str:
    """How far the consent of the boards is, in one or two sentences."""
    if not standings:
        return "Er zijn geen besturen met een vestiging in uw samenwerkingsverband bekend."
    refused = [one.board.name for one in standings if one.standing is Standing.REFUSED]
    waiting = [one.board.name for one in standings if one.standing in {Standing.NONE, Standing.OUTDATED}]
    if not refused and not waiting:
        return f"Alle besturen stemmen in ({len(standings)})."
    told = [f"Stemt niet in: {', '.join(refused)}. Eén weigering houdt het kader tegen."] if refused else []
    return " ".join([*told, f"Nog geen instemming van: {', '.join(waiting)}."] if waiting else told)
