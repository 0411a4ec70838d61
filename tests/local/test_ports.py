"""Port 8000 is often taken, and what answers there is not always ours."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from swv_portal.local import ports
from swv_portal.local.start_token import HEADER


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


class Stranger(BaseHTTPRequestHandler):
    """Another web server that also answers on /gezond."""

    token = ""

    def do_GET(self) -> None:
        self.send_response(200)
        if self.token:
            self.send_header(HEADER, self.token)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def stranger() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_port_asked_for_must_be_free(taken: int) -> None:
    with pytest.raises(SystemExit, match=f"Poort {taken} is al in gebruik"):
        ports.choose_port(taken)


def test_without_asking_the_next_free_one_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "FIRST_PORT", taken)
    chosen = ports.choose_port(None)
    assert taken < chosen < taken + ports.TRIES
    assert ports.is_free(chosen)


def test_another_server_on_our_port_does_not_pass_as_ours(stranger: int) -> None:
    assert not ports.answers_with("our-token", port=stranger)


def test_our_own_server_is_recognised(stranger: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stranger, "token", "our-token")
    assert ports.answers_with("our-token", port=stranger)


def test_nobody_there_is_no_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not ports.answers_with("our-token", port=port)
