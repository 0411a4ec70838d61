"""The letter as parents and school read it: what was decided, why, until when one may object, and how."""

from __future__ import annotations

import functools
import html as html_module
import re
from dataclasses import replace
from datetime import date

import pytest

from allocation.letters import LogoError, RenderedLetter, render_letter, template_version
from allocation.letters.address_forms import FORMAL, INFORMAL
from tests.letters.reading import opened, structure, text_of
from tests.letters.samples import (
    FITS_BOTH,
    FITS_LWOO,
    FITS_PRO,
    MILOSZ,
    PRO,
    logo_png,
    sample_facts,
    sender,
    to_school,
    variants,
)

ALL = variants()
DECIDED = {
    ("lwoo", True): "krijgt een aanwijzing voor leerwegondersteunend onderwijs (lwoo).",
    ("lwoo", False): "krijgt geen aanwijzing voor leerwegondersteunend onderwijs (lwoo).",
    ("pro", True): "is toelaatbaar tot het praktijkonderwijs (pro).",
    ("pro", False): "is niet toelaatbaar tot het praktijkonderwijs (pro).",
}
WEIGHED = {
    "lwoo-toegewezen": "De gegevens van Daan passen bij de regels",
    "lwoo-afgewezen-geen": "De gegevens van Daan passen niet bij de regels",
    "lwoo-toegewezen-afwijkend": "Toch hebben wij de aanvraag toegewezen",
    "lwoo-afgewezen-afwijkend": "Toch hebben wij de aanvraag afgewezen",
    "lwoo-motivering": "De cijfers alleen geven geen duidelijk antwoord",
    "lwoo-onvolledig": "Niet alle gegevens die de wet vraagt, waren bekend",
    "pro-motivering": "De cijfers alleen geven geen duidelijk antwoord",
}


made = functools.lru_cache(maxsize=None)(render_letter)


def words_of(letter: RenderedLetter) -> str:
    """The text of a rendered letter, without tags, with single spaces."""
    body = letter.html.partition("<body>")[2]
    return (
        re.sub(r"\s+", " ", html_module.unescape(re.sub(r"<[^>]+>", " ", body))).replace(" .", ".").replace(" ,", ",")
    )


@pytest.mark.parametrize("name", ALL)
def test_parents_first_read_what_was_decided(name: str) -> None:
    facts = ALL[name]
    words = words_of(made(facts))
    decided = f"{facts.pupil.call_name} {DECIDED[facts.track.value, facts.granted]}"
    assert words.index(decided) < words.index("Wat betekent dit voor") < words.index("Waarom hebben wij dit besloten?")


@pytest.mark.parametrize("name", WEIGHED)
def test_parents_read_how_rules_and_people_weighed(name: str) -> None:
    assert WEIGHED[name] in words_of(made(ALL[name]))


@pytest.mark.parametrize("name", ALL)
def test_both_letters_give_ground_reason_and_remedy(name: str) -> None:
    for facts in (ALL[name], to_school(ALL[name])):
        words = words_of(made(facts))
        assert all(ground in words for ground in facts.grounds)
        assert all(part in words for part in facts.reason.split("\n\n"))
        assert "dinsdag 5 januari 2027" in words
        assert "Samenwerkingsverband VO De Meander, t.a.v. de directeur, Postbus 120" in words
        assert facts.number in words


def test_no_letter_shows_an_empty_place_or_a_word_from_the_machine() -> None:
    for facts in ALL.values():
        for letter in (facts, to_school(facts)):
            words = words_of(made(letter))
            assert not re.search(r"None|\{\{|\{%|  |\(\)|onvolledig\b|follows", words), words


def test_the_refused_are_told_when_the_other_track_fits() -> None:
    lwoo = words_of(made(ALL["lwoo-afgewezen-pro"]))
    pro = words_of(made(ALL["pro-afgewezen-lwoo"]))
    assert "passen wel bij de regels voor praktijkonderwijs" in lwoo
    assert "passen wel bij de regels voor leerwegondersteunend onderwijs (lwoo)" in pro
    assert "passen wel bij de regels voor" not in words_of(made(ALL["lwoo-afgewezen-geen"]))


