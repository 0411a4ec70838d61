"""The last lock: PostgreSQL itself shows and takes nothing of another tenant. Raw SQL, as the role the portal uses."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from io import StringIO

import dj_database_url
import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from psycopg2.errors import InsufficientPrivilege

from allocation.models import Request
from schools.access import Actor
from schools.models import Swv, User
from swv_portal import tenancy
from swv_portal.local.place import known_services
from swv_portal.tenancy import SETTINGS, PortalWork, Tenant
from tests.tenants import NOTHING

from .world import Raw, World, build, clean_up, keys, visible_rows

pytestmark = [
    pytest.mark.skipif("DATABASE_OWNER_URL" not in known_services(), reason="needs `manage.py test`"),
    pytest.mark.django_db,
]

# Tables without the lock, each with its reason. Everything else is locked; a new table must choose.
REGISTER = "who exists; asked before it is known who is asking, and nothing in it is about a pupil"
ACCOUNT = "the account itself, asked at log in before there is a tenant"
MACHINERY = "Django's own; holds nothing about pupils"
OPEN = {
    "schools_swv": REGISTER,
    "schools_board": REGISTER,
    "schools_school": REGISTER,
    "schools_location": REGISTER,
    "schools_locationaffiliation": REGISTER,
    "schools_membership": "which roles a person may choose from, asked at every request before the tenant is known",
    "schools_user": ACCOUNT,
    "schools_invitation": "found by the key in its link before there is a tenant; about people who work, not pupils",
    "audit_audithead": "where each chain of the audit ends: numbers and hashes only, moved by triggers",
}
OPEN_PREFIXES = {
    "django_": MACHINERY,
    "auth_": MACHINERY,
    "account_": ACCOUNT,
    "mfa_": ACCOUNT,
    "usersessions_": ACCOUNT,
    "socialaccount_": ACCOUNT,
}
# The schools of an area all see these on purpose: what their SWV published, and the next number of a request.
SHARED = {"allocation_framework", "allocation_instrumentedition", "allocation_numberseries"}
# Whoever acts leaves a trace, so anybody may add; its own tests are below.
AUDIT = "audit_auditevent"
# By the policy, or by a trigger of the table that comes even before.
REFUSED = (InsufficientPrivilege, psycopg2.errors.RaiseException)
PORTAL = Tenant(work=PortalWork.DEMO)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock():
        yield build()
        clean_up()


@pytest.fixture
def raw(world: World) -> Iterator[Raw]:
    found = Raw()
    yield found
    found.close()


@pytest.fixture
def plain_connection(world: World) -> Iterator[None]:
    """A connection of Django as in production: in no transaction, and without the tests' view of everything."""
    of_the_test = connections["default"]
    connections["default"] = plain = of_the_test.copy()
    with plain.cursor() as cursor:
        cursor.execute(NOTHING)
    yield
    plain.close()
    connections["default"] = of_the_test


def catalog(raw: Raw) -> dict[str, tuple[bool, bool]]:
    """Every table with whether it is locked, and locked for its owner too."""
    with raw.tenant(None) as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        return {name: (enabled, forced) for name, enabled, forced in cursor.fetchall()}


def unlocked(tables: dict[str, tuple[bool, bool]]) -> list[str]:
    """Tables that are neither locked for everybody nor open for a reason."""
    return sorted(
        name
        for name, locks in tables.items()
        if locks != (True, True) and name not in OPEN and not name.startswith(tuple(OPEN_PREFIXES))
    )


def locked(raw: Raw) -> dict[str, str]:
    """The locked tables with the column of their primary key."""
    names = [name for name, locks in catalog(raw).items() if locks[0]]
    with raw.tenant(None) as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, attname FROM pg_constraint JOIN pg_attribute "
            "ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'p' AND conrelid::regclass::text = ANY (%s)",
            [names],
        )
        found = dict(cursor.fetchall())
    assert set(found) == set(names)
    return found


