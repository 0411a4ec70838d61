"""What a concept would have changed on the SWV's own requests. Counts and numbers of requests; no names, no scores."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from allocation.framework_queries import ruleset_of
from allocation.models import Framework, Job, Request, WhatIf
from allocation.policy import registry
from allocation.policy.columns import columns_of
from allocation.policy.facts import Dossier, Track
from allocation.policy.needs import Judged
from allocation.policy.outcomes import Outcome
from allocation.policy.ruleset import Ruleset
from allocation.policy.simulate import simulate
from allocation.workflow import State
from schools.access import Action, Actor
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.tenancy import Tenant, acting

from . import jobs
from .assess import facts_of
from .framework_seals import rules_seal
from .framework_steps import lock_concept
from .publishing import ruleset_for

INLINE = 300
CHUNK = 500
YEARS = range(1, 6)
DEFAULT_YEARS = 3
# The counts are of all requests; the list of changed ones ends here, and the result says so.
LONGEST_LIST = 500


@transaction.atomic
def ask(*, actor: Actor, framework_id: uuid.UUID, years: int, at: dt.datetime) -> WhatIf:
    """Compute at once what the concept would change in the last `years`, or let the worker do it when it is much.

    A question that is still being computed is given back. Raises BadOptions, NotNow, Framework.DoesNotExist.
    """
    framework = lock_concept(actor=actor, framework_id=framework_id)
    ruleset_for(framework)
    since = years_before(clock.date_of(at), years)
    asked = {"since": since, "options_seal": rules_seal(framework)}
    busy = framework.what_ifs.filter(**asked, job__state__in=[Job.State.WAITING, Job.State.RUNNING]).first()
    if busy is not None:
        return busy
    what_if = WhatIf(framework=framework, asked_by_id=actor.user_id, asked_at=at, **asked)
    if much := _requests(framework, since).count() > INLINE:
        what_if.save(force_insert=True)
        jobs.order_what_if(what_if=what_if, at=at)
    else:
        what_if.result = compute(framework, since=since)
        what_if.save(force_insert=True)
    # Nobody reads an earlier answer any more; one that is still being computed is left in peace.
    earlier = framework.what_ifs.exclude(pk=what_if.pk)
    earlier.exclude(job__state__in=[Job.State.WAITING, Job.State.RUNNING]).delete()
    record(actor=actor, action="what_if.ask", on=framework, swv_id=framework.swv_id, years=years, in_background=much)
    return what_if


def refresh(*, actor: Actor, framework_id: uuid.UUID, at: dt.datetime) -> WhatIf:
    """The newest what-if, computed again over as many years when the choice was changed since. Raises as `ask`."""
    actor.require(Action.MANAGE_FRAMEWORKS)
    framework = Framework.objects.visible_to(actor).get(pk=framework_id)
    last = framework.what_ifs.order_by("asked_at").last()
    if last is not None and last.options_seal == rules_seal(framework):
        return last
    return ask(actor=actor, framework_id=framework_id, years=years_of(last), at=at)


def years_of(what_if: WhatIf | None) -> int:
    """Over how many years it was asked; without one the usual number."""
    return clock.date_of(what_if.asked_at).year - what_if.since.year if what_if else DEFAULT_YEARS


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day some years ago; 29 February gives 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def run(*, job_id: uuid.UUID, now: Callable[[], dt.datetime]) -> None:
    """Do an ordered what-if. A job that does not wait is left alone; one that was thrown away meanwhile is no problem.

    A run that fails is noted with the kind of problem, never with facts.
    """
    tenant = jobs.tenant_of(job_id=job_id)
    if tenant is None or not _begun(tenant, job_id=job_id, at=now()):
        return
    try:
        _run(tenant, job_id=job_id, now=now)
    except Exception as problem:
        with acting(tenant):
            still_there = Job.objects.filter(pk=job_id).exists()
            if still_there:
                jobs.fail(job_id=job_id, problem=type(problem).__name__, at=now())
        if still_there:
            raise


def _begun(tenant: Tenant, *, job_id: uuid.UUID, at: dt.datetime) -> bool:
    with acting(tenant):
        return jobs.begin(job_id=job_id, at=at)


def _run(tenant: Tenant, *, job_id: uuid.UUID, now: Callable[[], dt.datetime]) -> None:
    with acting(tenant):
        what_if = WhatIf.objects.select_related("framework").get(job=job_id)

    def tell(progress: int) -> None:
        with acting(tenant):
            jobs.touch(job_id=job_id, progress=progress, at=now())

    result = compute(what_if.framework, since=what_if.since, tell=tell, within=lambda: acting(tenant))
    with acting(tenant):
        WhatIf.objects.filter(pk=what_if.pk).update(result=result, options_seal=rules_seal(what_if.framework))
        jobs.finish(job_id=job_id, at=now())


@transaction.atomic
def retry(*, actor: Actor, framework_id: uuid.UUID, at: dt.datetime) -> None:
    """Start the last what-if again that failed too often. Raises Framework.DoesNotExist, Job.DoesNotExist."""
    framework = lock_concept(actor=actor, framework_id=framework_id)
    jobs.retry_what_if(what_if=framework.what_ifs.latest(), at=at)
    record(actor=actor, action="what_if.retry", on=framework, swv_id=framework.swv_id)


def last_what_if(*, actor: Actor, framework: Framework) -> WhatIf | None:
    """The newest what-if of a framework, with its job when the worker does it."""
    actor.require(Action.MANAGE_FRAMEWORKS)
    return framework.what_ifs.select_related("job").order_by("asked_at").last()


def _requests(framework: Framework, since: dt.date) -> Any:
    filed = Request.objects.filter(swv_id=framework.swv_id, track=framework.track, filed_on__gte=since)
    return filed.filter(health_destroyed_on__isnull=True).exclude(state=State.WITHDRAWN)


def compute(
    framework: Framework,
    *,
    since: dt.date,
    tell: Callable[[int], None] = lambda progress: None,
    within: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Any:
    """Every request since the day, under its own framework and under this concept, as JSON. `tell` hears percents.

    `within`: the transaction in which each part is read, for a worker that tells in between how far it is.
    """
    new = ruleset_for(framework)
    judged = registry.needs_of(new, track=Track(framework.track), law_on=framework.valid_from).judged
    with within():
        ids = list(_requests(framework, since).order_by("filed_on", "pk").values_list("pk", flat=True))
    sums = _Sums()
    for start in range(0, len(ids), CHUNK):
        with within():
            _add_chunk(ids[start : start + CHUNK], new=new, judged=judged, sums=sums)
        tell(min(99, 100 * (start + CHUNK) // len(ids)))
    return sums.as_json(since=since, assumes_judgement=bool(judged))


@dataclass(slots=True)
class _Sums:
    """What is counted on the way."""

    pairs: Counter[tuple[Outcome, Outcome]] = field(default_factory=Counter)
    places: dict[str, Counter[tuple[Outcome, Outcome]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    changes: list[dict[str, str]] = field(default_factory=list)

    def add(self, request: Request, old: Outcome, new: Outcome) -> None:
        """One request with its outcome under both."""
        location = request.location
        self.pairs[old, new] += 1
        self.names[location.code] = location.name
        self.places.setdefault(location.code, Counter())[old, new] += 1
        if old is not new and len(self.changes) < LONGEST_LIST:
            self.changes.append(_change(request, old, new))

    def as_json(self, *, since: dt.date, assumes_judgement: bool) -> dict[str, Any]:
        """The result as it is stored and shown."""
        return {
            "since": since.isoformat(),
            **_tally(self.pairs),
            "cross": [{"old": old, "new": new, "count": count} for (old, new), count in sorted(self.pairs.items())],
            "locations": [
                {"code": code, "name": self.names[code], **_tally(self.places[code])} for code in sorted(self.places)
            ],
            "changes": self.changes,
            "assumes_judgement": assumes_judgement,
        }


def _tally(pairs: Counter[tuple[Outcome, Outcome]]) -> dict[str, Any]:
    old: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for (before, after), count in pairs.items():
        old[before.value] += count
        new[after.value] += count
    changed = sum(count for (before, after), count in pairs.items() if before is not after)
    return {"requests": pairs.total(), "changed": changed, "old": dict(old), "new": dict(new)}


def _change(request: Request, old: Outcome, new: Outcome) -> dict[str, str]:
    return {
        "id": str(request.pk),
        "number": request.number,
        "filed_on": request.filed_on.isoformat() if request.filed_on else "",
        "location": request.location.name,
        "old": old.value,
        "new": new.value,
    }


def _add_chunk(ids: list[uuid.UUID], *, new: Ruleset, judged: frozenset[Judged], sums: _Sums) -> None:
    requests = list(
        Request.objects.filter(pk__in=ids)
        .select_related("evidence", "framework", "location", "student")
        .prefetch_related("delays")
        .defer("unread", "intake_report", "motivation", "school_advice", "parents_view_text", "pupil_view_text")
        .order_by("filed_on", "pk")
    )
    for old, group in _by_ruleset(requests):
        dossiers = [_as_filed(facts_of(request), judged=judged) for request in group]
        found = simulate(columns_of(dossiers), [old, new], law_on=[_day(request) for request in group])
        for request, before, after in zip(group, found.outcomes(0), found.outcomes(1), strict=True):
            sums.add(request, before, after)


def _by_ruleset(requests: list[Request]) -> Iterator[tuple[Ruleset, list[Request]]]:
    """The requests by the framework of their day of filing."""
    groups: dict[uuid.UUID | None, list[Request]] = {}
    for request in requests:
        groups.setdefault(request.framework_id, []).append(request)
    for group in groups.values():
        yield ruleset_of(group[0].framework), group


def _day(request: Request) -> dt.date:
    if request.filed_on is None:
        raise ValueError("only filed requests are compared")
    return request.filed_on


def _as_filed(dossier: Dossier, *, judged: frozenset[Judged]) -> Dossier:
    """Where the school's judgement counts and none is known: the school filed the request, so it judged yes."""
    if not judged:
        return dossier
    known = {one: dossier.judged(one) for one in judged}
    return replace(dossier, school_judgement={one: True if said is None else said for one, said in known.items()})
