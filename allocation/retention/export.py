"""Everything an SWV knows of one pupil, for the pupil: as JSON, as a readable PDF, and with the files in a zip.

What is in it follows the declarations: a table about pupils is in it or does not pass the tests.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.template.loader import get_template, render_to_string

from allocation.history import words_for
from allocation.letters.characters import printable
from allocation.models import Document, Letter, ReceiptRecord
from allocation.policy.decide import Receipt
from allocation.policy.wording import explain_staff
from schools.access import ROLE_NAMES, Action, Actor
from schools.models import Student
from swv_portal.audit.models import AuditEvent
from swv_portal.audit.record import record
from swv_portal.pdf import render_pdf
from swv_portal.ui.formatting import dutch_date, dutch_moment

from .declarations import DECLARED, Declared
from .labels import LABELS, ORDER, TECHNICAL, TITLES
from .rights import pupil_for

FORMATS = ("json", "pdf", "zip")


@dataclass(frozen=True, slots=True)
class Part:
    """One table: `rows` with a label and a value for each field, `plain` the same for a machine."""

    title: str
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    plain: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PupilExport:
    """Everything about one pupil within one SWV."""

    student: Student
    organisation: str
    made_on: dt.date
    parts: list[Part]
    looked: list[dict[str, str]]
    files: list[tuple[str, models.fields.files.FieldFile]]


@transaction.atomic
def export_pupil(*, actor: Actor, student_id: uuid.UUID, form: str, on: dt.date) -> bytes:
    """The export in one of FORMATS; in the audit trail. Raises Student.DoesNotExist, NotAllowed, PdfError."""
    actor.require(Action.VIEW_SCORES)
    student = pupil_for(actor=actor, student_id=student_id)
    record(actor=actor, action="pupil.export", on=student, swv_id=actor.swv_id, form=form)
    found = gather(student=student, actor=actor, on=on)
    return {"json": as_json, "pdf": as_pdf, "zip": as_zip}[form](found)


def gather(*, student: Student, actor: Actor, on: dt.date) -> PupilExport:
    """Read every declared table for this pupil, as far as it is of the actor's own SWV."""
    parts = []
    for label in ORDER:
        rows = rows_of(label, student=student, swv_id=actor.swv_id)
        if rows:
            plain = [dict(_plain(row)) for row in rows]
            parts.append(Part(TITLES[label], [list(_readable(row)) for row in rows], plain))
    return PupilExport(student, actor.organisation, on, parts, _looked(student, actor), list(_files(student, actor)))


def rows_of(label: str, *, student: Student, swv_id: int | None) -> list[models.Model]:
    """The rows of one table about this pupil; what hangs on a request only of the SWV's own filed requests."""
    model, declared = apps.get_model(label), DECLARED[label]
    rows = model._default_manager.filter(**{declared.of_pupil: student.pk}, **_own(declared, swv_id))
    if label == "retention.Restriction":
        rows = rows.filter(swv_id=swv_id)
    followed = [one.name for one in model._meta.concrete_fields if one.remote_field and one.name not in TECHNICAL]
    return list(rows.select_related(*followed)) if followed else list(rows)


def _own(declared: Declared, swv_id: int | None) -> dict[str, Any]:
    if declared.path in {"student", "pk"}:
        return {}
    prefix = f"{declared.path}__" if declared.path else ""
    return {f"{prefix}swv_id": swv_id, f"{prefix}filed_at__isnull": False}


def _fields(row: models.Model) -> Iterator[models.Field]:  # type: ignore[type-arg]
    return (one for one in row._meta.concrete_fields if one.name not in TECHNICAL)


def _plain(row: models.Model) -> Iterator[tuple[str, Any]]:
    for one in _fields(row):
        value = getattr(row, one.name)
        if one.remote_field:
            value = str(value) if value else None
        elif one.name == "body" and isinstance(row, ReceiptRecord):
            value = json.loads(value)
        yield one.name, value


def _readable(row: models.Model) -> Iterator[tuple[str, str]]:
    for one in _fields(row):
        if one.name == "body" and isinstance(row, ReceiptRecord):
            yield "uitleg", _explained(row)
            continue
        shown = getattr(row, f"get_{one.name}_display", None)
        text = _text(shown() if shown else getattr(row, one.name))
        if text:
            yield LABELS.get(one.name, str(one.verbose_name)), text


def _text(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.datetime):
        return dutch_moment(value)
    if isinstance(value, dt.date):
        return dutch_date(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _explained(receipt: ReceiptRecord) -> str:
    if receipt.destroyed_on:
        return f"De gegevens van deze beoordeling zijn vernietigd op {dutch_date(receipt.destroyed_on)}."
    return " ".join(explain_staff(Receipt.from_json(receipt.body)))


def _looked(student: Student, actor: Actor) -> list[dict[str, str]]:
    """Who looked at or changed something, by role and organisation: names of staff are not the pupil's data."""
    ids = {str(student.pk)}
    for label in ("allocation.Request", "allocation.Decision", "allocation.Document", "allocation.Letter"):
        ids |= {str(one.pk) for one in rows_of(label, student=student, swv_id=actor.swv_id)}
    events = AuditEvent.objects.filter(swv_id=actor.swv_id, dossier_id__in=ids).order_by("at", "pk")
    return [
        {
            "moment": dutch_moment(one.at),
            "rol": ROLE_NAMES.get(one.actor_role, ""),
            "organisatie": one.actor_organisation,
            "wat": words_for(one.action),
        }
        for one in events
    ]


def _files(student: Student, actor: Actor) -> Iterator[tuple[str, models.fields.files.FieldFile]]:
    for turn, one in enumerate(rows_of("allocation.Document", student=student, swv_id=actor.swv_id), 1):
        if isinstance(one, Document) and one.scan != Document.Scan.REFUSED:  # of a refused one only the name is left
            yield f"documenten/{turn}-{one.name}", one.file
    for turn, one in enumerate(rows_of("allocation.Letter", student=student, swv_id=actor.swv_id), 1):
        if isinstance(one, Letter):
            yield f"brieven/{turn}-{one.get_addressee_display()}.pdf", one.file


def as_json(found: PupilExport) -> bytes:
    """For a machine: table by table, fields by their own names."""
    content = {
        "gemaakt_op": found.made_on.isoformat(),
        "door": found.organisation,
        "gegevens": [{"tabel": part.title, "rijen": part.plain} for part in found.parts],
        "wie_keek": found.looked,
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str).encode()


def as_pdf(found: PupilExport) -> bytes:
    """For a reader: an accessible PDF in plain Dutch."""
    html, _ = printable(render_to_string("retention/pupil_export.html", {"found": found}))
    return render_pdf(html=html, css=_stylesheet())


def as_zip(found: PupilExport) -> bytes:
    """Both, with every document and letter that is kept. A file that is not on disk any more is named as missing."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("leerling.json", as_json(found))
        pack.writestr("leerling.pdf", as_pdf(found))
        missing = [name for name, file in found.files if not _added(pack, name, file)]
        if missing:
            pack.writestr("ontbreekt.txt", "Deze bestanden zijn er niet meer:\n" + "\n".join(missing) + "\n")
    return made.getvalue()


def _added(pack: zipfile.ZipFile, name: str, file: models.fields.files.FieldFile) -> bool:
    try:
        with file.open("rb") as content:
            pack.writestr(name, content.read())
    except FileNotFoundError:
        return False
    return True


@functools.cache
def _stylesheet() -> str:
    origin = Path(str(get_template("retention/pupil_export.html").origin))  # type: ignore[attr-defined]
    return origin.with_suffix(".css").read_text(encoding="utf-8")
