"""Every event is sealed to the one before it, by the database itself."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction

from schools.access import PORTAL, Actor
from schools.models import Swv
from swv_portal.audit.models import AuditEvent, AuditHead
from swv_portal.audit.record import NoActor, Somebody, record
from swv_portal.audit.sealing import NO_SWV

from .trails import an_swv, faults_of, looks

pytestmark = pytest.mark.django_db(transaction=True)


def numbers_of(chain: int) -> list[int]:
    return list(AuditEvent.objects.filter(swv_id=chain).order_by("sequence").values_list("sequence", flat=True))


def test_three_looks_are_three_sealed_events_that_verify() -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=3)
    assert numbers_of(swv.pk) == [1, 2, 3]
    assert (AuditHead.objects.get(pk=swv.pk).sequence, faults_of(swv.pk)) == (3, [])
    first, second, _ = AuditEvent.objects.order_by("sequence")
    assert bytes(second.previous) == bytes(first.hash)


def test_role_and_organisation_stay_as_they_were() -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=1)
    swv.name = "SWV met een nieuwe naam"
    swv.save()
    told = AuditEvent.objects.get()
    assert (told.actor_label, told.actor_role, told.actor_organisation) == ("Ruben", "decider", "SWV VO9901")


def test_the_portal_itself_and_somebody_unknown_have_a_chain_without_swv() -> None:
    with transaction.atomic():
        swv, _ = an_swv()
        record(actor=PORTAL, action="jobs.resend", on=swv, swv_id=None)
        record(actor=Somebody("onbekend"), action="login.fail", on=swv, swv_id=None, reason="wachtwoord")
    assert AuditHead.objects.get(pk=NO_SWV).sequence == 2
    assert faults_of(NO_SWV) == []


def test_names_with_accents_quotes_and_separators_are_sealed_as_they_are() -> None:
    swv, ruben = an_swv()
    with transaction.atomic():
        for label in ("Zoë 'de' Wît", '5:Ruben,"x"', "a\nb\\c", "名前 🙂"):
            record(actor=Somebody(label), action="dossier.view", on=swv, swv_id=swv.pk, kind=label, n=1.50, deep=[{}])
    assert faults_of(swv.pk) == []
    assert ruben.label not in AuditEvent.objects.values_list("actor_label", flat=True)


def test_what_is_rolled_back_leaves_no_gap() -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(actor=ruben, action="dossier.view", on=swv, swv_id=swv.pk)
        raise ZeroDivisionError
    with transaction.atomic():
        record(actor=ruben, action="dossier.view", on=swv, swv_id=swv.pk)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record(actor=ruben, action="letter.view", on=swv, swv_id=swv.pk)
            raise ZeroDivisionError
    looks(swv, ruben, times=1)
    assert (numbers_of(swv.pk), faults_of(swv.pk)) == ([1, 2, 3], [])


def test_nobody_and_nowhere_are_refused() -> None:
    swv, ruben = an_swv()
    with transaction.atomic(), pytest.raises(NoActor):
        record(actor=None, action="dossier.view", on=swv, swv_id=swv.pk)  # type: ignore[arg-type]
    with transaction.atomic(), pytest.raises(NoActor):
        record(actor=Somebody(""), action="dossier.view", on=swv, swv_id=swv.pk)
    with pytest.raises(RuntimeError):
        record(actor=ruben, action="dossier.view", on=swv, swv_id=swv.pk)
    assert not AuditEvent.objects.exists()


def look_twenty_times(swv: Swv, actor: Actor) -> None:
    """Two events a time; every fifth time it all comes to nothing."""
    for step in range(20):
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            record(actor=actor, action="dossier.view", on=swv, swv_id=swv.pk, step=step)
            record(actor=actor, action="letter.view", on=swv, swv_id=swv.pk, step=step)
            if step % 5 == 4:
                raise ZeroDivisionError
    connections.close_all()


def test_eight_people_write_at_once_without_gap_or_double_in_any_chain() -> None:
    swvs = [an_swv("VO9901"), an_swv("VO9902")]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: look_twenty_times(*swvs[turn % 2]), range(8)))
    for swv, _ in swvs:
        assert numbers_of(swv.pk) == list(range(1, 4 * 16 * 2 + 1))
        assert faults_of(swv.pk) == []


def test_nobody_waits_for_somebody_whose_transaction_is_still_busy() -> None:
    """A long transaction of one person must not hold up what everybody else in the SWV looks at."""
    swv, ruben = an_swv()
    done = threading.Event()

    def other() -> None:
        looks(swv, ruben, times=1)
        done.set()
        connections.close_all()

    with transaction.atomic():
        record(actor=ruben, action="dossier.import", on=swv, swv_id=swv.pk)
        thread = threading.Thread(target=other)
        thread.start()
        assert done.wait(10)
    thread.join()
    assert list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
        "dossier.view",
        "dossier.import",
    ]
    assert faults_of(swv.pk) == []


REFUSED = {
    "change an event": "UPDATE audit_auditevent SET actor_label = 'Niemand'",
    "change a seal": "UPDATE audit_auditevent SET hash = sha256('x')",
    "unseal an event": "UPDATE audit_auditevent SET hash = NULL, sequence = NULL",
    "remove an event": "DELETE FROM audit_auditevent WHERE sequence = 2",
    "set the end back": "UPDATE audit_audithead SET sequence = sequence - 1",
    "set the end forward": "UPDATE audit_audithead SET sequence = sequence + 1",
    "set the end to an earlier event": """UPDATE audit_audithead
        SET sequence = e.sequence, hash = e.hash, event_id = e.id FROM audit_auditevent e WHERE e.sequence = 1""",
    "forget the end": "DELETE FROM audit_audithead",
    "begin in the middle": "INSERT INTO audit_audithead VALUES (99, 5, sha256('x'), 1)",
    "another chain's end": "UPDATE audit_audithead SET chain = 99",
    "switch the triggers off": "ALTER TABLE audit_auditevent DISABLE TRIGGER USER",
    "go around the triggers": "SET session_replication_role = replica",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses_the_portals_own_role(statement: str) -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=3)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (numbers_of(swv.pk), faults_of(swv.pk)) == ([1, 2, 3], [])


def test_raw_sql_that_names_its_own_place_moment_and_seal_is_sealed_at_the_end_all_the_same() -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=2)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE audit_audithead (chain bigint, sequence bigint, hash bytea, event_id bigint)")
        cursor.execute(
            """INSERT INTO audit_auditevent (at, actor_label, actor_role, actor_organisation, swv_id, action,
                object_type, object_id, dossier_id, reason, details, sequence, previous, hash)
            SELECT '2001-01-01', 'Niemand', '', '', %s, 'dossier.view', '', '', '', '', '{}', n, sha256('a'),
                sha256('b') FROM unnest(ARRAY[1, 9]) n""",
            [swv.pk],
        )
        cursor.execute("SELECT min(id) FROM audit_auditevent WHERE hash IS NULL")
        cursor.execute("UPDATE audit_auditevent SET actor_label = 'Ander' WHERE id = %s", cursor.fetchone())
        cursor.execute("DROP TABLE pg_temp.audit_audithead")
    assert (numbers_of(swv.pk), faults_of(swv.pk)) == ([1, 2, 3, 4], [])
    told = AuditEvent.objects.order_by("sequence").last()
    assert told is not None
    assert (told.actor_label, told.at.year > 2001) == ("Niemand", True)
