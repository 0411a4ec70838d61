"""An invented list of allowed tests for one demo SWV: the portal brings no official list of a later year."""

from __future__ import annotations

import datetime as dt

from allocation.policy.edition_files import built_in_file
from allocation.policy.editions import edition_year
from allocation.services.editions import load_edition
from schools.models import Membership
from swv_portal import clock

PATTERN = "2016-2017"
NEWER_TEST = """
  - id: wisc-v
    name: WISC-V-NL
    criterion: iq
    publisher: Pearson
    published: 2018
    lwoo: I
    pro: I
"""


def make_editions(*, now: dt.datetime) -> None:
    """Waterrijk has a list for the year of filing, Heuvelland has not; again changes nothing."""
    found = Membership.objects.select_related("user", "swv", "school", "board")
    administrator = found.filter(swv__code="VO9901", role="functional_admin").first().actor()
    school_year = edition_year(clock.date_of(now))
    load_edition(actor=administrator, content=_invented(school_year), file_name=f"demo-{school_year}.yaml", at=now)


def _invented(school_year: str) -> bytes:
    text = built_in_file(PATTERN).read_text(encoding="utf-8")
    head, _, rest = text.partition("citation: ")
    _, _, rest = rest.partition("\n")
    text = f"{head}citation: Verzonnen lijst voor de demo, geen officiële regeling\n{rest}"
    text = text.replace(f"school_year: {PATTERN}", f"school_year: {school_year}", 1)
    text = text.replace("confidence: H ", "confidence: L ", 1)
    return (text.rstrip() + "\n" + NEWER_TEST).encode()
