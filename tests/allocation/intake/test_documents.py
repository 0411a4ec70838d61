"""Documents: what a school adds is kept only when its content is what it says, whole and harmless."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocation.intake.documents import MAX_DOCUMENT_BYTES, CheckedDocument, check_document
from allocation.intake.file_names import LONGEST, safe_name
from allocation.intake.refusals import Refusal, RefusedDocument

from .files import EXCEL_LISTING, MACRO_LISTING, make_docx, make_image, make_pdf, make_zip


def refusal_of(name: str, content: bytes) -> RefusedDocument:
    with pytest.raises(RefusedDocument) as refused:
        check_document(name, content)
    return refused.value


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Onderwijskundig rapport.pdf", make_pdf(), "pdf"),
        ("Verslag Noor.DOCX", make_docx(), "docx"),
        ("scan.jpeg", make_image("JPEG"), "jpg"),
        ("schermafdruk.png", make_image("PNG"), "png"),
    ],
)
def test_an_honest_file_is_kept_with_its_hash(name: str, content: bytes, kind: str) -> None:
    checked = check_document(name, content)
    assert (checked.kind, checked.size) == (kind, len(content))
    assert checked.sha256 == hashlib.sha256(content).hexdigest()
    assert check_document(name, io.BytesIO(content)) == checked


def test_a_chart_in_a_word_file_keeps_its_table() -> None:
    workbook = make_zip({"[Content_Types].xml": EXCEL_LISTING, "xl/workbook.xml": "<w/>"})
    assert check_document("grafiek.docx", make_docx({"word/embeddings/tabel.xlsx": workbook})).kind == "docx"


def test_a_link_in_a_word_file_that_waits_for_a_click_is_fine() -> None:
    rels = (
        '<Relationships><Relationship Type="http://x/hyperlink" Target="https://school.example" TargetMode="External"/>'
        '<Relationship Type="http://x/attachedTemplate" Target="file:///T:/briefpapier.dotx" TargetMode="External"/>'
        "</Relationships>"
    )
    assert check_document("a.docx", make_docx({"word/_rels/document.xml.rels": rels})).kind == "docx"


def test_a_title_about_javascript_is_no_javascript() -> None:
    def titled(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "Les over /JavaScript (en \\) meer /JS"

    assert check_document("les.pdf", make_pdf(titled)).kind == "pdf"


def action(kind: str) -> bytes:
    def on_open(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), F="calc.exe")

    return make_pdf(on_open)


def with_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["rekening.exe"] = b"MZ"


def remote_template() -> bytes:
    rels = (
        '<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://boos.example/t.dotm"'
        ' TargetMode="External"/></Relationships>'
    )
    return make_docx({"word/_rels/settings.xml.rels": rels})


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("leeg.pdf", b"", Refusal.EMPTY, "leeg"),
        ("slot.pdf", make_pdf(password="geheim"), Refusal.LOCKED, "Opslaan als pdf"),
        ("half.pdf", make_pdf()[:200], Refusal.BROKEN, "beschadigd"),
        ("script.pdf", action("JavaScript"), Refusal.ACTIVE, "JavaScript"),
        ("start.pdf", action("Launch"), Refusal.ACTIVE, "ander programma"),
        ("bijlage.pdf", make_pdf(with_attachment), Refusal.ACTIVE, "andere bestanden"),
        ("macro.docx", make_docx({"word/vbaProject.bin": b"x"}), Refusal.ACTIVE, "macro"),
        ("macro.docm", make_docx(listing=MACRO_LISTING), Refusal.KIND, "macro"),
        ("sjabloon.docx", remote_template(), Refusal.ACTIVE, "internet"),
        ("nest.docx", make_docx({"word/embeddings/a.zip": make_docx()}), Refusal.ACTIVE, "andere bestanden"),
        ("programma.docx", make_docx({"word/media/a.png": b"MZ\x90"}), Refusal.ACTIVE, "andere bestanden"),
        ("half.docx", make_docx()[:-40], Refusal.BROKEN, "beschadigd"),
        ("dtd.docx", make_docx(listing="<!DOCTYPE T [<!ENTITY x 'x'>]><Types/>"), Refusal.BROKEN, "beschadigd"),
        ("pad.docx", make_docx({"../../etc/passwd": b"x"}), Refusal.UNSAFE, "vreemd opgebouwd"),
        ("lijst.xlsx", make_docx(listing=EXCEL_LISTING), Refusal.KIND, "Excel"),
        ("foto.heic", b"\0\0\0\x18ftypheic", Refusal.KIND, "iPhone"),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Refusal.KIND, "oud Office-bestand"),
        ("notitie.txt", b"Hallo", Refusal.KIND, "gewone tekst"),
        ("half.jpg", make_image("JPEG", size=(400, 300))[:-300], Refusal.BROKEN, "beschadigd"),
        ("half.png", make_image("PNG")[:-30], Refusal.BROKEN, "beschadigd"),
        ("programma.pdf", b"MZ\x90\0", Refusal.KIND, "een programma, al eindigt de naam op .pdf"),
        ("geen_pdf.pdf", make_docx(), Refusal.MISMATCH, "Laat de naam eindigen op .docx"),
        ("rapport.pdf.exe", make_pdf(), Refusal.MISMATCH, "de naam eindigt op .exe"),
        ("rapport\u202efdp.exe", make_pdf(), Refusal.MISMATCH, "de naam eindigt op .exe"),
        ("zonder", make_pdf(), Refusal.MISMATCH, "de naam zegt dat niet"),
        ("Verslag 111222333.pdf", make_pdf(), Refusal.BSN, "andere naam"),
    ],
)
def test_a_file_we_cannot_trust_is_refused_with_what_to_do(name: str, content: bytes, code: Refusal, says: str) -> None:
    refused = refusal_of(name, content)
    assert refused.code is code
    assert says in refused.reason
    assert "111222333" not in refused.reason


def test_a_file_over_twenty_megabytes_is_refused_without_being_read_further() -> None:
    endless = io.BytesIO(b"%PDF-" + b"x" * (MAX_DOCUMENT_BYTES + 5_000_000))
    with pytest.raises(RefusedDocument, match="groter dan 20 MB"):
        check_document("groot.pdf", endless)


def zip_that_lies_about_its_size() -> bytes:
    content = bytearray(make_docx({"word/x.xml": b"\0" * 5_000_000}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(content)


def pdf_with_a_swelling_object_stream() -> bytes:
    packed = zlib.compress(b"6 0 << /S /JavaScript >> " + b" " * 50_000_000, 9)
    parts, offsets = bytearray(b"%PDF-1.7\n"), []
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> >>",
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
        % (len(packed), packed),
    ]
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(parts))
        parts += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"\0" * 7 + b"".join(b"\1" + struct.pack(">I", offset) + b"\0\0" for offset in [*offsets, len(parts)])
    table += b"\2" + struct.pack(">I", 4) + b"\0\0"
    start = len(parts)
    parts += (
        b"5 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%b\nendstream\nendobj\n"
        % (
            len(table),
            table,
        )
    )
    return bytes(parts) + b"startxref\n%d\n%%%%EOF\n" % start


def jpg_with_a_thousand_scans() -> bytes:
    photo = make_image("JPEG")
    scan = photo[photo.index(b"\xff\xda") : -2]
    return photo[:-2] + scan * 1000 + photo[-2:]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.docx", make_docx({f"word/{number}.xml": b"\0" * 30_000_000 for number in range(2)})),
        ("leugen.docx", zip_that_lies_about_its_size()),
        ("lijst.docx", make_docx({f"word/{number}.xml": b"" for number in range(5_000)})),
        ("vel.png", make_image("PNG", size=(7_500, 6_000))),
        ("scans.jpg", jpg_with_a_thousand_scans()),
        ("objecten.pdf", b"%PDF-1.7\n" + b"1 0 obj <<>> endobj\n" * 200_000),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(name: str, content: bytes) -> None:
    assert refusal_of(name, content).code is Refusal.BOMB


def test_what_a_pdf_hides_by_swelling_is_not_trusted() -> None:
    assert refusal_of("zwelt.pdf", pdf_with_a_swelling_object_stream()).code is Refusal.BROKEN


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Verslag Zoë 12.3.2014.pdf", "Verslag Zoë 12.3.2014.pdf"),
        ("C:\\fakepath\\Verslag.PDF", "Verslag.pdf"),
        ("../../etc/verslag.pdf", "verslag.pdf"),
        ("ver\u202eslag\x00\n.pdf", "verslag.pdf"),
        ("verslag.exe.pdf", "verslag_exe.pdf"),
        ("a<b>:c?.pdf", "a b c.pdf"),
        ("  ..verslag .pdf ", "verslag.pdf"),
        ("\u202e", "document"),
        ("", "document"),
    ],
)
def test_a_name_stays_readable_and_becomes_harmless(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@given(st.text())
def test_any_name_becomes_one_that_every_system_can_keep(name: str) -> None:
    kept = safe_name(name)
    assert 0 < len(kept) <= LONGEST
    assert not set(kept) & set('/\\<>:"|?*\0\n')
    assert safe_name(kept) == kept


CORPUS = [
    ("a.pdf", make_pdf()),
    ("a.docx", make_docx({"word/media/b.png": make_image()})),
    ("a.png", make_image("PNG")),
    ("a.jpg", make_image("JPEG")),
]
EDIT = st.tuples(st.integers(0, 10_000), st.binary(max_size=12), st.integers(0, 40))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)
@given(st.sampled_from(CORPUS), st.lists(EDIT, min_size=1, max_size=6), st.booleans())
def test_a_damaged_upload_is_kept_or_refused_and_nothing_else(
    original: tuple[str, bytes], edits: list[tuple[int, bytes, int]], cut: bool
) -> None:
    name, content = original
    for where, new, removed in edits:
        at = where % len(content) if content else 0
        content = content[:at] + new + content[at + removed :]
    if cut:
        content = content[: len(content) // 2]
    try:
        assert isinstance(check_document(name, content), CheckedDocument)
    except RefusedDocument as refused:
        assert refused.reason.endswith((".", "toe."))
