"""Documents inside a dossier: packed in a ZIP each, sometimes broken, sometimes not a document at all."""

from __future__ import annotations

import pytest

from allocation.intake.oso import OsoDossier, read_dossier

from .dossiers import attachment, minimal, with_attachments
from .files import make_docx, make_image, make_pdf, make_zip


def reasons(dossier: OsoDossier) -> dict[str, str]:
    return {line.what: line.why for line in dossier.report.skipped}


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize(
    ("name", "content"), [("rapport.pdf", make_pdf()), ("verslag.docx", make_docx()), ("scan.jpg", make_image("JPEG"))]
)
def test_a_document_comes_in_as_it_was_packed(name: str, content: bytes, zipped: bool) -> None:
    (kept,) = read_dossier(with_attachments(attachment(name, content, zipped=zipped))).attachments
    assert (kept.document.safe_name, kept.content) == (name, content)


@pytest.mark.parametrize(
    ("name", "about", "kind"),
    [
        ("OKR Noor.pdf", "", "report"),
        ("noor.pdf", "Onderwijskundig rapport", "report"),
        ("zienswijze_ouders.pdf", "", "parents_view"),
        ("verslag_psycholoog.pdf", "", "iq_report"),
        ("vragenlijst.pdf", "Sociaal-emotioneel functioneren", "se_report"),
        ("opp_2025.pdf", "", "plan"),
        ("los.pdf", "", "other"),
    ],
)
def test_a_document_gets_a_first_guess_of_what_it_is(name: str, about: str, kind: str) -> None:
    (kept,) = read_dossier(with_attachments(attachment(name, make_pdf(), about=about))).attachments
    assert kept.suggested_kind == kind


def test_the_report_of_a_test_is_known_by_its_place() -> None:
    def taken(code: str, name: str, content: bytes) -> str:
        score = (
            f"<referentiescore><codereferentiescore>{code}</codereferentiescore><waarde>80</waarde></referentiescore>"
        )
        return f"<toets><resultaat>{score}{attachment(name, content)}</resultaat></toets>"

    dossier = read_dossier(
        minimal("<toetslijst>", taken("IQ", "a.pdf", make_pdf()), taken("DLE", "b.docx", make_docx()), "</toetslijst>")
    )
    assert [kept.suggested_kind for kept in dossier.attachments] == ["iq_report", "delay_report"]


def test_a_name_without_ending_takes_the_ending_of_the_packed_file() -> None:
    (kept,) = read_dossier(with_attachments(attachment("Verslag", make_pdf(), inner="verslag.pdf"))).attachments
    assert kept.document.safe_name == "verslag.pdf"


@pytest.mark.parametrize(
    ("name", "content", "zipped", "says"),
    [
        ("groepsplan.txt", b"Het groepsplan", True, "gewone tekst"),
        ("scores.xlsx", b"PK\x03\x04kapot", True, "beschadigd"),
        ("half.pdf", make_zip({"half.pdf": make_pdf()})[:120], False, "beschadigd"),
        ("twee.zip", make_zip({"a.pdf": make_pdf(), "b.pdf": make_pdf()}), False, "zip-bestand met 2 bestanden"),
        ("bom.pdf", make_zip({"bom.pdf": b"\0" * 30_000_000}), False, "veel te groot"),
        ("pad.pdf", make_zip({"../../pad.pdf": make_pdf()}), False, "niet veilig ingepakt"),
        ("macro.docx", make_docx({"word/vbaProject.bin": b"x"}), True, "macro"),
        ("foto.jpg", make_pdf(), True, "een pdf, maar de naam eindigt op .jpg"),
        ("leeg.pdf", b"", True, "leeg"),
    ],
)
def test_what_cannot_come_in_is_listed_with_the_reason(name: str, content: bytes, zipped: bool, says: str) -> None:
    dossier = read_dossier(with_attachments(attachment(name, content, zipped=zipped)))
    assert dossier.attachments == ()
    assert says in reasons(dossier)[f"Bijlage ‘{name}’"]


def test_text_that_is_no_file_at_all_is_broken() -> None:
    document = "<document><bestandsnaam>a.pdf</bestandsnaam><bestandsinhoud>%%% niet goed</bestandsinhoud></document>"
    assert "beschadigd" in reasons(read_dossier(with_attachments(document)))["Bijlage ‘a.pdf’"]


def test_the_same_document_comes_in_once() -> None:
    content = make_pdf()
    dossier = read_dossier(with_attachments(attachment("a.pdf", content), attachment("b.pdf", content)))
    assert [kept.document.safe_name for kept in dossier.attachments] == ["a.pdf"]
    assert "twee keer" in reasons(dossier)["Bijlage ‘b.pdf’"]


@pytest.mark.parametrize("place", ["diagnose", "verzuim"])
def test_medical_and_absence_papers_stay_behind(place: str) -> None:
    dossier = read_dossier(minimal(f"<{place}>", attachment("brief.pdf", make_pdf()), f"</{place}>"))
    assert dossier.attachments == ()
    assert "niet nodig voor lwoo of pro" in reasons(dossier)["Bijlage ‘brief.pdf’"]


def test_a_thousand_attachments_are_not_all_unpacked() -> None:
    dossier = read_dossier(with_attachments(*(attachment(f"{number}.txt", b"x") for number in range(300))))
    assert "te veel bijlagen" in reasons(dossier)["Bijlage ‘299.txt’"]
