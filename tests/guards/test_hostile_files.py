"""Files that mean harm, through the same door a school uses: refused with words, nothing kept, nothing run."""

from __future__ import annotations

import io
import re
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from allocation.models import Document, Request
from allocation.policy.facts import Track
from allocation.services import prepare
from swv_portal.csv_cells import harmless
from swv_portal.local.place import ROOT
from tests.allocation.intake.files import make_docx, make_image, make_pdf
from tests.allocation.services.test_request_to_decision import NOW, an_swv

from .papers import BSN, pdf_of
from .test_typed_text import as_

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.cookie)</script></svg>'
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
ENTITY_BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>'.encode()


@pytest.fixture
def marit(db: None) -> tuple[Client, uuid.UUID]:
    """Marit at the documents of her draft."""
    _, location, marit, _ = an_swv("VO9901")
    request_id = uuid.uuid4()
    prepare.start_request(actor=marit, request_id=request_id, location_id=location.pk, track=Track.LWOO, at=NOW)
    return as_(marit), request_id


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plaatje.svg", SVG, "Toegestaan zijn pdf"),
        ("plaatje.png", SVG, "Toegestaan zijn pdf"),
        ("pagina.pdf", b"<html><script>alert(1)</script></html>", "Toegestaan zijn pdf"),
        ("bom.docx", make_docx({f"word/{n}.xml": b"\0" * 30_000_000 for n in range(2)}), "veel te groot"),
        ("entiteiten.docx", make_docx(listing=ENTITY_BOMB.decode()), "beschadigd"),
        ("lijst.xml", ENTITY_BOMB, "Toegestaan zijn pdf"),
        ("lijst.xlsx", make_docx(), "Laat de naam eindigen op .docx"),
        # Two kinds in one: a program before a PDF, a ZIP behind a picture's name.
        ("twee.pdf", b"MZ\x90\0" + make_pdf(), "een programma"),
        ("twee.png", make_docx(), "Laat de naam eindigen op .docx"),
        (f"Verslag {BSN}.pdf", make_pdf(), "De bestandsnaam bevat een BSN"),
    ],
)
def test_what_means_harm_is_refused_and_leaves_nothing(
    marit: tuple[Client, uuid.UUID], name: str, content: bytes, says: str
) -> None:
    client, request_id = marit
    before, started = files(), time.monotonic()
    address = reverse("request_documents", args=[request_id])
    answer = client.post(address, {"kind": "report", "file": SimpleUploadedFile(name, content)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    assert "<script>alert" not in page
    assert not Document.objects.exists()
    assert files() == before
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "name", ["a" * 400 + ".pdf", "../../etc/passwd.pdf", "C:\\temp\\okr.pdf", "okr.pdf\u202e", '"><img src=x>.pdf']
)
def test_a_strange_name_becomes_a_harmless_one(marit: tuple[Client, uuid.UUID], name: str) -> None:
    client, request_id = marit
    address = reverse("request_documents", args=[request_id])
    file = io.BytesIO(pdf_of("Noor"))
    file.name = name
    answer = client.post(address, {"kind": "report", "file": file}, follow=True)
    kept = Document.objects.get()
    assert len(kept.name) <= 120
    assert kept.name.endswith(".pdf")
    assert not re.search(r'[/\\<>"\u202e]', kept.name)
    assert str(kept.pk) in kept.file.name, "on disk it is called after its own id"
    assert "<img src=x>" not in answer.content.decode()


def test_a_picture_that_is_also_a_page_is_only_ever_saved(marit: tuple[Client, uuid.UUID]) -> None:
    """A sound picture with HTML behind it stays a picture: its type is ours, guessing is off, nothing runs."""
    client, request_id = marit
    both = make_image() + b"<script>alert(1)</script>"
    client.post(
        reverse("request_documents", args=[request_id]),
        {"kind": "report", "file": SimpleUploadedFile("foto.png", both, content_type="text/html")},
    )
    document = Document.objects.get()
    Document.objects.update(scan=Document.Scan.CLEAN)
    answer = client.get(reverse("document", args=[request_id, document.pk]))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_entity_bomb_as_oso_dossier_starts_nothing(marit: tuple[Client, uuid.UUID]) -> None:
    client, request_id = marit
    location = Request.objects.get(pk=request_id).location
    answer = client.post(
        reverse("request_new_oso"),
        {
            "id": uuid.uuid4(),
            "location": location.pk,
            "track": "lwoo",
            "oso-dossier": SimpleUploadedFile("dossier.xml", ENTITY_BOMB),
        },
    )
    assert answer.status_code == 200
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    "cell", ["=1+1", "+31", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =HYPERLINK(1)", "=cmd|' /C calc'!A0"]
)
def test_a_formula_becomes_text(cell: str) -> None:
    if cell != "+31":
        assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Noor", "101", "-5", "+3,5", "2026-11-24", "a=b", "", "’s-Hertogenbosch"])
def test_ordinary_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_the_table_of_outcomes_starts_no_formula(tmp_path: Path, shared_dir: Path, capsys: Any) -> None:
    """`manage.py assess` gives back ids that somebody else wrote."""
    source = (shared_dir / "domain" / "criteria_cases.csv").read_text(encoding="utf-8").splitlines()
    first, _, rest = source[1].partition(",")
    table = tmp_path / "cases.csv"
    table.write_text("\n".join([source[0], f"=1+1,{rest}"]) + "\n", encoding="utf-8")
    call_command("assess", str(table))
    assert capsys.readouterr().out.splitlines()[1].startswith("'=1+1,"), first


def test_whoever_writes_a_table_makes_its_cells_harmless() -> None:
    writers = re.compile(r"csv\.(?:writer|DictWriter)|import openpyxl|xlsxwriter")
    careless = [
        str(path.relative_to(ROOT))
        for app in ("allocation", "licenses", "schools", "swv_portal")
        for path in (ROOT / app).rglob("*.py")
        if "/bench/" not in str(path) and writers.search(text := path.read_text()) and "csv_cells" not in text
    ]
    assert careless == [], "pass text from outside through swv_portal.csv_cells.harmless"