def test_an_swv_may_write_je_and_then_no_u_is_left() -> None:
    words = words_of(made(ALL["lwoo-toegewezen-je"]))
    assert "Je kunt bezwaar maken" in words
    assert not re.search(r"\b[Uu]w?\b", words)


def test_a_school_always_reads_u() -> None:
    assert "Bent u het niet eens" in words_of(made(to_school(ALL["lwoo-toegewezen-je"])))


def test_u_and_je_know_the_same_places() -> None:
    assert FORMAL.keys() == INFORMAL.keys()


def test_without_an_address_the_school_hands_the_letter_over() -> None:
    facts = sample_facts(track=PRO, scores=FITS_PRO, pupil=MILOSZ, via_school=True)
    parents, school = words_of(made(facts)), words_of(made(to_school(facts)))
    assert "Miłosz Wiśniewski Via Vmbo De Dreef" in parents
    assert "Korte Dreef" not in parents
    assert "Wij hebben geen adres van de ouders" in school
    assert "Wij hebben geen adres van de ouders" not in words_of(made(to_school(sample_facts())))


def test_the_school_can_copy_what_it_registers() -> None:
    words = words_of(made(to_school(sample_facts())))
    for line in (
        "Soort Aanwijzing lwoo, toegewezen",
        "Nummer samenwerkingsverband VO9901",
        "Volgnummer VO9901-2026-0012",
    ):
        assert line in words
    assert "Ingangsdatum 23-11-2026" in words
    assert "Ingangsdatum" not in words_of(made(to_school(ALL["lwoo-afgewezen-geen"])))


def test_an_end_of_validity_is_named_only_when_there_is_one() -> None:
    facts = sample_facts()
    assert "tot en met 31 juli 2028" in words_of(
        made(replace(facts, valid_until=facts.decided_on.replace(2028, 7, 31)))
    )
    assert "Het besluit geldt vanaf 23 november 2026." in words_of(made(facts))


def test_a_renewal_begins_when_the_earlier_designation_ends() -> None:
    facts = sample_facts(valid_from=date(2028, 8, 1), valid_until=date(2029, 7, 31), decided_on=date(2028, 3, 20))
    words = words_of(made(facts))
    assert "Wij hebben dit besloten op 20 maart 2028." in words
    assert "Het besluit geldt vanaf 1 augustus 2028 tot en met 31 juli 2029." in words
    register = words_of(made(to_school(facts)))
    assert "Ingangsdatum 01-08-2028" in register
    assert "Geldig tot en met 31-07-2029" in register


def test_the_words_in_the_table_are_explained_when_they_are_there() -> None:
    with_figures = words_of(made(sample_facts()))
    assert "de uitkomst van een intelligentietest" in with_figures
    assert "een leerachterstand van 0,5 (de helft)" in with_figures
    assert "faalangst of moeite" not in with_figures
    assert "intelligentietest" not in words_of(made(sample_facts(figures=(), grounds=())))


def test_an_swv_without_objection_address_gets_objections_at_its_own() -> None:
    words = words_of(
        made(sample_facts(sender=sender(objection_address=(), objection_email="bezwaar@demeander.example")))
    )
    assert "naar: Samenwerkingsverband VO De Meander, Postbus 120, 7300 AC Apeldoorn." in words
    assert "Mailen mag ook: bezwaar@demeander.example." in words


def test_an_swv_that_filled_in_little_still_gets_a_whole_letter() -> None:
    bare = sender(logo=None, phone="", email="", website="", signer_function="", support_point=(), objection_address=())
    words = words_of(made(sample_facts(sender=bare)))
    assert "Hebt u vragen of twijfelt u?" not in words
    assert "ouder- en jeugdsteunpunt" not in words
    assert not re.search(r"(Bel ons|mail naar)\W*\.", words)


HOSTILE = "<script>alert(1)</script> & \"citaat\" 'x' {{ facts.sender }} {% now 'Y' %} </body> 😀\x00\x07 " + "W" * 3000


