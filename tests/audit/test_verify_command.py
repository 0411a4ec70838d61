"""`manage.py verify_audit`: for whoever must be able to say that the trail is whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from schools.access import PORTAL
from swv_portal.audit.record import record

from .trails import an_swv, looks, on_own_services, past_the_portal

pytestmark = [pytest.mark.django_db(transaction=True), on_own_services]


def test_a_whole_trail_is_told_per_swv(capsys: pytest.CaptureFixture[str]) -> None:
    (waterrijk, ruben), _ = an_swv("VO9901"), an_swv("VO9902")
    looks(waterrijk, ruben, times=3)
    with transaction.atomic():
        record(actor=PORTAL, action="jobs.resend", on=waterrijk, swv_id=None)
    call_command("verify_audit")
    told = capsys.readouterr().out
    assert "VO9901: 3 nagerekend; laatste is 3, zegel " in told
    assert "zonder samenwerkingsverband: 1 nagerekend" in told
    assert "VO9902" not in told
    assert "Het controlespoor klopt." in told


def test_a_fault_is_named_by_number_without_what_the_event_tells(capsys: pytest.CaptureFixture[str]) -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=9)
    with past_the_portal() as cursor:
        cursor.execute("UPDATE audit_auditevent SET actor_label = 'Geheim' WHERE sequence = 4")
        cursor.execute("DELETE FROM audit_auditevent WHERE sequence > 7")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit", swv="VO9901")
    told = capsys.readouterr()
    assert stopped.value.code == 1
    assert "VO9901: gebeurtenis 4: gewijzigd." in told.err
    assert "VO9901: gebeurtenissen 8 tot en met 9: ontbreekt." in told.err
    assert "Geheim" not in told.out + told.err


def test_only_the_swv_that_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    (waterrijk, ruben), (heuvelland, anna) = an_swv("VO9901"), an_swv("VO9902")
    looks(waterrijk, ruben, times=2)
    looks(heuvelland, anna, times=2)
    with past_the_portal() as cursor:
        cursor.execute("DELETE FROM audit_auditevent WHERE sequence = 1 AND swv_id = %s", [waterrijk.pk])
    call_command("verify_audit", swv="VO9902")
    assert "VO9901" not in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("verify_audit", swv="VO0000")


def test_the_ends_kept_elsewhere_find_a_trail_that_lost_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    swv, ruben = an_swv()
    looks(swv, ruben, times=3)
    kept = tmp_path / "einden.json"
    call_command("verify_audit", einden=kept)
    assert json.loads(kept.read_text())["VO9901"][0] == 3
    looks(swv, ruben, times=1)
    call_command("verify_audit", einden=kept)
    assert json.loads(kept.read_text())["VO9901"][0] == 4
    with past_the_portal() as cursor:
        cursor.execute("DELETE FROM audit_auditevent; DELETE FROM audit_audithead")
    capsys.readouterr()
    call_command("verify_audit")
    with pytest.raises(SystemExit):
        call_command("verify_audit", einden=kept)
    assert "VO9901: gebeurtenissen 1 tot en met 4: de keten is herschreven" in capsys.readouterr().err
    assert json.loads(kept.read_text())["VO9901"][0] == 4


def test_a_file_that_is_no_file_of_ends_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "einden.json"
    kept.write_text("[1, 2")
    with pytest.raises(CommandError):
        call_command("verify_audit", einden=kept)
