"""The events of a streamed answer, each decoded as soon as it has arrived; written once for both clients."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from .._api import jsontext
from ..errors import (
    BrickserveError,
    CallDeadlineExceeded,
    Cancelled,
    DecodeError,
    StreamError,
    StreamInterrupted,
    TransportError,
    combined,
    from_stream_event,
)
from ..guards import is_object
from ..sse import EventDecoder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from ..calling.flows import Opened
    from ..sse import Event

EVENTS = "text/event-stream"
JSON = "application/json"


class Decodable(Protocol):
    """A model."""

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Self:
        """Read a JSON object."""
        ...

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """Read JSON text."""
        ...

    @property
    def unknown_fields(self) -> Mapping[str, Any]:
        """What has no field, by wire name."""
        ...


E = TypeVar("E", bound=Decodable)


class EventSource(Generic[E]):
    """Reads one streamed answer; a task or thread at a time."""

    def __init__(self, opened: Opened, event: type[E], done: str | None) -> None:
        self.status = opened.http.status
        self.headers = opened.http.headers
        self.received: list[E] = []
        """Every event so far."""
        self.whole: bytes | None = None
        """The answer of an endpoint that does not stream, as it came."""
        self._http = opened.http
        self._progress = opened.progress
        self._event = event
        self._done = done
        self._decoder = EventDecoder()
        self._waiting: deque[Event] = deque()
        self._kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        self._ended = False
        self._complete = False
        self._problem: BrickserveError | None = None

    def ready(self) -> E | None:
        """Return the next event when it is here already and a usual one; None says to ask `next`."""
        if self._ended or not self._waiting:
            return None
        event = self._waiting[0]
        if event.data == self._done:
            return None
        try:
            value = self._decoded(event)
        except BrickserveError:
            return None
        self._waiting.popleft()
        self.received.append(value)
        return value

    async def next(self) -> E | None:
        """Return the next event, or None after the last one."""
        if self._ended:
            return None
        try:
            event = await self._next()
        except BrickserveError as error:
            await self.close()
            # The service had taken the call on when it began to answer.
            error.maybe_applied = True
            if isinstance(error, StreamError):
                error.partial, error.last_id = tuple(self.received), self._decoder.last_id or None
            self._problem = self._progress.located(error)
            raise self._problem from error.__cause__
        except BaseException:
            await self.close()
            raise
        if event is None:
            self._ended = self._complete = True
        else:
            self.received.append(event)
        return event

    async def close(self) -> None:
        """End the stream; its connection is closed unless all of it was read."""
        self._ended = True
        await self._http.close()

    def check_complete(self) -> None:
        """Raise what ended the stream too early, if anything did."""
        if self._problem is not None:
            raise self._problem.with_traceback(None)
        if not self._complete:
            text = "the stream was closed before its end, so there is no whole answer"
            raise StreamInterrupted(text, partial=tuple(self.received), last_id=self._decoder.last_id or None)

    async def _next(self) -> E | None:
        if self._kind == JSON and not self.received:
            return await self._only()
        if self._kind not in (EVENTS, JSON):
            raise DecodeError(json_path="$", expected=EVENTS, got="another content type", content_type=self._kind)
        while True:
            while self._waiting:
                event = self._waiting.popleft()
                if self._done is not None and event.data == self._done:
                    await self._http.finish()
                    return None
                return self._decoded(event)
            if not await self._more():
                return None

    async def _more(self) -> bool:
        """Wait for more events; False at a proper end of the stream."""
        data = await self._arrived()
        if data:
            self._waiting.extend(self._decoder.feed(data))
            return True
        if self._done is not None or self._decoder.unfinished:
            raise self._interrupted(TransportError("the stream ended before its last event"))
        return False

    async def _arrived(self) -> bytes:
        """Return what has arrived; nothing at the end."""
        try:
            return await self._http.read()
        except TransportError as error:
            raise self._interrupted(error) from error

    async def _only(self) -> E | None:
        """Return the whole answer as the only event, for an endpoint that does not stream."""
        limit = self._progress.context.max_bytes("inference")
        body = bytearray()
        while data := await self._arrived():
            body += data
            if len(body) > limit:
                raise DecodeError(json_path="$", expected=f"at most {limit} bytes", got="more", content_type=JSON)
        self._ended = self._complete = True
        self.whole = bytes(body)
        try:
            return self._read(body.decode())
        except UnicodeDecodeError as error:
            got = f"invalid UTF-8 at byte {error.start}"
        raise DecodeError(json_path="$", expected="JSON", got=got, content_type=JSON)

    def _decoded(self, event: Event) -> E:
        if event.event == "error":
            raise from_stream_event(event.data, secrets=self._progress.secrets())
        return self._read(event.data)

    def _read(self, text: str) -> E:
        try:
            value = self._event.from_json(text)
        except DecodeError:
            return self._refused(text)
        # Cheaper than a look at what is unknown: an error can only be where the word is, if need be in escapes.
        if ("error" in text or "\\u" in text) and _is_error(value.unknown_fields):
            raise from_stream_event(text, secrets=self._progress.secrets())
        return value

    def _refused(self, text: str) -> E:
        """Raise the error that the service sent in place of an event, else say what is wrong with the text."""
        document = jsontext.loads(text, content_type=EVENTS, any_depth=True)
        if is_object(document) and _is_error(document):
            raise from_stream_event(text, secrets=self._progress.secrets())
        return self._event.from_dict(document)

    def _interrupted(self, error: TransportError) -> BrickserveError:
        cancel = self._progress.context.options.cancel
        base: BrickserveError = error
        if cancel is not None and cancel.is_set():
            base = Cancelled("the caller cancelled the stream")
        elif not self._progress.remaining:
            base = CallDeadlineExceeded("the deadline passed before the stream ended")
        broken = combined(StreamInterrupted, base)
        broken.partial = tuple(self.received)
        broken.last_id = self._decoder.last_id or None
        return broken


def _is_error(document: Mapping[str, Any]) -> bool:
    return bool(document.get("error") or document.get("error_code"))
