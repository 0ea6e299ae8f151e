"""Answers that are slow, endless or given up: bounded in time and memory, and their connections end at once."""

from __future__ import annotations

import threading
import time
import tracemalloc

import pytest

from brickserve.errors import PoolTimeout, ReadTimeout, ResponseTooLarge, TransportError, TruncatedResponse
from brickserve.io import HttpRequest
from brickserve.network.connections import Guard

from . import breaks
from .drivers import LIMIT, Driver, Stream
from .faults import Fault, Phase
from .messages import Answer, chunked
from .server import FaultServer
from .steps import Close, Drip, Reset, Send, SendMany, Stall, Step
from .test_transport_faults import ECHO, send

FRAMES = {
    "kept alive": (("Transfer-Encoding", "chunked"),),
    "closed afterwards": (("Transfer-Encoding", "chunked"), ("Connection", "close")),
    "ended by the end": (("Connection", "close"),),
}
"""How an answer says where it ends, and whether the connection is used again."""

GENEROUS = 5.0
"""Far more than a busy machine needs, and far less than what would be waited for without a bound."""


BEFORE_AN_ANSWER = {
    "no answer, before apply",
    "no answer, after apply",
    "no answer and no reading",
    "silence inside the headers",
}


def read_all(body: Stream) -> None:
    """Read a stream to its end."""
    while body.read():
        pass


def endless(frame: str) -> Fault:
    """Return an answer that goes on for ever."""
    piece = b" " * 65536 if frame == "ended by the end" else b"10000\r\n" + b" " * 65536 + b"\r\n"
    steps: tuple[Step, ...] = (Send(Answer(headers=FRAMES[frame]).head()), SendMany(piece, 1_000_000), Close())
    return Fault("endless", Phase.UNDECODABLE, applied=True, steps=lambda honest: steps)


def opened(frame: str) -> Fault:
    """Return a stream that says a word and then nothing."""
    piece = b"data" if frame == "ended by the end" else b"4\r\ndata\r\n"
    head = Answer(headers=FRAMES[frame]).head()
    return Fault("opened", Phase.FINE, steps=lambda honest: (Send(head + piece), Stall()))


@pytest.mark.parametrize("frame", FRAMES)
def test_the_connection_of_an_answer_that_is_too_large_ends_at_once(
    server: FaultServer, transport: Driver, frame: str
) -> None:
    server.script(endless(frame))

    with pytest.raises(ResponseTooLarge) as caught:
        send(transport, server.url)

    # The error is still held here, and its traceback holds the frames: closing must not be left to the collector.
    assert server.wait_until_idle(), caught.value


@pytest.mark.parametrize("frame", FRAMES)
def test_the_connection_of_a_stream_that_is_closed_early_ends_at_once(
    server: FaultServer, transport: Driver, frame: str
) -> None:
    server.script(opened(frame))
    body = transport.open(server.url, None, 30)
    assert body.read() == b"data"

    body.close()

    assert server.wait_until_idle()
    assert body.read() == b""


@pytest.mark.parametrize("frame", FRAMES)
def test_the_connection_of_a_forgotten_stream_ends_at_once(server: FaultServer, transport: Driver, frame: str) -> None:
    server.script(opened(frame))
    body = transport.open(server.url, None, 30)
    body.read()

    del body

    assert server.wait_until_idle()


@pytest.mark.parametrize("frame", FRAMES)
def test_closing_the_transport_ends_an_idle_connection(server: FaultServer, transport: Driver, frame: str) -> None:
    send(transport, server.url)

    transport.close()

    assert server.wait_until_idle()


@pytest.mark.parametrize("end", [Reset(), Close()], ids=["RST", "FIN"])
def test_a_stream_that_breaks_off_is_truncated(server: FaultServer, transport: Driver, end: Step) -> None:
    head = Answer(headers=FRAMES["kept alive"]).head()
    server.script(Fault("cut", Phase.AMBIGUOUS, steps=lambda honest: (Send(head + b"4\r\ndata\r\n"), end)))
    body = transport.open(server.url, None, 30)

    with pytest.raises(TruncatedResponse):
        read_all(body)

    assert send(transport, server.url).body == ECHO


def test_a_stream_that_falls_silent_ends_after_the_idle_time(server: FaultServer, transport: Driver) -> None:
    server.script(opened("kept alive"))
    body = transport.open(server.url, None, 0.5)
    body.read()
    begun = time.monotonic()

    with pytest.raises(ReadTimeout):
        body.read()

    assert 0.49 < time.monotonic() - begun < GENEROUS
    assert server.wait_until_idle()


