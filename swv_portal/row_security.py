"""The database's own lock on a table: which rows a transaction may see and write, in a migration."""

from __future__ import annotations

from django.db.migrations import RunSQL


def protect(table: str, *, read: str, write: str = "", add: str = "") -> RunSQL:
    """Row-level security on a table, also for its owner. `read`, `write` and `add` are SQL conditions on a row of it.

    Without `write` who sees a row may also change it; without `add` who changes rows may also add one. The portal at
    its own named work sees and writes everything. Conditions ask the functions of migration 0001: tenant_swv(),
    tenant_schools(), tenant_user(), tenant_sees_only_assigned(), tenant_is_portal(); as `(SELECT tenant_swv())`, so
    that they are asked once in a statement and not for every row.
    """
    portal = "(SELECT tenant_is_portal())"
    reading, writing = f"{portal} OR ({read})", f"{portal} OR ({write or read})"
    adding = f"{portal} OR ({add or write or read})"
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant_reads ON {table} FOR SELECT USING ({reading});
        CREATE POLICY tenant_adds ON {table} FOR INSERT WITH CHECK ({adding});
        CREATE POLICY tenant_changes ON {table} FOR UPDATE USING ({writing}) WITH CHECK ({writing});
        CREATE POLICY tenant_removes ON {table} FOR DELETE USING ({writing});
        """,
        f"""
        DROP POLICY tenant_removes ON {table};
        DROP POLICY tenant_changes ON {table};
        DROP POLICY tenant_adds ON {table};
        DROP POLICY tenant_reads ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def follows(table: str, column: str, parent: str, *, where: str = "true") -> str:
    """The condition that the tenant sees the row that `column` names, as the parent's own policy decides.

    A probe for each row of a table, however large the tenant: an IN would first read all the tenant's rows.
    `where`: a further condition on `parent`.
    """
    return f"EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.{column} AND {where})"  # noqa: S608
