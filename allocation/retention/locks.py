"""What the database itself holds of destruction: the order of its steps, four eyes, and that its record stays."""

from __future__ import annotations

import pgtrigger

CHANGING = "'state','decided_by_id','decided_at','reject_reason','progress','problem','touched_at','done_at'"


def run_goes_forward() -> pgtrigger.Trigger:
    """Proposed → approved or rejected; approved → done. The list never changes, and an approval leaves its audit event.

    A run stays for ever: it is the record of destruction.
    """
    return pgtrigger.Trigger(
        name="goes_forward",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("changing", f"text[] := ARRAY[{CHANGING}]")],
        func="""
            IF TG_OP = 'INSERT' THEN
                IF NEW.state = 'proposed' AND NEW.decided_by_id IS NULL THEN RETURN NEW; END IF;
                RAISE EXCEPTION 'A destruction begins as a proposal';
            END IF;
            IF TG_OP = 'DELETE' OR to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing THEN
                RAISE EXCEPTION 'The record of a destruction stays as it is';
            END IF;
            IF OLD.state = 'proposed' AND NEW.state = 'approved' AND EXISTS (
                SELECT FROM public.audit_auditevent event
                WHERE event.action = 'retention.approve' AND event.object_id = NEW.id::text
                    AND event.actor_id = NEW.decided_by_id AND event.actor_id <> NEW.proposed_by_id
            ) THEN RETURN NEW; END IF;
            IF OLD.state = 'proposed' AND NEW.state = 'rejected' THEN RETURN NEW; END IF;
            IF OLD.state = 'approved' AND NEW.state IN ('approved', 'done') AND NEW.decided_by_id = OLD.decided_by_id
                AND NEW.decided_at = OLD.decided_at THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'A destruction cannot go from % to %', OLD.state, NEW.state;
        """,
    )


def item_is_done_once() -> pgtrigger.Trigger:
    """An item is added to a proposal, done once under an approved run, and stays."""
    return pgtrigger.Trigger(
        name="done_once",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("own", "text")],
        func="""
            IF TG_OP = 'DELETE' THEN
                RAISE EXCEPTION 'The record of a destruction stays as it is';
            END IF;
            SELECT state INTO own FROM public.retention_destructionrun WHERE id = NEW.run_id;
            IF TG_OP = 'INSERT' AND own = 'proposed' AND NEW.done_at IS NULL THEN RETURN NEW; END IF;
            IF TG_OP = 'UPDATE' AND own = 'approved' AND OLD.done_at IS NULL AND NEW.done_at IS NOT NULL
                AND to_jsonb(NEW) - ARRAY['done_at', 'skipped', 'removed']
                    = to_jsonb(OLD) - ARRAY['done_at', 'skipped', 'removed'] THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'An item of a destruction is added to a proposal and done once';
        """,
    )


def goes_with_the_pupil() -> pgtrigger.Trigger:
    """A row about a pupil is removed only by an approved destruction of the pupil's dossier."""
    return pgtrigger.Trigger(
        name="goes_with_the_pupil",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func="""
            IF EXISTS (
                SELECT FROM public.retention_destructionrun
                WHERE id = NULLIF(current_setting('retention.run', true), '')::uuid AND state = 'approved'
            ) THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
        """,
    )
