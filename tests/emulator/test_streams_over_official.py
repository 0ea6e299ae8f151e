"""Streams over a client of the official SDK arrive piece by piece, and end as ours do; over real sockets."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable

import pytest
from databricks.sdk import WorkspaceClient as Official

from brickserve.endpoints.queries import QueryStream
from brickserve.errors import BrickserveError, StreamInterrupted
from brickserve.service.serving import ServingEndpointsExt
from tests.client.servers import Server, reply

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
DONE = b"data: [DONE]\n\n"


def event(text: str) -> bytes:
    return f"data: {json.dumps({'choices': [{'index': 0, 'delta': {'content': text}}]})}\n\n".encode()


def chunked(part: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(part), part)


def as_it_is(part: bytes) -> bytes:
    return part


def answering(stream: Callable[[socket.socket], None]) -> Server:
    """Return a server that streams to queries, and knows nothing else."""

    def handle(connection: socket.socket, head: bytes, body: bytes) -> None:
        if b"/invocations" in head.partition(b"\r\n")[0]:
            stream(connection)
        else:
            connection.sendall(reply(status=404))

    return Server(handle)


def opened(server: Server, **options: float) -> QueryStream:
    official = Official(host=server.url, token="t", auth_type="pat")
    endpoints = ServingEndpointsExt.from_databricks(official)
    return endpoints.with_options(**options).query("chat", messages=[], stream=True)  # type: ignore[arg-type]  # a deadline


@pytest.mark.parametrize(
    ("head", "framed"), [(b"Transfer-Encoding: chunked\r\n\r\n", chunked), (b"Connection: close\r\n\r\n", as_it_is)]
)
def test_an_event_is_there_before_the_next_is_sent(head: bytes, framed: Callable[[bytes], bytes]) -> None:
    go_on = threading.Event()

    def stream(connection: socket.socket) -> None:
        connection.sendall(HEAD + head + framed(event("Hel")))
        go_on.wait(5)
        connection.sendall(framed(event("lo")) + framed(DONE))

    with answering(stream) as server, opened(server) as stream_of_chunks:
        texts = stream_of_chunks.text_deltas()
        assert next(texts) == "Hel"
        go_on.set()
        assert list(texts) == ["lo"]


def test_a_cut_is_typed_and_keeps_what_had_arrived() -> None:
    def stream(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(event("a")) + b"40\r\nda")
        connection.shutdown(socket.SHUT_RDWR)

    with answering(stream) as server, pytest.raises(StreamInterrupted) as caught:
        opened(server).final()

    assert len(caught.value.partial) == 1
    assert caught.value.maybe_applied is True
    assert sum("/invocations" in head.partition("\r\n")[0] for head in server.heads) == 1


def test_a_stream_left_early_closes_its_connection_within_a_second() -> None:
    def stream(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(event("a")))

    with answering(stream) as server:
        with opened(server) as left_early:
            next(left_early)

        assert server.closed.wait(1)


def test_a_deadline_that_has_passed_ends_the_stream_at_the_next_read() -> None:
    def stream(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(event("a")))

    with answering(stream) as server, pytest.raises(BrickserveError) as caught:
        opened(server, deadline=0.001).final()

    assert isinstance(caught.value, TimeoutError)
