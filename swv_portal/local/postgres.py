"""The embedded PostgreSQL: one cluster on a socket, three roles, no network."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
import psycopg2.extensions
from psycopg2 import sql

from .children import Children, DidNotStart, as_account
from .place import Passwords, Place, passwords
from .postgres_binaries import major_version, postgres_binaries
from .server_account import server_account

SUPERUSER = "postgres"
NAME = "swv_portal"
# No second copy is worth waiting for when the data is thrown away anyway.
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SERVER_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def start_postgres(place: Place, children: Children, *, lasting: bool) -> None:
    """Start the cluster of a place, made first when it is not there, with roles and database."""
    binaries = postgres_binaries(place)
    cluster = place.data / f"pg{major_version(binaries)}"
    if not (cluster / "PG_VERSION").exists():
        _initdb(binaries, cluster, place=place)
    _wait_for_former_server(cluster)
    options = ["listen_addresses=", f"unix_socket_directories={place.run}", "unix_socket_permissions=0700"]
    options += ["timezone=UTC", *(() if lasting else THROW_AWAY)]
    command = [str(binaries / "postgres"), "-D", str(cluster), *(part for one in options for part in ("-c", one))]
    child = children.start(
        "postgres",
        command,
        environment=SERVER_ENVIRONMENT,
        account=server_account(),
        stop_signal=signal.SIGINT,  # "fast": ends sessions, writes everything, stops
    )
    children.wait_until(child, lambda: _answers(place))
    _provision(place)


def connect_as_superuser(place: Place, *, name: str) -> psycopg2.extensions.connection:
    """For making roles and databases only."""
    password = passwords(place).superuser
    return psycopg2.connect(host=str(place.run), user=SUPERUSER, password=password, dbname=name)


def _initdb(binaries: Path, cluster: Path, *, place: Place) -> None:
    """Make the cluster beside its place and move it there, so that a broken-off start leaves no half cluster."""
    account = server_account()
    partial = place.own_folder(f"{cluster.name}.partial")
    subprocess.run(["/bin/rm", "-rf", *partial.iterdir()], check=True)
    with tempfile.NamedTemporaryFile("w", prefix="swv-", dir=place.run) as file:
        file.write(passwords(place).superuser)
        file.flush()
        if account:
            os.chown(file.name, account.pw_uid, account.pw_gid)
        command = [binaries / "initdb", "-D", partial, "-U", SUPERUSER, "--pwfile", file.name, "--auth=scram-sha-256"]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        done = subprocess.run(  # type: ignore[call-overload]
            command,
            env=SERVER_ENVIRONMENT,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **as_account(account),
        )
    if done.returncode:
        raise DidNotStart(f"initdb lukte niet:\n{done.stdout}{done.stderr}")
    partial.rename(cluster)


def _wait_for_former_server(cluster: Path) -> None:
    """After a launcher killed with -9 its server is still writing its last pages."""
    for _ in range(600):
        try:
            os.kill(int((cluster / "postmaster.pid").read_text().split("\n", 1)[0]), 0)
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return
        except PermissionError:
            pass
        time.sleep(0.05)


def _answers(place: Place) -> bool:
    try:
        connect_as_superuser(place, name="template1").close()
    except psycopg2.OperationalError:
        return False
    return True


def _provision(place: Place) -> None:
    """Roles, default rights and database. In template1, so that every test database is born with the same rights."""
    known = passwords(place)
    with contextlib.closing(connect_as_superuser(place, name="template1")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in _role_statements(known):
                cursor.execute(statement)
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
            exists = cursor.fetchone()
    if not exists:
        with contextlib.closing(connect_as_superuser(place, name="postgres")) as connection:
            connection.autocommit = True
            connection.cursor().execute(f"CREATE DATABASE {NAME} OWNER swv_owner")


def _role_statements(known: Passwords) -> list[sql.Composable]:
    roles = {"swv_owner": (known.owner, "CREATEDB"), "swv_app": (known.app, "NOCREATEDB")}
    made = [sql.SQL(CREATE_ROLE).format(role=sql.Identifier(name), name=sql.Literal(name)) for name in roles]
    set_up = [
        sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE " + right + " PASSWORD {}").format(
            sql.Identifier(name), sql.Literal(password)
        )
        for name, (password, right) in roles.items()
    ]
    return [*made, *set_up, *(sql.SQL(line) for line in DEFAULT_RIGHTS)]


CREATE_ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN CREATE ROLE {role}; END IF;
END $$
"""
# The same rights as docs/beheer/rollen.sh gives on a production server.
DEFAULT_RIGHTS = (
    "ALTER DEFAULT PRIVILEGES FOR ROLE swv_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO swv_app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE swv_owner GRANT USAGE, SELECT ON SEQUENCES TO swv_app",
)
