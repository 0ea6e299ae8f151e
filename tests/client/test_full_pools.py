"""A call that waits for a connection, or a thread, ends with its deadline and says what to raise."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from brickserve.config import Config
from brickserve.drivers.asyncio_io import AsyncioIO
from brickserve.errors import CallDeadlineExceeded, ConnectError, PoolTimeout, ReadTimeout
from brickserve.io import HttpRequest, HttpResponse

from .clients import GET, HOST, carry_out
from .scripted import ScriptedIO


def test_waiting_for_a_thread_ends_with_the_deadline() -> None:
    async def main() -> str:
        io = AsyncioIO(Config(host=HOST, token="t", max_connections_per_pool=1))
        release = threading.Event()
        occupied = asyncio.create_task(io.call(lambda: release.wait(30)))
        await asyncio.sleep(0)
        with pytest.raises(PoolTimeout) as caught:
            await io.send(HttpRequest("GET", f"{HOST}/x", {}), time.monotonic() + 0.05, 100)
        release.set()
        assert await occupied
        io.close()
        return str(caught.value)

    assert asyncio.run(main()).endswith("max_connections_per_pool allows for more at a time")


def test_a_deadline_that_was_spent_on_waiting_for_a_connection_says_so() -> None:
    def full(request: HttpRequest) -> HttpResponse:
        io.now += 5
        raise PoolTimeout("no connection became free")

    io = ScriptedIO(full)

    with pytest.raises(CallDeadlineExceeded, match="answered: no connection became free"):
        carry_out(GET, io, deadline=5)


def test_what_waits_for_a_thread_is_not_cancelled_when_the_client_is_closed() -> None:
    async def main() -> list[str]:
        io = AsyncioIO(Config(host=HOST, token="t", max_connections_per_pool=1))
        release = threading.Event()
        occupied = asyncio.create_task(io.call(lambda: str(release.wait(30))))
        waiting = asyncio.create_task(io.call(lambda: "done"))
        await asyncio.sleep(0)
        io.close()
        release.set()
        return await asyncio.gather(occupied, waiting)

    assert asyncio.run(main()) == ["True", "done"]


def test_a_request_for_which_there_is_no_thread_gives_its_connection_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    async def main() -> None:
        io = AsyncioIO(Config(host=HOST, token="t", max_connections_per_pool=1))
        with monkeypatch.context() as patched:
            patched.setattr(ThreadPoolExecutor, "submit", refuse)
            for _ in range(3):
                with pytest.raises(RuntimeError, match="can't start"):
                    await io.send(HttpRequest("GET", "http://127.0.0.1:9/x", {}), time.monotonic() + 5, 100)
        with pytest.raises(ConnectError):
            await io.send(HttpRequest("GET", "http://127.0.0.1:9/x", {}), time.monotonic() + 5, 100)
        io.close()

    asyncio.run(main())


def test_a_deadline_that_was_spent_on_anything_else_says_nothing_of_connections() -> None:
    def slow(request: HttpRequest) -> HttpResponse:
        io.now += 5
        raise ReadTimeout("nothing came")

    io = ScriptedIO(slow)

    with pytest.raises(CallDeadlineExceeded, match=r"before the call was answered(?!: )"):
        carry_out(GET, io, deadline=5)