def owners_of(raw: Raw, table: str) -> dict[str, str]:
    """The columns that refer to a locked table or to an organisation, with the table they refer to."""
    with raw.tenant(None) as cursor:
        cursor.execute(
            "SELECT attname, confrelid::regclass::text FROM pg_constraint JOIN pg_attribute "
            "ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f' AND conrelid = %s::regclass",
            [table],
        )
        return dict(cursor.fetchall())


def rows_as_json(raw: Raw, table: str, key: str, keys: set[str]) -> list[str]:
    with raw.tenant(PORTAL) as cursor:
        cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t WHERE {key}::text = ANY (%s)", [sorted(keys)])
        return [row[0] for row in cursor.fetchall()]


def test_every_table_is_locked_or_open_for_a_reason(raw: Raw) -> None:
    tables = catalog(raw)
    assert not unlocked(tables), "add swv_portal.row_security.protect() in a migration, or say here why it is open"
    assert tables["allocation_request"] == tables["schools_student"] == tables["allocation_evidence"] == (True, True)
    assert unlocked({**tables, "allocation_newcomer": (False, False)}) == ["allocation_newcomer"]
    assert unlocked({**tables, "allocation_halfway": (True, False)}) == ["allocation_halfway"]


def test_nothing_open_belongs_to_what_is_locked(raw: Raw) -> None:
    """An open table that refers to a pupil, a request or a choice would tell about it."""
    closed = set(locked(raw))
    for table in set(catalog(raw)) - closed:
        assert not closed & set(owners_of(raw, table).values()), table


def test_without_a_tenant_there_are_no_rows(raw: Raw) -> None:
    for table, key in locked(raw).items():
        assert raw.seen(PORTAL, table, key), f"{table} is empty, so that nothing is proven"
        assert raw.seen(None, table, key) == set(), table
        assert raw.seen(Tenant(), table, key) == set(), table
        assert raw.seen(Tenant(swv_id=999_999, school_ids=frozenset({999_999})), table, key) <= set(), table


def test_the_database_shows_what_visible_to_shows_and_not_a_row_more(raw: Raw, world: World) -> None:
    tables = locked(raw)
    for actor in world.actors:
        expected = visible_rows(actor)
        assert set(tables) - {AUDIT} <= set(expected)
        for table in tables.keys() & expected.keys():
            rows = expected[table]
            assert raw.seen(Tenant.of(actor), table, tables[table]) == keys(rows), (actor.organisation, table)


def test_two_tenants_have_no_row_in_common(raw: Raw, world: World) -> None:
    for table, key in locked(raw).items():
        here, there = (raw.seen(Tenant.of(one), table, key) for one in (world.waterrijk, world.heuvelland))
        assert here, table
        assert there, table
        assert not here & there, table
        if table not in SHARED:
            schools = [raw.seen(Tenant.of(one), table, key) for one in (world.beekdal, world.kompas, world.lindehof)]
            assert sum(map(len, schools)) == len(set().union(*schools)), table


def test_an_swv_sees_no_drafts_and_the_school_does(raw: Raw, world: World) -> None:
    drafts = "SELECT count(*) FROM allocation_request WHERE filed_at IS NULL"
    counts = []
    for actor in (world.waterrijk, world.beekdal):
        with raw.tenant(Tenant.of(actor)) as cursor:
            cursor.execute(drafts)
            counts.append(cursor.fetchone()[0])
    assert counts[0] == 0
    assert counts[1] > 0


def test_a_row_for_another_tenant_is_refused(raw: Raw, world: World) -> None:
    """Each tenant tries to add, as it is, a row that only another tenant sees."""
    tried = 0
    for table, key in locked(raw).items():
        if table == AUDIT:
            continue
        everything = raw.seen(PORTAL, table, key)
        for actor in (world.waterrijk, world.heuvelland, world.beekdal, world.lindehof):
            hidden = everything - raw.seen(Tenant.of(actor), table, key)
            for row in rows_as_json(raw, table, key, hidden)[:3]:
                with raw.tenant(Tenant.of(actor)) as cursor, pytest.raises(REFUSED):
                    cursor.execute(f"INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, %s)", [row])
                tried += 1
    assert tried > 100


