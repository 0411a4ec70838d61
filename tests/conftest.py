"""What all tests share: the runtime database role, the folder ../shared, a real worker, a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dj_database_url
import hypothesis
import pytest

from swv_portal.local.place import known_services

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ["tests.browser", "tests.log_watch", "tests.tenants", "tests.worker"]

# A busy machine is not a broken rule: how fast things are is measured by `manage.py bench`.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")
# Playwright runs an event loop in the thread of the test; Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder with official samples and cases; tests that need it skip, with the reason, when it is absent."""
    folder = Path(os.environ.get("SWV_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the folder with official samples and cases, not found at {folder}")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the owner has made the test database, work in it as the role the portal itself uses."""
    from django.db import connection

    services = known_services()
    if "DATABASE_OWNER_URL" not in services:
        yield
        return
    app = dj_database_url.parse(services["DATABASE_URL"])
    owner = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # Only tests empty whole tables; the portal itself may not.
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {app['USER']}")
        connection.close()
    connection.settings_dict.update(USER=app["USER"], PASSWORD=app["PASSWORD"])
    yield
    with django_db_blocker.unblock():
        connection.close()
    connection.settings_dict.update(owner)
