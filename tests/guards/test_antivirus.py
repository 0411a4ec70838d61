"""The antivirus hook speaks to a clamd as the real one answers; here a small one of our own."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from swv_portal.antivirus import ScannerAway, is_configured, virus_in

# The harmless string every scanner knows, in two parts so that no scanner objects to this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
Answer = Callable[[bytes], bytes]


def as_clamd(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


class FakeClamd:
    """Reads INSTREAM as clamd does and answers; `received` is what came in."""

    def __init__(self, listening: socket.socket, answer: Answer) -> None:
        self.listening, self.answer, self.received = listening, answer, b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection:
                self._one(connection)

    def _one(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        self.received = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            self.received += stream.read(size)
        connection.sendall(self.answer(self.received))


@pytest.fixture
def clamd(settings: Any) -> Iterator[Callable[..., FakeClamd]]:
    """Start a fake clamd on a TCP port and configure the portal for it."""
    opened = []

    def start(answer: Answer = as_clamd) -> FakeClamd:
        listening = socket.create_server(("127.0.0.1", 0))
        opened.append(listening)
        settings.CLAMD_HOST, settings.CLAMD_PORT = listening.getsockname()
        return FakeClamd(listening, answer)

    yield start
    for one in opened:
        one.close()


def test_without_configuration_nobody_is_asked(settings: Any) -> None:
    settings.CLAMD_HOST = settings.CLAMD_SOCKET = ""
    assert not is_configured()


def test_a_virus_is_named_and_a_clean_file_passes(clamd: Callable[..., FakeClamd]) -> None:
    server = clamd()
    assert is_configured()
    assert virus_in(EICAR) == "Eicar-Test-Signature"
    large = b"a" * 200_000
    assert virus_in(large) == ""
    assert server.received == large, "in chunks, but all of it"


def test_a_socket_file_works_as_well(settings: Any, tmp_path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(tmp_path / "clamd"))
    listening.listen()
    FakeClamd(listening, as_clamd)
    settings.CLAMD_SOCKET, settings.CLAMD_HOST = str(tmp_path / "clamd"), ""
    assert virus_in(b"hello " + EICAR) == "Eicar-Test-Signature"
    listening.close()


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: something else\0"])
def test_an_answer_that_is_no_verdict_is_no_permission(clamd: Callable[..., FakeClamd], answer: bytes) -> None:
    clamd(lambda content: answer)
    with pytest.raises(ScannerAway):
        virus_in(b"report")


def test_a_scanner_that_is_away_is_no_permission(settings: Any) -> None:
    settings.CLAMD_SOCKET, settings.CLAMD_HOST, settings.CLAMD_PORT = "", "127.0.0.1", 1
    with pytest.raises(ScannerAway):
        virus_in(b"report")
