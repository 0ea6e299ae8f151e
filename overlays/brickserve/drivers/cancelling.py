"""An IO whose every wait ends when the caller's cancel token is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import Cancelled, TransportError, combined

if TYPE_CHECKING:
    from threading import Event

    from ..io import IO, HttpRequest, HttpResponse, HttpStream

SLICE = 0.04
"""How often a sleep looks at the token: it has to notice within 50 ms."""


class CancellableIO:
    """Passes everything on to another IO and watches the token meanwhile."""

    def __init__(self, io: IO, cancel: Event) -> None:
        self._io = io
        self._cancel = cancel

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Send the request unless the token is set, and give it up when the token is set."""
        self._check()
        request.cancel = self._cancel
        try:
            return await self._io.send(request, deadline, limit)
        except TransportError as error:
            raise self._explained(error) from error

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> HttpStream:
        """Open the stream unless the token is set."""
        self._check()
        request.cancel = self._cancel
        try:
            return await self._io.open(request, deadline, idle)
        except TransportError as error:
            raise self._explained(error) from error

    async def sleep(self, seconds: float) -> None:
        """Sleep, or raise `Cancelled` as soon as the token is set."""
        end = self._io.monotonic() + seconds
        self._check()
        while (left := end - self._io.monotonic()) > 0:
            await self._io.sleep(min(left, SLICE))
            self._check()

    def monotonic(self) -> float:
        """Return the time of the other IO."""
        return self._io.monotonic()

    def random(self) -> float:
        """Return a number of the other IO."""
        return self._io.random()

    def __getattr__(self, name: str) -> object:
        return getattr(self._io, name)

    def _check(self) -> None:
        if self._cancel.is_set():
            raise Cancelled("the caller cancelled the call")

    def _explained(self, error: TransportError) -> Exception:
        """Return the failure as a cancellation if it is one; it still tells whether anything was sent."""
        return combined(Cancelled, error) if self._cancel.is_set() else error
