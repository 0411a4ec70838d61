"""Reads along with every log line of the tests: the name, birth date or score of a demo pupil fails the test.

What the portal logs in production is what is read here: the same loggers, at their own levels.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Generator, Iterator

import pytest

from swv_portal.log_filter import WithoutFacts

MEASURES = r"\b(?:iq|dle|dl|score|leerachterstand|intelligentie)(?:_\w+)?\b['\"]?\s*[:=]?\s*(?:Range\()?\d{1,3}\b"


class LogWatch(logging.Handler):
    """Remembers log lines with something about a pupil, each with what was found in it."""

    def __init__(self, forbidden: re.Pattern[str]) -> None:
        super().__init__(level=logging.NOTSET)
        self.addFilter(WithoutFacts())
        self.forbidden = forbidden
        self.found: list[str] = []
        self.lines = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Looks at the line as it would be written, traceback and all."""
        self.lines += 1
        if match := self.forbidden.search(self.format(record)):
            self.found.append(f"{record.name} wrote “{match.group()}”")

    def take(self) -> list[str]:
        """What was found since the last time."""
        taken, self.found = self.found, []
        return taken


def personal_data() -> re.Pattern[str]:
    """The names and birth dates of the demo's pupils in every spelling, and any measure with a number after it."""
    from swv_portal.local.demo_data.accounts import PEOPLE
    from swv_portal.local.demo_data.pupils import PUPILS

    staff = {part for person in PEOPLE for part in person.name.split()}
    names = {part for pupil in PUPILS for part in (pupil.name[0], pupil.name[2])} - staff
    full = {" ".join(part for part in pupil.name if part) for pupil in PUPILS}
    dates = {spelling for pupil in PUPILS for spelling in _spellings(pupil.born)}
    words = "|".join(re.escape(one) for one in sorted(names | full | dates, key=len, reverse=True))
    return re.compile(rf"(?<![\w@/.-])(?:{words})(?![\w@/-])|(?i:{MEASURES})")


def _spellings(born: str) -> Iterator[str]:
    day = dt.datetime.strptime(born, "%d-%m-%Y").replace(tzinfo=dt.UTC).date()
    yield from (born, f"{day.day}-{day.month}-{day.year}", day.isoformat(), repr(day))


WATCH: LogWatch | None = None


def pytest_collection_finish() -> None:
    """From the first test on."""
    global WATCH  # noqa: PLW0603
    if WATCH is None:
        WATCH = LogWatch(personal_data())
        logging.getLogger().addHandler(WATCH)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """A test that logged personal data fails, whatever else it showed."""
    outcome = yield
    found = WATCH.take() if WATCH else []
    if found:
        pytest.fail("personal data in the log:\n" + "\n".join(found), pytrace=False)
    return outcome
