"""How an event is sealed to the one before it. Held by the database itself, so that raw SQL cannot go around it.

An event is written unsealed and sealed at commit: only then its chain is locked, so nobody waits for the rest of
somebody else's transaction, and one that is rolled back leaves no gap. The seal is SHA-256 over the previous seal
(64 hexadecimal characters) and every column as a netstring (`5:Ruben,`: length in bytes of UTF-8, so no two rows look
alike); the moment counts microseconds since 1970, what is not there is empty. Anyone can recompute it from an export.
"""

from __future__ import annotations

import pgtrigger

# The chain of an SWV is its id; events that belong to no SWV have a chain of their own.
NO_SWV = 0
SEAL_BYTES = 32
BEGIN_OF_CHAIN = "\\x" + "00" * SEAL_BYTES
TEXTS = (
    *("actor_label", "actor_role", "actor_organisation", "action"),
    *("object_type", "object_id", "dossier_id", "reason"),
)
# Tables are named with their schema: a temporary table of the same name would come first otherwise.
EVENTS, HEADS = "public.audit_auditevent", "public.audit_audithead"


def sealed_text(row: str) -> str:
    """The SQL for what the seal of a row is computed over; every column that tells something is in it."""
    moment = f"(extract(epoch FROM {row}.at) * 1000000)::bigint::text"
    numbers = [
        f"coalesce({row}.swv_id::text, '')",
        f"{row}.sequence::text",
        moment,
        f"coalesce({row}.actor_id::text, '')",
    ]
    values = [*numbers, *(f"{row}.{name}" for name in TEXTS), f"{row}.details::text"]
    return " || ".join(
        [f"encode({row}.previous, 'hex')", *(f"octet_length({one}) || ':' || {one} || ','" for one in values)]
    )


def new_events_are_unsealed() -> pgtrigger.Trigger:
    """Whatever an insert says of moment, sequence and seal is set aside."""
    return pgtrigger.Trigger(
        name="new_is_unsealed",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            NEW.at := clock_timestamp();
            NEW.sequence := NULL;
            NEW.previous := NULL;
            NEW.hash := NULL;
            RETURN NEW;
        """,
    )


def sealed_at_commit() -> pgtrigger.Trigger:
    """At commit, in the order of writing, whoever's rows the transaction saw last (see swv_portal/tenancy.py).

    An event that cannot be found would stay unsealed: that ends the transaction.
    """
    return pgtrigger.Trigger(
        name="seal_at_commit",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        declare=[("work", "text")],
        func=f"""
            work := coalesce(current_setting('tenant.work', true), '');
            PERFORM set_config('tenant.work', 'seal_audit', true);
            UPDATE {EVENTS} SET hash = NULL WHERE id = NEW.id AND hash IS NULL;
            IF NOT FOUND AND NOT EXISTS (SELECT FROM {EVENTS} WHERE id = NEW.id AND hash IS NOT NULL) THEN
                RAISE EXCEPTION 'audit event % cannot be sealed', NEW.id;
            END IF;
            PERFORM set_config('tenant.work', work, true);
            RETURN NULL;
        """,  # noqa: S608 (no value from outside is in it)
    )


def only_sealing_changes() -> pgtrigger.Trigger:
    """Refuses every delete and every update, but for the one that seals: and that one changes nothing else."""
    return pgtrigger.Trigger(
        name="append_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        declare=[("head", f"{HEADS}%ROWTYPE"), ("own", "bigint")],
        func=f"""
            IF TG_OP = 'DELETE' OR OLD.hash IS NOT NULL THEN
                RAISE EXCEPTION 'Cannot update or delete rows from % table', TG_TABLE_NAME;
            END IF;
            own := coalesce(OLD.swv_id, {NO_SWV});
            SELECT * INTO head FROM {HEADS} WHERE chain = own FOR UPDATE;
            IF NOT FOUND THEN
                INSERT INTO {HEADS} (chain, sequence, hash, event_id) VALUES (own, 0, '{BEGIN_OF_CHAIN}', 0)
                    ON CONFLICT DO NOTHING;
                SELECT * INTO STRICT head FROM {HEADS} WHERE chain = own FOR UPDATE;
            END IF;
            NEW := OLD;
            NEW.sequence := head.sequence + 1;
            NEW.previous := head.hash;
            NEW.hash := sha256(convert_to({sealed_text("NEW")}, 'UTF8'));
            RETURN NEW;
        """,  # noqa: S608 (no value from outside is in it)
    )


def head_follows() -> pgtrigger.Trigger:
    """After sealing the chain ends with this event."""
    return pgtrigger.Trigger(
        name="head_follows",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        func=f"""
            UPDATE {HEADS} SET sequence = NEW.sequence, hash = NEW.hash, event_id = NEW.id
                WHERE chain = coalesce(NEW.swv_id, {NO_SWV});
            RETURN NULL;
        """,  # noqa: S608 (no value from outside is in it)
    )


def head_only_forward() -> pgtrigger.Trigger:
    """A head begins at nothing and moves one event at a time, to an event that is there."""
    return pgtrigger.Trigger(
        name="only_forward",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'INSERT' AND NEW.sequence = 0 AND NEW.hash = '{BEGIN_OF_CHAIN}' THEN
                RETURN NEW;
            END IF;
            IF TG_OP = 'UPDATE' AND NEW.chain = OLD.chain AND EXISTS (
                SELECT FROM {EVENTS} AS event
                WHERE event.id = NEW.event_id
                    AND coalesce(event.swv_id, {NO_SWV}) = OLD.chain
                    AND event.sequence = NEW.sequence
                    AND event.hash = NEW.hash
                    AND event.sequence = OLD.sequence + 1
                    AND event.previous = OLD.hash
            ) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'The end of a chain only moves forward, one event at a time';
        """,
    )