@pytest.mark.parametrize(
    "field", ["full_name", "call_name", "school_name", "signer_name", "number", "reason", "line", "ground"]
)
def test_hostile_text_is_only_text(field: str) -> None:
    facts = sample_facts()
    changed = {
        "full_name": lambda: replace(facts, pupil=replace(facts.pupil, full_name=HOSTILE)),
        "call_name": lambda: replace(facts, pupil=replace(facts.pupil, call_name=HOSTILE)),
        "school_name": lambda: replace(facts, applicant=replace(facts.applicant, school_name=HOSTILE)),
        "signer_name": lambda: replace(facts, sender=sender(signer_name=HOSTILE)),
        "number": lambda: replace(facts, number=HOSTILE),
        "reason": lambda: replace(facts, reason=HOSTILE),
        "line": lambda: replace(facts, recipient=(HOSTILE,)),
        "ground": lambda: replace(facts, grounds=(HOSTILE,)),
    }[field]()
    letter = made(changed)
    assert "<script" not in letter.html
    assert "{% now &#x27;Y&#x27; %}" in letter.html
    assert letter.lost_characters == ("😀",)
    assert opened(letter.pdf).Root.MarkInfo.Marked


def test_a_long_reason_runs_over_pages_and_the_signature_keeps_company() -> None:
    reason = "\n\n".join(f"Punt {number}: dit hebben wij met de school en de ouders besproken." for number in range(60))
    letter = made(sample_facts(scores=FITS_BOTH, reason=reason))
    assert 3 <= len(opened(letter.pdf).pages) <= 5
    last_page = text_of(letter.pdf).rpartition("pagina 1 van")[2]
    assert "Punt 59" in last_page
    assert "laten verbeteren. Met vriendelijke groet, Marleen Hofstra" in last_page


def test_the_usual_letter_is_two_pages() -> None:
    assert len(opened(made(sample_facts()).pdf).pages) == 2
    assert len(opened(made(to_school(sample_facts())).pdf).pages) == 2


def test_text_can_be_copied_from_the_letter() -> None:
    text = text_of(made(sample_facts(scores=FITS_LWOO)).pdf)
    for words in (
        "tot en met dinsdag 5 januari 2027",
        "VO9901-2026-0012",
        "Daan van de Berg",
        "pagina 2 van 2",
        "niveau 41 van 60 maanden",
    ):
        assert words in text


def test_a_name_with_turkish_and_polish_letters_reads_as_it_is_written() -> None:
    assert "Ayşe Yıldırım-Öztürk" in text_of(made(ALL["lwoo-motivering"]).pdf)


@pytest.mark.parametrize("name", ALL)
def test_every_letter_is_accessible(name: str) -> None:
    for facts in (ALL[name], to_school(ALL[name])):
        pdf = opened(made(facts).pdf)
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert str(pdf.docinfo.Title).startswith(f"Besluit {facts.number}: ")
        assert [str(logo.Alt) for logo in structure(pdf, "Figure")] == ["Logo van Samenwerkingsverband VO De Meander"]
        assert len(structure(pdf, "H1")) == 1
        assert all("/Scope" in cell.A for cell in structure(pdf, "TH"))


def test_a_wordmark_stands_where_there_is_no_logo() -> None:
    pdf = opened(made(sample_facts(sender=sender(logo=None))).pdf)
    assert structure(pdf, "Figure") == []


def test_a_jpeg_logo_is_printed_and_a_broken_one_is_refused() -> None:
    pdf = opened(made(sample_facts(sender=sender(logo=logo_png(file_format="JPEG")))).pdf)
    assert len(pdf.pages[0].get_images()) == 1
    with pytest.raises(LogoError):
        made(sample_facts(sender=sender(logo=b"<svg/>")))


def test_same_facts_same_bytes_and_another_name_another_hash() -> None:
    first, second = render_letter(sample_facts()), render_letter(sample_facts())
    assert (first.pdf, first.sha256) == (second.pdf, second.sha256)
    assert first.sha256 != made(replace(sample_facts(), pupil=MILOSZ)).sha256


def test_the_template_version_fits_its_column() -> None:
    assert re.fullmatch(r"brief-[0-9a-f]{12}", template_version())
