"""Whose rows a transaction may see: told to PostgreSQL's row-level security, and gone when the transaction ends.

Without a tenant there are no rows. See docs/adr/0010-row-level-security.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db import connection, transaction


class PortalWork(StrEnum):
    """What the portal does by itself for all tenants at once. Every use is listed in tests/house/test_tenancy.py."""

    FIND_JOB = "find_job"
    SWEEP_JOBS = "sweep_jobs"
    REPLAY_RECEIPTS = "replay_receipts"
    VERIFY_AUDIT = "verify_audit"
    RETENTION = "retention"
    MIGRATION = "migration"  # for a migration that moves data: the owner of the tables sees no rows either
    DEMO = "demo"
    BENCHMARK = "benchmark"


class Belongs(Protocol):
    """Whoever works for one SWV or for some schools: `schools.access.Actor`."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def swv_id(self) -> int | None: ...
    @property
    def school_ids(self) -> frozenset[int]: ...
    @property
    def only_assigned(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Tenant:
    """One SWV, some schools, or the portal itself at named work.

    `only_assigned`: of the SWV only the requests laid before `user_id`, for an assessor.
    """

    swv_id: int | None = None
    school_ids: frozenset[int] = frozenset()
    user_id: int | None = None
    only_assigned: bool = False
    work: PortalWork | None = None

    @classmethod
    def of(cls, actor: Belongs) -> Tenant:
        """The rows of the actor's own organisation."""
        return cls(actor.swv_id, actor.school_ids, actor.user_id, actor.only_assigned)

    @property
    def settings(self) -> tuple[str, ...]:
        """The values of SETTINGS, as PostgreSQL wants to read them."""
        return (
            str(self.swv_id or ""),
            "{" + ",".join(str(one) for one in sorted(self.school_ids)) + "}",
            str(self.user_id or ""),
            "yes" if self.only_assigned else "",
            str(self.work or ""),
        )


SETTINGS = ("tenant.swv_id", "tenant.school_ids", "tenant.user_id", "tenant.only_assigned", "tenant.work")
# Local to the transaction: a plain SET would wait on the connection for the next person.
_SET = f"SELECT {', '.join(f'set_config({name!r}, %s, true)' for name in SETTINGS)}"
_ASK = f"SELECT {', '.join(f'current_setting({name!r}, true)' for name in SETTINGS)}"

_undone: ContextVar[list[Callable[[], None]] | None] = ContextVar("undone", default=None)


@contextmanager
def acting(tenant: Tenant) -> Iterator[None]:
    """A transaction that sees the rows of this tenant and no others. Inside another it is a savepoint, after which
    the tenant of the outer one is back.
    """
    with _undoing_files():
        inside = connection.in_atomic_block
        with transaction.atomic(), connection.cursor() as cursor:
            before = _tell(cursor, _ASK, ()) if inside else None
            _tell(cursor, _SET, tenant.settings)
            yield
            if before is not None and not connection.needs_rollback:
                _tell(cursor, _SET, tuple(value or "" for value in before))


def acting_for(actor: Belongs) -> AbstractContextManager[None]:
    """A transaction that sees what belongs to the actor's organisation."""
    return acting(Tenant.of(actor))


def as_portal(work: PortalWork) -> AbstractContextManager[None]:
    """A transaction that sees the rows of all tenants, for one named kind of work. Keep it as short as can be."""
    return acting(Tenant(work=work))


def on_rollback(undo: Callable[[], None]) -> None:
    """Do this when the transaction of `acting` comes to nothing: a stored file does not outlive its row."""
    undone = _undone.get()
    if undone is not None:
        undone.append(undo)


@contextmanager
def _undoing_files() -> Iterator[None]:
    """Only the outermost transaction knows that it all came to nothing."""
    if _undone.get() is not None:
        yield
        return
    undone: list[Callable[[], None]] = []
    token = _undone.set(undone)
    try:
        yield
    except BaseException:
        for undo in reversed(undone):
            undo()
        raise
    finally:
        _undone.reset(token)


def _tell(cursor, statement: str, values: tuple[str, ...]) -> tuple[str | None, ...]:  # type: ignore[no-untyped-def]
    cursor.execute(statement, values)
    row: tuple[str | None, ...] = cursor.fetchone()
    return row
