"""A server that costs next to nothing: canned answers, one thread, one process of its own.

`python -m tests.bench.server` prints its port and serves until its standard input is closed.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import threading
import time
import zlib

from . import samples

EVENTS = 500
PAUSE = 0.3
"""Seconds for which a slow stream stays open after its first event."""

_KEEP = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"


def _answer(body: bytes) -> bytes:
    return _KEEP + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _events() -> bytes:
    # As a server writes them: one event, one chunk.
    event = _chunk(b"data: " + samples.text(samples.event()) + b"\n\n")
    end = _chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n"
    return _STREAM + b"Transfer-Encoding: chunked\r\n\r\n" + event * EVENTS + end


NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
CHAT = _answer(samples.text(samples.chat()))
LIST = _answer(samples.text(samples.listing()))
STREAM = _events()


class _Connection:
    """What has arrived of the next request."""

    def __init__(self, peer: socket.socket) -> None:
        self.socket = peer
        self._buffer = b""

    def request(self) -> bytes | None:
        """Return a complete request, None while it is incomplete; raise ConnectionError at the end."""
        data = self.socket.recv(1 << 20)
        if not data:
            raise ConnectionError
        self._buffer += data
        head, separator, body = self._buffer.partition(b"\r\n\r\n")
        if not separator or len(body) < _length(head):
            return None
        request, self._buffer = self._buffer, b""
        return request


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0


def _serve(listener: socket.socket) -> None:
    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is listener:
                peer, _ = listener.accept()
                peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(peer, selectors.EVENT_READ, _Connection(peer))
            else:
                _handle(selector, key.data)


def _handle(selector: selectors.BaseSelector, connection: _Connection) -> None:
    try:
        request = connection.request()
        if request is None:
            return
        line = request.split(b"\r\n", 1)[0]
        if b"slow-" in request:
            selector.unregister(connection.socket)
            threading.Thread(target=_trickle, args=(connection.socket, request), daemon=True).start()
        else:
            connection.socket.sendall(_reply(line, request))
    except OSError:
        selector.unregister(connection.socket)
        connection.socket.close()


def _reply(line: bytes, request: bytes) -> bytes:
    if b"/invocations" in line or b"/chat/completions" in line:
        body = request.partition(b"\r\n\r\n")[2]
        return STREAM if b'"stream":true' in body.replace(b" ", b"") else CHAT
    return LIST if b"/api/2.0/serving-endpoints" in line else NOT_FOUND


def _trickle(peer: socket.socket, request: bytes) -> None:
    """Send an event that says when it was sent, and the rest of the stream much later."""
    form = request.partition(b"slow-")[2][:5]
    compressor = zlib.compressobj(wbits=31)

    def framed(data: bytes, *, last: bool = False) -> bytes:
        if form == b"gzipd":
            data = compressor.compress(data) + compressor.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)
        return data if form == b"close" else _chunk(data)

    encoding = b"Content-Encoding: gzip\r\n" if form == b"gzipd" else b""
    framing = b"Connection: close\r\n" if form == b"close" else b"Transfer-Encoding: chunked\r\n"
    with peer:
        peer.sendall(_STREAM + encoding + framing + b"\r\n")
        event = samples.event() | {"id": f"{time.monotonic():.6f}"}
        peer.sendall(framed(b"data: " + json.dumps(event).encode() + b"\n\n"))
        time.sleep(PAUSE)
        peer.sendall(framed(b"data: [DONE]\n\n", last=True) + (b"" if form == b"close" else b"0\r\n\r\n"))


def main() -> None:
    """Serve until standard input ends."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=_serve, args=(listener,), daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