def test_a_stream_cannot_outlast_the_deadline(server: FaultServer, transport: Driver) -> None:
    head = Answer(headers=FRAMES["kept alive"]).head()
    server.script(Fault("drip", Phase.FINE, steps=lambda honest: (Send(head), Drip(chunked(b"x" * 999, 1), 0.01))))
    begun = time.monotonic()

    with pytest.raises(ReadTimeout):
        read_all(transport.open(server.url, 0.5, 5))

    assert 0.49 < time.monotonic() - begun < GENEROUS


def test_the_first_piece_of_a_stream_does_not_wait_for_the_second(server: FaultServer, transport: Driver) -> None:
    for frame in FRAMES:
        server.script(opened(frame))
        body = transport.open(server.url, None, GENEROUS)

        # Waiting for more would end in a ReadTimeout: there is none.
        assert body.read() == b"data"
        body.close()


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_defused_before_it_takes_memory(server: FaultServer, transport: Driver, coding: str) -> None:
    packed = breaks.bomb(coding, 64 << 20)
    answer = Answer(200, packed, (("Content-Encoding", coding),))
    server.script(Fault("bomb", Phase.UNDECODABLE, steps=lambda honest: (Send(answer.encode()),)))
    tracemalloc.start()

    with pytest.raises(ResponseTooLarge):
        send(transport, server.url)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2 * LIMIT + (1 << 20)


def test_an_announced_length_beyond_the_limit_is_refused_unread(server: FaultServer, transport: Driver) -> None:
    head = Answer(headers=(("Content-Length", str(1 << 40)),)).head()
    server.script(Fault("huge", Phase.UNDECODABLE, steps=lambda honest: (Send(head), Stall())))

    with pytest.raises(ResponseTooLarge):
        send(transport, server.url)

    assert server.wait_until_idle()


@pytest.mark.parametrize(
    "fault",
    [*breaks.SILENCES, endless("kept alive")],
    ids=str,
)
def test_a_set_cancel_token_ends_a_request_at_once(server: FaultServer, transport: Driver, fault: Fault) -> None:
    server.script(fault)
    request = HttpRequest("POST", f"{server.url}/things", {}, b"abc", server.holding)
    begun = time.monotonic()

    with pytest.raises(TransportError):
        transport.send(request, 60, 1 << 40)

    assert time.monotonic() - begun < GENEROUS
    lasting = fault.name in BEFORE_AN_ANSWER and not transport.leaves_at_once
    assert server.wait_until_idle(0.1 if lasting else GENEROUS) is not lasting


def test_no_wait_that_a_token_may_end_is_longer_than_fifty_milliseconds() -> None:
    later = time.monotonic() + 60

    assert Guard(later, threading.Event()).slice() <= 0.05
    assert Guard(later).slice() > 50


def test_a_set_cancel_token_ends_the_wait_for_a_connection(server: FaultServer, driver: type[Driver]) -> None:
    transport = driver(max_connections_per_pool=1)
    server.script(opened("kept alive"))
    held = transport.open(server.url, None, 30)
    cancel = threading.Event()
    timer = threading.Timer(0.1, cancel.set)
    timer.start()
    begun = time.monotonic()

    with pytest.raises(PoolTimeout if transport.tells_connecting_from_waiting else TransportError):
        transport.send(HttpRequest("GET", f"{server.url}/x", {}, None, cancel), None)

    assert time.monotonic() - begun < GENEROUS
    held.close()
    timer.join()
    transport.close()


@pytest.mark.parametrize(
    "slow",
    [
        lambda honest: (Drip(honest.encode() * 20, 0.01), Close()),
        lambda honest: (Send(honest.framed().head()), Drip(honest.body * 20, 0.01), Close()),
        lambda honest: (
            Send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
            Drip(b"1\r\nx\r\n" * 999, 0.01),
        ),
    ],
    ids=["headers", "body", "chunks"],
)
def test_a_slow_loris_cannot_outlast_the_deadline(server: FaultServer, transport: Driver, slow: object) -> None:
    assert callable(slow)
    server.script(Fault("loris", Phase.AMBIGUOUS, applied=True, steps=slow))
    begun = time.monotonic()

    with pytest.raises(ReadTimeout):
        send(transport, server.url, 0.5)

    assert 0.49 < time.monotonic() - begun < GENEROUS
