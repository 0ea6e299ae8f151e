"""The seam between what to do (flows) and how bytes move: everything a flow may wait for."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from threading import Event
    from typing import Protocol
else:
    Protocol = object


MAX_ERROR_BODY = 1 << 18
"""How much of an error's body is read: its status counts, and no service explains itself at greater length."""


class HttpRequest:
    """One request as it goes on the wire, credentials included."""

    __slots__ = ("abort", "body", "cancel", "headers", "method", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        body: bytes | None = None,
        cancel: Event | None = None,
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.cancel = cancel
        """Once set, the transport gives the request up."""
        self.abort: Abort | None = None
        """Breaks the request off from another thread; set by whoever may want to."""

    def __repr__(self) -> str:
        # Neither headers nor body: both hold what must not be shown, and so may the URL's query.
        return f"<HttpRequest {self.method} {self.url.partition('?')[0]}>"


class HttpResponse:
    """A complete answer."""

    __slots__ = ("body", "headers", "reason", "status")

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes, reason: str = "") -> None:
        self.status = status
        self.headers = headers
        """Names are in lower case; a repeated header is joined with commas."""
        self.body = body
        self.reason = reason

    def __repr__(self) -> str:
        return f"<HttpResponse {self.status}, {len(self.body)} bytes>"


class Abort:
    """Ends a request that another thread is carrying out, by closing its connection."""

    __slots__ = ("_connection", "_lock", "aborted")

    def __init__(self) -> None:
        from threading import Lock

        self.aborted = False
        self._connection: Closable | None = None
        # Held while breaking off: the connection must not reach the next request in the meantime.
        self._lock = Lock()

    def attach(self, connection: Closable) -> None:
        """Name the connection that carries the request now."""
        with self._lock:
            self._connection = connection
            if self.aborted:
                connection.interrupt()

    def detach(self) -> None:
        """Let go of the connection, which the request needs no more."""
        with self._lock:
            self._connection = None

    def __call__(self) -> None:
        """Break the request off; harmless when it is over."""
        with self._lock:
            self.aborted = True
            if self._connection is not None:
                self._connection.interrupt()


class Closable(Protocol):
    """A connection that can be broken off from another thread."""

    def interrupt(self) -> None:
        """Make every pending and later read or write fail."""
        ...


class HttpStream(Protocol):
    """An answer whose body is still arriving."""

    @property
    def status(self) -> int:
        """The HTTP status code."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The response headers, with lower-case names."""
        ...

    async def read(self) -> bytes:
        """Return what has arrived, waiting for the first byte; nothing at the end of the body."""
        ...

    async def finish(self) -> None:
        """Keep the connection if the body ends at once, else drop it."""
        ...

    async def close(self) -> None:
        """Drop the connection; harmless when the body has ended."""
        ...


class IO(Protocol):
    """What flows wait for. A blocking implementation never suspends."""

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Send the request and read the answer, up to `limit` bytes of body, before `deadline`.

        The deadline is a time of `monotonic`. Raises `TransportError` or `ResponseTooLarge` only.
        """
        ...

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> HttpStream:
        """Send the request and return once the headers are there; reads wait up to `idle` seconds each."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        ...

    def monotonic(self) -> float:
        """Return seconds on a clock that never goes back."""
        ...

    def random(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        ...