def test_a_row_of_another_tenant_cannot_be_changed_or_removed(raw: Raw, world: World) -> None:
    for table, key in locked(raw).items():
        everything = raw.seen(PORTAL, table, key)
        for actor in (world.waterrijk, world.heuvelland, world.beekdal, world.lindehof, None):
            tenant = Tenant.of(actor) if actor else None
            hidden = sorted(everything - raw.seen(tenant, table, key))
            for statement in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"):
                with raw.tenant(tenant) as cursor:
                    cursor.execute(f"{statement} WHERE {key}::text = ANY (%s)", [hidden])
                    assert cursor.rowcount == 0, (table, statement)


def says_whose(raw: Raw, table: str) -> Iterator[tuple[str, str]]:
    """The columns that say whose a row is. A request's framework and a decision's receipt only say what was applied."""
    only_applied = {("allocation_request", "framework_id"), ("allocation_decision", "receipt_id")}
    for column, parent in owners_of(raw, table).items():
        if (table, column) not in only_applied and column != "supersedes_id":
            yield column, parent


def hand_over(raw: Raw, actor: Actor, statement: str) -> bool:
    """Whether the database refused with an error; changing no row at all is good too."""
    with raw.tenant(Tenant.of(actor)) as cursor:
        try:
            cursor.execute(statement)
        except REFUSED:
            return True
        assert cursor.rowcount == 0, (actor.organisation, statement)
        return False


def test_an_own_row_cannot_be_handed_to_another_tenant(raw: Raw, world: World) -> None:
    """Each column that says whose a row is, set to what only the other has."""
    handed = {"schools_swv": str(world.heuvelland.swv_id), "schools_school": str(min(world.lindehof.school_ids))}
    tables, refused = locked(raw), 0
    for table, key in tables.items():
        there, here = (raw.seen(Tenant.of(one), table, key) for one in (world.heuvelland, world.waterrijk))
        handed.setdefault(table, min(there - here))
    for table, key in tables.items():
        for column, parent in says_whose(raw, table):
            if parent not in handed:
                continue
            for actor in (world.waterrijk, world.beekdal):
                mine = min(raw.seen(Tenant.of(actor), table, key), default="0")
                update = f"UPDATE {table} SET {column} = '{handed[parent]}' WHERE {key}::text = '{mine}'"
                refused += hand_over(raw, actor, update)
    assert refused > 15


def test_a_school_reads_what_the_swv_published_and_changes_nothing_of_it(raw: Raw, world: World) -> None:
    for statement in (
        "UPDATE allocation_framework SET name = 'anders'",
        "UPDATE allocation_instrumentedition SET citation = 'anders'",
        "UPDATE allocation_numberseries SET last = 99 WHERE kind = 'decision'",
        "UPDATE allocation_decision SET outcome = 'granted'",
        "DELETE FROM allocation_letter",
    ):
        with raw.tenant(Tenant.of(world.lindehof)) as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0, statement


def test_a_school_files_only_with_the_swv_of_its_area(raw: Raw, world: World) -> None:
    with raw.tenant(Tenant.of(world.beekdal)) as cursor, pytest.raises(InsufficientPrivilege):
        cursor.execute("UPDATE allocation_request SET swv_id = %s", [world.heuvelland.swv_id])


def test_an_assessor_sees_only_what_is_laid_before_them(raw: Raw, world: World) -> None:
    requests = raw.seen(Tenant.of(world.assessor), "allocation_request", "id")
    assert len(requests) == 2
    assert requests < raw.seen(Tenant.of(world.waterrijk), "allocation_request", "id")
    assert len(raw.seen(Tenant.of(world.assessor), "schools_student", "id")) == 2
    with raw.tenant(PORTAL) as cursor:
        cursor.execute("SELECT count(*) FROM allocation_assignment WHERE user_id = %s", [world.assessor.user_id])
        assert cursor.fetchone()[0] > 2, "what another SWV laid before the same person stays there"


