"""What asynchronous requests wait for: a connection in turn, and bytes, while everything else goes on."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from typing import Any

import pytest

from brickserve.drivers.asyncio_io import AsyncioIO
from brickserve.errors import PoolTimeout, ReadTimeout
from brickserve.io import HttpRequest
from brickserve.network import addresses

from ..client.servers import Server, reply
from .catalogue import fault
from .drivers import OWN_ASYNC_KINDS, USUAL, AsyncioDriver
from .faults import Fault, Moment, Phase
from .messages import Answer
from .server import FaultServer
from .steps import Ignore, Pause, Send
from .test_endings import opened
from .test_transport_cancelling import cancelled
from .test_transport_faults import ECHO

SEVERAL_MEGABYTES = 8 << 20


@pytest.fixture(params=OWN_ASYNC_KINDS)
def driver(request: pytest.FixtureRequest) -> type[AsyncioDriver]:
    """Only the library's own transport, in event loops that can watch sockets and in those that cannot."""
    return request.param


def sending(transport: AsyncioDriver, url: str, body: bytes = b"abc", seconds: float = 20.0, **headers: str) -> Any:
    """Return a request that nobody waits for yet."""
    request = HttpRequest("POST", f"{url}/things", {**USUAL, **headers}, body)
    return transport.io.send(request, time.monotonic() + seconds, 1 << 25)


def test_a_request_over_an_open_connection_needs_no_thread(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with AsyncioDriver() as transport:
        transport.post(server.url)
        monkeypatch.setattr(AsyncioIO, "run", None)

        assert [transport.post(server.url).body for _ in range(3)] == [ECHO] * 3

    assert server.connections == 1


def test_cancelling_a_request_closes_a_connection_that_was_used_before(
    server: FaultServer, transport: AsyncioDriver
) -> None:
    transport.post(server.url)
    server.script(fault("no answer, after apply"))

    transport.wait(cancelled(sending(transport, server.url), server, 2))

    assert server.wait_until_idle(1)


def test_many_more_requests_than_connections_get_their_own_answers(
    server: FaultServer, transport: AsyncioDriver
) -> None:
    async def together() -> list[Any]:
        return await asyncio.gather(*(sending(transport, server.url, **{"X-Echo": str(n)}) for n in range(100)))

    echoes = [json.loads(answer.body)["echo"] for answer in transport.wait(together())]

    assert echoes == [str(n) for n in range(100)]
    assert server.connections <= 2


def test_whoever_stops_waiting_for_a_connection_leaves_it_to_the_next(
    server: FaultServer, driver: type[AsyncioDriver]
) -> None:
    with driver(max_connections_per_pool=1) as transport:
        server.script(opened("kept alive"))
        held = transport.open(server.url, None, 30)

        async def wait_in_line() -> bytes:
            first, second, third = [asyncio.ensure_future(sending(transport, server.url)) for _ in range(3)]
            await asyncio.sleep(0.05)
            second.cancel()
            await asyncio.wait((second, asyncio.ensure_future(asyncio.sleep(0.05))))
            assert server.connections == 1
            await held.closing()
            first.cancel()
            await asyncio.wait((first,))
            return (await third).body

        assert transport.wait(wait_in_line()) == ECHO
        assert transport.post(server.url).body == ECHO


def test_waiting_for_a_connection_ends_with_the_deadline_and_leaves_the_line(
    server: FaultServer, driver: type[AsyncioDriver]
) -> None:
    with driver(max_connections_per_pool=1) as transport:
        server.script(opened("kept alive"))
        held = transport.open(server.url, None, 30)

        with pytest.raises(PoolTimeout):
            transport.wait(sending(transport, server.url, seconds=0.1))

        held.close()
        assert transport.post(server.url).body == ECHO


def test_a_request_that_is_cancelled_while_it_connects_is_never_sent(
    server: FaultServer, driver: type[AsyncioDriver], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, released = threading.Event(), threading.Event()
    lookup = addresses.resolve

    def slow(*arguments: Any) -> Any:
        asked.set()
        released.wait(5)
        return lookup(*arguments)

    monkeypatch.setattr(addresses, "resolve", slow)
    with driver(max_connections_per_pool=1) as transport:

        async def cancel() -> None:
            task = asyncio.ensure_future(sending(transport, server.url))
            await asyncio.to_thread(asked.wait, 5)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        transport.wait(cancel())
        released.set()

        # The only connection that there may be is free again.
        assert transport.post(server.url, 5).body == ECHO
    assert len(server.requests) == 1


def test_a_large_request_and_a_large_answer_arrive_whole(transport: AsyncioDriver) -> None:
    def back(connection: socket.socket, head: bytes, body: bytes) -> None:
        connection.sendall(reply(body))

    body = bytes(range(256)) * (SEVERAL_MEGABYTES // 256)
    with Server(back) as server:
        for _ in range(2):
            assert transport.wait(sending(transport, server.url, body)).body == body
        assert server.connections == 1


def test_a_server_that_stops_reading_cannot_outlast_the_deadline(server: FaultServer, transport: AsyncioDriver) -> None:
    transport.post(server.url)
    server.script(Fault("no reading", Phase.AMBIGUOUS, steps=lambda honest: (Ignore(),), moment=Moment.HEAD))

    with pytest.raises(ReadTimeout) as caught:
        transport.wait(sending(transport, server.url, bytes(4 * SEVERAL_MEGABYTES), 0.3))

    assert caught.value.phase == "ambiguous"
    server.forget_script()
    assert transport.post(server.url).body == ECHO


def test_a_client_may_be_closed_while_requests_are_under_way(server: FaultServer, transport: AsyncioDriver) -> None:
    head, body = Answer(headers=(("Content-Length", "4"),)).head(), b"late"
    server.script(Fault("late", Phase.FINE, applied=True, steps=lambda honest: (Send(head), Pause(0.1), Send(body))))

    async def close_early() -> bytes:
        task = asyncio.ensure_future(sending(transport, server.url))
        while not server.requests:
            await asyncio.sleep(0.005)
        transport.io.close()
        return (await task).body

    assert transport.wait(close_early()) == b"late"
    assert server.wait_until_idle()
