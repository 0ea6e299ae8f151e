"""The connections to one origin: a bounded number, the latest used first."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from threading import Event, RLock
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import PoolTimeout
from .connections import Connection

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from .connections import Dialler, Guard

MAX_IDLE_SECONDS = 60.0
"""Load balancers forget idle connections without telling; a request on such a one would be lost."""

ADVICE = "max_connections_per_pool allows for more at a time"


class Pool:
    """Lends connections, in the order in which they are asked for; for any number of threads and event loops."""

    def __init__(self, make: Callable[[Connection], Dialler], size: int) -> None:
        self._make = make
        self._idle: deque[Connection] = deque()
        self._free = size
        self._queue: deque[Callable[[], None]] = deque()
        # Not a plain lock: the garbage collector may give a forgotten stream's connection back at any point.
        self._lock = RLock()
        self._closed = False

    def take(self, guard: Guard) -> Connection:
        """Return a connection that obeys `guard`, waiting for a free one; it has to be given back."""
        if not self.admit():
            turn = Event()
            with self.queued(turn.set):
                while not turn.wait(guard.slice()):
                    guard.remaining()
        return self.lend(guard)

    def admit(self) -> bool:
        """Tell whether there is a connection for the caller, who then has to ask for it with `lend`."""
        with self._lock:
            if not self._free:
                return False
            self._free -= 1
            return True

    @contextmanager
    def queued(self, come: Callable[[], None]) -> Generator[None]:
        """Call `come` when there is a connection for the caller, unless an error ends the wait for it."""
        self._queue.append(come)
        if self.admit():
            # One has become free since: it is for whoever is first.
            self._leave()
        try:
            yield
        except BaseException as error:
            self._resign(come)
            if isinstance(error, TimeoutError):
                raise PoolTimeout(f"no connection became free: {error}; {ADVICE}") from None
            raise

    def lend(self, guard: Guard) -> Connection:
        """Return a connection that obeys `guard` to whoever has been admitted; it may have to be opened."""
        try:
            connection = self._quiet() or Connection(self._make, guard)
        except BaseException:
            self._leave()
            raise
        connection.guard = guard
        return connection

    def give(self, connection: Connection, *, reusable: bool) -> None:
        """Take back a connection; it is closed unless it can carry another request."""
        if reusable and connection.is_open:
            connection.idle_since = monotonic()
            self._idle.append(connection)
        else:
            connection.close()
        self._leave()
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

    def _resign(self, come: Callable[[], None]) -> None:
        """Leave the queue, or pass on what has come in the meantime."""
        with self._lock:
            if come in self._queue:
                self._queue.remove(come)
                return
        self._leave()

    def _leave(self) -> None:
        """Let the next one have what the caller had."""
        with self._lock:
            if not self._queue:
                self._free += 1
                return
            come = self._queue.popleft()
        come()

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
