"""Queries that stream, or that name one served model: what the generated `query` does not do by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._api import codec, models, operations
from ..io import HttpResponse
from ..streams.assembling import assembled, texts
from ..streams.streaming import AsyncEventStream, EventStream

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from .._api import wire
    from ..executors import AsyncExecutor, BlockingExecutor
    from ..streams.events import EventSource

Chunk = models.QueryEndpointStreamChunk
Response = models.QueryEndpointResponse


class QueryStream(EventStream[Chunk]):
    """The chunks of a streamed query, in the order in which they arrive.

    >>> with w.serving_endpoints.query("assistant", messages=messages, stream=True) as stream:
    ...     for text in stream.text_deltas():
    ...         print(text, end="|")
    You| said|:| Hello|!|

    `final()` is the answer as it would have come in one piece:

    >>> more = {"stream_options": {"include_usage": True}}
    >>> answer = w.serving_endpoints.query("assistant", messages=messages, stream=True, extra_body=more).final()
    >>> answer.choices[0].message.content, answer.usage.total_tokens
    ('You said: Hello!', 7)
    """

    def text_deltas(self) -> Iterator[str]:
        """Yield the text of the first answer, piece by piece."""
        for chunk in self:
            yield from texts(chunk)

    def final(self) -> Response:
        """Read to the end and return the whole answer, as it would have come without `stream`.

        Its `raw` has the status and the headers that came, and as content the answer put together.
        """
        for _ in self:
            pass
        return _whole(self._source)


class AsyncQueryStream(AsyncEventStream[Chunk]):
    """The chunks of a streamed query, for `async for`; the twin of `QueryStream`.

    >>> async def main():
    ...     async with AsyncWorkspaceClient() as w:
    ...         async with await w.serving_endpoints.query("assistant", messages=messages, stream=True) as stream:
    ...             async for chunk in stream:
    ...                 print(chunk.choices[0].delta.content, end="|")
    ...         stream = await w.serving_endpoints.query("assistant", messages=messages, stream=True)
    ...         return await stream.final()
    >>> answer = asyncio.run(main())
    |You| said|:| Hello|!|None|
    >>> answer.choices[0].message.content
    'You said: Hello!'
    """

    async def text_deltas(self) -> AsyncIterator[str]:
        """Yield the text of the first answer, piece by piece."""
        async for chunk in self:
            for text in texts(chunk):
                yield text

    async def final(self) -> Response:
        """Read to the end and return the whole answer, as it would have come without `stream`.

        Its `raw` has the status and the headers that came, and as content the answer put together.
        """
        async for _ in self:
            pass
        return _whole(self._source)


def _whole(source: EventSource[Chunk]) -> Response:
    answer = assembled(source.received, source.headers)
    setattr(answer, codec.RAW, HttpResponse(source.status, source.headers, answer.to_json()))
    return answer


def query_call(
    name: str, served_model_name: str | None, extra_body: Mapping[str, Any] | None, arguments: dict[str, Any]
) -> wire.Call[Response]:
    """Return the call of a query, to the endpoint or to one of its served models."""
    frame = arguments["dataframe_split"]
    if frame is not None and not isinstance(frame, models.DataframeSplitInput):
        from ..frames import dataframe_split

        arguments["dataframe_split"] = dataframe_split(frame)
    if served_model_name is None:
        call = operations.query(name, **arguments)
    else:
        call = operations.query_served_model(name, served_model_name, **arguments)
    if extra_body is not None:
        from .extras import with_extra_body

        with_extra_body(call, arguments, extra_body)
    return call


def streamed(executor: BlockingExecutor, call: wire.Call[Any]) -> QueryStream:
    """Send a query and return its answer as a stream."""
    return QueryStream(executor.open(call, Chunk, _done(call)))


async def streamed_async(executor: AsyncExecutor, call: wire.Call[Any]) -> AsyncQueryStream:
    """Send a query and return its answer as a stream."""
    return AsyncQueryStream(await executor.open(call, Chunk, _done(call)))


def _done(call: wire.Call[Any]) -> str | None:
    stream = call.operation.stream
    return None if stream is None else stream.done
