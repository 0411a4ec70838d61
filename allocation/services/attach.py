"""Documents of a request: added after a check of their content, removed while the request can still change."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from allocation.intake.documents import CheckedDocument, check_document
from allocation.models import Document, Request
from schools.access import Action, Actor
from swv_portal.audit.record import record

from .files import with_its_row
from .scan import order_scan
from .steps import lock_editable


class AlreadyThere(Exception):
    """The same file is already with the request; the message is plain Dutch for the screen."""


def add_document(
    *, actor: Actor, request_id: uuid.UUID, kind: Document.Kind, name: str, content: IO[bytes], at: dt.datetime
) -> Document:
    """Check a file by its content and keep it with the request.

    Raises RefusedDocument for a broken, dangerous or unknown file, AlreadyThere for the same file again,
    NotNow after filing. When anything fails no file stays behind.
    """
    actor.require(Action.PREPARE_REQUEST)
    data = content.read(settings.MAX_DOCUMENT_BYTES + 1)
    checked = check_document(name, data, max_bytes=settings.MAX_DOCUMENT_BYTES)
    with transaction.atomic():
        request = lock_editable(actor=actor, request_id=request_id, at=at)
        document = store_document(actor=actor, request=request, kind=kind, checked=checked, data=data)
        request.save(update_fields=["changed_at"])
    return document


def store_document(
    *, actor: Actor, request: Request, kind: Document.Kind, checked: CheckedDocument, data: bytes
) -> Document:
    """Write a checked file and its row and order the search in it; inside the caller's transaction.

    Raises AlreadyThere.
    """
    same = request.documents.filter(sha256=checked.sha256).first()
    if same is not None:
        refused = same.scan == Document.Scan.REFUSED
        what = "is hetzelfde bestand dat is geweigerd. Verbeter het eerst." if refused else "zit al bij deze aanvraag."
        raise AlreadyThere(f"Het bestand ‘{checked.safe_name}’ {what}")
    document = Document(
        request=request,
        kind=kind,
        name=checked.safe_name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        added_by_id=actor.user_id,
        added_at=request.changed_at,
        scan_touched_at=request.changed_at,
    )
    document.file.save(checked.safe_name, ContentFile(data), save=False)
    with with_its_row(document.file):
        document.save(force_insert=True)
        record(actor=actor, action="document.add", on=document, swv_id=request.swv_id, kind=kind)
    order_scan(document)
    return document


@transaction.atomic
def remove_document(*, actor: Actor, request_id: uuid.UUID, document_id: uuid.UUID, at: dt.datetime) -> str:
    """Take a document away again and return its name. Raises Document.DoesNotExist, NotNow after filing."""
    actor.require(Action.PREPARE_REQUEST)
    request = lock_editable(actor=actor, request_id=request_id, at=at)
    document = request.documents.get(pk=document_id)
    record(actor=actor, action="document.remove", on=document, swv_id=request.swv_id, kind=document.kind)
    storage, path = document.file.storage, document.file.name
    document.delete()
    request.save(update_fields=["changed_at"])
    transaction.on_commit(lambda: storage.delete(path))
    return document.name
