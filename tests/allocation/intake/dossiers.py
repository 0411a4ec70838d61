"""Our own small dossiers, and changes to them."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from .files import make_zip

HERE = Path(__file__).resolve()
OWN = HERE.parents[2] / "data" / "oso"
SHARED = Path(os.environ.get("SWV_SHARED", HERE.parents[4] / "shared")) / "reference" / "oso"

NOOR = (OWN / "voswv_noor.xml").read_bytes()
SEM = (OWN / "poswv_sem.xml").read_bytes()

MINIMAL = b"""<?xml version="1.0" encoding="UTF-8"?>
<dossier xmlns="http://www.edustandaard.nl/oso_gegevensset/2019/dossier">
<metadata><overstap>VOSWV</overstap></metadata><overdrachtsoort>swv-dossier</overdrachtsoort>
<huidigeschool><brincode>99ZZ</brincode><leerling><achternaam>Jansen</achternaam></leerling></huidigeschool>
</dossier>"""


def minimal(*inside_pupil: str) -> bytes:
    """A dossier with nothing but these elements inside `leerling`."""
    return MINIMAL.replace(b"</leerling>", "".join(inside_pupil).encode() + b"</leerling>")


def taken(
    kind: str,
    value: str,
    *,
    name: str = "",
    area: str = "",
    code: str = "X1",
    on: str = "2025-10-06",
    group: str = "8",
    dl: str = "",
) -> str:
    """One `toets` with one score."""
    return (
        f"<toets><toetsidentificatie><eldtoetscode>{code}</eldtoetscode><leergebied>{area}</leergebied>"
        f"<toetsnaam>{name}</toetsnaam></toetsidentificatie>"
        f"<afname><afnamedatum>{on}</afnamedatum><jaargroep>{group}</jaargroep><dl>{dl}</dl></afname>"
        f"<resultaat><referentiescore><codereferentiescore>{kind}</codereferentiescore>"
        f"<codevergelijkingsgroep>Landelijk</codevergelijkingsgroep><waarde>{value}</waarde></referentiescore></resultaat></toets>"
    )


def with_tests(*tests: str) -> bytes:
    return minimal("<toetslijst>", *tests, "</toetslijst>")


def attachment(name: str, content: bytes, *, zipped: bool = True, inner: str = "", about: str = "") -> str:
    """One `document`, packed in a ZIP as the standard asks."""
    packed = make_zip({inner or name: content}) if zipped else content
    encoded = base64.encodebytes(packed).decode()
    return (
        f"<document><bestandsnaam>{name}</bestandsnaam><omschrijving>{about}</omschrijving>"
        f"<bestandsinhoud>{encoded}</bestandsinhoud></document>"
    )


def with_attachments(*documents: str) -> bytes:
    return minimal("<overigdocumentlijst>", *documents, "</overigdocumentlijst>")
