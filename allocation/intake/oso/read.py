"""An OSO swv-dossier in, facts and a report out."""

from __future__ import annotations

from typing import BinaryIO

from allocation.intake.oso.attachments import read_attachments
from allocation.intake.oso.choose import read_results
from allocation.intake.oso.consent import read_consent
from allocation.intake.oso.facts import Metadata, OsoDossier
from allocation.intake.oso.fields import day, text
from allocation.intake.oso.guard import refuse_bsn
from allocation.intake.oso.history import comes_from, read_advice, read_history, read_support
from allocation.intake.oso.minimal import note_left_behind
from allocation.intake.oso.people import read_parents, read_pupil, read_school
from allocation.intake.oso.report import Notes
from allocation.intake.oso.source import MAX_DOSSIER_BYTES, read_source
from allocation.intake.safe_xml import Node

CATEGORIES = {
    "cat_ouderinzage": "inzage door ouders",
    "cat_oudersverzorgers": "ouders en verzorgers",
    "cat_schoolloopbaan": "schoolloopbaan",
    "cat_overstapadvies": "advies",
    "cat_onderwijsondersteuning": "ondersteuning",
    "cat_zorgenbegeleiding": "ondersteuning",
    "cat_toetsresultaten": "toetsresultaten",
    "cat_handelingsplannen": "handelingsplannen",
    "cat_bijlagedocs": "bijlagen",
}


def read_dossier(content: bytes | BinaryIO, *, max_bytes: int = MAX_DOSSIER_BYTES) -> OsoDossier:
    """Everything a request can use from an exported dossier. Raises RefusedDossier with the reason in Dutch."""
    top = read_source(content, max_bytes=max_bytes)
    notes = Notes()
    refuse_bsn(top, notes)
    school = top.every("huidigeschool")[0]
    node = school.every("leerling")[0]
    metadata = _metadata(top, notes)
    pupil = read_pupil(node, notes)
    parents = read_parents(node, pupil, notes)
    consent = read_consent(top, notes)
    history = read_history(node, notes)
    advice, support = read_advice(node, notes), read_support(node, notes)
    iq, delays = read_results(node, notes)
    attachments = read_attachments(node, notes)
    note_left_behind(top, notes)
    return OsoDossier(
        metadata=metadata,
        consent=consent,
        school=read_school(school),
        pupil=pupil,
        parents=parents,
        advice=advice,
        history=history,
        comes_from=comes_from(history),
        support=support,
        iq=iq,
        delays=delays,
        attachments=attachments,
        report=notes.finish(),
    )


def _metadata(top: Node, notes: Notes) -> Metadata:
    node = top.every("metadata")[0]
    categories = [child for block in node.every("categorie_uitlevering") for child in block.children]
    left_out = {category.name for category in categories if category.text.upper() == "OPT-UIT"}
    opted_out = tuple(name for category, name in CATEGORIES.items() if category in left_out)
    for category in opted_out:
        notes.warn(f"De school of de ouders lieten een deel weg bij het exporteren: {category}.")
    return Metadata(
        profile=text(node, "overstap").upper(),
        version=text(node, "standaardversie", longest=20),
        package=f"{text(node, 'pakketnaam', longest=60)} {text(node, 'pakketversie', longest=20)}".strip(),
        created_on=day(node, "datum"),
        opted_out=opted_out,
    )
