"""One request and its answer on one connection."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, cast

from .codings import decode, decoders
from .connections import GuardedSocket
from .failures import broken

if TYPE_CHECKING:
    from urllib3.response import HTTPResponse

    from .connections import Connection
    from .io import HttpRequest
    from .pools import Pool

CHUNK = 1 << 16


def talk(connection: Connection, request: HttpRequest, target: str) -> HTTPResponse:
    """Send the request and return the answer as soon as its headers are there."""
    sock = cast("GuardedSocket", connection.sock)
    try:
        # Headers and body leave in one packet, though urllib3 writes them one after the other.
        sock.hold()
        connection.request(
            request.method,
            target,
            body=request.body,
            headers=request.headers,
            preload_content=False,
            decode_content=False,
        )
        sock.release()
    except (BrokenPipeError, ConnectionResetError):
        # A server may refuse before it has read everything; its answer says more than the broken pipe.
        pass
    return connection.getresponse()


def header_dict(response: HTTPResponse) -> dict[str, str]:
    """Return the headers with lower-case names, repeated ones joined with commas."""
    return {name.lower(): value for name, value in response.headers.itermerged()}


class Body:
    """An answer whose body is read as it arrives; its connection goes back to the pool at the end only."""

    def __init__(
        self, host: str, pool: Pool, connection: Connection, response: HTTPResponse, deadline: float | None, idle: float
    ) -> None:
        self.status: int = response.status
        self.headers = header_dict(response)
        self._host = host
        self._pool = pool
        self._connection: Connection | None = connection
        self._response = response
        self._deadline = deadline
        self._idle = idle
        self._chain = decoders(self.headers.get("content-encoding", ""))
        self._lock = Lock()

    def read(self) -> bytes:
        """Return what has arrived, waiting for the first byte up to the idle time; nothing at the end."""
        connection = self._connection
        if connection is None:
            return b""
        until = monotonic() + self._idle
        connection.guard.deadline = until if self._deadline is None else min(until, self._deadline)
        try:
            data = self._next()
        except Exception as error:
            self.close()
            raise broken(error, self._host, ended=connection.ended) from error
        except BaseException:
            self.close()
            raise
        if not data and self._settle() is connection:
            self._pool.give(connection)
        return data

    def _next(self) -> bytes:
        while data := self._response.read1(CHUNK, decode_content=False):
            # A piece of a compressed body may hold no whole byte of the plain one.
            if plain := b"".join(decode(self._chain, data)):
                return plain
        for decoder in self._chain:
            decoder.finish()
        return b""

    def close(self) -> None:
        """Drop the connection unless the body was read to its end: what is left of it must not meet the next one."""
        connection = self._settle()
        if connection is not None:
            self._response.close()
            self._pool.drop(connection)

    def _settle(self) -> Connection | None:
        """Return the connection once: a reader and whoever closes may be two threads."""
        with self._lock:
            connection, self._connection = self._connection, None
        return connection

    def __del__(self) -> None:
        if getattr(self, "_connection", None) is not None:
            self.close()
