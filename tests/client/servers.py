"""A small HTTP server on a real socket: a function answers each request, and connections are counted."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from types import TracebackType

Handler = Callable[[socket.socket, bytes, bytes], None]


def reply(body: bytes = b"{}", status: int = 200, headers: str = "") -> bytes:
    """Return a whole answer."""
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


class Server:
    """Hands every request, as head and body, to `handler` together with its connection."""

    def __init__(self, handler: Handler, *, tls: ssl.SSLContext | None = None) -> None:
        self.handler = handler
        self._tls = tls
        self.heads: list[str] = []
        self.connections = 0
        self.closed = threading.Event()
        """Set once a client has closed a connection."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._open: list[socket.socket] = []
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # shutdown wakes the accepting thread up; close alone would leave it waiting.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._acceptor.join()
        self._listener.close()
        for connection in self._open:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        data = b""
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            while True:
                while b"\r\n\r\n" not in data:
                    data += self._received(connection)
                head, _, data = data.partition(b"\r\n\r\n")
                length = next(
                    (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
                )
                while len(data) < length:
                    data += self._received(connection)
                body, data = data[:length], data[length:]
                self.heads.append(head.decode("latin-1"))
                self.handler(connection, head, body)
        except OSError:
            self.closed.set()

    def _received(self, connection: socket.socket) -> bytes:
        data = connection.recv(65536)
        if not data:
            raise ConnectionResetError
        return data


def always(answer: bytes) -> Handler:
    """Answer every request in the same way."""
    return lambda connection, head, body: connection.sendall(answer)


def tunnel_to(port: int) -> Handler:
    """Return a proxy's part: say yes to CONNECT, and carry bytes both ways."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def handle(connection: socket.socket, head: bytes, body: bytes) -> None:
        with socket.create_connection(("127.0.0.1", port)) as target:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=carry, args=(target, connection))
            back.start()
            carry(connection, target)
            back.join()

    return handle
