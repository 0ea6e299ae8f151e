"""HTTP/1.1 messages, written and read by the letter of RFC 9112.

The standard library reads answers generously: it takes a cut for an end, and skips what it does not
understand. A client that must know whether an answer is whole, and that no byte of it can pass for the next
one, cannot use that. What is not clear here is an error: `Ended` for what stops early, `NotHttp` for the rest.

Where bytes are received without waiting for them, `NotYet` interrupts whatever needs more of them. Nothing is lost
by that: the same call, made again later, goes on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PIECE = 1 << 16
MAX_HEAD = 1 << 16
"""The most bytes of a status line and headers together."""
MAX_HEADERS = 128
MAX_LINE = 1 << 12
"""The longest line between chunks."""
MAX_INTERIM = 16
"""How many interim answers may come before the answer."""

_STATUS = re.compile(r"HTTP/1\.([0-9]) ([1-9][0-9]{2})(?: (.*))?")
_TARGET = re.compile(r"[!-~]+")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?\r?\n", re.DOTALL)
_PLAIN_SIZE = re.compile(rb"([0-9A-Fa-f]{1,5})\r\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class NotHttp(ValueError):
    """An answer that breaks the rules or the limits."""


class Ended(EOFError):
    """The connection ended before the answer did."""


def request_head(method: str, host: str, target: str, headers: Mapping[str, str], length: int | None) -> bytes:
    """Return the request line and the headers; what could become a second message is refused, and not shown."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if length is not None or method in ("POST", "PUT", "PATCH"):
        lines.append(f"Content-Length: {length or 0}")
    head = "\r\n".join(lines)
    ends = len(lines) - 1
    if not _TARGET.fullmatch(target) or head.count("\n") != ends or head.count("\r") != ends or "\0" in head:
        raise ValueError("the request's target or one of its headers holds a character that it must not hold")
    try:
        return f"{head}\r\n\r\n".encode("latin-1")
    except UnicodeEncodeError:
        pass
    # Raised here and not above, where the error would hold the headers.
    raise ValueError("a header of the request holds a character that it must not hold")


class Wait(NamedTuple):
    """What has to be waited for, and how long at most before asking again."""

    fileno: int
    writing: bool
    seconds: float


class NotYet(BaseException):
    """Going on means waiting, for a connection that must not wait; no failure, and so no Exception."""

    def __init__(self, wait: Wait) -> None:
        self.wait = wait


class Source:
    """Received bytes that nobody has asked for yet, and the way to more."""

    __slots__ = ("_at", "_rest", "interim", "receive")

    def __init__(self, receive: Callable[[int], bytes]) -> None:
        self.receive = receive
        self._rest = b""
        self._at = 0
        """How much of the rest has been taken."""
        self.interim = 0
        """How many interim answers have come since the last answer."""

    @property
    def empty(self) -> bool:
        """True when everything that was received has been taken."""
        return self._at >= len(self._rest)

    def some(self, most: int) -> bytes:
        """Return up to `most` bytes, waiting for the first one; nothing when the connection has ended."""
        if self.empty:
            data = self.receive(PIECE)
            if len(data) <= most:
                return data
            self._rest, self._at = data, 0
        data = self._rest[self._at : self._at + most]
        self._at += len(data)
        return data

    def head(self) -> bytes:
        """Return the next block of lines up to an empty one."""
        while not (end := _HEAD_END.search(self._rest, self._at)):
            if len(self._rest) - self._at > MAX_HEAD:
                raise NotHttp("headers are too long")
            self._more()
        data = self._rest[self._at : end.start()]
        self._at = end.end()
        return data

    @property
    def has_line(self) -> bool:
        """True when the next line has arrived."""
        return self._rest.find(b"\n", self._at) >= 0

    def line(self) -> bytes:
        """Return the next line with its end."""
        while (end := self._rest.find(b"\n", self._at) + 1) == 0:
            if len(self._rest) - self._at > MAX_LINE:
                raise NotHttp("a line between chunks is too long")
            self._more()
        data = self._rest[self._at : end]
        self._at = end
        return data

    def whole_chunks(self) -> list[bytes]:
        """Return the data of the chunks that have arrived whole, up to the first that is not of the plainest form."""
        found: list[bytes] = []
        rest, at = self._rest, self._at
        while size := _PLAIN_SIZE.match(rest, at):
            start = size.end()
            end = start + int(size[1], 16)
            if end == start or rest[end : end + 2] != b"\r\n":
                break
            found.append(rest[start:end])
            at = end + 2
        self._at = at
        return found

    def _more(self) -> None:
        more = self.receive(PIECE)
        if not more:
            raise Ended
        self._rest = self._rest[self._at :] + more
        self._at = 0


