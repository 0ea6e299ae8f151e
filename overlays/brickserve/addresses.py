"""From a name to a connected socket, in time: the system's resolver alone would take as long as it likes."""

from __future__ import annotations

import socket
from threading import Thread
from time import monotonic
from typing import Any, cast

CONNECT_SECONDS = 10.0
"""The longest time for name lookup, connection and TLS handshake together."""

Address = tuple[int, int, int, str, Any]


def open_socket(host: str, port: int, deadline: float) -> socket.socket:
    """Return a socket connected to the first address of `host` that answers."""
    until = min(deadline, monotonic() + CONNECT_SECONDS)
    addresses = resolve(host, port, until - monotonic())
    problem: OSError = OSError("the name has no address")
    for index, (family, kind, protocol, _, address) in enumerate(addresses):
        # Every address gets its share of the time, so that a dead one does not use up all of it.
        share = (until - monotonic()) / (len(addresses) - index)
        sock = socket.socket(family, kind, protocol)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(max(share, 0.001))
            sock.connect(address)
            # The handshake and the tunnel that follow have what is left.
            sock.settimeout(max(until - monotonic(), 0.001))
            return sock
        except OSError as error:
            sock.close()
            problem = error
        except BaseException:
            sock.close()
            raise
    raise problem


def resolve(host: str, port: int, seconds: float) -> list[Address]:
    """Look the name up; in a thread, which can be left behind when it takes too long."""
    name = host.strip("[]")
    if ":" in name or name.replace(".", "").isdigit() or name == "localhost":
        return _lookup(name, port)
    found: list[list[Address]] = []
    problems: list[Exception] = []

    def ask() -> None:
        try:
            found.append(_lookup(name, port))
        except Exception as error:
            problems.append(error)

    thread = Thread(target=ask, name="brickserve-resolver", daemon=True)
    thread.start()
    thread.join(max(seconds, 0.001))
    if problems:
        raise problems[0]
    if not found:
        raise TimeoutError("the name lookup took too long")
    return found[0]


def _lookup(name: str, port: int) -> list[Address]:
    return cast("list[Address]", socket.getaddrinfo(name, port, 0, socket.SOCK_STREAM))
