"""Many who query an endpoint for the first time at once have it looked up once."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from brickserve._api import operations
from brickserve.calling.context import Context
from brickserve.calling.flights import Flight
from brickserve.config import Config
from brickserve.drivers.runner import run
from brickserve.endpoints.data_plane import AsyncPreferringExecutor, PreferringExecutor
from brickserve.errors import CallDeadlineExceeded, NotFound, PermissionDenied, TemporarilyUnavailable, TLSError
from brickserve.io import HttpRequest, HttpResponse

from .clients import ENDPOINT, QUERY
from .principals import HOST, PAGE, SECRET, granted
from .scripted import Answer, answer

MANY = 32
INFO = {"query_info": {"endpoint_url": "https://own.example.com/e", "authorization_details": "[]"}}
OWN = answer(200, {**ENDPOINT, "data_plane_info": INFO})
PLAIN = answer(200, ENDPOINT)
BUSY = answer(503, {"message": "busy"})


class GatheringIO:
    """Answers the first look-up once all `others` wait for it; for threads."""

    def __init__(self, others: int, *looks: Answer) -> None:
        self.counts: Counter[str] = Counter()
        self.waiting: set[Any] = set()
        self._others = others
        self._looks = list(looks)
        self._end = time.monotonic() + 30

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        if "/oidc/" in request.url:
            return granted() if request.method == "POST" else PAGE
        if request.method == "POST":
            self.counts["own" if "own.example" in request.url else "front door"] += 1
            return answer(200, {"predictions": [1]})
        self.counts["look-up"] += 1
        while len(self.waiting) < self._others:
            assert time.monotonic() < self._end, f"{len(self.waiting)} of {self._others} wait"
            await self._moment()
        found = self._looks.pop(0)
        if isinstance(found, BaseException):
            raise found
        assert isinstance(found, HttpResponse)
        return found

    async def sleep(self, seconds: float) -> None:
        self.waiting.add(self._caller())
        await self._moment()

    def monotonic(self) -> float:
        return time.monotonic()

    def random(self) -> float:
        return 0.5

    async def _moment(self) -> None:
        time.sleep(0.001)

    def _caller(self) -> Any:
        return threading.current_thread()


class GatheringAsyncIO(GatheringIO):
    """The same for tasks."""

    async def _moment(self) -> None:
        await asyncio.sleep(0)

    def _caller(self) -> Any:
        return asyncio.current_task()


def signed_in(io: GatheringIO) -> Context:
    """Return what calls need, with a token at hand, so that nobody waits for anything but the look-up."""
    context = Context(Config(host=HOST, client_id="id", client_secret=SECRET), io)
    run(context.credentials.headers(GatheringIO(0), None))
    return context


def in_threads(executor: PreferringExecutor) -> list[Any]:
    def outcome(_: int) -> Any:
        try:
            return executor.execute(QUERY).predictions
        except Exception as error:
            return type(error)

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(outcome, range(MANY)))


def in_tasks(io: GatheringAsyncIO, first: dict[str, Any], *, cancel_first: bool = False) -> list[Any]:
    """Return what becomes of the queries; the first one, which looks the endpoint up, has options of its own."""

    async def main() -> list[Any]:
        context = signed_in(io)
        executor = AsyncPreferringExecutor(context)
        leading = asyncio.create_task(executor.with_options(**first).execute(QUERY))
        await asyncio.sleep(0)
        others = [asyncio.create_task(executor.execute(QUERY)) for _ in range(MANY - 1)]
        if cancel_first:
            while len(io.waiting) < MANY - 1:
                await asyncio.sleep(0)
            leading.cancel()
        done = await asyncio.gather(leading, *others, return_exceptions=True)
        return [type(each) if isinstance(each, BaseException) else each.predictions for each in done]

    return asyncio.run(main())


@pytest.mark.parametrize(("look", "way"), [(OWN, "own"), (PLAIN, "front door")], ids=["own host", "front door"])
def test_threads_look_an_endpoint_up_once(look: HttpResponse, way: str) -> None:
    io = GatheringIO(MANY - 1, look)

    assert in_threads(PreferringExecutor(signed_in(io))) == [[1]] * MANY
    assert io.counts == {"look-up": 1, way: MANY}


@pytest.mark.parametrize(("look", "way"), [(OWN, "own"), (PLAIN, "front door")], ids=["own host", "front door"])
def test_tasks_look_an_endpoint_up_once(look: HttpResponse, way: str) -> None:
    io = GatheringAsyncIO(MANY - 1, look)

    assert in_tasks(io, {}) == [[1]] * MANY
    assert io.counts == {"look-up": 1, way: MANY}


def test_a_refused_look_up_is_everybody_s_and_not_remembered() -> None:
    io = GatheringIO(MANY - 1, answer(403), OWN)
    executor = PreferringExecutor(signed_in(io))

    assert in_threads(executor) == [PermissionDenied] * MANY
    assert executor.execute(QUERY).predictions == [1]
    assert io.counts == {"look-up": 2, "own": 1}


def test_a_caller_that_is_cancelled_leaves_the_look_up_to_the_others() -> None:
    io = GatheringAsyncIO(MANY, OWN)
    io.waiting.add("somebody who never comes")

    found = in_tasks(io, {}, cancel_first=True)

    assert found == [asyncio.CancelledError, *[[1]] * (MANY - 1)]
    assert io.counts["look-up"] == 2


@pytest.mark.parametrize(
    ("first", "wish"),
    [({"max_attempts": 1}, "1"), ({"deadline": 0.2}, "1"), ({"deadline": 100}, "120")],
    ids=["attempts", "deadline", "a wish that is longer than the deadline"],
)
def test_a_caller_s_own_limits_fail_no_other_caller(first: dict[str, Any], wish: str) -> None:
    io = GatheringAsyncIO(MANY - 1, answer(503, retry_after=wish), OWN)

    found = in_tasks(io, first)

    assert found == [TemporarilyUnavailable, *[[1]] * (MANY - 1)]
    assert io.counts == {"look-up": 2, "own": MANY - 1}


@pytest.mark.parametrize(
    ("failure", "error"),
    [(answer(503, retry_after="121"), TemporarilyUnavailable), (TLSError("not trusted"), TLSError)],
    ids=["a wish that nobody waits for", "a certificate"],
)
def test_what_no_other_limits_would_have_helped_is_everybody_s_failure(failure: Answer, error: Any) -> None:
    io = GatheringAsyncIO(MANY - 1, failure)

    assert in_tasks(io, {"deadline": 600}) == [error] * MANY
    assert io.counts == {"look-up": 1}


def test_who_comes_when_it_is_there_already_fetches_nothing() -> None:
    async def fetch() -> int:
        raise AssertionError("it is there")

    assert run(Flight("the answer").share(GatheringIO(0), None, held=lambda: 42, fetch=fetch)) == 42


def test_a_look_up_that_failed_as_often_as_it_may_is_not_repeated_by_those_who_waited() -> None:
    io = GatheringAsyncIO(MANY - 1, BUSY, BUSY, BUSY, BUSY)

    assert in_tasks(io, {"deadline": 60}) == [TemporarilyUnavailable] * MANY
    assert io.counts == {"look-up": 4}


def test_waiting_for_a_look_up_ends_with_the_own_deadline() -> None:
    async def main() -> None:
        executor = AsyncPreferringExecutor(signed_in(GatheringAsyncIO(2)))
        leading = asyncio.create_task(executor.execute(QUERY))
        await asyncio.sleep(0)
        with pytest.raises(CallDeadlineExceeded, match="another call was fetching the host of endpoint 'fraud'"):
            await executor.with_options(deadline=0.05).execute(QUERY)
        leading.cancel()

    asyncio.run(main())


def test_endpoints_are_looked_up_independently() -> None:
    io = GatheringAsyncIO(0, NotFound("no such endpoint"), OWN)

    async def main() -> None:
        executor = AsyncPreferringExecutor(signed_in(io))
        asked = [executor.execute(operations.query(name, prompt="hi")) for name in ("nobody", "fraud")]
        first, second = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(first, NotFound)
        assert second.predictions == [1]

    asyncio.run(main())
