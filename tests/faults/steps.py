"""What a server can do to a connection besides answering: the moves that faults are made of."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Peer:
    """The server's end of one connection, and the server's wish to stop."""

    def __init__(self, sock: socket.socket, stopping: threading.Event, holding: threading.Event) -> None:
        self.sock = sock
        self.stopping = stopping
        self.holding = holding
        """Set by whatever keeps the client waiting, once it has begun to."""
        self.open = True

    def reset(self) -> None:
        """Drop the connection with RST: whatever is in flight is lost."""
        with contextlib.suppress(OSError):
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def finish(self) -> None:
        """End the connection with FIN: what was sent still arrives."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_WR)
            self._drain()
        self.close()

    def close(self) -> None:
        """Close the socket."""
        self.open = False
        with contextlib.suppress(OSError):
            self.sock.close()

    def wait_until_gone(self) -> None:
        """Block until the peer hangs up or the server stops, whatever else arrives."""
        with contextlib.suppress(OSError):
            self.sock.settimeout(None)
            while self.sock.recv(65536):
                pass

    def _drain(self) -> None:
        # Closing with unread bytes would turn the FIN into an RST.
        self.sock.settimeout(0.05)
        while self.sock.recv(65536):
            pass


class Step(Protocol):
    """One move; the connection stays usable unless the step ends it."""

    def take(self, peer: Peer) -> None:
        """Make the move; an `OSError` means that the client is gone."""
        ...


@dataclass(frozen=True)
class Send:
    """Send bytes at once."""

    data: bytes

    def take(self, peer: Peer) -> None:
        peer.sock.sendall(self.data)


@dataclass(frozen=True)
class SendMany:
    """Send one block again and again, so that a long body needs no memory."""

    data: bytes
    times: int

    def take(self, peer: Peer) -> None:
        peer.holding.set()
        for _ in range(self.times):
            peer.sock.sendall(self.data)


@dataclass(frozen=True)
class Drip:
    """Send byte after byte with a pause before each: a slow loris."""

    data: bytes
    every: float

    def take(self, peer: Peer) -> None:
        peer.holding.set()
        for index in range(len(self.data)):
            if peer.stopping.wait(self.every):
                return
            peer.sock.sendall(self.data[index : index + 1])


@dataclass(frozen=True)
class Pause:
    """Be silent for a moment."""

    seconds: float

    def take(self, peer: Peer) -> None:
        peer.stopping.wait(self.seconds)


@dataclass(frozen=True)
class Stall:
    """Say nothing more until the client hangs up."""

    def take(self, peer: Peer) -> None:
        peer.holding.set()
        peer.wait_until_gone()
        peer.close()


@dataclass(frozen=True)
class Ignore:
    """Neither read nor answer until the client hangs up: a long request fills the buffers and gets stuck."""

    def take(self, peer: Peer) -> None:
        AwaitBytes().take(peer)
        peer.holding.set()
        poll = select.poll()
        poll.register(peer.sock, select.POLLRDHUP | select.POLLHUP | select.POLLERR)
        while not poll.poll(20) and not peer.stopping.is_set():
            pass
        peer.close()


@dataclass(frozen=True)
class AwaitBytes:
    """Wait until the client has sent something, without reading it."""

    def take(self, peer: Peer) -> None:
        poll = select.poll()
        poll.register(peer.sock, select.POLLIN)
        while not poll.poll(20) and not peer.stopping.is_set():
            pass


@dataclass(frozen=True)
class Reset:
    """Drop the connection with RST."""

    def take(self, peer: Peer) -> None:
        peer.reset()


@dataclass(frozen=True)
class Close:
    """End the connection with FIN."""

    def take(self, peer: Peer) -> None:
        peer.finish()


def play(steps: Iterable[Step], peer: Peer) -> None:
    """Make the moves in order, as long as there is a connection."""
    for step in steps:
        if not peer.open or peer.stopping.is_set():
            return
        try:
            step.take(peer)
        except OSError:
            peer.close()