class Answer:
    """An answer whose headers have arrived."""

    __slots__ = ("_framing", "_left", "_source", "_trailers", "headers", "reason", "reusable", "status")

    def __init__(self, source: Source, method: str) -> None:
        self._source = source
        while True:
            version, self.status, self.reason, self.headers = parse_head(source.head())
            if self.status >= 200:
                break
            if self.status == 101:
                raise NotHttp("the server switches to another protocol")
            source.interim += 1
            if source.interim == MAX_INTERIM:
                raise NotHttp("interim answers only")
        source.interim = 0
        self._left = 0
        self._trailers = 0
        self._framing = self._frame(method)
        persistent = _persistent(version, self.headers.get("connection", ""))
        # Both framings at once is how one answer is made to look like two: such a connection is not used again.
        both = "transfer-encoding" in self.headers and "content-length" in self.headers
        self.reusable = persistent and not both and self._framing is not _UNTIL_CLOSE
        """Whether the connection can carry another request once the body has been read."""

    @property
    def length(self) -> int | None:
        """How many bytes of the body are left, if the headers say so."""
        return self._left if self._framing is _COUNTED else None

    def read(self) -> bytes:
        """Return what has arrived of the body, waiting for the first byte; nothing at its end."""
        if self._framing is _UNTIL_CLOSE:
            return self._source.some(PIECE)
        if not self._left and self._framing is not _COUNTED:
            self._next_chunk()
        if not self._left:
            return b""
        data = self._source.some(min(self._left, PIECE))
        if not data:
            raise Ended
        self._left -= len(data)
        if not self._left and self._framing is _CHUNKED:
            self._framing = _CHUNK_END
            if self._source.has_line:
                self._end_chunk()
                if not self._source.empty:
                    # A server that writes many small chunks is not to cost more than one that writes few.
                    return b"".join([data, *self._source.whole_chunks()])
        return data

    def _frame(self, method: str) -> str:
        """Find out where the body ends (RFC 9112, section 6.3)."""
        if method == "HEAD" or self.status in (204, 304):
            return _COUNTED
        coding = self.headers.get("transfer-encoding")
        if coding is not None:
            if coding.strip().lower() != "chunked":
                raise NotHttp("a transfer coding that was not asked for")
            return _CHUNKED
        announced = self.headers.get("content-length")
        if announced is None:
            return _UNTIL_CLOSE
        lengths = {text.strip() for text in announced.split(",")}
        text = lengths.pop()
        if lengths or not (text.isascii() and text.isdigit() and len(text) < 19):
            raise NotHttp("Content-Length is not a length")
        self._left = int(text)
        return _COUNTED

    def _next_chunk(self) -> None:
        """Read the next chunk's size; after the last one, the trailers as well."""
        if self._framing is _CHUNK_END:
            self._end_chunk()
        if self._framing is _CHUNKED:
            size = _SIZE.fullmatch(self._source.line())
            if not size:
                raise NotHttp("a chunk's size is not a number")
            self._left = int(size[1], 16)
            if self._left:
                return
            self._framing = _TRAILERS
        while self._source.line() not in (b"\r\n", b"\n"):
            self._trailers += 1
            if self._trailers == MAX_HEADERS:
                raise NotHttp("too many trailers")
        self._framing = _COUNTED

    def _end_chunk(self) -> None:
        """Read the end of the line that a chunk's data is."""
        if self._source.line() not in (b"\r\n", b"\n"):
            raise NotHttp("a chunk is longer than its size")
        self._framing = _CHUNKED


_COUNTED, _CHUNKED, _CHUNK_END, _TRAILERS, _UNTIL_CLOSE = "counted", "chunked", "chunk end", "trailers", "until close"


def parse_head(head: bytes) -> tuple[int, int, str, dict[str, str]]:
    """Return minor version, status, reason and headers; names in lower case, repeated headers joined by commas."""
    lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    status = _STATUS.fullmatch(lines[0])
    if not status:
        raise NotHttp("the first line is not a status line")
    if len(lines) > MAX_HEADERS + 1 or len(head) > MAX_HEAD:
        raise NotHttp("too many headers")
    headers: dict[str, str] = {}
    last = ""
    for line in lines[1:]:
        if line[:1] in (" ", "\t") and last:
            # A folded header: its continuation takes one space's place.
            headers[last] = f"{headers[last]} {line.strip()}"
            continue
        name, colon, value = line.partition(":")
        if not colon or not _NAME.fullmatch(name) or "\r" in value or "\0" in value:
            raise NotHttp("a header line is not a header")
        last, value = name.lower(), value.strip(" \t")
        headers[last] = f"{headers[last]}, {value}" if last in headers else value
    return int(status[1]), int(status[2]), (status[3] or "").strip(), headers


def _persistent(version: int, connection: str) -> bool:
    words = {word.strip() for word in connection.lower().split(",")}
    return "close" not in words and (version >= 1 or "keep-alive" in words)
