"""A request from the official OSO samples: everything taken over in one transaction, or nothing."""

from __future__ import annotations

import io
import uuid
from pathlib import Path

import pytest

from allocation.intake.oso import RefusedDossier
from allocation.models import Request
from allocation.policy.facts import Track
from allocation.services.import_dossier import import_dossier
from schools.models import Student

from .test_request_to_decision import NOW, an_swv


@pytest.mark.django_db
@pytest.mark.parametrize(("profile", "years"), [("VOSWV", 2), ("POSWV", 10)])
def test_the_official_sample_fills_a_request_once(shared_dir: Path, profile: str, years: int) -> None:
    content = (shared_dir / "reference" / "oso" / f"Voorbeelddossier_PaO_{profile}_full.xml").read_bytes()
    _, location, coordinator, _ = an_swv("VO9901")
    request_id = uuid.uuid4()
    for _ in range(2):
        request = import_dossier(
            actor=coordinator,
            request_id=request_id,
            location_id=location.pk,
            track=Track.LWOO,
            content=io.BytesIO(content),
            at=NOW,
        )
    assert (request.student.full_name, request.student.las_key) == ("Daan van de Berg", "LN094837")
    assert request.student.school_history.count() == years
    assert [one.name for one in request.student.guardians.order_by("pk")] == ["P.J. van de Berg", "T. van de Berg"]
    assert "OND/ODS-2014/38325 U" in [one.number for one in request.student.earlier_support.all()] or profile == "POSWV"
    assert request.motivation == ""
    assert "De leerling werkt hard" in request.school_advice
    assert (request.evidence.iq_lowest, request.evidence.iq_highest) == (114, 114)
    assert {one.domain: (one.dle_lowest, one.dl_months) for one in request.delays.all()} == {
        "tl": (60, 60),
        "bl": (40, 25),
        "ir": (40, 52),
    }
    assert request.documents.filter(name="opp.docx").count() == 1
    assert request.intake_report["taken"] and request.intake_report["skipped"]


@pytest.mark.django_db
def test_a_refused_dossier_leaves_nothing_behind() -> None:
    _, location, coordinator, _ = an_swv("VO9901")
    with pytest.raises(RefusedDossier):
        import_dossier(
            actor=coordinator,
            request_id=uuid.uuid4(),
            location_id=location.pk,
            track=Track.LWOO,
            content=io.BytesIO(b"<dossier><leerling><bsn>111222333</bsn>"),
            at=NOW,
        )
    assert not Request.objects.exists()
    assert not Student.objects.exists()
