"""Answers whose bodies are read as they arrive."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import BrickserveError
from .codings import decode, decoders
from .failures import broken

if TYPE_CHECKING:
    from ..io import HttpRequest
    from .connections import Connection
    from .http1 import Answer
    from .pools import Pool

FINISH_SECONDS = 0.1
"""How long the end of a body is waited for when nothing but the end can follow."""


class Body:
    """An answer whose body is read as it arrives; its connection goes back to the pool at the end only."""

    def __init__(
        self,
        request: HttpRequest,
        connection: Connection,
        answer: Answer,
        host: str,
        pool: Pool,
        deadline: float | None,
        idle: float,
    ) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self._chain = decoders(self.headers.get("content-encoding"))
        self._request = request
        self._connection: Connection | None = connection
        self._answer = answer
        self._host = host
        self._pool = pool
        self._deadline = deadline
        self._idle = idle
        self._lock = Lock()
        self._reading = False
        self._closing = False

    def read(self) -> bytes:
        """Return what has arrived, waiting for the first byte up to the idle time; nothing at the end."""
        with self._lock:
            connection = self._connection
            if connection is None:
                return b""
            self._reading = True
        until = monotonic() + self._idle
        connection.guard.deadline = until if self._deadline is None else min(until, self._deadline)
        over, whole = True, False
        try:
            data = self._next()
            over = whole = not data
            return data
        except Exception as error:
            raise broken(error, self._host) from error
        finally:
            with self._lock:
                self._reading = False
                over = over or self._closing
            if over:
                self._give_back(reusable=whole and self._answer.reusable)

    def finish(self) -> None:
        """Keep the connection if the body ends at once, as it does after its last event; else drop it."""
        self._idle = FINISH_SECONDS
        try:
            self.read()
        except BrickserveError:
            return
        finally:
            self.close()

    def close(self) -> None:
        """Drop the connection unless the body was read to its end: what is left of it must not meet the next one."""
        with self._lock:
            self._closing = True
            if self._reading and self._connection is not None:
                # Another thread waits on the socket: it has to let go of it before anybody may close it.
                self._connection.interrupt()
                return
        self._give_back(reusable=False)

    def _next(self) -> bytes:
        while data := self._answer.read():
            # A piece of a compressed body may hold no whole byte of the plain one.
            if plain := b"".join(decode(self._chain, data)):
                return plain
        for decoder in self._chain:
            decoder.finish()
        return b""

    def _give_back(self, *, reusable: bool) -> None:
        """Return the connection to the pool, once: a reader and whoever closes may be two threads."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            if self._request.abort is not None:
                self._request.abort.detach()
            self._pool.give(connection, reusable=reusable)

    def __del__(self) -> None:
        if getattr(self, "_connection", None) is not None:
            self.close()
