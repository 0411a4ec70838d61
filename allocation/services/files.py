"""Stored files and their rows: a file whose row did not come about does not stay behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models.fields.files import FieldFile

from swv_portal.tenancy import on_rollback


@contextmanager
def with_its_row(file: FieldFile) -> Iterator[None]:
    """Write the row of a file that was just stored, inside a savepoint; without the row the file goes."""
    storage, name = file.storage, str(file.name)
    on_rollback(lambda: storage.delete(name))
    try:
        with transaction.atomic():
            yield
    except BaseException:
        storage.delete(name)
        raise
