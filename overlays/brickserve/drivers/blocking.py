"""The IO of blocking clients: every step happens in the calling thread, and none ever suspends."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..config import Config
    from ..io import HttpRequest, HttpResponse, HttpStream
    from ..network.streamed import Body
    from ..network.transport import Transport


class BlockingIO:
    """Carries out what flows wait for, at once; the network stack is loaded at the first request."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._transport: Transport | None = None
        self._lock = Lock()
        self._closed = False

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Send the request and read the whole answer."""
        return (self._transport or self._ready()).send(request, deadline, limit)

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> HttpStream:
        """Send the request and return once the headers are there."""
        return BlockingStream((self._transport or self._ready()).open(request, deadline, idle))

    async def sleep(self, seconds: float) -> None:
        """Block the thread."""
        time.sleep(seconds)

    def monotonic(self) -> float:
        """Return the time of the transport's clock."""
        return time.monotonic()

    def random(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        import random

        return random.random()

    def close(self) -> None:
        """Close every connection; later requests fail."""
        with self._lock:
            self._closed = True
        if self._transport is not None:
            self._transport.close()

    def _ready(self) -> Transport:
        from ..network.transport import for_config

        with self._lock:
            if self._transport is None:
                made = for_config(self._config)
                if self._closed:
                    made.close()
                self._transport = made
            return self._transport


class BlockingStream:
    """A body that is read in the calling thread."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self.status = body.status
        self.headers = body.headers

    async def read(self) -> bytes:
        """Return what has arrived, waiting for the first byte."""
        return self._body.read()

    async def finish(self) -> None:
        """Keep the connection if the body ends at once."""
        self._body.finish()

    async def close(self) -> None:
        """Drop the connection unless the body has ended."""
        self._body.close()
