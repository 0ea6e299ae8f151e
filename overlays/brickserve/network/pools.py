"""The connections to one origin: a bounded number, the latest used first."""

from __future__ import annotations

from collections import deque
from threading import Lock, Semaphore
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import PoolTimeout
from .connections import Connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from .connections import Dialler, Guard

MAX_IDLE_SECONDS = 60.0
"""Load balancers forget idle connections without telling; a request on such a one would be lost."""


class Pool:
    """Lends connections; for any number of threads."""

    def __init__(self, make: Callable[[Connection], Dialler], size: int) -> None:
        self._make = make
        self._idle: deque[Connection] = deque()
        self._free = Semaphore(size)
        self._waiting = 0
        self._counting = Lock()
        self._closed = False

    def take(self, guard: Guard) -> Connection:
        """Return a connection that obeys `guard`, waiting for a free one; it has to be given back."""
        if not self._free.acquire(blocking=False):
            self._wait(guard)
        try:
            connection = self._quiet() or Connection(self._make, guard)
        except BaseException:
            self._free.release()
            raise
        connection.guard = guard
        return connection

    def take_open(self, guard: Guard) -> Connection | None:
        """Return an open connection if there is one and nobody has been waiting for it, without waiting."""
        if self._waiting or not self._free.acquire(blocking=False):
            return None
        connection = self._quiet()
        if connection is None:
            self._free.release()
        else:
            connection.guard = guard
        return connection

    def give(self, connection: Connection, *, reusable: bool) -> None:
        """Take back a connection; it is closed unless it can carry another request."""
        if reusable and connection.is_open:
            connection.idle_since = monotonic()
            self._idle.append(connection)
        else:
            connection.close()
        self._free.release()
        if self._closed:
            self.close()

    def close(self) -> None:
        """Close every idle connection now, and every other one when it is given back."""
        self._closed = True
        while self._idle:
            try:
                self._idle.pop().close()
            except IndexError:
                return

    def abandon(self) -> None:
        """Close this process's copies of the sockets, without a word to the server and without any lock."""
        for connection in self._idle:
            connection.abandon()

    def _wait(self, guard: Guard) -> None:
        with self._counting:
            self._waiting += 1
        try:
            while not self._free.acquire(timeout=guard.slice()):
                guard.remaining()
        except TimeoutError as error:
            raise PoolTimeout(f"no connection became free: {error}") from None
        finally:
            with self._counting:
                self._waiting -= 1

    def _quiet(self) -> Connection | None:
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:
                return None
            if monotonic() - connection.idle_since < MAX_IDLE_SECONDS and connection.is_quiet:
                return connection
            connection.close()
        return None
