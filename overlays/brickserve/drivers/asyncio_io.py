"""The IO of asynchronous clients: the same transport, watched by the event loop.

What a loop cannot watch happens in threads of the client's own: looking up names, connecting, and streams; so does
everything in a loop that cannot watch sockets.
"""

from __future__ import annotations

import asyncio
import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from ..errors import PoolTimeout
from ..forks import renew_after_fork
from ..io import Abort
from ..network.http1 import NotYet
from ..network.pools import ADVICE
from ..network.transport import for_config
from .watching import can_watch, ready, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from ..config import Config
    from ..io import HttpRequest, HttpResponse, HttpStream
    from ..network.streamed import Body

T = TypeVar("T")

THREADS = 64
"""How many threads there are at most, unless the configuration allows for another number of connections."""


class AsyncioIO:
    """Carries out what flows wait for without blocking the event loop."""

    def __init__(self, config: Config) -> None:
        self._size = config.max_connections_per_pool or THREADS
        self._transport = for_config(config)
        self._threads: ThreadPoolExecutor | None = None
        self._busy = 0
        renew_after_fork(self)

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Send the request and read the whole answer; cancelling closes its connection."""
        loop = asyncio.get_running_loop()
        if not can_watch(loop):
            request.abort = abort = Abort()
            return await self.run(lambda: self._transport.send(request, deadline, limit), abort, deadline)
        exchange = self._transport.exchange(request, deadline, waits=False)
        await turn(loop, exchange.route.pool, exchange.guard)
        if not exchange.start():
            await self.run(exchange.connect, Abort(), deadline, exchange.drop)
        try:
            while True:
                try:
                    return exchange.whole(limit)
                except NotYet as paused:
                    wait = paused.wait
                await ready(loop, wait)
        finally:
            exchange.drop()

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> HttpStream:
        """Send the request and return once the headers are there."""
        request.abort = abort = Abort()
        body = await self.run(lambda: self._transport.open(request, deadline, idle), abort, deadline)
        return AsyncioStream(self, body, abort, deadline)

    async def sleep(self, seconds: float) -> None:
        """Suspend."""
        await asyncio.sleep(seconds)

    def monotonic(self) -> float:
        """Return the time of the transport's clock."""
        return time.monotonic()

    def random(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        return random.random()

    async def call(self, function: Callable[[], T]) -> T:
        """Call a function that may block, such as another library's way to sign in."""
        return await self.run(function, Abort(), None)

    def close(self) -> None:
        """Close the connections and end the threads, each as soon as what is under way ends."""
        self._transport.close()
        threads, self._threads = self._threads, None
        if threads is not None:
            # What waits for a thread still gets one: a future that is dropped would look like a cancelled task.
            threads.shutdown(wait=False)

    def after_fork(self) -> None:
        """Forget the threads, which do not exist in a child."""
        self._threads = None
        self._busy = 0

    async def run(
        self, work: Callable[[], T], abort: Abort, deadline: float | None, drop: Callable[[], None] | None = None
    ) -> T:
        """Have a thread do `work`; when the caller is cancelled, `abort` breaks it off, and `drop` follows its end."""
        try:
            working = self._submit(work)
        except BaseException:
            # There may be no thread for it, as in a process that has too many, or that is ending.
            if drop is not None:
                drop()
            raise
        future = asyncio.wrap_future(working)
        self._busy += 1
        try:
            if deadline is None or self._busy <= self._size:
                return await future
            return await _queued(future, deadline)
        except BaseException:
            abort()
            if drop is not None:
                working.add_done_callback(lambda _: drop())
            raise
        finally:
            self._busy -= 1

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="brickserve")
        return self._threads.submit(work)


async def _queued(future: asyncio.Future[T], deadline: float) -> T:
    """Await work to which no thread may have come yet that would mind the deadline."""
    done, _ = await asyncio.wait((future,), timeout=max(0.0, deadline - time.monotonic()))
    if not done:
        future.cancel()
        raise PoolTimeout(f"no thread became free before the deadline; {ADVICE}")
    return future.result()


class AsyncioStream:
    """A body that is read in the client's threads."""

    def __init__(self, owner: AsyncioIO, body: Body, abort: Abort, deadline: float | None) -> None:
        self._owner = owner
        self._body = body
        self._abort = abort
        self._deadline = deadline
        self.status = body.status
        self.headers = body.headers

    async def read(self) -> bytes:
        """Return what has arrived, waiting for the first byte."""
        return await self._owner.run(self._body.read, self._abort, self._deadline)

    async def finish(self) -> None:
        """Keep the connection if the body ends at once."""
        await self._owner.run(self._body.finish, self._abort, self._deadline)

    async def close(self) -> None:
        """Drop the connection unless the body has ended."""
        self._abort()
        self._body.close()
