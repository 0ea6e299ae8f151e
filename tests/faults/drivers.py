"""Every transport behind one face that blocks, so that one set of tests holds them all to the same promises."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from threading import Event
from typing import Any, ClassVar, Protocol, Self, TypeVar

import pytest

from brickserve.config import Config
from brickserve.drivers.blocking import BlockingIO
from brickserve.drivers.runner import run
from brickserve.io import HttpRequest, HttpResponse, HttpStream

T = TypeVar("T")

LIMIT = 1 << 20


class ClosableIO(Protocol):
    """What a client hands its flows, and closes at its end."""

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse: ...

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> HttpStream: ...

    def close(self) -> None: ...


class Driver:
    """Carries out what a flow would wait for, and waits for it."""

    failures: ClassVar[Mapping[str, str]] = {}
    """Faults that this transport reports as something else than the others do."""
    reads_latin_1 = True
    drops_doubtful_connections = True
    """Whether a connection that said two lengths is used no more."""
    leaves_at_once = True
    """Whether a request that is cancelled before its answer begins lets go of its connection."""
    tells_connecting_from_waiting = True
    """Whether a deadline that passes before there is a connection counts as one that did."""

    def __init__(self, **options: Any) -> None:
        self.io = self._make(Config(host="https://unused.example", token="a-token-for-tests", **options))

    def send(self, request: HttpRequest, seconds: float | None = 5.0, limit: int = LIMIT) -> HttpResponse:
        """Send a request that has `seconds`, and return its answer."""
        return self.wait(self.io.send(request, _after(seconds), limit))

    def post(
        self, url: str, seconds: float = 30.0, body: bytes = b"abc", cancel: Event | None = None, **headers: str
    ) -> HttpResponse:
        """Post to a path of `url`."""
        return self.send(HttpRequest("POST", f"{url}/things", {**USUAL, **headers}, body, cancel), seconds)

    def open(self, url: str, seconds: float | None = 5.0, idle: float = 5.0) -> Stream:
        """Get a path of `url`, piece by piece."""
        request = HttpRequest("GET", f"{url}/stream", dict(USUAL))
        return Stream(self, self.wait(self.io.open(request, _after(seconds), idle)))

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what `work` returns."""
        return run(work)

    def send_together(self, requests: list[HttpRequest]) -> list[HttpResponse]:
        """Send all requests at once."""
        with ThreadPoolExecutor(len(requests)) as threads:
            return list(threads.map(self.send, requests))

    def close(self) -> None:
        """Close every connection."""
        self.io.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _make(self, config: Config) -> ClosableIO:
        return BlockingIO(config)


class AsyncioDriver(Driver):
    """Has an event loop of its own, which runs while something is waited for."""

    loop_factory: ClassVar[Callable[[], asyncio.AbstractEventLoop]] = asyncio.SelectorEventLoop

    def __init__(self, **options: Any) -> None:
        self.runner = asyncio.Runner(loop_factory=self.loop_factory)
        super().__init__(**options)

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def send_together(self, requests: list[HttpRequest]) -> list[HttpResponse]:
        async def together() -> list[HttpResponse]:
            sent = (self.io.send(request, _after(5.0), LIMIT) for request in requests)
            return list(await asyncio.gather(*sent))

        return self.wait(together())

    def close(self) -> None:
        self.io.close()
        self.runner.close()

    def _make(self, config: Config) -> ClosableIO:
        from brickserve.drivers.asyncio_io import AsyncioIO

        return AsyncioIO(config)


class BlindLoop(asyncio.SelectorEventLoop):
    """An event loop that cannot watch sockets, like the default one of Windows."""

    add_reader = asyncio.AbstractEventLoop.add_reader
    add_writer = asyncio.AbstractEventLoop.add_writer


class ThreadedDriver(AsyncioDriver):
    """Runs in an event loop that leaves everything to threads."""

    loop_factory = BlindLoop


class PyreqwestDriver(AsyncioDriver):
    """The optional transport, with everything in which it differs."""

    failures: ClassVar[Mapping[str, str]] = {"interim answers without end": "ReadTimeout"}
    reads_latin_1 = False
    drops_doubtful_connections = False
    leaves_at_once = False
    tells_connecting_from_waiting = False

    def _make(self, config: Config) -> ClosableIO:
        from brickserve.native.io import ReqwestIO

        return ReqwestIO(config)


class Stream:
    """A body that is arriving."""

    def __init__(self, driver: Driver, stream: HttpStream) -> None:
        self._driver = driver
        self._stream = stream
        self.status = stream.status
        self.headers = stream.headers

    def read(self) -> bytes:
        """Return what has arrived."""
        return self._driver.wait(self._stream.read())

    def read_all(self) -> bytes:
        """Return the whole body."""
        return b"".join(iter(self.read, b""))

    def pending(self) -> Coroutine[Any, Any, bytes]:
        """Return a read that nobody waits for yet."""
        return self._stream.read()

    def closing(self) -> Coroutine[Any, Any, None]:
        """Return a close that nobody waits for yet."""
        return self._stream.close()

    def finish(self) -> None:
        """Keep the connection if the body ends at once."""
        self._driver.wait(self._stream.finish())

    def close(self) -> None:
        """Drop the connection."""
        self._driver.wait(self._stream.close())


USUAL = {"Content-Type": "application/json", "User-Agent": "brickserve", "Accept": "*/*"}
WITHOUT_PYREQWEST = pytest.mark.skipif(
    find_spec("pyreqwest") is None, reason="pyreqwest is not installed (extra: fast)"
)
KINDS = [
    pytest.param(Driver, id="blocking"),
    pytest.param(AsyncioDriver, id="asyncio"),
    pytest.param(ThreadedDriver, id="asyncio on threads"),
    pytest.param(PyreqwestDriver, id="pyreqwest", marks=WITHOUT_PYREQWEST),
]
"""Every transport; the optional one is skipped where it is not installed."""
ASYNC_KINDS = KINDS[1:]
OWN_ASYNC_KINDS = ASYNC_KINDS[:2]


def _after(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds
