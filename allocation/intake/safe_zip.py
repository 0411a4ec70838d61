"""ZIP files from outside, opened with limits: size as declared and as it really is, number of entries, names."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_ENTRIES = 1_000
LARGEST_DIRECTORY = 500_000  # bytes
LARGEST_TOTAL = 64_000_000  # bytes, all entries together
# Text shrinks to a tenth, rarely a fiftieth. What grows more than this, and much, is a bomb.
STEEPEST = 150
STEEP_FROM = 2_000_000  # bytes
CHUNK = 65_536
END_RECORD = struct.Struct("<4s4H2LH")


class ZipFault(StrEnum):
    """Why a ZIP was not opened."""

    BROKEN = "broken"
    BOMB = "bomb"
    LOCKED = "locked"
    NAMES = "names"


class UnsafeZip(ValueError):
    """A ZIP that is broken or that we do not want to open."""

    def __init__(self, fault: ZipFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, repr=False)
class SafeZip:
    """A ZIP whose list of entries passed the limits. Contents are only read through `read`."""

    content: bytes
    entries: tuple[zipfile.ZipInfo, ...]

    def find(self, name: str) -> zipfile.ZipInfo | None:
        return next((entry for entry in self.entries if entry.filename == name), None)

    def read(self, entry: zipfile.ZipInfo, *, largest: int = LARGEST_TOTAL) -> bytes:
        """The real content of one entry, at most `largest` bytes."""
        size, crc, parts = 0, 0, []
        for chunk in self._inflate(entry):
            size += len(chunk)
            if size > min(largest, entry.file_size) or _steep(size, entry.compress_size):
                raise UnsafeZip(ZipFault.BOMB)
            crc = zlib.crc32(chunk, crc)
            parts.append(chunk)
        if size != entry.file_size or crc != entry.CRC:
            raise UnsafeZip(ZipFault.BROKEN)
        return b"".join(parts)

    def _inflate(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield packed
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, len(packed), CHUNK):
                piece = packed[start : start + CHUNK]
                while piece and not inflater.eof:
                    yield inflater.decompress(piece, CHUNK)
                    piece = inflater.unconsumed_tail
            while not inflater.eof:
                chunk = inflater.decompress(b"", CHUNK)
                if not chunk and not inflater.eof:
                    raise UnsafeZip(ZipFault.BROKEN)
                yield chunk
        except zlib.error:
            raise UnsafeZip(ZipFault.BROKEN) from None

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        header = self.content[entry.header_offset : entry.header_offset + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise UnsafeZip(ZipFault.BROKEN)
        start = entry.header_offset + 30 + sum(struct.unpack("<HH", header[26:30]))
        packed = self.content[start : start + entry.compress_size]
        if len(packed) != entry.compress_size:
            raise UnsafeZip(ZipFault.BROKEN)
        return packed


def open_zip(content: bytes) -> SafeZip:
    """The list of entries, nothing unpacked yet. Raises UnsafeZip."""
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = tuple(entry for entry in archive.infolist() if not entry.is_dir())
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, struct.error):
        raise UnsafeZip(ZipFault.BROKEN) from None
    for entry in entries:
        _check_entry(entry)
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_TOTAL or _steep(total, len(content)):
        raise UnsafeZip(ZipFault.BOMB)
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise UnsafeZip(ZipFault.NAMES)
    return SafeZip(content, entries)


def _check_directory(content: bytes) -> None:
    """A list of half a million entries must not be read before it is counted."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if at < 0 or len(content) - at < END_RECORD.size:
        raise UnsafeZip(ZipFault.BROKEN)
    if content[max(0, at - 20) : at].startswith(b"PK\x06\x07"):  # ZIP64: only for what is far too large
        raise UnsafeZip(ZipFault.BOMB)
    _, _, _, _, entries, size, _, _ = END_RECORD.unpack_from(content, at)
    if entries > MOST_ENTRIES or size > LARGEST_DIRECTORY:
        raise UnsafeZip(ZipFault.BOMB)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise UnsafeZip(ZipFault.LOCKED)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnsafeZip(ZipFault.BROKEN)
    if entry.file_size > LARGEST_TOTAL or _steep(entry.file_size, entry.compress_size):
        raise UnsafeZip(ZipFault.BOMB)
    parts = entry.filename.replace("\\", "/").split("/")
    if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0]:
        raise UnsafeZip(ZipFault.NAMES)


def _steep(unpacked: int, packed: int) -> bool:
    return unpacked > STEEP_FROM and unpacked > STEEPEST * packed
