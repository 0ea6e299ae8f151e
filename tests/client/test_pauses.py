"""Bytes that have not arrived yet: nothing is lost of what has, no limit grows, and others have their turn."""

from __future__ import annotations

import gzip
import select
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import TypeVar

import pytest

from brickserve.network.bodies import WholeBody
from brickserve.network.connections import Connection, Guard, PlainDialler
from brickserve.network.http1 import Answer, NotHttp, NotYet, Source, Wait

from .test_http1 import ANSWERS, CHUNKED, OK, PLAIN

T = TypeVar("T")


def hesitant(data: bytes, size: int) -> Source:
    """Return a source that has nothing yet before every one of its pieces."""

    def pieces() -> Iterator[bytes | None]:
        for at in range(0, len(data), size):
            yield from (None, data[at : at + size])

    rest = pieces()

    def receive(most: int) -> bytes:
        piece = next(rest, b"")
        if piece is None:
            raise NotYet(Wait(0, False, 0.0))
        return piece

    return Source(receive)


def in_the_end(call: Callable[[], T]) -> T:
    """Call again after every `NotYet`."""
    while True:
        with suppress(NotYet):
            return call()


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(("raw", "body", "reusable"), ANSWERS)
def test_what_has_not_arrived_yet_loses_nothing_of_what_has(raw: bytes, body: bytes, reusable: bool, size: int) -> None:
    source = hesitant(raw, size)
    answer = in_the_end(lambda: Answer(source, "GET"))
    collected = WholeBody(answer)

    assert in_the_end(lambda: collected.read(100)) == body
    assert answer.reusable is reusable
    assert source.empty


def test_a_coded_body_may_arrive_with_pauses() -> None:
    packed = gzip.compress(PLAIN, mtime=0)
    head = OK + f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    source = hesitant(head + packed, 3)
    whole_body = WholeBody(in_the_end(lambda: Answer(source, "GET")))

    assert in_the_end(lambda: whole_body.read(1000)) == PLAIN


def test_an_errors_body_may_arrive_with_pauses() -> None:
    source = hesitant(b"HTTP/1.1 400 X\r\nContent-Length: 9\r\n\r\nabc", 2)
    whole_body = WholeBody(in_the_end(lambda: Answer(source, "GET")))

    assert in_the_end(whole_body.read_error) == (b"abc", False)


@pytest.mark.parametrize(
    "flood",
    [b"HTTP/1.1 100 C\r\n\r\n" * 16, CHUNKED + b"0\r\n" + b"T: 1\r\n" * 128],
    ids=["interim answers", "trailers"],
)
def test_pauses_do_not_make_a_limit_longer(flood: bytes) -> None:
    source = hesitant(flood, 16)

    with pytest.raises(NotHttp, match=r"interim answers only|too many trailers"):
        in_the_end(in_the_end(lambda: Answer(source, "GET")).read)


def test_a_connection_that_must_not_wait_lets_others_have_their_turn_though_bytes_never_run_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def dialler(owner: Connection) -> PlainDialler:
            made = PlainDialler(*listener.getsockname())
            made.owner = owner
            return made

        connection = Connection(dialler, Guard(time.monotonic() + 30, waits=False))
        connection.connect()
        peer, _ = listener.accept()
        with peer, closing(connection):
            with pytest.raises(NotYet) as empty:
                connection.receive(1)
            peer.sendall(bytes(1000))
            select.select([empty.value.wait.fileno], [], [], 5)

            with pytest.raises(NotYet) as fair:
                [connection.receive(1) for _ in range(1000)]

    assert empty.value.wait.seconds > 1
    assert fair.value.wait.seconds == 0
