"""The antivirus hook: a clamd of the organisation, asked over a socket. Without one configured nothing is asked."""

from __future__ import annotations

import socket
import struct
from contextlib import closing

from django.conf import settings

CHUNK = 65_536  # bytes
PATIENCE = 30  # seconds for one answer
LONGEST_ANSWER = 4_096  # bytes


class ScannerAway(Exception):
    """The scanner does not answer, or not in a way we know: the document waits."""


def is_configured() -> bool:
    """Whether this installation has an antivirus scanner."""
    return bool(settings.CLAMD_SOCKET or settings.CLAMD_HOST)


def virus_in(content: bytes) -> str:
    """The name of the virus, or nothing when the scanner finds none. Raises ScannerAway."""
    try:
        with closing(_connect()) as connection:
            answer = _ask(connection, content)
    except OSError as problem:
        raise ScannerAway(type(problem).__name__) from problem
    verdict = answer.partition(b": ")[2].decode("utf-8", errors="replace")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerAway(verdict[:100] or "no answer")


def _connect() -> socket.socket:
    if not settings.CLAMD_SOCKET:
        return socket.create_connection((settings.CLAMD_HOST, settings.CLAMD_PORT), timeout=PATIENCE)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(settings.CLAMD_SOCKET)
    except OSError:
        connection.close()
        raise
    return connection


def _ask(connection: socket.socket, content: bytes) -> bytes:
    """INSTREAM: every chunk behind its length, a length of nothing at the end."""
    connection.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        connection.sendall(struct.pack("!L", len(chunk)) + chunk)
    connection.sendall(struct.pack("!L", 0))
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        received = connection.recv(LONGEST_ANSWER)
        if not received:
            break
        answer += received
    return answer.rstrip(b"\0\n")
