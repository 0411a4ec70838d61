"""The database the portal runs on, seen from the portal."""

from __future__ import annotations

import pytest
from django.db import connection

from swv_portal.local.place import known_services

pytestmark = pytest.mark.django_db
on_own_services = pytest.mark.skipif("DATABASE_OWNER_URL" not in known_services(), reason="needs `manage.py test`")


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_the_driver_is_psycopg2() -> None:
    """Django takes psycopg 3 without a word when it is importable."""
    assert connection.Database.__name__ == "psycopg2"


@on_own_services
def test_the_portal_works_as_a_role_that_cannot_change_tables() -> None:
    assert ask("SELECT current_user") == "swv_app"
    assert ask("SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = current_user") is False
    assert ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user") == 0
    assert ask("SELECT has_schema_privilege('public', 'CREATE')") is False


@on_own_services
def test_sorting_is_the_same_on_every_server() -> None:
    assert ask("SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


@on_own_services
@pytest.mark.parametrize("name", ["btree_gist", "unaccent", "pg_trgm"])
def test_the_extensions_the_portal_may_use_are_there(name: str) -> None:
    assert ask(f"SELECT count(*) FROM pg_available_extensions WHERE name = '{name}'") == 1


@on_own_services
def test_nothing_listens_on_the_network() -> None:
    assert ask("SHOW listen_addresses") == ""
    assert ask("SELECT inet_server_addr()") is None
