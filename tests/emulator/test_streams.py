"""Streams of events, byte by byte."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from brickserve.emulator import Emulator, Fault
from tests.emulator.wire import CHAT, Wire

HELLO: dict[str, Any] = {"messages": [{"role": "user", "content": "one two"}], "stream": True}
PATH = "/serving-endpoints/assistant/invocations"


def eventually(condition: Callable[[], bool]) -> bool:
    """Wait for something that takes microseconds, for ten seconds at the most."""
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.002)
    return condition()


def open_stream(wire: Wire, connection: http.client.HTTPConnection) -> http.client.HTTPResponse:
    headers = {"Authorization": f"Bearer {wire.emulator.token}"}
    connection.request("POST", PATH, body=json.dumps(HELLO), headers=headers)
    return connection.getresponse()


def test_a_stream_is_data_lines_with_a_done_at_the_end(wire: Wire) -> None:
    wire.create("assistant", CHAT)

    reply = wire.send("POST", PATH, HELLO)

    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["served-model-name"] == "assistant"
    assert len(reply.headers["x-request-id"]) == 32
    *events, done, rest = reply.body.split(b"\n\n")
    assert (done, rest) == (b"data: [DONE]", b"")
    chunks = [json.loads(event.removeprefix(b"data: ")) for event in events]
    assert [chunk["choices"][0]["delta"].get("content") for chunk in chunks] == [
        "", "You", " said", ":", " one", " two", None,
    ]  # fmt: skip
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    assert len({chunk["id"] for chunk in chunks}) == 1


def test_events_arrive_one_by_one() -> None:
    with Emulator(stream_delay=60) as emulator:
        wire = Wire(emulator)
        wire.create("assistant", CHAT)
        with closing(wire.connect()) as connection, closing(open_stream(wire, connection)) as answer:
            assert answer.readline().startswith(b'data: {"id"')
            assert emulator.state.open_streams == 1


def test_a_caller_who_leaves_ends_the_stream() -> None:
    with Emulator(stream_delay=60) as emulator:
        wire = Wire(emulator)
        wire.create("assistant", CHAT)
        with closing(wire.connect()) as connection, closing(open_stream(wire, connection)) as answer:
            answer.readline()

        assert eventually(lambda: emulator.state.open_streams == 0)


def test_a_connection_that_is_reset_ends_the_stream() -> None:
    with Emulator(stream_delay=60) as emulator:
        wire = Wire(emulator)
        wire.create("assistant", CHAT)
        with closing(wire.connect()) as connection, closing(open_stream(wire, connection)) as answer:
            answer.readline()
            assert connection.sock is not None
            connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        assert eventually(lambda: emulator.state.open_streams == 0)


def test_a_stream_can_be_cut_after_some_events(emulator: Emulator, wire: Wire) -> None:
    wire.create("assistant", CHAT)
    emulator.inject(Fault("query", after_events=2, drop=True))

    with (
        closing(wire.connect()) as connection,
        closing(open_stream(wire, connection)) as answer,
        pytest.raises(http.client.IncompleteRead) as cut,
    ):
        answer.read()

    assert cut.value.partial.count(b"data: ") == 2
    assert eventually(lambda: emulator.state.open_streams == 0)
    assert wire.send("POST", PATH, HELLO).body.endswith(b"data: [DONE]\n\n")


def test_a_stream_can_end_with_an_error(emulator: Emulator, wire: Wire) -> None:
    wire.create("assistant", CHAT)
    emulator.inject(Fault("query", after_events=1, status=503, message="out of memory"))

    reply = wire.send("POST", PATH, HELLO)

    _, last, _ = reply.body.split(b"\n\n")
    error = json.loads(last.removeprefix(b"data: "))
    assert reply.status == 200
    assert (error["error_code"], error["message"]) == ("TEMPORARILY_UNAVAILABLE", "out of memory")


def test_a_generator_s_pieces_are_the_stream_s_pieces(emulator: Emulator, wire: Wire) -> None:
    def pieces(messages: Any) -> Iterator[str]:
        yield from ("a b", "", " c")

    emulator.models["gpt-x"] = pieces
    wire.create("assistant", CHAT)

    events = wire.send("POST", PATH, HELLO).body.split(b"\n\n")[1:-3]

    assert [json.loads(event[6:])["choices"][0]["delta"]["content"] for event in events] == ["a b", "", " c"]


def test_a_generator_of_objects_is_sent_as_it_is_made(emulator: Emulator, wire: Wire) -> None:
    def events(messages: Any) -> Iterator[dict[str, Any]]:
        yield {"type": "response.output_text.delta", "delta": "hi"}
        raise RuntimeError("broken half-way")

    emulator.models["gpt-x"] = events
    wire.create("assistant", CHAT)

    first, second, rest = wire.send("POST", PATH, HELLO).body.split(b"\n\n")

    assert json.loads(first[6:]) == {"type": "response.output_text.delta", "delta": "hi"}
    assert "broken half-way" in json.loads(second[6:])["message"]
    assert rest == b""


def test_an_emulator_stops_with_a_stream_still_open() -> None:
    emulator = Emulator(stream_delay=60).start()
    wire = Wire(emulator)
    wire.create("assistant", CHAT)
    with closing(wire.connect()) as connection, closing(open_stream(wire, connection)) as answer:
        answer.readline()

        emulator.stop()

        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            answer.read()
