"""Streamed queries: events as they arrive, and what becomes of streams that break."""

from __future__ import annotations

import asyncio
import json
import pickle
import socket
import threading
from typing import Any

import pytest

from brickserve import AsyncWorkspaceClient, WorkspaceClient, errors
from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.errors import (
    AmbiguousOutcome,
    CallDeadlineExceeded,
    Cancelled,
    DecodeError,
    StreamError,
    StreamInterrupted,
    TransportError,
    TruncatedResponse,
)
from brickserve.executors import BlockingExecutor

from .clients import context_over
from .servers import Server
from .streams import DONE, SSE, Stream, StreamingIO, chunk, query


def test_events_come_one_by_one() -> None:
    body = Stream(chunk("Hel")[:20], chunk("Hel")[20:] + chunk("lo"), DONE)
    stream, io = query(body)

    assert next(stream).choices[0].delta.content == "Hel"
    assert len(body.parts) == 1
    assert [each.choices[0].delta.content for each in stream] == ["lo"]
    assert body.finished
    assert list(stream) == []
    assert len(stream.received) == 2
    assert io.requests[0].headers["Accept"] == "text/event-stream"
    assert json.loads(io.requests[0].body or b"") == {"messages": [], "stream": True}
    assert io.idle == [300.0]


def test_events_that_arrive_together_come_one_by_one() -> None:
    body = Stream(chunk("a") + chunk("b") + b"data: [1]\n\n" + chunk("c") + DONE)
    stream, _ = query(body)

    assert next(stream).choices[0].delta.content == "a"
    assert len(stream.received) == 1
    assert next(stream).choices[0].delta.content == "b"
    with pytest.raises(DecodeError):
        next(stream)
    assert body.closed
    assert list(stream) == []


def test_a_stream_can_be_left_early() -> None:
    body = Stream(chunk("a"), chunk("b"), DONE)

    with query(body)[0] as stream:
        next(stream)

    assert body.closed
    assert list(stream) == []


def test_texts_come_without_their_wrapping() -> None:
    stream, _ = query(Stream(chunk("Hel"), chunk(""), b": comment\n\n", chunk("lo"), DONE))

    assert list(stream.text_deltas()) == ["Hel", "lo"]


@pytest.mark.parametrize(
    ("parts", "arrived"),
    [
        ((chunk("a"),), 1),
        ((chunk("a"), b"data: {"), 1),
        ((chunk("a"), errors.TruncatedResponse("reset")), 1),
        ((), 0),
        ((b"data: [DONE] \n\n",), 0),
    ],
)
def test_a_stream_that_stops_before_its_end_is_interrupted(parts: Any, arrived: int) -> None:
    body = Stream(*parts, errors.TruncatedResponse("reset")) if parts == ((b"data: [DONE] \n\n",)) else Stream(*parts)
    stream, io = query(body)

    with pytest.raises((StreamInterrupted, DecodeError)) as caught:
        list(stream)

    if isinstance(caught.value, StreamInterrupted):
        assert len(caught.value.partial) == arrived
        assert pickle.loads(pickle.dumps(caught.value)).partial == caught.value.partial
        assert caught.value.maybe_applied is True
    assert caught.value.path_template == "/serving-endpoints/{name}/invocations"
    assert body.closed
    assert len(io.requests) == 1
    assert list(stream) == []


def test_an_interrupted_stream_knows_its_last_id() -> None:
    stream, _ = query(Stream(b"id: 7\n" + chunk("a")))

    with pytest.raises(StreamInterrupted) as caught:
        list(stream)

    assert caught.value.last_id == "7"


@pytest.mark.parametrize(
    "event",
    [
        b'event: error\ndata: {"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "slow down"}\n\n',
        b'data: {"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "slow down"}\n\n',
        b'data: {"error": {"code": "REQUEST_LIMIT_EXCEEDED", "message": "slow down"}}\n\n',
        b'data: {"error": {"code": "REQUEST_LIMIT_EXCEEDED", "message": "slow down"}, "choices": 5}\n\n',
    ],
)
@pytest.mark.parametrize("together", [False, True])
def test_an_error_inside_a_stream_has_its_own_class(event: bytes, together: bool) -> None:
    parts = [chunk("a"), event, chunk("never"), DONE]
    body = Stream(*([b"".join(parts)] if together else parts))
    stream, _ = query(body)

    with pytest.raises(StreamError, match="slow down") as caught:
        list(stream)

    assert body.closed

    assert isinstance(caught.value, errors.RequestLimitExceeded)
    assert len(stream.received) == 1


def test_a_chunk_may_say_that_there_is_no_error() -> None:
    stream, _ = query(Stream(chunk("a", error=None), DONE))

    assert len(list(stream)) == 1


@pytest.mark.parametrize(
    ("kind", "data"), [("text/html", b"<html>"), (SSE, b"data: nonsense\n\n"), (SSE, b"data: [1]\n\n")]
)
def test_what_is_no_stream_of_chunks_is_a_decode_error(kind: str, data: bytes) -> None:
    body = Stream(data, kind=kind)
    stream, _ = query(body)

    with pytest.raises(DecodeError):
        list(stream)
    assert body.closed


def test_an_endpoint_that_does_not_stream_answers_with_one_event() -> None:
    stream, _ = query(Stream(b'{"id": "1",', b' "choices": []}', kind="application/json"))

    assert [each.id for each in stream] == ["1"]


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ([b'{"id": "c"', TruncatedResponse("cut off")], StreamInterrupted),
        ([b'{"id": "\xff"}'], DecodeError),
        ([b"<html>"], DecodeError),
    ],
)
def test_an_only_event_that_does_not_arrive_whole_leaves_the_outcome_in_doubt(
    parts: list[bytes | Exception], kind: type[errors.BrickserveError]
) -> None:
    stream, _ = query(Stream(*parts, kind="application/json"))

    with pytest.raises(kind) as caught:
        list(stream)

    assert caught.value.maybe_applied


