"""Destroying with four eyes, on real rows, real files and the database's own locks."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from allocation.models import Decision, DelayResult, Document, Letter, ReceiptRecord, Request, StatusChange
from allocation.retention import destroying, finding, holds, running
from allocation.retention.models import DestructionItem, DestructionRun, DossierCount, Hold, LeftFile, RetentionChoice
from allocation.workflow import NotNow
from schools.access import NotAllowed
from schools.models import Student
from swv_portal.audit.models import AuditEvent
from swv_portal.tenancy import acting_for
from tests.tenants import nobody

from .stories import (
    DUE,
    GRANTED,
    LAST_DAY,
    REFUSED,
    SEVEN_YEARS_ON,
    Waterrijk,
    approved,
    decided,
    destroyed,
    filed,
    noon,
    proposed,
    seal_on,
    waterrijk,
    withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Waterrijk:
    return waterrijk()


def decisions_may_go(place: Waterrijk) -> None:
    RetentionChoice.objects.create(
        swv=place.swv, decisions_may_go=True, changed_by_id=place.ruben.user_id, changed_at=noon(DUE)
    )


def test_daans_scores_go_and_his_decision_stays(
    place: Waterrijk, capsys: pytest.CaptureFixture[str], django_capture_on_commit_callbacks: object
) -> None:
    daan = decided(place, "Daan")
    report, letter = daan.documents.get().file.name, daan.decision.letters.get().file.name
    seal = daan.receipts.get().seal
    run = destroyed(place)
    assert (run.state, run.progress, run.count) == (DestructionRun.State.DONE, 100, 1)
    daan = Request.objects.get(pk=daan.pk)
    assert daan.health_destroyed_on == DUE
    assert (daan.motivation, daan.parents_view_text, daan.unread, daan.intake_report) == ("", "", {}, None)
    assert (daan.evidence.iq_lowest, daan.evidence.iq_responsible, daan.delays.count()) == (None, "", 0)
    assert not Document.objects.exists()
    assert not default_storage.exists(report)
    assert default_storage.exists(letter)
    assert (daan.decision.granted, daan.student.call_name) == (True, "Daan")
    receipt = daan.receipts.get()
    assert (receipt.outcome, receipt.seal) == ("lwoo", seal)
    assert receipt.body == f'{{"destroyed_on":"2029-11-25","run":"{run.pk}"}}'
    call_command("replay_receipts")
    assert "0 bonnen nagerekend, 0 met een verschil. 1 vernietigd." in capsys.readouterr().out
    item = run.items.get()
    assert item.removed == {"evidence": 1, "delayresult": 2, "document": 1, "receipt": 1}
    assert "Daan" not in str(item.__dict__)


def test_executing_twice_changes_nothing(place: Waterrijk) -> None:
    decided(place, "Daan")
    run = destroyed(place)
    events = AuditEvent.objects.count()
    before = list(DestructionItem.objects.values())
    destroying.execute(run_id=run.pk, now=lambda: noon(SEVEN_YEARS_ON))
    assert list(DestructionItem.objects.values()) == before
    assert AuditEvent.objects.count() == events
    assert finding.free(finding.list_due(actor=place.ellen, on=DUE)) == []


def test_an_interrupted_run_goes_on_where_it_was(place: Waterrijk, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(place, "Daan")
    decided(place, "Sofie")
    run = approved(place)
    did = destroying._destroy
    monkeypatch.setattr(destroying, "_destroy", lambda *a, **k: did(*a, **k) if not DestructionItem.objects.filter(
        done_at__isnull=False).exists() else 1 / 0)  # fmt: skip
    with pytest.raises(ZeroDivisionError):
        destroying.execute(run_id=run.pk, now=lambda: noon(DUE))
    monkeypatch.undo()
    assert DestructionRun.objects.get().problem == "ZeroDivisionError"
    assert sorted(run.items.values_list("done_at", flat=True), key=bool)[0] is None
    assert DestructionItem.objects.filter(done_at__isnull=False).count() == 1
    destroying.execute(run_id=run.pk, now=lambda: noon(DUE))
    run.refresh_from_db()
    assert (run.state, run.problem) == (DestructionRun.State.DONE, "")
    assert not DelayResult.objects.exists()


def test_the_whole_dossier_goes_after_seven_years_and_a_count_stays(place: Waterrijk) -> None:
    decisions_may_go(place)
    daan, sofie = decided(place, "Daan"), decided(place, "Sofie", REFUSED)
    letter = daan.decision.letters.get().file.name
    run = destroyed(place, SEVEN_YEARS_ON)
    assert set(run.items.values_list("kind", flat=True)) == {"granted", "refused"}
    for model in (Request, Decision, Letter, ReceiptRecord, StatusChange, Document, Student):
        assert not model.objects.exists(), model
    assert not default_storage.exists(letter)
    assert list(run.items.values_list("number", flat=True)) == [daan.number, sofie.number]
    assert set(DossierCount.objects.values_list("year", "track", "outcome", "count")) == {
        (2026, "lwoo", "granted", 1),
        (2026, "lwoo", "refused", 1),
    }


def test_decisions_stay_while_the_swv_has_not_said_that_they_may_go(place: Waterrijk) -> None:
    decided(place, "Daan")
    destroyed(place, SEVEN_YEARS_ON)
    assert Decision.objects.count() == 1
    (blocked,) = finding.list_due(actor=place.ellen, on=SEVEN_YEARS_ON)
    assert not blocked.is_free
    with pytest.raises(NotNow, match="niets te vernietigen"):
        running.propose(actor=place.ellen, seal="", at=noon(SEVEN_YEARS_ON))


def test_a_withdrawn_request_goes_whole_and_open_ones_stay(place: Waterrijk) -> None:
    noor, imane = withdrawn(place, "Noor"), filed(place, "Imane")
    destroyed(place)
    assert list(Request.objects.all()) == [imane]
    assert DossierCount.objects.get().outcome == "withdrawn"
    assert not Student.objects.filter(pk=noor.student_id).exists()


def test_a_pupil_with_another_request_stays_with_what_it_needs(place: Waterrijk) -> None:
    noor = withdrawn(place, "Noor")
    noor.student.earlier_support.create(kind="arrangement")
    other = filed(place, "Bram")
    Request.objects.filter(pk=other.pk).update(student=noor.student_id)
    destroyed(place)
    assert Student.objects.get(pk=noor.student_id).earlier_support.count() == 1


def test_nothing_is_due_on_the_last_day(place: Waterrijk) -> None:
    decided(place, "Daan")
    assert finding.list_due(actor=place.ellen, on=LAST_DAY) == []
    assert len(finding.list_due(actor=place.ellen, on=DUE)) == 1


def test_who_proposes_does_not_approve_and_a_school_sees_nothing(place: Waterrijk) -> None:
    decided(place, "Daan")
    run = running.propose(actor=place.ruben, seal=seal_on(place, DUE), at=noon(DUE))
    with pytest.raises(running.SamePerson):
        running.approve(actor=place.ruben, run_id=run.pk, seal=run.seal, at=noon(DUE))
    with pytest.raises(NotAllowed):
        running.approve(actor=place.ellen, run_id=run.pk, seal=run.seal, at=noon(DUE))
    with pytest.raises(NotAllowed):
        finding.list_due(actor=place.marit, on=DUE)
    other = waterrijk("VO9952")
    with pytest.raises(DestructionRun.DoesNotExist):
        running.approve(actor=other.ruben, run_id=run.pk, seal=run.seal, at=noon(DUE))
    running.reject(actor=place.ruben, run_id=run.pk, reason="Toch niet.", at=noon(DUE))
    destroying.execute(run_id=run.pk, now=lambda: noon(DUE))
    assert DelayResult.objects.exists()


def test_a_list_that_changed_is_not_proposed_and_two_do_not_wait_at_once(place: Waterrijk) -> None:
    decided(place, "Daan")
    seal = seal_on(place, DUE)
    decided(place, "Sofie")
    with pytest.raises(running.ListChanged):
        running.propose(actor=place.ellen, seal=seal, at=noon(DUE))
    proposed(place)
    with pytest.raises(NotNow, match="Er wacht al een lijst"):
        proposed(place)


def test_a_hold_placed_after_approval_still_saves_the_dossier(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    run = approved(place)
    holds.place(actor=place.ellen, request_id=daan.pk, reason="De rechter vraagt het op.", at=noon(DUE))
    destroying.execute(run_id=run.pk, now=lambda: noon(DUE))
    item = run.items.get()
    assert (item.skipped, item.removed) == ("het dossier wordt vastgehouden", {})
    assert DelayResult.objects.filter(request=daan).count() == 2
    holds.lift(actor=place.ellen, request_id=daan.pk, at=noon(DUE))
    assert destroyed(place).items.get().skipped == ""


def test_a_file_that_cannot_be_removed_is_kept_in_mind_and_tried_again(
    place: Waterrijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = decided(place, "Daan").documents.get().file.name

    def refuse(path: str) -> None:
        raise PermissionError(path)

    with monkeypatch.context() as broken:
        broken.setattr(destroying.default_storage, "delete", refuse)
        destroyed(place)
    left = LeftFile.objects.get()
    assert (left.path, left.attempts, left.problem) == (report, 1, "PermissionError")
    assert destroying.remove_left_files() == 0
    assert not default_storage.exists(report)


FORBIDDEN = (
    "DELETE FROM allocation_receiptrecord",
    "DELETE FROM allocation_decision",
    "DELETE FROM allocation_letter",
    "DELETE FROM allocation_statuschange",
    "UPDATE allocation_receiptrecord SET outcome = 'geen'",
    "UPDATE allocation_receiptrecord SET body = '{}'",
    "UPDATE allocation_decision SET outcome = 'refused'",
    "UPDATE allocation_statuschange SET state = 'withdrawn'",
    "UPDATE audit_auditevent SET actor_label = 'Niemand'",
    "DELETE FROM audit_auditevent",
    "DELETE FROM retention_destructionitem",
    "DELETE FROM retention_destructionrun",
    "UPDATE retention_destructionrun SET seal = repeat('0', 64)",
    "UPDATE retention_destructionitem SET kind = 'granted'",
)


def refused(sql: str, *values: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def name_run(run_id: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('retention.run', %s, true)", [str(run_id)])


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_raw_sql_destroys_nothing_without_with_a_proposal_or_with_an_approved_list(place: Waterrijk, sql: str) -> None:
    decided(place, "Daan")
    refused(sql) if "retention" not in sql else None
    run = proposed(place)
    name_run(run.pk)
    refused(sql)
    running.approve(actor=place.ruben, run_id=run.pk, seal=run.seal, at=noon(DUE))
    refused(sql)


def test_an_approved_list_opens_only_its_own_requests(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    run = approved(place)
    sofie = decided(place, "Sofie")
    name_run(run.pk)
    stub = f'{{"destroyed_on":"2029-11-25","run":"{run.pk}"}}'
    refused("UPDATE allocation_receiptrecord SET body = %s WHERE request_id = %s", stub, str(sofie.pk))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE allocation_receiptrecord SET body = %s WHERE request_id = %s", [stub, str(daan.pk)])
        assert cursor.rowcount == 1


def test_raw_sql_cannot_approve_for_somebody_else(place: Waterrijk) -> None:
    decided(place, "Daan")
    run = proposed(place)
    approve = "UPDATE retention_destructionrun SET state = 'approved', decided_at = now(), decided_by_id = %s"
    refused(approve, place.ruben.user_id)
    refused(approve, place.ellen.user_id)
    refused(
        "INSERT INTO retention_destructionitem (run_id, request_id, number, kind, start, since, citation, skipped, "
        "removed, done_at) VALUES (%s, %s, '', 'health', now(), now(), '', '', '{}', now())",
        str(run.pk),
        str(uuid.uuid4()),
    )


def test_what_was_done_and_by_whom_is_in_the_audit_trail(place: Waterrijk) -> None:
    decided(place, "Daan")
    run = destroyed(place)
    told = (
        AuditEvent.objects.filter(action__startswith="retention.").order_by("pk").values_list("action", "actor_label")
    )
    assert list(told) == [
        ("retention.propose", "Ellen"),
        ("retention.approve", "Ruben"),
        ("retention.destroy_health", "SWV-portaal"),
        ("retention.done", "SWV-portaal"),
    ]
    assert run.decided_by_id == place.ruben.user_id


def test_the_dry_run_names_numbers_reasons_and_no_pupil(place: Waterrijk, capsys: pytest.CaptureFixture[str]) -> None:
    daan = decided(place, "Daan")
    holds.place(actor=place.ruben, request_id=daan.pk, reason="Beroep loopt.", at=noon(DUE))
    call_command("retention", "--dry-run", "--swv", place.swv.code, "--on", DUE.isoformat())
    said = capsys.readouterr().out
    assert f"{daan.number} · gezondheidsgegevens en toetsscores" in said
    assert "WVO 2020 art. 2.47 lid 16 · BLIJFT: het dossier wordt vastgehouden" in said
    assert "1 regels, waarvan 0 vernietigd kunnen worden" in said
    assert "Daan" not in said
    assert Decision.objects.filter(outcome=GRANTED).exists()


def test_the_worker_sets_its_own_tenant_and_without_one_nothing_is_seen(place: Waterrijk) -> None:
    decided(place, "Daan")
    run = approved(place)
    with nobody():
        assert not DestructionRun.objects.exists()
        assert not DestructionItem.objects.exists()
        destroying.execute(run_id=run.pk, now=lambda: noon(DUE))
        assert not DestructionRun.objects.exists()
    assert DestructionRun.objects.get().state == DestructionRun.State.DONE


def test_staff_of_another_swv_see_no_run_and_a_school_sees_no_hold_of_another(place: Waterrijk) -> None:
    daan, other = decided(place, "Daan"), waterrijk("VO9952")
    holds.place(actor=place.ellen, request_id=daan.pk, reason="Beroep.", at=noon(DUE))
    decided(place, "Sofie")
    destroyed(place)
    for actor, runs, held in ((place.ruben, 1, 1), (other.ruben, 0, 0), (place.marit, 0, 1), (other.marit, 0, 0)):
        with nobody(), acting_for(actor):
            assert (DestructionRun.objects.count(), Hold.objects.count()) == (runs, held), actor
    with pytest.raises(DatabaseError), transaction.atomic(), nobody(), acting_for(place.ruben):
        DossierCount.objects.create(
            swv=place.swv, location=place.location, year=2026, track="lwoo", outcome="granted", count=99
        )
