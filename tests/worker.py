"""A real Celery worker beside the test, on the test's own database and broker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest

from swv_portal.local.checks import PYTHON
from swv_portal.local.children import Children
from swv_portal.local.place import ROOT, known_services


@pytest.fixture(scope="session")
def worker_process(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Children]:
    """One worker per test process, started by the first test that asks for it."""
    from django.conf import settings
    from django.db import connection

    services = known_services()
    if "BROKER_URL" not in services:
        pytest.skip("needs the broker that `manage.py test` or `manage.py services` starts")
    url = urlsplit(services["DATABASE_URL"])
    database = urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}"))
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": database,
        "BROKER_URL": settings.CELERY_BROKER_URL,
        "PRIVATE_ROOT": str(settings.PRIVATE_ROOT),
    }
    children = Children(logs=tmp_path_factory.mktemp("worker"))
    command = [PYTHON, "-m", "celery", "-A", "swv_portal.celery", "worker", "--pool", "solo", "--loglevel", "INFO"]
    child = children.start("worker", command, environment=environment, folder=ROOT)
    try:
        children.wait_until(child, lambda: child.says(" ready."), timeout=150)
        yield children
    finally:
        children.stop()


@pytest.fixture
def worker(worker_process: Children, transactional_db: None) -> Iterator[None]:
    """The worker runs, its queue is empty, and what the test commits is visible to it."""
    from celery import current_app

    current_app.control.purge()
    yield
    assert worker_process.fallen() is None, worker_process.fallen().last_lines()
