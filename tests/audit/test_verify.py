"""Whoever administers the database can switch everything off. Verifying finds what was done."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from django.db import transaction

from swv_portal.audit.record import record
from swv_portal.audit.sealing import sealed_text
from swv_portal.audit.verify import Fault, Kind, Verification

from .trails import an_swv, faults_of, looks, on_own_services, past_the_portal

pytestmark = [pytest.mark.django_db(transaction=True), on_own_services]

RESEAL = """
    UPDATE audit_auditevent SET actor_label = 'Ander' WHERE sequence = 4;
    UPDATE audit_auditevent event SET hash = sha256(convert_to({text}, 'UTF8')) WHERE sequence = 4
"""
COLUMNS = {
    "at": "at + interval '1 microsecond'",
    "actor_id": "coalesce(actor_id, 0) + 1",
    "actor_label": "actor_label || 'x'",
    "actor_role": "'auditor'",
    "actor_organisation": "'Elders'",
    "action": "'letter.view'",
    "object_type": "'document'",
    "object_id": "object_id || '1'",
    "dossier_id": "dossier_id || '1'",
    "reason": "'omdat'",
    "details": 'details || \'{"kind": "report"}\'',
    "hash": "sha256('x')",
    "previous": "sha256('x')",
}
EDITS: dict[str, tuple[str, list[Fault]]] = {
    **{
        f"{column} changed": (
            f"UPDATE audit_auditevent SET {column} = {value} WHERE sequence = 4",
            [Fault.at(Kind.CHANGED, 4)],
        )
        for column, value in COLUMNS.items()
        if column != "hash"
    },
    "a part moved from one column to the next": (
        "UPDATE audit_auditevent SET object_type = 'sw', object_id = 'v' || object_id WHERE sequence = 4",
        [Fault.at(Kind.CHANGED, 4)],
    ),
    "one removed": ("DELETE FROM audit_auditevent WHERE sequence = 4", [Fault.at(Kind.MISSING, 4)]),
    "three removed": ("DELETE FROM audit_auditevent WHERE sequence IN (4, 5, 6)", [Fault(Kind.MISSING, 4, 6)]),
    "the first removed": ("DELETE FROM audit_auditevent WHERE sequence = 1", [Fault.at(Kind.MISSING, 1)]),
    "the last two removed": ("DELETE FROM audit_auditevent WHERE sequence > 8", [Fault(Kind.MISSING, 9, 10)]),
    "everything removed": ("DELETE FROM audit_auditevent", [Fault(Kind.MISSING, 1, 10)]),
    "the end forgotten": ("DELETE FROM audit_audithead", [Fault.at(Kind.NO_END, 10)]),
    "one added at the end": (
        """INSERT INTO audit_auditevent (at, actor_label, actor_role, actor_organisation, swv_id, action, object_type,
            object_id, dossier_id, reason, details, sequence, previous, hash)
        SELECT at, actor_label, actor_role, actor_organisation, swv_id, action, object_type, object_id, dossier_id,
            reason, details, 11, hash, sha256('x') FROM audit_auditevent WHERE sequence = 10""",
        [Fault.at(Kind.CHANGED, 11), Fault.at(Kind.INSERTED, 11)],
    ),
    "one added before the first": (
        "UPDATE audit_auditevent SET sequence = 0 WHERE sequence = 4",
        [Fault.at(Kind.INSERTED, 0), Fault.at(Kind.MISSING, 4)],
    ),
    "one added without a seal": (
        """INSERT INTO audit_auditevent (at, actor_label, actor_role, actor_organisation, swv_id, action, object_type,
            object_id, dossier_id, reason, details)
        SELECT at, actor_label, actor_role, actor_organisation, swv_id, action, object_type, object_id, dossier_id,
            reason, details FROM audit_auditevent WHERE sequence = 10""",
        [Fault.at(Kind.INSERTED, 0)],
    ),
    "two swapped": (
        """UPDATE audit_auditevent SET sequence = -1 WHERE sequence = 4;
        UPDATE audit_auditevent SET sequence = 4 WHERE sequence = 5;
        UPDATE audit_auditevent SET sequence = 5 WHERE sequence = -1""",
        [Fault.at(Kind.CHANGED, 4), Fault.at(Kind.CHANGED, 5), Fault.at(Kind.BROKEN_LINK, 6)],
    ),
    "a seal changed": (
        "UPDATE audit_auditevent SET hash = sha256('x') WHERE sequence = 4",
        [Fault.at(Kind.CHANGED, 4), Fault.at(Kind.BROKEN_LINK, 5)],
    ),
}


@pytest.mark.parametrize(("statement", "expected"), EDITS.values(), ids=EDITS.keys())
def test_an_edit_is_found_and_placed(statement: str, expected: list[Fault]) -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=10)
    with past_the_portal() as cursor:
        cursor.execute(statement)
    assert faults_of(swv.pk) == expected


def test_an_event_changed_and_sealed_again_no_longer_fits_the_next() -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=10)
    with past_the_portal() as cursor:
        cursor.execute(RESEAL.format(text=sealed_text("event")))
    assert faults_of(swv.pk) == [Fault.at(Kind.BROKEN_LINK, 5)]


def test_the_last_event_changed_and_sealed_again_no_longer_fits_the_end() -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=4)
    with past_the_portal() as cursor:
        cursor.execute(RESEAL.format(text=sealed_text("event")))
    assert faults_of(swv.pk) == [Fault.at(Kind.BROKEN_LINK, 4)]


def test_an_event_moved_to_another_swv_is_missing_here_and_too_many_there() -> None:
    (here, ruben), (there, anna) = an_swv("VO9901"), an_swv("VO9902")
    looks(here, ruben, times=5)
    looks(there, anna, times=2)
    with past_the_portal() as cursor:
        cursor.execute("UPDATE audit_auditevent SET swv_id = %s WHERE sequence = 3", [there.pk])
    assert faults_of(here.pk) == [Fault.at(Kind.MISSING, 3)]
    assert faults_of(there.pk) == [Fault.at(Kind.CHANGED, 3), Fault.at(Kind.INSERTED, 3)]


def test_a_thousand_edits_are_all_located_and_nothing_else_is_named() -> None:
    swv, ruben = an_swv()
    for _ in range(12):
        with transaction.atomic():
            for turn in range(250):
                record(actor=ruben, action="dossier.view", on=swv, swv_id=swv.pk, turn=turn)
    chosen = random.Random(20261124).sample(range(1, 3001), 1000)
    ways = [column for column in COLUMNS if column not in {"hash", "previous"}]
    with past_the_portal() as cursor:
        for turn, sequence in enumerate(chosen):
            column = ways[turn % len(ways)]
            cursor.execute(f"UPDATE audit_auditevent SET {column} = {COLUMNS[column]} WHERE sequence = %s", [sequence])
    assert changed(faults_of(swv.pk)) == sorted(chosen)


def changed(faults: Iterable[Fault]) -> list[int]:
    """The numbers of changed events; anything else fails."""
    found = list(faults)
    assert {one.kind for one in found} == {Kind.CHANGED}
    return [one.first for one in found]


def test_verifying_reads_only_what_it_needs_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("swv_portal.audit.verify.AT_A_TIME", 3)
    swv, ruben = an_swv()
    looks(swv, ruben, times=10)
    walk = Verification(swv.pk)
    assert list(walk.faults()) == []
    assert (walk.checked, walk.end.sequence) == (10, 10)


def test_a_chain_that_was_written_anew_from_begin_to_end_is_found_by_the_end_kept_elsewhere() -> None:
    """Whoever may switch everything off may also seal it all again; only what is kept out of reach then tells."""
    swv, ruben = an_swv()
    looks(swv, ruben, times=4)
    first = Verification(swv.pk)
    assert list(first.faults()) == []
    looks(swv, ruben, times=2)
    assert list(Verification(swv.pk, earlier=first.end).faults()) == []
    rewrite = f"""DO $$ DECLARE event record; last bytea := decode(repeat('00', 32), 'hex'); BEGIN
        FOR event IN SELECT * FROM audit_auditevent ORDER BY sequence LOOP
            event.actor_label := 'Ander'; event.previous := last;
            last := sha256(convert_to({sealed_text("event")}, 'UTF8'));
            UPDATE audit_auditevent SET actor_label = 'Ander', previous = event.previous, hash = last
                WHERE id = event.id;
        END LOOP;
        UPDATE audit_audithead SET hash = last;
    END $$"""
    with past_the_portal() as cursor:
        cursor.execute(rewrite)
    assert list(Verification(swv.pk).faults()) == []
    assert list(Verification(swv.pk, earlier=first.end).faults()) == [Fault.at(Kind.REWRITTEN, 4)]
    with past_the_portal() as cursor:
        cursor.execute("DELETE FROM audit_auditevent; DELETE FROM audit_audithead")
    assert list(Verification(swv.pk, earlier=first.end).faults()) == [Fault(Kind.REWRITTEN, 1, 4)]
