"""Coroutines that are cancelled: the connection of what they were waiting for closes, and the next one works."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import replace
from typing import Any

import pytest

from brickserve import AsyncWorkspaceClient
from brickserve.config import Config
from brickserve.errors import ConfigError
from brickserve.io import HttpRequest

from . import drivers
from .catalogue import fault
from .drivers import ASYNC_KINDS, LIMIT, USUAL, AsyncioDriver
from .faults import Fault, Phase
from .server import FaultServer
from .steps import Drip, Send
from .test_endings import BEFORE_AN_ANSWER, opened
from .test_transport_faults import ECHO

WAITS = [
    "no answer, after apply",
    "silence inside the headers",
    "silence after the headers",
    "silence inside the body",
]
LONG = Fault(
    "a body of one byte every 10 ms, for ten seconds",
    Phase.AMBIGUOUS,
    applied=True,
    steps=lambda honest: (Send(replace(honest, body=b"x" * 1000).framed().head()), Drip(b"x" * 1000, 0.01)),
)


@pytest.fixture(params=ASYNC_KINDS)
def driver(request: pytest.FixtureRequest) -> type[AsyncioDriver]:
    """Only the transports that run in an event loop."""
    return request.param


async def cancelled(work: Any, server: FaultServer, requests: int = 1) -> None:
    """Cancel `work` once the server has so many requests, and a moment later."""
    task = asyncio.ensure_future(work)
    while len(server.requests) < requests:
        await asyncio.sleep(0.005)
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("each", [*map(fault, WAITS), LONG], ids=str)
def test_cancelling_a_request_closes_its_connection(server: FaultServer, transport: AsyncioDriver, each: Fault) -> None:
    server.script(each)
    request = HttpRequest("POST", f"{server.url}/things", dict(USUAL), b"abc")

    transport.wait(cancelled(transport.io.send(request, time.monotonic() + 5, LIMIT), server))

    lasting = each.name in BEFORE_AN_ANSWER and not transport.leaves_at_once
    assert server.wait_until_idle(0.2 if lasting else 1) is not lasting
    assert len(server.requests) == 1
    assert transport.post(server.url).body == ECHO


def test_cancelling_a_request_that_cannot_be_left_ends_it_with_its_deadline(
    server: FaultServer, transport: AsyncioDriver
) -> None:
    server.script(fault("no answer, after apply"))
    request = HttpRequest("POST", f"{server.url}/things", dict(USUAL), b"abc")

    transport.wait(cancelled(transport.io.send(request, time.monotonic() + 0.3, LIMIT), server))

    assert server.wait_until_idle()


@pytest.mark.parametrize("idle", [5.0, 0.2])
def test_cancelling_the_reader_of_a_stream_closes_its_connection(
    server: FaultServer, transport: AsyncioDriver, idle: float
) -> None:
    server.script(opened("kept alive"))
    stream = transport.open(server.url, idle=idle)
    assert stream.read() == b"data"

    transport.wait(cancelled(stream.pending(), server))

    assert server.wait_until_idle()
    assert stream.read() == b""
    assert transport.post(server.url).body == ECHO


def test_closing_a_stream_ends_the_read_that_waits_for_it(server: FaultServer, transport: AsyncioDriver) -> None:
    server.script(opened("kept alive"))
    stream = transport.open(server.url)
    stream.read()

    async def close_while_reading() -> None:
        reading = asyncio.ensure_future(stream.pending())
        await asyncio.sleep(0.05)
        await stream.closing()
        await asyncio.wait((reading,), timeout=1)
        assert reading.done()
        assert reading.exception() is not None or reading.result() == b""

    transport.wait(close_while_reading())

    assert server.wait_until_idle()


def test_one_client_serves_one_event_loop_after_the_other(server: FaultServer, driver: type[AsyncioDriver]) -> None:
    with driver(max_connections_per_pool=1) as transport:
        request = HttpRequest("POST", f"{server.url}/things", dict(USUAL), b"abc")
        bodies = [asyncio.run(transport.io.send(request, time.monotonic() + 5, LIMIT)).body for _ in range(3)]

    assert bodies == [ECHO] * 3
    assert server.connections == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_gets_its_own_answers_over_its_own_connections(
    server: FaultServer, transport: AsyncioDriver
) -> None:
    def right(name: str) -> bool:
        answers = []
        for turn in range(20):
            headers = {**USUAL, "X-Echo": f"{name}{turn}"}
            request = HttpRequest("POST", f"{server.url}/things", headers, b"abc")
            answers.append(asyncio.run(transport.io.send(request, time.monotonic() + 5, LIMIT)).body)
        return all(f'"{name}{turn}"'.encode() in answer for turn, answer in enumerate(answers))

    assert right("before")
    child = os.fork()
    if child == 0:
        os._exit(0 if right("child") else 1)

    assert right("parent")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_pyreqwest_is_used_only_when_it_is_named() -> None:
    from brickserve.drivers.asyncio_io import AsyncioIO

    for named in (None, "own"):
        client = AsyncWorkspaceClient(host="https://w.example.com", token="t-for-tests", transport=named)  # type: ignore[arg-type]  # both are allowed

        assert type(client._io) is AsyncioIO


@drivers.WITHOUT_PYREQWEST
def test_pyreqwest_is_used_when_it_is_named() -> None:
    from brickserve.native.io import ReqwestIO

    client = AsyncWorkspaceClient(host="https://w.example.com", token="t-for-tests", transport="pyreqwest")

    assert type(client._io) is ReqwestIO


def test_naming_pyreqwest_without_having_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brickserve.native.io", None)

    with pytest.raises(ConfigError, match=r"brickserve\[fast\]"):
        AsyncWorkspaceClient(host="https://w.example.com", token="t-for-tests", transport="pyreqwest")


def test_an_unknown_transport_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match="transport"):
        Config(host="https://w.example.com", token="t-for-tests", transport="carrier pigeon")  # type: ignore[typeddict-item]  # wrong on purpose