def test_the_owner_of_the_tables_is_locked_out_too(world: World, raw: Raw) -> None:
    """Without FORCE the owner would see everything; a superuser always does, so the portal never works as one."""
    owner = dj_database_url.parse(known_services()["DATABASE_OWNER_URL"])
    given = connection.get_connection_params()
    as_owner = psycopg2.connect(
        host=given["host"], dbname=given["dbname"], user=owner["USER"], password=owner["PASSWORD"]
    )
    try:
        with as_owner.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone()[0] is False
            for table in locked(raw):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone()[0] == 0, table
    finally:
        as_owner.close()


def test_the_runtime_role_cannot_become_another(raw: Raw) -> None:
    with raw.tenant(None) as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone()[0] is False
    for statement in ("ALTER TABLE allocation_request DISABLE ROW LEVEL SECURITY", "SET row_security = off"):
        with raw.tenant(None) as cursor, pytest.raises(InsufficientPrivilege):
            cursor.execute(statement)
            cursor.execute("SELECT 1 FROM allocation_request")


def settings_now() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'current_setting({name!r}, true)' for name in SETTINGS)}")
        return {value or "" for value in cursor.fetchone()}


def test_a_tenant_is_gone_after_commit_and_after_rollback(world: World, plain_connection: None) -> None:
    with tenancy.acting_for(world.waterrijk):
        assert Request.objects.count() > 0
    assert settings_now() == {""}
    assert Request.objects.count() == 0
    with pytest.raises(ZeroDivisionError), tenancy.acting_for(world.waterrijk):
        1 / 0  # noqa: B018
    assert settings_now() == {""}
    assert Request.objects.count() == 0


def test_inside_another_transaction_the_outer_tenant_comes_back(world: World, plain_connection: None) -> None:
    def seen() -> int:
        return Request.objects.count()

    with tenancy.acting_for(world.kompas):
        alone = seen()
        with tenancy.as_portal(PortalWork.BENCHMARK):
            assert seen() > alone
        assert seen() == alone
        with pytest.raises(ZeroDivisionError), tenancy.acting_for(world.beekdal):
            1 / 0  # noqa: B018
        assert seen() == alone > 0


def test_a_request_leaves_no_tenant_on_the_connection_it_used(world: World, plain_connection: None) -> None:
    """The next person on the same connection, and whoever forgets to say who they are, sees nothing."""
    for email in ("beslisser@waterrijk.demo", "beslisser@heuvelland.demo"):
        client = Client()
        client.force_login(User.objects.get(email=email))
        page = client.get("/werkvoorraad")
        assert page.status_code == 200
        assert page.context["rows"]
        swv = Swv.objects.get(memberships__user__email=email)
        assert {one.swv_id for one in page.context["rows"]} == {swv.pk}
        assert settings_now() == {""}
        assert Request.objects.count() == 0


def test_a_stranger_and_a_page_that_does_not_exist_leave_nothing_either(world: World, plain_connection: None) -> None:
    client = Client()
    assert client.get("/werkvoorraad").status_code == 302
    client.force_login(User.objects.get(email="beslisser@waterrijk.demo"))
    assert client.get("/aanvragen/7a1f6c52-0000-4d0e-8a55-2f3f5f0f9901").status_code == 404
    assert settings_now() == {""}


def test_many_tenants_at_once_never_see_each_other(world: World) -> None:
    expected = {actor.organisation: keys(Request.objects.visible_to(actor)) for actor in world.actors}
    assert len({frozenset(seen) for seen in expected.values()}) > 3, "they see different things"
    wrong: list[str] = []
    turns = [
        threading.Thread(target=_look, args=(actor, expected[actor.organisation], wrong)) for actor in world.actors
    ]
    for turn in turns:
        turn.start()
    for turn in turns:
        turn.join()
    assert wrong == []