def test_a_stream_that_is_cancelled_says_so_and_keeps_what_arrived() -> None:
    cancel = threading.Event()
    stream, _ = query(Stream(chunk("a"), TransportError("the request was cancelled")), cancel=cancel)
    next(stream)
    cancel.set()

    with pytest.raises(Cancelled) as caught:
        next(stream)

    assert isinstance(caught.value, StreamInterrupted)
    assert len(caught.value.partial) == 1
    assert caught.value.maybe_applied


def test_a_stream_is_opened_again_only_before_it_has_begun() -> None:
    refused = Stream(b'{"message": "busy"}', status=429, kind="application/json")

    stream, io = query(refused, errors.ConnectError("refused"), Stream(chunk("a"), DONE))

    assert len(list(stream)) == 1
    assert io.sleeps == [0.25, 0.5]
    assert refused.closed


def test_a_stream_that_was_not_opened_may_have_been_begun() -> None:
    with pytest.raises(AmbiguousOutcome):
        query(Stream(b"oops", status=500))


def test_a_deadline_ends_a_stream() -> None:
    class Late(Stream):
        async def read(self) -> bytes:
            if len(self.parts) == 1:
                io.now += 5
            return await super().read()

    io = StreamingIO(Late(chunk("a"), errors.ReadTimeout("late")))
    service = ServingEndpointsExt(BlockingExecutor(context_over(io).with_options(deadline=3)))
    stream = service.query("chat", messages=[], stream=True)

    with pytest.raises(CallDeadlineExceeded) as caught:
        list(stream)

    assert isinstance(caught.value, StreamInterrupted)
    assert isinstance(caught.value, TimeoutError)
    assert len(caught.value.partial) == 1
    assert io.deadlines == [1003.0]


def test_a_query_to_one_served_model_names_it_in_the_path() -> None:
    io = StreamingIO(Stream(DONE))
    service = ServingEndpointsExt(BlockingExecutor(context_over(io)))

    list(service.query("chat", messages=[], stream=True, served_model_name="m/1"))

    assert io.requests[0].url.endswith("/serving-endpoints/chat/served-models/m%2F1/invocations")


def streaming(connection: socket.socket, *events: bytes, end: bool = True) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    for event in events:
        connection.sendall(b"%x\r\n%s\r\n" % (len(event), event))
    if end:
        connection.sendall(b"0\r\n\r\n")


def test_a_stream_read_to_its_end_leaves_its_connection_to_the_next() -> None:
    with Server(lambda connection, head, body: streaming(connection, chunk("a"), DONE)) as server:
        with WorkspaceClient(host=server.url, token="t") as w:
            for _ in range(3):
                assert (
                    w.serving_endpoints.query("chat", messages=[], stream=True).final().choices[0].message.content
                    == "a"
                )

        assert server.connections == 1


@pytest.mark.parametrize("leave", ["break", "forget"])
def test_a_stream_left_early_closes_its_connection_within_a_second(leave: str) -> None:
    def endless(connection: socket.socket, head: bytes, body: bytes) -> None:
        streaming(connection, chunk("a"), end=False)

    with Server(endless) as server, WorkspaceClient(host=server.url, token="t") as w:
        stream = w.serving_endpoints.query("chat", messages=[], stream=True)
        next(stream)
        if leave == "break":
            stream.close()
        else:
            del stream

        assert server.closed.wait(1)


def test_the_first_event_does_not_wait_for_the_second() -> None:
    go_on = threading.Event()

    def slow(connection: socket.socket, head: bytes, body: bytes) -> None:
        streaming(connection, chunk("a"), end=False)
        assert go_on.wait(60)
        connection.close()

    with Server(slow) as server, WorkspaceClient(host=server.url, token="t") as w:
        stream = w.serving_endpoints.query("chat", messages=[], stream=True)

        # The second event is sent only when the first one was seen.
        assert next(stream).id == "c"
        go_on.set()
        with pytest.raises(StreamInterrupted):
            next(stream)


def test_streams_of_coroutines_are_the_same() -> None:
    async def main(url: str) -> list[Any]:
        async with AsyncWorkspaceClient(host=url, token="t") as w:
            async with await w.serving_endpoints.query("chat", messages=[], stream=True) as stream:
                seen = [each.id async for each in stream]
            final = await (await w.serving_endpoints.query("chat", messages=[], stream=True)).final()
            third = await w.serving_endpoints.query("chat", messages=[], stream=True)
            texts = [text async for text in third.text_deltas()]
            return [seen, final.choices[0].message.content, texts, len(third.received)]

    with Server(lambda connection, head, body: streaming(connection, chunk("a"), chunk("b"), DONE)) as server:
        assert asyncio.run(main(server.url)) == [["c", "c"], "ab", ["a", "b"], 2]
        assert server.connections == 1


def test_cancelling_a_task_that_reads_a_stream_closes_its_connection() -> None:
    async def main(url: str) -> None:
        async with AsyncWorkspaceClient(host=url, token="t") as w:
            stream = await w.serving_endpoints.query("chat", messages=[], stream=True)
            await anext(stream)
            task = asyncio.ensure_future(anext(stream))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    with Server(lambda connection, head, body: streaming(connection, chunk("a"), end=False)) as server:
        asyncio.run(main(server.url))
        assert server.closed.wait(1)
