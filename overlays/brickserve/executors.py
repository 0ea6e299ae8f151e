"""Carry out the calls of this API's generated package, and of any other one.

The flows, and the network stack below them, load at the first call: making a client costs nothing. That call's
deadline covers the loading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .drivers.runner import run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta
    from typing import Any, NoReturn, Unpack

    from .call_options import Options
    from .calling.calls import CallLike, OriginLike, WaiterLike
    from .calling.context import Context
    from .io import HttpResponse
    from .streams.events import Decodable, EventSource

    Accepts = Callable[[HttpResponse], bool]

T = TypeVar("T")
M = TypeVar("M", bound="Decodable")

ADVICE = "{} is not pickled: it holds credentials and connections. Build one in the other process."


class _Base:
    """What both kinds have in common."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(ADVICE.format(type(self).__name__))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self.context.host}>"


class BlockingExecutor(_Base):
    """Carries out calls in the calling thread."""

    def execute(self, call: CallLike[T], /, *, accepts: Accepts | None = None) -> T:
        """Send the call and return the decoded answer."""
        begun = self.context.io.monotonic()
        from .calling.flows import execute

        return run(execute(call, self.context, accepts=accepts, begun=begun))

    def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the call and return its answer as a source of events, which the text `done` ends."""
        begun = self.context.io.monotonic()
        from .calling.flows import open_stream
        from .streams.events import EventSource

        return EventSource(run(open_stream(call, self.context, begun=begun)), event, done)

    def wait(
        self,
        waiter: WaiterLike[T],
        arguments: Mapping[str, str],
        /,
        *,
        timeout: timedelta,
        callback: Callable[[T], None] | None = None,
        progress: bool = False,
        origin: OriginLike | None = None,
    ) -> T:
        """Poll until the waiter succeeds, fails or `timeout` has passed.

        `progress` shows it on a terminal; `origin` is the operation that the wait follows.
        """
        from .calling.waiters import wait

        if progress:
            from .calling.displays import shown

            with shown(waiter, arguments, self.context, callback) as seen:
                return run(wait(waiter, arguments, self.context, timeout=timeout, callback=seen, origin=origin))
        return run(wait(waiter, arguments, self.context, timeout=timeout, callback=callback, origin=origin))

    def with_options(self, **changes: Unpack[Options]) -> BlockingExecutor:
        """Return a copy with other call options."""
        return BlockingExecutor(self.context.with_options(**changes))


class AsyncExecutor(_Base):
    """Carries out calls as coroutines."""

    async def execute(self, call: CallLike[T], /, *, accepts: Accepts | None = None) -> T:
        """Send the call and return the decoded answer."""
        begun = self.context.io.monotonic()
        from .calling.flows import execute

        return await execute(call, self.context, accepts=accepts, begun=begun)

    async def open(self, call: CallLike[Any], event: type[M], done: str | None) -> EventSource[M]:
        """Send the call and return its answer as a source of events, which the text `done` ends."""
        begun = self.context.io.monotonic()
        from .calling.flows import open_stream
        from .streams.events import EventSource

        return EventSource(await open_stream(call, self.context, begun=begun), event, done)

    async def wait(
        self,
        waiter: WaiterLike[T],
        arguments: Mapping[str, str],
        /,
        *,
        timeout: timedelta,
        callback: Callable[[T], None] | None = None,
        progress: bool = False,
        origin: OriginLike | None = None,
    ) -> T:
        """Poll until the waiter succeeds, fails or `timeout` has passed.

        `progress` shows it on a terminal; `origin` is the operation that the wait follows.
        """
        from .calling.waiters import wait

        if progress:
            from .calling.displays import shown

            with shown(waiter, arguments, self.context, callback) as seen:
                return await wait(waiter, arguments, self.context, timeout=timeout, callback=seen, origin=origin)
        return await wait(waiter, arguments, self.context, timeout=timeout, callback=callback, origin=origin)

    def with_options(self, **changes: Unpack[Options]) -> AsyncExecutor:
        """Return a copy with other call options."""
        return AsyncExecutor(self.context.with_options(**changes))
