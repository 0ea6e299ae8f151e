"""An HTTP/1.1 server on raw sockets that commits one fault per request, as its script says."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections import deque
from types import TracebackType
from typing import Protocol, Self

from .faults import Fault, Moment
from .messages import Answer, Reader, Request, json_answer
from .steps import Peer, Send, Step, play


class Service(Protocol):
    """What stands behind the server and changes when a request is applied."""

    def apply(self, request: Request) -> Answer:
        """Carry the request out and return the honest answer."""
        ...


class Echo:
    """Answers every request with what it was."""

    def apply(self, request: Request) -> Answer:
        """Return method, path and the id that the client gave the request."""
        return json_answer({"method": request.method, "path": request.path, "echo": request.header("x-echo")})


class FaultServer:
    """Listens on loopback; the first requests meet the scripted faults, all later ones the honest service."""

    def __init__(self, service: Service | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.service = service or Echo()
        self.requests: list[Request] = []
        """What arrived whole, in order."""
        self.applied: list[Request] = []
        """What was carried out, in order."""
        self.connections = 0
        self.open_connections = 0
        self.refused_handshakes = 0
        self.holding = threading.Event()
        """Set once a fault keeps its client waiting: a test need not guess how long that takes."""
        self._tls = tls
        self._script: deque[Fault] = deque()
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._stopping = threading.Event()
        self._peers: set[Peer] = set()
        self._threads: list[threading.Thread] = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._socket.getsockname()[1]
        self._start(self._accept)

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"https://localhost:{self.port}" if self._tls else f"http://127.0.0.1:{self.port}"

    def script(self, *faults: Fault) -> None:
        """Let the next requests meet these faults, one each."""
        with self._lock:
            self._script.extend(faults)

    def forget_script(self) -> None:
        """Let the next requests be answered honestly."""
        with self._lock:
            self._script.clear()

    def wait_until_idle(self, seconds: float = 10.0) -> bool:
        """Return whether every connection was gone within `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: self.open_connections == 0, seconds)

    def forget_finished_threads(self) -> None:
        """Let go of what served connections that are over."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]

    def close(self) -> None:
        """Drop every connection and stop listening."""
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        with self._lock:
            peers = list(self._peers)
        for peer in peers:
            with contextlib.suppress(OSError):
                # The plain shutdown: that of an SSL socket would take what its thread is using.
                socket.socket.shutdown(peer.sock, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(2)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, target: object, *arguments: object) -> None:
        assert callable(target)
        thread = threading.Thread(target=target, args=arguments, daemon=True, name="fault-server")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            with self._changed:
                self.connections += 1
                self.open_connections += 1
                number = self.connections
            self._start(self._serve, sock, number)

    def _serve(self, sock: socket.socket, number: int) -> None:
        peer = Peer(sock, self._stopping, self.holding)
        with self._lock:
            self._peers.add(peer)
        try:
            if self._tls is None or self._encrypt(peer):
                self._converse(peer, number)
        finally:
            peer.close()
            with self._changed:
                self._peers.discard(peer)
                self.open_connections -= 1
                self._changed.notify_all()

    def _encrypt(self, peer: Peer) -> bool:
        assert self._tls is not None
        try:
            peer.sock = self._tls.wrap_socket(peer.sock, server_side=True)
        except OSError:
            with self._lock:
                self.refused_handshakes += 1
            return False
        return True

    def _converse(self, peer: Peer, number: int) -> None:
        reader = Reader(peer.sock, number)
        fresh = True
        while peer.open and not self._stopping.is_set():
            # On a kept connection the fault waits for the next request, or else it would only end an idle one.
            early = self._next(Moment.ACCEPT) if fresh or reader.await_bytes() else None
            fresh = False
            if early is not None:
                return play(early.moves(Answer()), peer)
            request = reader.head()
            if request is None:
                return None
            early = self._next(Moment.HEAD)
            if early is not None:
                return play(early.moves(Answer()), peer)
            request = reader.body(request)
            if request is None:
                return None
            play(self._moves(request), peer)
        return None

    def _moves(self, request: Request) -> tuple[Step, ...]:
        fault = self._next(Moment.BODY)
        with self._lock:
            self.requests.append(request)
            honest = json_answer({})
            if fault is None or fault.applied:
                self.applied.append(request)
                honest = self.service.apply(request)
        return fault.moves(honest) if fault is not None else (Send(honest.encode()),)

    def _next(self, moment: Moment) -> Fault | None:
        with self._lock:
            due = bool(self._script) and self._script[0].moment is moment
            return self._script.popleft() if due else None
