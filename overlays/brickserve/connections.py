"""Connections of urllib3 whose every step ends in time, and can be broken off by a cancel token."""

from __future__ import annotations

import io
import socket
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from urllib3.connection import HTTPConnection, HTTPSConnection

from .answers import FinalResponse

if TYPE_CHECKING:
    from threading import Event

    from typing_extensions import Buffer

CONNECT_SECONDS = 10.0
"""The longest time for name lookup, connection and TLS handshake together."""
SLICE = 0.04
"""How often a wait looks at the cancel token: it has to notice within 50 ms."""

ONE_PACKET = 1 << 16
"""Up to this size parts are joined before they are sent; copying more costs more than a second write."""


class Guard:
    """What bounds the request that a connection is carrying: a time and a cancel token."""

    __slots__ = ("cancel", "deadline")

    def __init__(self, deadline: float, cancel: Event | None = None) -> None:
        self.deadline = deadline
        self.cancel = cancel

    def remaining(self) -> float:
        """Return the seconds left; raise TimeoutError when there are none, or the request was cancelled."""
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError("the time for the request is over")
        if self.cancel is None:
            return left
        if self.cancel.is_set():
            raise TimeoutError("the request was cancelled")
        return left

    def slice(self) -> float:
        """Return how long a single wait may take before it has to ask again."""
        left = self.remaining()
        return left if self.cancel is None else min(left, SLICE)


class GuardedSocket:
    """A connected socket that obeys its connection's guard, not the timeouts that others set on it."""

    def __init__(self, sock: socket.socket, owner: _Guarded) -> None:
        self._sock = sock
        self._owner = owner
        self._held: list[bytes] | None = None

    def hold(self) -> None:
        """Keep what is sent from now on until `release`."""
        self._held = []

    def release(self) -> None:
        """Send what was kept, small parts as one packet."""
        parts, self._held = self._held or [], None
        if sum(map(len, parts)) <= ONE_PACKET:
            parts = [b"".join(parts)]
        for part in parts:
            self.sendall(part)

    def settimeout(self, value: float | None) -> None:
        """Do nothing: the guard bounds every single operation."""

    def sendall(self, data: Buffer) -> None:
        """Send everything before the guard's time is over."""
        if self._held is not None:
            self._held.append(bytes(data))
            return
        rest = memoryview(data).cast("B")
        while rest:
            self._sock.settimeout(self._owner.guard.slice())
            try:
                rest = rest[self._sock.send(rest) :]
            except TimeoutError:
                self._owner.guard.remaining()

    def makefile(self, mode: str, *args: Any, **kwargs: Any) -> io.BufferedReader:
        """Return a reader of the socket."""
        self._owner.reader = _Reader(self._sock, self._owner)
        return io.BufferedReader(self._owner.reader)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, owner: _Guarded) -> None:
        # The unbuffered file keeps the socket open for as long as the answer is being read.
        self._file = sock.makefile("rb", buffering=0)
        self._sock = sock
        self._owner = owner
        self.ended = False
        """True once the other side has ended the connection."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        guard = self._owner.guard
        while True:
            self._sock.settimeout(guard.slice())
            try:
                count = self._sock.recv_into(buffer)
            except TimeoutError:
                guard.remaining()
            else:
                self.ended = not count
                return count

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class _Guarded:
    """What both kinds of connection share."""

    guard: Guard
    idle_since: float = 0.0
    raw: socket.socket | None = None
    reader: _Reader | None = None

    @property
    def ended(self) -> bool:
        """True once the other side has ended the connection."""
        return self.reader is not None and self.reader.ended

    def interrupt(self) -> None:
        """Make every pending and later read or write fail, from whichever thread."""
        if self.raw is not None:
            try:
                # Not the method of an SSL socket: that one would also take away what another thread is using.
                socket.socket.shutdown(self.raw, socket.SHUT_RDWR)
            except OSError:
                return


class PlainConnection(_Guarded, HTTPConnection):
    """A guarded connection without encryption."""

    response_class = FinalResponse

    def _new_conn(self) -> socket.socket:
        return open_socket(self.host, self.port or 80, self.guard)

    def connect(self) -> None:
        """Connect before the guard's time is over."""
        super().connect()
        _guard_socket(self)


class SecureConnection(_Guarded, HTTPSConnection):
    """A guarded connection with TLS."""

    response_class = FinalResponse

    def _new_conn(self) -> socket.socket:
        return open_socket(self.host, self.port or 443, self.guard)

    def connect(self) -> None:
        """Connect and agree on keys before the guard's time is over."""
        super().connect()
        _guard_socket(self)


Connection = PlainConnection | SecureConnection


def _guard_socket(connection: Connection) -> None:
    connection.raw = cast("socket.socket", connection.sock)
    connection.sock = cast("socket.socket", GuardedSocket(connection.raw, connection))


def open_socket(host: str, port: int, guard: Guard) -> socket.socket:
    """Return a socket connected to the first address of `host` that answers."""
    until = min(guard.deadline, monotonic() + CONNECT_SECONDS)
    addresses = resolve(host, port, until - monotonic())
    problem: OSError = OSError("the name has no address")
    for index, (family, kind, protocol, _, address) in enumerate(addresses):
        # Every address gets its share of the time, so that a dead one does not use up all of it.
        share = (until - monotonic()) / (len(addresses) - index)
        guard.remaining()
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


Address = tuple[int, int, int, str, Any]


def resolve(host: str, port: int, seconds: float) -> list[Address]:
    """Look the name up; the system's resolver knows no time limit, so a name is asked for in a thread."""
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
