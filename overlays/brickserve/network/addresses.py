"""From a name to a connected socket, in time: the system's resolver alone would take as long as it likes."""

from __future__ import annotations

import socket
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from .watched import WatchedSocket

if TYPE_CHECKING:
    from .connections import Guard

CONNECT_SECONDS = 10.0
"""The longest time for name lookup, connection and TLS handshake together."""

Address = tuple[int, int, int, str, Any]


def open_socket(host: str, port: int, guard: Guard) -> socket.socket:
    """Return a socket connected to the first address of `host` that answers, unless the guard's token is set."""
    limit = guard.within(CONNECT_SECONDS)
    addresses = resolve(host, port, limit)
    problem: OSError = OSError("the name has no address")
    for index, (family, kind, protocol, _, address) in enumerate(addresses):
        # Every address gets its share of the time, so that a dead one does not use up all of it.
        share = (limit.deadline - monotonic()) / (len(addresses) - index)
        sock = WatchedSocket(family, kind, protocol)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect_in_time(address, limit.within(share))
            # The handshake and the tunnel that follow have what is left. Only the handshake watches the token.
            sock.guard = limit
            sock.settimeout(max(limit.deadline - monotonic(), 0.001))
            return sock
        except OSError as error:
            sock.close()
            problem = error
        except BaseException:
            sock.close()
            raise
    raise problem


def resolve(host: str, port: int, guard: Guard) -> list[Address]:
    """Look the name up; in a thread, which is left behind when it takes too long or the token is set."""
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
    try:
        while thread.is_alive():
            thread.join(guard.slice())
    except TimeoutError as error:
        raise TimeoutError(f"the name lookup took too long: {error}") from None
    if problems:
        raise problems[0]
    return found[0]


def _lookup(name: str, port: int) -> list[Address]:
    return cast("list[Address]", socket.getaddrinfo(name, port, 0, socket.SOCK_STREAM))
