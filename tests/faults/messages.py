"""HTTP/1.1 messages as plain values, read and written byte by byte: no library corrects what a fault breaks."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

JSON = "application/json"
PHRASES = {100: "Continue", 103: "Early Hints", 200: "OK", 204: "No Content", 304: "Not Modified"}
NO_BODY = (204, 304)


class Source(Protocol):
    """Where the bytes of a request come from."""

    def recv(self, size: int, /) -> bytes:
        """Return some bytes, or none at the end."""
        ...


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    target: str
    """Path and query, exactly as they stood in the request line."""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    connection: int = 0
    """The ordinal of the connection that carried it."""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str | None:
        """Return the first value of a header."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def json(self) -> Any:
        """Return the body as a JSON value, None if there is no body."""
        return json.loads(self.body) if self.body else None


@dataclass(frozen=True)
class Answer:
    """A complete answer."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = field(default=())
    phrase: str | None = None

    def with_headers(self, *headers: tuple[str, str]) -> Answer:
        """Return the answer with more headers."""
        return replace(self, headers=(*self.headers, *headers))

    def framed(self) -> Answer:
        """Return the answer with its length announced, unless the headers say how the body ends."""
        names = {name.lower() for name, _ in self.headers}
        if self.status in NO_BODY or self.status < 200 or names & {"content-length", "transfer-encoding"}:
            return self
        return self.with_headers(("Content-Length", str(len(self.body))))

    def head(self) -> bytes:
        """Return status line and headers as they stand, the empty line included."""
        phrase = self.phrase if self.phrase is not None else PHRASES.get(self.status, "Status")
        lines = [f"HTTP/1.1 {self.status} {phrase}", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join((*lines, "", "")).encode("latin-1")

    def encode(self) -> bytes:
        """Return the bytes of an honest answer."""
        honest = self.framed()
        return honest.head() + honest.body


def json_answer(value: Any, status: int = 200) -> Answer:
    """Return an answer whose body is `value`."""
    return Answer(status, json.dumps(value).encode(), (("Content-Type", JSON),))


def error_answer(status: int, code: str, message: str = "This is a test.") -> Answer:
    """Return an error in the platform's form."""
    return json_answer({"error_code": code, "message": message}, status)


def chunked(body: bytes, size: int = 7) -> bytes:
    """Return `body` in the chunked transfer coding."""
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


class Reader:
    """Reads the requests that arrive on one connection, one after the other."""

    def __init__(self, source: Source, connection: int) -> None:
        self._source = source
        self._connection = connection
        self._buffer = b""

    def await_bytes(self) -> bool:
        """Wait for the first byte of a request; False when the peer is gone."""
        return bool(self._buffer) or self._more()

    def head(self) -> Request | None:
        """Read a request up to its body; None when the peer is gone."""
        while b"\r\n\r\n" not in self._buffer:
            if not self._more():
                return None
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines)
        headers = tuple((name, value.strip()) for name, _, value in pairs)
        return Request(method, target, headers, connection=self._connection)

    def body(self, request: Request) -> Request | None:
        """Read the request's body; None when the peer is gone before its end."""
        if "chunked" in (request.header("transfer-encoding") or "").lower():
            content = self._chunks()
        else:
            content = self._exactly(int(request.header("content-length") or 0))
        return None if content is None else replace(request, body=content)

    def _chunks(self) -> bytes | None:
        content = b""
        while True:
            line = self._line()
            piece = None if line is None else self._exactly(int(line.partition(b";")[0], 16))
            if piece is None or self._line() is None:
                return None
            if not piece:
                return content
            content += piece

    def _line(self) -> bytes | None:
        while b"\r\n" not in self._buffer:
            if not self._more():
                return None
        line, _, self._buffer = self._buffer.partition(b"\r\n")
        return line

    def _exactly(self, size: int) -> bytes | None:
        while len(self._buffer) < size:
            if not self._more():
                return None
        content, self._buffer = self._buffer[:size], self._buffer[size:]
        return content

    def _more(self) -> bool:
        try:
            data = self._source.recv(65536)
        except OSError:
            return False
        self._buffer += data
        return bool(data)
