"""The one way in which append-only rows may end: an approved destruction, checked by the database itself."""

from __future__ import annotations

import pgtrigger

# Set for one transaction by allocation/retention/destroying.py: the id of the approved run.
SETTING = "retention.run"
# With its schema: a temporary table of the same name would come first otherwise.
_ON_THE_LIST = """EXISTS (
    SELECT FROM public.retention_destructionitem item
    JOIN public.retention_destructionrun run ON run.id = item.run_id
    WHERE run.id = NULLIF(current_setting('retention.run', true), '')::uuid
        AND run.state = 'approved'
        AND item.done_at IS NULL
        AND item.request_id = {request}
        AND {kinds}
        AND NOT EXISTS (
            SELECT FROM public.retention_hold hold WHERE hold.request_id = item.request_id AND hold.lifted_at IS NULL
        )
)"""


def append_only_until_destroyed(*, request: str = "OLD.request_id", emptied: str = "") -> pgtrigger.Trigger:
    """Refuses every update and delete, but for a row whose request is on the list of an approved run.

    `request`: SQL for the id of the request. `emptied`: SQL for what an update of the run must leave behind; without
    it no update passes. Whole rows go only with the whole dossier.
    """
    listed = _ON_THE_LIST.format(request=request, kinds="true")
    whole = _ON_THE_LIST.format(request=request, kinds="item.kind <> 'health'")
    update = f"IF TG_OP = 'UPDATE' AND ({emptied}) AND {listed} THEN RETURN NEW; END IF;" if emptied else ""
    return pgtrigger.Trigger(
        name="append_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'DELETE' AND {whole} THEN RETURN OLD; END IF;
            {update}
            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
        """,
    )


# All a destroyed receipt still says beside its columns: outcome, law and seal stay, facts and scores go.
STUB = """
    to_jsonb(NEW) - 'body' = to_jsonb(OLD) - 'body'
    AND NEW.body ~ '^\\{"destroyed_on":"\\d{4}-\\d\\d-\\d\\d","run":"[0-9a-f-]{36}"\\}$'
"""
NOTE = "to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' AND NEW.note = ''"
