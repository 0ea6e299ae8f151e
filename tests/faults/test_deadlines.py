"""The deadline of a call over real sockets: it bounds everything, for blocking clients and for coroutines."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.errors import AmbiguousOutcome, BrickserveError, CallDeadlineExceeded

from .catalogue import fault
from .faults import Fault, Phase
from .messages import Answer, Request, json_answer
from .server import FaultServer
from .steps import Drip
from .world import DISCOVERY_PATH, TOKEN_PATH, World

SLOW = [
    "no answer, after apply",
    "no answer and no reading",
    "silence after the headers",
    "silence inside the headers",
    "silence inside the body",
    "a body of one byte every 10 ms",
]
SLOWER = Fault("headers of one byte every 10 ms", Phase.AMBIGUOUS, True, steps=lambda honest: (Drip(b"x" * 999, 0.01),))
SLOW_FAULTS = [*map(fault, SLOW), SLOWER]
GENEROUS = 5.0
"""What a busy machine may need beyond a deadline; nothing here would end by itself in that time."""


class HangingTokens(World):
    """A workspace whose token endpoint never answers."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.hanging = path
        self.released = threading.Event()

    def apply(self, request: Request) -> Answer:
        if request.path == self.hanging:
            self.released.wait(30)
        return super().apply(request)


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Make one call first: the network stack is loaded then, and that takes a time of its own."""
    with FaultServer(World()) as server, WorkspaceClient(host=server.url, token="t-for-tests") as client:
        client.serving_endpoints.get("fraud")


def timed(call: Callable[[], Any]) -> tuple[BrickserveError, float]:
    """Return the error of a call and how long it took."""
    begun = time.monotonic()
    with pytest.raises(BrickserveError) as caught:
        call()
    return caught.value, time.monotonic() - begun


def overdue(server: FaultServer, each: Fault, call: Callable[[float], Any]) -> BrickserveError:
    """Return the error of a call that a fault keeps waiting until its deadline; a busy machine gets a later one."""
    for deadline in (0.3, 1.0, 4.0):
        server.holding.clear()
        server.forget_script()
        server.script(*[each] * 4)
        error, seconds = timed(partial(call, deadline))
        assert deadline - 0.05 < seconds < deadline + GENEROUS
        if server.holding.is_set():
            return error
    raise AssertionError("this machine sends nothing within four seconds")


@pytest.mark.parametrize("each", SLOW_FAULTS, ids=str)
def test_a_read_ends_with_the_deadline(each: Fault) -> None:
    """[D14]"""
    with FaultServer(World()) as server, WorkspaceClient(host=server.url, token="t-for-tests") as client:
        error = overdue(
            server, each, lambda seconds: client.with_options(deadline=seconds).serving_endpoints.get("fraud")
        )

        assert isinstance(error, CallDeadlineExceeded)
        assert isinstance(error, TimeoutError)
        assert not error.maybe_applied
        assert server.wait_until_idle()


@pytest.mark.parametrize("each", SLOW_FAULTS, ids=str)
def test_a_query_ends_with_the_deadline_and_says_that_it_may_have_been_applied(each: Fault) -> None:
    with FaultServer(World()) as server, WorkspaceClient(host=server.url, token="t-for-tests") as client:

        def ask(seconds: float) -> None:
            client.with_options(deadline=seconds).serving_endpoints.query("fraud", prompt="hello")

        error = overdue(server, each, ask)

        assert isinstance(error, CallDeadlineExceeded)
        assert isinstance(error, AmbiguousOutcome)


def test_a_deadline_covers_all_attempts_together() -> None:
    silence = fault("no answer, before apply")
    with (
        FaultServer(World()) as server,
        WorkspaceClient(host=server.url, token="t-for-tests", http_timeout_seconds=0.4) as client,
    ):
        server.script(*[silence] * 9)

        error, _ = timed(lambda: client.with_options(deadline=0.5).serving_endpoints.get("fraud"))

    assert isinstance(error, TimeoutError)
    # Four attempts would be made, of which the time is enough for one and a bit.
    assert len(server.requests) <= 2


@pytest.mark.parametrize("path", [TOKEN_PATH, DISCOVERY_PATH])
def test_a_deadline_covers_the_way_to_a_token(path: str) -> None:
    """[M8]"""
    world = HangingTokens(path)
    with (
        FaultServer(world) as server,
        WorkspaceClient(host=server.url, client_id="someone", client_secret="a-secret-for-tests") as client,
    ):
        world.host = server.url
        error, seconds = timed(lambda: client.with_options(deadline=0.3).serving_endpoints.get("fraud"))
        world.released.set()

    assert isinstance(error, TimeoutError)
    assert seconds < GENEROUS
    assert all(request.path.startswith("/oidc/") for request in server.requests)


def test_a_deadline_covers_a_large_request_that_nobody_reads() -> None:
    with FaultServer(World()) as server, WorkspaceClient(host=server.url, token="t-for-tests") as client:
        server.script(fault("no answer and no reading"))
        hasty = client.with_options(deadline=0.3, max_attempts=1)

        error, seconds = timed(lambda: hasty.serving_endpoints.query("fraud", prompt="x" * 8_000_000))

    assert isinstance(error, CallDeadlineExceeded)
    assert seconds < GENEROUS


class AsyncEcho:
    """Answers with the word that came."""

    def apply(self, request: Request) -> Answer:
        return json_answer({"echo": request.header("x-echo")})


async def echo(client: AsyncWorkspaceClient, word: str) -> bool:
    """Tell whether a request got its own answer."""
    answer = await client.api_client.do("GET", "/api/echo", headers={"X-Echo": word})
    return bool(answer["echo"] == word)


def test_coroutines_get_their_own_answers() -> None:
    async def main(url: str) -> list[bool]:
        async with AsyncWorkspaceClient(host=url, token="t-for-tests") as client:
            return await asyncio.gather(*(echo(client, f"w{number}") for number in range(300)))

    with FaultServer(AsyncEcho()) as server:
        assert asyncio.run(main(server.url)) == [True] * 300


@pytest.mark.parametrize("each", SLOW_FAULTS, ids=str)
def test_a_coroutine_ends_with_the_deadline(each: Fault) -> None:
    async def main(url: str, seconds: float) -> None:
        async with AsyncWorkspaceClient(host=url, token="t-for-tests") as client:
            await client.with_options(deadline=seconds).serving_endpoints.get("fraud")

    with FaultServer(World()) as server:
        error = overdue(server, each, lambda seconds: asyncio.run(main(server.url, seconds)))

        assert isinstance(error, CallDeadlineExceeded)
        assert server.wait_until_idle()


@pytest.mark.parametrize("each", SLOW_FAULTS, ids=str)
def test_a_cancelled_coroutine_drops_its_connection_and_the_next_call_works(each: Fault) -> None:
    async def main(server: FaultServer) -> None:
        async with AsyncWorkspaceClient(host=server.url, token="t-for-tests") as client:
            call = asyncio.create_task(client.serving_endpoints.get("fraud"))
            assert await asyncio.to_thread(server.holding.wait, 30)
            call.cancel()
            begun = time.monotonic()
            with contextlib.suppress(asyncio.CancelledError):
                await call

            assert call.cancelled()
            assert time.monotonic() - begun < GENEROUS
            assert await asyncio.to_thread(server.wait_until_idle)
            assert (await client.serving_endpoints.get("fraud")).name == "fraud"

    with FaultServer(World()) as server:
        server.script(each)
        asyncio.run(main(server))

        assert server.connections == 2


def test_asynchronous_clients_leave_neither_files_nor_threads() -> None:
    async def main(url: str) -> None:
        async with AsyncWorkspaceClient(host=url, token="t-for-tests") as client:
            await asyncio.gather(*(echo(client, "x") for _ in range(3)))

    with FaultServer(AsyncEcho()) as server:
        asyncio.run(main(server.url))
        assert server.wait_until_idle()
        files = len(os.listdir("/proc/self/fd"))

        for _ in range(20):
            asyncio.run(main(server.url))
        assert server.wait_until_idle()
        gc.collect()

        assert len(os.listdir("/proc/self/fd")) <= files
        ours = [thread for thread in threading.enumerate() if "brickserve" in thread.name]
        for thread in ours:
            # One that was told to end may still be on its way out; one that was not never ends.
            thread.join(timeout=5)
        assert not [thread for thread in ours if thread.is_alive()]
