"""Decode event streams (`text/event-stream`) as the WHATWG HTML standard says, without doing any I/O.

Any bytes are accepted and no split of them into chunks changes the events. The common event, a single
`data` line that arrives whole, costs one slice and one decode; everything else goes line by line.

    for event in iter_events(response_chunks):
        print(event.event, event.data)
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .errors import ResponseTooLarge

    Chunk = bytes | bytearray | memoryview

MAX_EVENT_BYTES = 8 * 2**20
MAX_RETRY = 2**63 - 1
"""A longer reconnection time is read as this one: 292 million years are as good as for ever."""

_BOM = b"\xef\xbb\xbf"


class Event:
    """One event of a stream."""

    __match_args__ = ("event", "data", "id", "retry")
    __slots__ = ("data", "event", "id", "retry")

    def __init__(self, event: str = "message", data: str = "", id: str = "", retry: int | None = None) -> None:
        self.event = event
        """The event's type; `message` where the stream does not name one."""
        self.data = data
        """The `data` lines, joined by line feeds."""
        self.id = id
        """The last event id that the stream has set, in this event or before; empty if none."""
        self.retry = retry
        """The reconnection time in force, in milliseconds; None if the stream has not set one."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Event):
            return NotImplemented
        return self._fields() == other._fields()

    def __repr__(self) -> str:
        return f"Event(event={self.event!r}, data={self.data!r}, id={self.id!r}, retry={self.retry!r})"

    def _fields(self) -> tuple[str, str, str, int | None]:
        return self.event, self.data, self.id, self.retry


def iter_events(chunks: Iterable[Chunk], *, max_event_bytes: int = MAX_EVENT_BYTES) -> Iterator[Event]:
    """Yield the events of a stream, each as soon as the chunk that completes it has arrived.

    An event that the stream's end leaves unfinished is discarded, as the standard demands. Raises
    `ResponseTooLarge`, after every event before it, for an event whose lines (comments apart, each with
    one byte for its end) are more than `max_event_bytes`.
    """
    if isinstance(chunks, (bytes, bytearray, memoryview, str)):
        raise TypeError("chunks must be an iterable of bytes; put a single piece of bytes into a list")
    return _events(EventDecoder(max_event_bytes=max_event_bytes), chunks)


def _events(decoder: EventDecoder, chunks: Iterable[Chunk]) -> Iterator[Event]:
    for chunk in chunks:
        yield from decoder.feed(chunk)
        if decoder.failure is not None:
            break
    decoder.close()


class EventDecoder:
    """Turns chunks into events, for callers that read the chunks themselves; not for several threads."""

    __slots__ = (
        "_after_cr", "_closed", "_data", "_event", "_head", "_id", "_limit", "_line", "_size",
        "failure", "last_id", "retry",
    )  # fmt: skip

    def __init__(self, *, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        if max_event_bytes < 1:
            raise ValueError("max_event_bytes must be above zero")
        self.last_id = ""
        """The last event id, as of the last blank line: what a reconnecting client would send."""
        self.retry: int | None = None
        """The reconnection time in force, in milliseconds."""
        self.failure: ResponseTooLarge | None = None
        """Why the decoder has given up; the next `feed` or `close` raises it."""
        self._limit = max_event_bytes
        self._closed = False
        self._head: bytes | None = b""  # what may be the beginning of a byte order mark; None once decided
        self._after_cr = False
        self._line = bytearray()  # the beginning of a line whose end has not arrived
        self._data = bytearray()
        self._event = ""
        self._id = ""
        self._size = 0  # of the finished lines of the event in progress

    @property
    def unfinished(self) -> bool:
        """True while part of an event has arrived whose end has not."""
        return bool(self._head or self._size or self._line)

    def feed(self, chunk: Chunk) -> list[Event]:
        """Return the events that `chunk` completes.

        When an event is too large, the events before it are returned first and the next call raises.
        """
        if self.failure is not None:
            raise self.failure
        if self._closed:
            raise ValueError("the decoder is closed")
        if not isinstance(chunk, bytes):
            # memoryview refuses a number, of which bytes() would make that many NULs.
            chunk = bytes(memoryview(chunk))
        events: list[Event] = []
        try:
            self._decode(self._plain(chunk), events)
        except _TooLargeError:
            self.failure = self._too_large()
            if not events:
                raise self.failure from None
        return events

    def close(self) -> None:
        """Declare the end of the stream: what is unfinished is discarded."""
        if self.failure is not None:
            raise self.failure
        self._closed = True

    def _plain(self, chunk: bytes) -> bytes:
        """Return `chunk` without byte order mark and with line feeds as the only line ends."""
        if self._head is not None:
            chunk = self._head + chunk
            if len(chunk) < len(_BOM) and _BOM.startswith(chunk):
                self._head = chunk
                return b""
            self._head = None
            chunk = chunk.removeprefix(_BOM)
        if self._after_cr and chunk:
            # The CR has ended its line already, so that an event is not held back for what may follow.
            self._after_cr = False
            if chunk.startswith(b"\n"):
                chunk = chunk[1:]
        if b"\r" in chunk:
            self._after_cr = chunk.endswith(b"\r")
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return chunk

    def _decode(self, text: bytes, events: list[Event]) -> None:
        if self._size or self._line:
            end = text.find(b"\n\n")
            if end < 0:
                self._lines(text, events)
                return
            self._lines(text[: end + 2], events)
            text = text[end + 2 :]
        # No event is in progress: whole events can be cut out at the blank lines.
        blocks = text.split(b"\n\n")
        rest = blocks.pop()
        for block in blocks:
            if not block.startswith(b"data:") or b"\n" in block or len(block) >= self._limit:
                self._lines(block + b"\n\n", events)
                continue
            data = block[6:] if block.startswith(b"data: ") else block[5:]
            events.append(Event("message", data.decode("utf-8", "replace"), self.last_id, self.retry))
        if rest:
            self._lines(rest, events)

    def _lines(self, text: bytes, events: list[Event]) -> None:
        lines = text.split(b"\n")
        rest = lines.pop()
        if self._line and lines:
            lines[0] = bytes(self._line) + lines[0]
            self._line.clear()
        for line in lines:
            if not line:
                self._dispatch(events)
            elif not line.startswith(b":"):
                self._size += len(line) + 1
                if self._size > self._limit:
                    raise _TooLargeError
                self._field(line)
        if rest:
            self._hold(rest)

    def _hold(self, rest: bytes) -> None:
        self._line += rest
        if self._line.startswith(b":"):
            # A comment: that it is one is all there is to know, however long it gets.
            del self._line[1:]
        elif self._size + len(self._line) > self._limit:
            raise _TooLargeError

    def _field(self, line: bytes) -> None:
        # Bytes are compared and cut before they are decoded: no line end, colon, space or NUL is part of a
        # longer UTF-8 sequence, and a malformed sequence never swallows one.
        name, _, value = line.partition(b":")
        if value.startswith(b" "):
            value = value[1:]
        if name == b"data":
            self._data += value
            self._data += b"\n"
        elif name == b"event":
            self._event = value.decode("utf-8", "replace")
        elif name == b"id":
            if b"\0" not in value:
                self._id = value.decode("utf-8", "replace")
        elif name == b"retry" and value.isdigit():
            # Cut to 20 digits, more than MAX_RETRY has: int() refuses thousands of them.
            self.retry = min(int(value.lstrip(b"0")[:20] or b"0"), MAX_RETRY)

    def _dispatch(self, events: list[Event]) -> None:
        self.last_id = self._id
        if self._data:
            del self._data[-1:]
            data = self._data.decode("utf-8", "replace")
            self._data.clear()
            events.append(Event(self._event or "message", data, self.last_id, self.retry))
        self._event = ""
        self._size = 0

    def _too_large(self) -> ResponseTooLarge:
        # Imported when needed: it must cost nothing to import this module.
        from .errors import ResponseTooLarge

        limit = self._limit
        return ResponseTooLarge(f"an event of the stream is larger than {limit} bytes", limit=limit)


class _TooLargeError(Exception):
    """Leaves the decoding of a chunk when an event passes the limit."""
