"""Lists of allowed tests: the one that holds for a request, and loading a new one."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from allocation.models import InstrumentEdition
from allocation.policy.edition_files import BUILT_IN, BadEdition, read_edition
from allocation.policy.editions import Edition, edition_year
from allocation.policy.filing import built_in_edition
from schools.access import Action, Actor
from schools.models import Swv
from swv_portal.audit.record import record

logger = logging.getLogger(__name__)
UNNAMED = "lijst.yaml"


def edition_for(*, swv: Swv, filed_on: dt.date) -> Edition | None:
    """The list for a request filed on this day: the last one this SWV loaded for the year, else the built-in one.

    Nothing means that no list is loaded, so that tests cannot be checked.
    """
    return edition_of_year(swv_id=swv.pk, school_year=edition_year(filed_on))


def edition_of_year(*, swv_id: int, school_year: str) -> Edition | None:
    """The list that an SWV uses for a school year, if there is one."""
    loaded = InstrumentEdition.objects.filter(swv_id=swv_id, school_year=school_year)
    sha256 = loaded.order_by("-loaded_at", "-pk").values_list("sha256", flat=True).first()
    return edition_with_hash(sha256) if sha256 else BUILT_IN.get(school_year)


def edition_with_hash(sha256: str) -> Edition | None:
    """The list with this content, built in or loaded by any SWV: a receipt names it so. Nothing when it is unknown."""
    try:
        return built_in_edition(sha256) or _loaded(sha256)
    except InstrumentEdition.DoesNotExist:
        return None
    except BadEdition:
        logger.exception("A loaded list of tests can no longer be read: %s", sha256)
        return None


@lru_cache(maxsize=64)
def _loaded(sha256: str) -> Edition:
    """Content with one hash never changes, so reading it once is enough."""
    row = InstrumentEdition.objects.filter(sha256=sha256).only("body").order_by("pk").first()
    if row is None:
        raise InstrumentEdition.DoesNotExist
    return read_edition(Path(UNNAMED), row.body.encode("utf-8"))


@transaction.atomic
def load_edition(*, actor: Actor, content: bytes, file_name: str, at: dt.datetime) -> InstrumentEdition:
    """Load a list of tests for the actor's SWV; from then on it holds for its school year. The same file loads once.

    Raises NotAllowed, and BadEdition with every mistake when the file is not a list.
    """
    actor.require(Action.MANAGE_EDITIONS)
    edition = read_edition(Path(file_name or UNNAMED), content)
    loaded, created = InstrumentEdition.objects.get_or_create(
        swv_id=actor.swv_id,
        school_year=edition.school_year,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "citation": edition.citation,
            "body": content.decode("utf-8"),
            "loaded_by_id": actor.user_id,
            "loaded_at": at,
        },
    )
    if created:
        record(
            actor=actor,
            action="edition.load",
            on=loaded,
            swv_id=actor.swv_id,
            school_year=loaded.school_year,
            sha256=loaded.sha256,
        )
    return loaded
