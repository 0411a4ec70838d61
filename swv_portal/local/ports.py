"""A port for the web server, and the proof that what answers there is ours."""

from __future__ import annotations

import http.client
import socket

from .start_token import HEADER

HOST = "127.0.0.1"
FIRST_PORT = 8000
TRIES = 50


def choose_port(asked: int | None) -> int:
    """The port that was asked for, which must be free; else the first free one from 8000."""
    if asked is not None:
        if not is_free(asked):
            raise SystemExit(f"Poort {asked} is al in gebruik. Kies een andere met --port, of laat --port weg.")
        return asked
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        if is_free(port):
            return port
    raise SystemExit(f"Geen vrije poort tussen {FIRST_PORT} en {FIRST_PORT + TRIES}. Kies er een met --port.")


def is_free(port: int) -> bool:
    """Whether nobody listens there, on IPv4 or IPv6: a browser that asks for localhost may try both."""
    return _binds(socket.AF_INET, HOST, port) and (not _has_ipv6() or _binds(socket.AF_INET6, "::1", port))


def answers_with(token: str, *, port: int) -> bool:
    """Whether the web server on this port is the one we started and reaches its database."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/gezond")
        response = connection.getresponse()
        return response.status == http.HTTPStatus.OK and response.getheader(HEADER) == token
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _binds(family: socket.AddressFamily, host: str, port: int) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _has_ipv6() -> bool:
    return socket.has_ipv6 and _binds(socket.AF_INET6, "::1", 0)
