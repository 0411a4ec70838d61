"""What a pupil may ask: everything on paper, wrong data put right, data on lock."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import pikepdf
import pytest
from django.db import DatabaseError, transaction

from allocation.models import Decision, DelayResult
from allocation.retention import export, rights
from allocation.retention.declarations import DECLARED, Stage
from allocation.retention.finding import due_of_swv
from allocation.retention.labels import TITLES
from allocation.retention.models import Correction
from allocation.services import conclude, submit
from allocation.workflow import NotNow
from schools.access import NotAllowed
from schools.models import Location, LocationAffiliation, Student
from swv_portal.audit.models import AuditEvent

from .stories import DUE, GRANTED, Waterrijk, decided, destroyed, filed, noon, waterrijk

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def place() -> Waterrijk:
    return waterrijk()


def exported(place: Waterrijk, student: Student, form: str) -> bytes:
    return export.export_pupil(actor=place.ellen, student_id=student.pk, form=form, on=TODAY)


def test_every_table_about_pupils_is_in_the_export() -> None:
    assert set(TITLES) == {label for label, one in DECLARED.items() if one.stage is not Stage.STAYS}


def test_daans_export_holds_everything_of_this_swv(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    daan.student.guardians.create(name="P. Brouwer", relation="vader")
    told = json.loads(exported(place, daan.student, "json"))
    tables = {one["tabel"]: one["rijen"] for one in told["gegevens"]}
    assert tables["Leerling"][0]["call_name"] == "Daan"
    assert tables["IQ en sociaal-emotioneel onderzoek"][0]["iq_lowest"] == 84
    assert tables["Ouders of verzorgers"][0]["name"] == "P. Brouwer"
    assert tables["Beoordeling volgens de regels"][0]["body"]["facts"]["track"] == "lwoo"
    assert tables["Besluit"][0]["outcome"] == "granted"
    assert len(tables["Leerachterstand"]) == 2
    assert {one["wat"] for one in told["wie_keek"]} >= {
        "ingediend",
        "besluit vastgelegd",
        "gegevens van de leerling uitgeleverd",
    }
    assert "Ruben" not in str(told["wie_keek"])


def test_the_readable_export_is_an_accessible_pdf_with_the_same_facts(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    with pikepdf.open(io.BytesIO(exported(place, daan.student, "pdf"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.get("/Title", "")) or "Daan" in str(pdf.open_metadata().get("dc:title"))
    found = export.gather(student=daan.student, actor=place.ellen, on=TODAY)
    shown = {label for part in found.parts for row in part.rows for label, _ in row}
    assert {"roepnaam", "IQ, laagste", "leerniveau (DLE, maanden), laagste", "motivering van de school"} <= shown


def test_the_zip_holds_the_documents_and_letters(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    with zipfile.ZipFile(io.BytesIO(exported(place, daan.student, "zip"))) as pack:
        assert pack.namelist() == [
            "leerling.json", "leerling.pdf", "documenten/1-okr.pdf", "brieven/1-ouders.pdf",
        ]  # fmt: skip
        assert pack.read("documenten/1-okr.pdf") == b"verslag van Daan"


def test_an_export_after_destruction_says_so(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    destroyed(place)
    found = export.gather(student=daan.student, actor=place.ellen, on=DUE)
    text = str([part.rows for part in found.parts])
    assert "vernietigd op 25 november 2029" in text
    assert "84" not in text


def test_another_swv_gets_nothing_of_daan_and_a_school_has_no_door(place: Waterrijk) -> None:
    daan, other = decided(place, "Daan"), waterrijk("VO9952")
    with pytest.raises(Student.DoesNotExist):
        exported(other, daan.student, "json")
    with pytest.raises(NotAllowed):
        export.export_pupil(actor=place.marit, student_id=daan.student.pk, form="json", on=TODAY)
    assert AuditEvent.objects.filter(action="pupil.export").count() == 0


def test_a_shared_pupil_is_exported_without_the_requests_of_the_other_swv(place: Waterrijk) -> None:
    other = waterrijk("VO9952")
    daan, school = decided(place, "Daan"), place.location.school
    over_the_border = Location.objects.create(school=school, code="995177", name="Dijk", streams=["vmbo-bb"])
    LocationAffiliation.objects.create(location=over_the_border, swv=other.swv, valid_from=dt.date(2016, 1, 1))
    there = filed(replace(place, location=over_the_border), "Daan elders")
    type(there).objects.filter(pk=there.pk).update(student=daan.student_id)
    told = json.loads(exported(place, daan.student, "json"))
    requests = next(one["rijen"] for one in told["gegevens"] if one["tabel"] == "Aanvraag")
    assert [one["number"] for one in requests] == [daan.number]
    assert other.swv.name not in json.dumps(told)


def correct(place: Waterrijk, student: Student, **values: object) -> int:
    return rights.correct(
        actor=place.ellen, student_id=student.pk, values=values, reason="Geboortebewijs gezien.", at=noon(TODAY)
    )


def test_a_wrong_date_of_birth_is_put_right_with_its_history(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    seal, old = daan.receipts.get().seal, daan.student.birth_date
    assert correct(place, daan.student, birth_date=dt.date(2014, 5, 1), call_name="Daan") == 1
    kept = Correction.objects.get()
    assert (kept.field, kept.old, kept.new, kept.by) == ("birth_date", old.isoformat(), "2014-05-01", "Ellen")
    assert kept.reason == "Geboortebewijs gezien."
    daan.refresh_from_db()
    assert daan.student.birth_date == dt.date(2014, 5, 1)
    assert daan.receipts.get().seal == seal
    event = AuditEvent.objects.get(action="pupil.correct")
    assert event.details == {"fields": ["birth_date"]}
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(old="iets anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.all().delete()


def test_nothing_may_change_while_the_data_is_on_lock(place: Waterrijk) -> None:
    daan = filed(place, "Daan")
    seal = daan.receipts.get().seal
    rights.restrict(actor=place.ellen, student_id=daan.student_id, reason="Ouders betwisten de test.", at=noon(TODAY))
    with pytest.raises(NotNow, match="al op slot"):
        rights.restrict(actor=place.ellen, student_id=daan.student_id, reason="Nog eens.", at=noon(TODAY))
    with pytest.raises(rights.Restricted, match="staan op slot"):
        submit.ask_additions(actor=place.ruben, request_id=daan.pk, note="IQ", at=noon(TODAY))
    with pytest.raises(rights.Restricted):
        submit.withdraw_request(actor=place.marit, request_id=daan.pk, note="", at=noon(TODAY))
    with pytest.raises(rights.Restricted):
        conclude.decide(actor=place.ruben, request_id=daan.pk, outcome=GRANTED, reason="", seal=seal, at=noon(TODAY))
    with pytest.raises(rights.Restricted):
        correct(place, daan.student, call_name="Dan")
    assert not Decision.objects.exists()
    rights.lift_restriction(actor=place.ellen, student_id=daan.student_id, reason="Test klopt.", at=noon(TODAY))
    submit.withdraw_request(actor=place.marit, request_id=daan.pk, note="", at=noon(TODAY))


def test_locked_data_is_not_destroyed(place: Waterrijk) -> None:
    daan = decided(place, "Daan")
    rights.restrict(actor=place.ellen, student_id=daan.student_id, reason="Nodig voor een zaak.", at=noon(TODAY))
    (found,) = due_of_swv(place.swv.pk, on=DUE)
    assert not found.is_free
    assert DelayResult.objects.exists()
