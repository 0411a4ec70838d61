"""Dossiers we do not read: wrong, broken, hostile, or with a BSN. Always one reason, and who can solve it."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocation.intake.oso import MAX_DOSSIER_BYTES, OsoDossier, Refusal, RefusedDossier, read_dossier

from .dossiers import MINIMAL, NOOR, SEM, attachment, minimal, with_attachments
from .files import make_docx, make_pdf, make_zip

PROLOG = b'<?xml version="1.0" encoding="UTF-8"?>\n'
LAUGHS = b"".join(
    b'<!ENTITY l%d "%b">' % (number, (b"&l%d;" % (number - 1) if number else b"ha") * 10) for number in range(12)
)


def refusal_of(content: bytes) -> RefusedDossier:
    with pytest.raises(RefusedDossier) as refused:
        read_dossier(content)
    return refused.value


def behind_prolog(text: bytes) -> bytes:
    return MINIMAL.replace(PROLOG, PROLOG + text)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", Refusal.EMPTY, "leeg"),
        (b" \n ", Refusal.EMPTY, "leeg"),
        (b"Beste collega", Refusal.NOT_OSO, "geen OSO-dossier"),
        (b"<html><body>Inloggen</body></html>", Refusal.NOT_OSO, "geen OSO-dossier"),
        (b"<dossiers><dossier/></dossiers>", Refusal.NOT_OSO, "van één leerling"),
        (make_zip({"dossier.xml": MINIMAL}), Refusal.NOT_OSO, "Pak het eerst uit"),
        (gzip.compress(MINIMAL), Refusal.NOT_OSO, "Pak het eerst uit"),
        (make_pdf(), Refusal.NOT_OSO, "Dit is een pdf"),
        (make_docx(), Refusal.NOT_OSO, "zip-bestand"),
        (NOOR[: len(NOOR) // 2], Refusal.BROKEN, "niet compleet"),
        (NOOR[:-8], Refusal.BROKEN, "niet compleet"),
        (MINIMAL.replace(b"Jansen", "Müller".encode("latin-1")), Refusal.BROKEN, "tekens die niet kloppen"),
        (MINIMAL.replace(b"UTF-8", b"KLINGON"), Refusal.BROKEN, "tekens die niet kloppen"),
        (MINIMAL.replace(b"Jansen", b"Jans\x00en"), Refusal.BROKEN, "tekens die niet kloppen"),
        (MINIMAL.replace(b"</achternaam>", b"</voornaam>"), Refusal.BROKEN, "beschadigd"),
        (MINIMAL.replace(b"Jansen", b"&naam;"), Refusal.BROKEN, "beschadigd"),
        (MINIMAL + MINIMAL, Refusal.BROKEN, "beschadigd"),
        (MINIMAL.replace(b"VOSWV", b"POVO"), Refusal.PROFILE, "van het soort POVO"),
        (MINIMAL.replace(b"VOSWV", b"<script>x</script>"), Refusal.PROFILE, "swv-dossier"),
        (MINIMAL.replace(b"swv-dossier", b"overstapdossier"), Refusal.PROFILE, "swv-dossier"),
        (b"<dossier/>", Refusal.PROFILE, "swv-dossier"),
        (MINIMAL.replace(b"leerling>", b"kind>"), Refusal.NOT_OSO, "precies één leerling"),
        (MINIMAL.replace(b"</huidigeschool>", b"<leerling/></huidigeschool>"), Refusal.NOT_OSO, "precies één leerling"),
        (behind_prolog(b"<!DOCTYPE dossier [" + LAUGHS + b"]>"), Refusal.UNSAFE, "DTD of entity"),
        (
            behind_prolog(b'<!DOCTYPE dossier [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            Refusal.UNSAFE,
            "DTD of entity",
        ),
        (behind_prolog(b'<!DOCTYPE dossier SYSTEM "http://127.0.0.1:9/x.dtd">'), Refusal.UNSAFE, "DTD of entity"),
        (behind_prolog(b'<!DOCTYPE dossier [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'), Refusal.UNSAFE, "DTD"),
        (
            minimal('<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
            Refusal.UNSAFE,
            "XInclude",
        ),
        (minimal("<a/>" * 100_000), Refusal.BOMB, "veel groter"),
        (minimal("<a>" * 5_000 + "</a>" * 5_000), Refusal.BOMB, "anders opgebouwd"),
        (minimal(f"<opmerking>{'la ' * 1_000_000}</opmerking>"), Refusal.BOMB, "veel groter"),
        (minimal("<a " + " ".join(f'a{number}=""' for number in range(1_000)) + "/>"), Refusal.BOMB, "veel groter"),
    ],
)
def test_what_is_no_sound_swv_dossier_is_refused_with_the_reason(content: bytes, code: Refusal, says: str) -> None:
    refused = refusal_of(content)
    assert refused.code is code
    assert says in refused.reason


def test_a_dossier_that_is_too_large_is_not_read_further() -> None:
    with pytest.raises(RefusedDossier, match="groter dan 50 MB"):
        read_dossier(io.BytesIO(b"<dossier>" + b" " * (MAX_DOSSIER_BYTES + 5_000_000)))


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (minimal("<bsn>111222333</bsn>"), "leerling > bsn"),
        (minimal("<bsn/>"), "leerling > bsn"),
        (minimal("<onderwijsnummer>102255330</onderwijsnummer>"), "leerling > onderwijsnummer"),
        (minimal('<x:BSN xmlns:x="urn:eigen">111222333</x:BSN>'), "leerling > BSN"),
        (minimal("<a><b><c><gbabsn>x</gbabsn></c></b></a>"), "b > c > gbabsn"),
        (minimal('<gba bsn="111222333"/>'), "leerling > gba"),
        (minimal("<overstapadvies><argumentatie>Nr 1112.22.333</argumentatie></overstapadvies>"), "argumentatie"),
        (minimal('<land omschrijving="111222333">6030</land>'), "leerling > land"),
        (minimal("<!-- x --><roepnaam>111<!-- y -->222333</roepnaam>"), "leerling > roepnaam"),
        (with_attachments(attachment("rapport_111222333.pdf", make_pdf())), "document > bestandsnaam"),
        (SEM.replace(b"<achternaam>Bakker", b"<achternaam>111222333", 1), "leerling > achternaam"),
    ],
)
def test_a_dossier_with_a_bsn_is_refused_by_place_and_without_the_number(content: bytes, place: str) -> None:
    refused = refusal_of(content)
    assert refused.code is Refusal.BSN
    assert place in refused.reason
    assert "exporteer het swv-dossier opnieuw" in refused.reason
    assert "111222333" not in refused.reason.replace(".", "")


def test_a_phone_number_or_bank_account_is_no_bsn() -> None:
    assert isinstance(read_dossier(NOOR), OsoDossier)
    assert isinstance(read_dossier(minimal("<verzorger><iban>111222333</iban></verzorger>")), OsoDossier)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_every_honest_encoding_is_read(encoding: str) -> None:
    text = MINIMAL.decode().replace("UTF-8", encoding).replace("Jansen", "Müller")
    assert read_dossier(text.encode(encoding)).pupil.last_name == "Müller"


def test_a_style_sheet_beside_the_dossier_is_never_fetched_and_does_no_harm() -> None:
    linked = behind_prolog(b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>\n')
    assert read_dossier(linked).pupil.last_name == "Jansen"


def survives(content: bytes) -> None:
    try:
        assert isinstance(read_dossier(content), OsoDossier)
    except RefusedDossier as refused:
        assert refused.reason.endswith((".", ")"))


EDIT = st.tuples(st.integers(0, 100_000), st.binary(max_size=20), st.integers(0, 60))
TOKENS = st.sampled_from(
    [
        b"<",
        b">",
        b"</",
        b"<bsn>",
        b"&#0;",
        b"&amp;",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"<?x",
        b"<!DOCTYPE a>",
        b"111222333",
        b"\xff",
        b"",
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=400)
@given(st.sampled_from([NOOR, SEM, MINIMAL]), st.lists(EDIT, min_size=1, max_size=8))
def test_a_damaged_dossier_is_read_or_refused_and_nothing_else(
    original: bytes, edits: list[tuple[int, bytes, int]]
) -> None:
    content = original
    for where, new, removed in edits:
        at = where % (len(content) + 1)
        content = content[:at] + new + content[at + removed :]
    survives(content)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=400)
@given(st.sampled_from([NOOR, SEM]), st.lists(st.tuples(st.integers(0, 100_000), TOKENS), min_size=1, max_size=5))
def test_a_tampered_dossier_is_read_or_refused_and_nothing_else(
    original: bytes, edits: list[tuple[int, bytes]]
) -> None:
    content = original
    for where, token in edits:
        at = where % (len(content) + 1)
        content = content[:at] + token + content[at:]
    survives(content)


FIELDS = [
    b"Wit",
    b"2013-05-09",
    b"1234ab",
    b"84",
    b"&lt; 10",
    b"60",
    b"11",
    b"2025-10-06",
    b"78.4",
    b"Landelijk",
    b"IQ",
    b"DLE",
    b"true",
    b"Ja",
]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=400)
@given(st.sampled_from(FIELDS), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
def test_any_text_in_any_field_is_read_or_refused_and_nothing_else(field: bytes, typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    survives(NOOR.replace(b">" + field + b"<", b">" + escaped.encode() + b"<"))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(RefusedDossier):
        read_dossier(content)
