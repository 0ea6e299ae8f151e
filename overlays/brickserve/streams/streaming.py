"""Streamed answers as programs use them: iterators that can be left at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from ..drivers.runner import run
from .events import Decodable

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from .events import EventSource

E = TypeVar("E", bound=Decodable)


class EventStream(Generic[E]):
    """Events in the order in which they arrive; leave a `with` statement, or close it, to end it early.

    Raises `StreamInterrupted`, with what had arrived in `partial`, when the connection breaks, and
    `StreamError` when the server reports an error. Nothing is ever sent again.
    """

    def __init__(self, source: EventSource[E]) -> None:
        self._source = source

    @property
    def received(self) -> tuple[E, ...]:
        """Every event so far."""
        return tuple(self._source.received)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> E:
        event = self._source.ready()
        if event is None:
            event = run(self._source.next())
            if event is None:
                raise StopIteration
        return event

    def close(self) -> None:
        """End the stream; its connection is closed unless all of it was read."""
        run(self._source.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncEventStream(Generic[E]):
    """Events in the order in which they arrive, for `async for`; the twin of `EventStream`."""

    def __init__(self, source: EventSource[E]) -> None:
        self._source = source

    @property
    def received(self) -> tuple[E, ...]:
        """Every event so far."""
        return tuple(self._source.received)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> E:
        event = self._source.ready()
        if event is None:
            event = await self._source.next()
            if event is None:
                raise StopAsyncIteration
        return event

    async def close(self) -> None:
        """End the stream; its connection is closed unless all of it was read."""
        await self._source.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
