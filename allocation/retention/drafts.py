"""Drafts that nobody works on: a mail to the school fourteen days before, and removal after ninety days without change.

A draft that is touched again is saved: term and warning both count from the last activity.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections import defaultdict

from django.core.mail import send_mail
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from allocation.models import Request
from allocation.services.pupil import forget_if_unused
from allocation.workflow import State
from schools.access import PORTAL, Role
from schools.models import Location, Membership
from swv_portal import clock
from swv_portal.audit.record import record
from swv_portal.tenancy import PortalWork, as_portal
from swv_portal.ui.formatting import dutch_date

from .destroying import remove_left_files
from .kinds import Kind
from .models import DraftWarning, LeftFile, Restriction
from .terms import terms_on

WARN_DAYS = 14
log = logging.getLogger(__name__)

SUBJECT = "U heeft een aanvraag die niet af is"
TEXT = """Beste collega,

In het SWV-portaal staan aanvragen van {location} die niet zijn ingediend: {count}.
Sinds {since} heeft niemand daaraan gewerkt.

Wilt u ze bewaren? Open de aanvraag in uw werkvoorraad en sla iets op, of dien haar in.
Doet u niets, dan verwijdert het portaal ze na {last_day}. Ze zijn dan niet meer terug te halen.

Wij noemen hier geen namen, omdat e-mail niet veilig genoeg is.

SWV-portaal
"""


def last_day_of(changed_at: dt.datetime, *, on: dt.date) -> dt.date:
    """The last day on which a draft with this last activity is kept."""
    term = terms_on(on).law[Kind.DRAFT]
    return term.last_day(clock.date_of(changed_at))


def warn(*, at: dt.datetime) -> int:
    """Mail the coordinators of every school that has drafts which go in fourteen days or less; returns how many drafts.

    One mail per location and per day on which they were left; it names no pupil. A mail that fails is tried next night.
    """
    on, warned = clock.date_of(at), 0
    with as_portal(PortalWork.RETENTION):
        groups: dict[tuple[int, dt.date], list[Request]] = defaultdict(list)
        for draft in _drafts().exclude(_warned_of_this_activity()).select_for_update(of=("self",), skip_locked=True):
            if last_day_of(draft.changed_at, on=on) - dt.timedelta(days=WARN_DAYS) <= on:
                groups[draft.location_id, clock.date_of(draft.changed_at)].append(draft)
        for (location_id, since), drafts in groups.items():
            if _mail(location_id, since=since, drafts=drafts, on=on):
                _note(drafts, on=on)
                warned += len(drafts)
    return warned


def remove(*, at: dt.datetime) -> int:
    """Remove every draft whose term is over and about which the school was warned in time; returns how many."""
    on = clock.date_of(at)
    with as_portal(PortalWork.RETENTION):
        due = _drafts().filter(
            _warned_of_this_activity(), draft_warning__warned_on__lte=on - dt.timedelta(days=WARN_DAYS)
        )
        ids = [draft.pk for draft in due if last_day_of(draft.changed_at, on=on) < on]
    return sum(_remove(one, at=at) for one in ids)


def _drafts() -> QuerySet[Request]:
    restricted = Restriction.objects.filter(student=OuterRef("student_id"), lifted_at__isnull=True)
    return Request.objects.filter(~Exists(restricted), state=State.DRAFT).order_by("pk")


def _warned_of_this_activity() -> Q:
    return Q(draft_warning__activity_at=F("changed_at"))


def _mail(location_id: int, *, since: dt.date, drafts: list[Request], on: dt.date) -> bool:
    location = Location.objects.select_related("school").get(pk=location_id)
    people = Membership.objects.active_on(on).filter(
        Q(school=location.school_id) | Q(board__schools=location.school_id), role=Role.COORDINATOR, user__is_active=True
    )
    last_day = max(last_day_of(drafts[0].changed_at, on=on), on + dt.timedelta(days=WARN_DAYS))
    text = TEXT.format(
        location=location.name, count=len(drafts), since=dutch_date(since), last_day=dutch_date(last_day)
    )
    addresses = sorted(set(people.values_list("user__email", flat=True)))
    try:
        for address in addresses:
            send_mail(SUBJECT, text, None, [address])
    except OSError as problem:
        log.error("warning about drafts of location %s not sent: %s", location.code, type(problem).__name__)
        return False
    return bool(addresses)


def _note(drafts: list[Request], *, on: dt.date) -> None:
    for draft in drafts:
        DraftWarning.objects.update_or_create(
            request=draft, defaults={"activity_at": draft.changed_at, "warned_on": on}
        )
        record(actor=PORTAL, action="draft.warn", on=draft, swv_id=draft.swv_id)


def _remove(request_id: uuid.UUID, *, at: dt.datetime) -> int:
    """One draft with its documents, and the pupil when nothing else is known of them; saved when touched meanwhile."""
    on = clock.date_of(at)
    with as_portal(PortalWork.RETENTION):
        request = Request.objects.select_for_update().filter(pk=request_id, state=State.DRAFT).first()
        if request is None or last_day_of(request.changed_at, on=on) >= on:
            return 0
        paths = [path for path in request.documents.values_list("file", flat=True) if path]
        LeftFile.objects.bulk_create((LeftFile(path=path) for path in paths), ignore_conflicts=True)
        record(actor=PORTAL, action="draft.expire", on=request, swv_id=request.swv_id, documents=len(paths))
        student = request.student
        request.delete()
        forget_if_unused(student)
    remove_left_files()
    return 1
