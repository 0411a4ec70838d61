"""Whose rows a test sees. By default everything, so that stories can look at the tables themselves.

What a door, a task or a command does is always done in the tenant it sets itself, also in a test; `nobody()` shows
what a piece of code sees that sets none. The worker is another process, and sees nothing that it does not ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

EVERYTHING = "SELECT set_config('tenant.work', 'tests', false)"
NOTHING = "SELECT set_config('tenant.work', '', false)"


def see_everything(sender: Any, connection: Any, **_: Any) -> None:
    """Every connection of the test process begins as the portal itself; the portal's own code never does this."""
    with connection.cursor() as cursor:
        cursor.execute(EVERYTHING)


def pytest_configure() -> None:
    connection_created.connect(see_everything, dispatch_uid="tests.tenants")


@contextmanager
def nobody() -> Iterator[None]:
    """As on a fresh connection of the portal: no tenant, so no rows."""
    with connection.cursor() as cursor:
        cursor.execute(NOTHING)
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute(EVERYTHING)
