"""Connections whose every step ends in time, and can be broken off: urllib3 opens them, guards watch them."""

from __future__ import annotations

import socket
import ssl
from time import monotonic
from typing import TYPE_CHECKING

from urllib3.connection import HTTPConnection, HTTPSConnection

from .addresses import open_socket
from .http1 import NotYet, Source, Wait

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

SHARE = 32
"""After how many pieces others get their turn, where a connection must not wait: they may come without a pause."""
SLICE = 0.04
"""How often a wait looks at the cancel token: it has to notice within 50 ms."""


class Guard:
    """What bounds the request that a connection is carrying: a time and a cancel token."""

    __slots__ = ("cancel", "deadline", "waits")

    def __init__(self, deadline: float, cancel: Event | None = None, *, waits: bool = True) -> None:
        self.deadline = deadline
        self.cancel = cancel
        self.waits = waits
        """Whether sending and receiving may wait; where they must not, they raise `NotYet`."""

    def remaining(self) -> float:
        """Return the seconds left; raise TimeoutError when there are none, or the request was cancelled."""
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError("the time for the request is over")
        if self.cancel is not None and self.cancel.is_set():
            raise TimeoutError("the request was cancelled")
        return left

    def within(self, seconds: float) -> Guard:
        """Return a guard for a part of the request, which has to be over in `seconds`."""
        return Guard(min(self.deadline, monotonic() + seconds), self.cancel)

    def slice(self) -> float:
        """Return how long a single wait may take before it has to ask again."""
        left = self.remaining()
        return left if self.cancel is None else min(left, SLICE)


class Connection:
    """One connection, which carries one request at a time."""

    __slots__ = ("_dialler", "_make", "_pieces", "_sock", "guard", "idle_since", "source")

    def __init__(self, make: Callable[[Connection], Dialler], guard: Guard) -> None:
        self.guard = guard
        self.idle_since = 0.0
        self.source = Source(self.receive)
        self._pieces = 0
        self._make = make
        self._dialler: Dialler | None = None
        self._sock: socket.socket | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection at all."""
        return self._sock is not None

    @property
    def is_quiet(self) -> bool:
        """Whether the other side has neither ended the connection nor sent what nobody asked for."""
        return self._dialler is not None and self._dialler.is_connected and self.source.empty

    def connect(self) -> None:
        """Connect before the guard's time is over or its token is set; for TLS, that includes the handshake.

        Only the time, and not the token, ends the words with a proxy that makes a tunnel.
        """
        self._dialler = self._make(self)
        self._dialler.connect()
        self._sock = self._dialler.sock

    def send(self, data: bytes | memoryview) -> int:
        """Send what can be sent before the guard's time is over, and return how many bytes that were."""
        sock = self._opened()
        while True:
            left = self.guard.slice()
            sock.settimeout(left if self.guard.waits else 0.0)
            try:
                return sock.send(data)
            except TimeoutError:
                self.guard.remaining()
            except (BlockingIOError, ssl.SSLWantWriteError):
                raise NotYet(Wait(sock.fileno(), True, left)) from None
            except ssl.SSLWantReadError:
                raise NotYet(Wait(sock.fileno(), False, left)) from None

    def receive(self, most: int) -> bytes:
        """Return what has arrived, waiting for the first byte; nothing when the connection has ended."""
        sock = self._opened()
        while True:
            left = self.guard.slice()
            if self.guard.waits:
                sock.settimeout(left)
            else:
                self._share(sock)
            try:
                return sock.recv(most)
            except TimeoutError:
                self.guard.remaining()
            except (BlockingIOError, ssl.SSLWantReadError):
                raise NotYet(Wait(sock.fileno(), False, left)) from None
            except ssl.SSLWantWriteError:
                raise NotYet(Wait(sock.fileno(), True, left)) from None

    def interrupt(self) -> None:
        """Make every pending and later read or write fail, from whichever thread."""
        sock = self._sock
        if sock is not None:
            try:
                # Not the method of an SSL socket: that one would also take away what another thread is using.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                return

    def close(self) -> None:
        """Close the connection."""
        self._sock = None
        if self._dialler is not None:
            self._dialler.close()

    def abandon(self) -> None:
        """Close this process's copy of the socket without a word to the other side."""
        if self._sock is not None:
            socket.socket.close(self._sock)

    def _share(self, sock: socket.socket) -> None:
        sock.settimeout(0.0)
        self._pieces += 1
        if self._pieces > SHARE:
            self._pieces = 0
            raise NotYet(Wait(sock.fileno(), False, 0.0))

    def _opened(self) -> socket.socket:
        if self._sock is None:
            raise ConnectionResetError("the connection was closed")
        return self._sock


class PlainDialler(HTTPConnection):
    """Opens connections without encryption."""

    owner: Connection

    def _new_conn(self) -> socket.socket:
        guard = self.owner.guard
        return open_socket(self.host, self.port or 80, guard)


class SecureDialler(HTTPSConnection):
    """Opens connections with TLS, through a proxy's tunnel if there is one."""

    owner: Connection

    def _new_conn(self) -> socket.socket:
        guard = self.owner.guard
        return open_socket(self.host, self.port or 443, guard)


Dialler = PlainDialler | SecureDialler