def _look(actor: Actor, expected: set[str], wrong: list[str]) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(NOTHING)
        for _ in range(40):
            with tenancy.acting_for(actor):
                if keys(Request.objects.all()) != expected:
                    wrong.append(actor.organisation)
            if Request.objects.exists():
                wrong.append(f"left behind by {actor.organisation}")
    except Exception as problem:
        wrong.append(repr(problem))
    finally:
        connections.close_all()


def test_what_was_stored_beside_the_database_is_undone_with_it(world: World, plain_connection: None) -> None:
    undone: list[str] = []

    def leave(note: str, problem: Callable[[], object] = lambda: None) -> None:
        with tenancy.acting_for(world.beekdal):
            with tenancy.acting_for(world.beekdal):
                tenancy.on_rollback(lambda: undone.append(note))
            problem()

    leave("kept")
    with pytest.raises(ZeroDivisionError):
        leave("undone", lambda: 1 / 0)
    assert undone == ["undone"]


def test_whoever_acts_leaves_a_trace_and_reads_only_that_of_their_own(raw: Raw, world: World) -> None:
    """Also somebody unknown, of whom the database knows no tenant; nobody changes a trace."""
    add = (
        "INSERT INTO audit_auditevent (actor_label, actor_role, actor_organisation, swv_id, action, object_type, "
        "object_id, dossier_id, reason, details) VALUES (%s, '', '', %s, 'log_in.fail', 'user', '1', '1', '', '{}') "
        "RETURNING id"
    )
    for tenant in (None, Tenant.of(world.beekdal), Tenant.of(world.waterrijk)):
        with raw.tenant(tenant) as cursor:
            cursor.execute(add, ["onbekend", world.heuvelland.swv_id])
            added = cursor.fetchone()[0]
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SELECT 1 FROM audit_auditevent WHERE id = %s", [added])
            assert cursor.fetchone() is None, "once sealed it belongs to the SWV it is about"
            cursor.execute("UPDATE audit_auditevent SET action = 'x'")
            assert cursor.rowcount == 0
            cursor.execute("DELETE FROM audit_auditevent")
            assert cursor.rowcount == 0
        with raw.tenant(tenant) as cursor, pytest.raises(InsufficientPrivilege):
            cursor.execute(add, ["", None])


def test_an_swv_reads_its_own_trail_and_a_school_that_of_its_dossiers(raw: Raw, world: World) -> None:
    def trail(actor: Actor, columns: str) -> set[tuple[object, ...]]:
        with raw.tenant(Tenant.of(actor)) as cursor:
            cursor.execute(f"SELECT {columns} FROM audit_auditevent")
            return set(cursor.fetchall())

    assert trail(world.waterrijk, "swv_id") == {(world.waterrijk.swv_id,)}
    assert trail(world.heuvelland, "swv_id") == {(world.heuvelland.swv_id,)}
    for actor in (world.beekdal, world.kompas, world.assessor):
        requests = raw.seen(Tenant.of(actor), "allocation_request", "id")
        dossiers = {str(row[0]) for row in trail(actor, "dossier_id")}
        assert dossiers
        assert dossiers <= requests


def test_the_whole_trail_is_verified_by_the_portal_itself(world: World, plain_connection: None) -> None:
    call_command("verify_audit", stdout=(told := StringIO()))
    assert "VO9901" in told.getvalue()
    assert "Het controlespoor klopt." in told.getvalue()


def test_the_rows_of_this_test_are_real(raw: Raw) -> None:
    """A copied row is a row: the portal itself gets as far as the primary key."""
    row = rows_as_json(raw, "allocation_document", "id", raw.seen(PORTAL, "allocation_document", "id"))[0]
    assert json.loads(row)["sha256"]
    with raw.tenant(PORTAL) as cursor, pytest.raises(psycopg2.errors.UniqueViolation):
        cursor.execute(
            "INSERT INTO allocation_document SELECT * FROM json_populate_record(NULL::allocation_document, %s)", [row]
        )
