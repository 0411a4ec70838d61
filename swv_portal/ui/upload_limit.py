"""Uploads on their way in: what is larger than anything we take is thrown away while it arrives."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Keeps at most one byte more than the largest file we take, so that the check afterwards says ‘te groot’."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what still fits; the rest of the stream is read and forgotten."""
        room = settings.MAX_DOSSIER_BYTES + 1 - start
        if room > 0:
            self.file.write(raw_data[:room])

    def file_complete(self, file_size: int):  # type: ignore[no-untyped-def]
        """The file with the size that was really kept."""
        return super().file_complete(min(file_size, settings.MAX_DOSSIER_BYTES + 1))
