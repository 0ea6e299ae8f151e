"""Tokens are kept, renewed ahead of their end, and fetched by one caller at a time."""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brickserve.auth.endpoint import lifetime
from brickserve.auth.renewal import Renewal
from brickserve.auth.token import Token
from brickserve.drivers.runner import run
from brickserve.errors import (
    AuthError,
    BrickserveError,
    CallDeadlineExceeded,
    Cancelled,
    ReadTimeout,
    TLSError,
)
from brickserve.io import HttpRequest, HttpResponse
from tests.client.principals import PAGE, SECRET, bearer, granted, principal
from tests.client.scripted import ScriptedIO, answer

# Keeping and renewing


def test_a_token_is_renewed_five_minutes_ahead_of_its_end() -> None:
    io = ScriptedIO(PAGE, granted("t1"), granted("t2"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 3299
    assert bearer(credentials, io) == "Bearer t1"
    io.now += 1
    assert bearer(credentials, io) == "Bearer t2"


def test_a_short_token_is_renewed_at_half_its_life() -> None:
    io = ScriptedIO(PAGE, granted("t1", expires_in=120), granted("t2"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 59
    assert bearer(credentials, io) == "Bearer t1"
    io.now += 1
    assert bearer(credentials, io) == "Bearer t2"


def test_a_renewal_ahead_of_time_that_fails_costs_one_request_and_no_call() -> None:
    io = ScriptedIO(PAGE, granted("t1"), answer(503), ReadTimeout("silence"), granted("t2"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 3300
    assert [bearer(credentials, io) for _ in range(3)] == ["Bearer t1"] * 3
    assert len(io.requests) == 3
    io.now += 30
    assert bearer(credentials, io) == "Bearer t1"
    io.now += 30
    assert bearer(credentials, io) == "Bearer t2"
    assert io.sleeps == []


def test_a_renewal_ahead_of_time_leaves_the_caller_half_of_its_time() -> None:
    io = ScriptedIO(PAGE, granted("t1"), granted("t2"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 3300
    bearer(credentials, io, io.now + 4)

    assert io.deadlines[-1] == io.now + 2


def test_a_renewal_ahead_of_time_is_not_waited_for_longer_than_ten_seconds() -> None:
    io = ScriptedIO(PAGE, granted("t1"), granted("t2"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 3300
    bearer(credentials, io)

    assert io.deadlines[-1] == io.now + 10


def test_a_cancelled_renewal_ahead_of_time_ends_the_call() -> None:
    io = ScriptedIO(PAGE, granted("t1"), Cancelled("enough"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 3300
    with pytest.raises(Cancelled):
        bearer(credentials, io)


def test_an_expired_token_is_never_used() -> None:
    io = ScriptedIO(PAGE, granted("t1"), *[answer(503) for _ in range(4)])
    credentials = principal()
    bearer(credentials, io)

    io.now += 3561
    with pytest.raises(AuthError):
        bearer(credentials, io)


def test_a_refused_token_is_replaced_once() -> None:
    io = ScriptedIO(PAGE, granted("t1"), granted("t2"))
    credentials = principal()
    first = run(credentials.headers(io, None))

    assert credentials.invalidate({name.lower(): value for name, value in first.items()}) is True
    second = run(credentials.headers(io, None))
    assert second == {"Authorization": "Bearer t2"}

    # Another call that was refused with the first token must not throw the second one away.
    assert credentials.invalidate(first) is True
    assert run(credentials.headers(io, None)) == second


@pytest.mark.parametrize("expires_in", [None, "soon", -1, 0, True, [], float("inf"), "NaN", 10**400])
def test_a_token_of_unknown_life_is_used_for_a_while(expires_in: Any) -> None:
    io = ScriptedIO(PAGE, granted("t1", expires_in=expires_in), granted("t2"))
    credentials = principal()
    bearer(credentials, io)

    io.now += 599
    assert bearer(credentials, io) == "Bearer t1"
    io.now += 1
    assert bearer(credentials, io) == "Bearer t2"


@given(st.integers() | st.floats() | st.text() | st.none() | st.booleans() | st.lists(st.integers()))
def test_any_life_is_a_positive_number_of_seconds_or_unknown(value: Any) -> None:
    seconds = lifetime(value)

    assert seconds is None or 0 < seconds < float("inf")


def test_what_may_not_be_shown_is_known() -> None:
    credentials = principal()
    bearer(credentials, ScriptedIO(PAGE, granted("the-token")))

    basic = base64.b64encode(f"client-id:{SECRET}".encode()).decode()
    assert credentials.secrets() == (SECRET, basic, "the-token")
    assert SECRET not in repr(vars(credentials))


# One caller at a time


class CountingIO:
    """A thread-safe IO with a slow token endpoint."""

    def __init__(self, fail: BrickserveError | None = None) -> None:
        self.tokens = 0
        self.fail = fail
        self._guard = threading.Lock()

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        if request.method == "GET":
            return PAGE
        with self._guard:
            self.tokens += 1
        await self.sleep(0.05)
        if self.fail:
            raise self.fail
        return granted(f"t{self.tokens}")

    async def sleep(self, seconds: float) -> None:
        time.sleep(min(seconds, 0.05))

    def monotonic(self) -> float:
        return time.monotonic()

    def random(self) -> float:
        return 0.0


class CountingAsyncIO(CountingIO):
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.05))


def in_threads(count: int, work: Any) -> list[Any]:
    results: list[Any] = []
    barrier = threading.Barrier(count)

    def each() -> None:
        barrier.wait()
        try:
            results.append(work())
        except BrickserveError as error:
            results.append(error)

    threads = [threading.Thread(target=each) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_64_cold_threads_send_one_token_request() -> None:
    io = CountingIO()
    credentials = principal()

    results = in_threads(64, lambda: bearer(credentials, io))

    assert (io.tokens, set(results)) == (1, {"Bearer t1"})


def test_64_refused_threads_send_one_token_request() -> None:
    io = CountingIO()
    credentials = principal()
    old = run(credentials.headers(io, None))

    def refused_once() -> str:
        credentials.invalidate(old)
        return bearer(credentials, io)

    results = in_threads(64, refused_once)

    assert (io.tokens, set(results)) == (2, {"Bearer t2"})


def test_64_tasks_send_one_token_request() -> None:
    io = CountingAsyncIO()
    credentials = principal()

    async def all_of_them() -> list[dict[str, str]]:
        return await asyncio.gather(*(credentials.headers(io, None) for _ in range(64)))

    results = asyncio.run(all_of_them())

    assert (io.tokens, {headers["Authorization"] for headers in results}) == (1, {"Bearer t1"})


def test_those_who_wait_for_a_token_that_is_refused_do_not_ask_again() -> None:
    io = CountingIO(fail=TLSError("not trusted"))
    credentials = principal()

    results = in_threads(16, lambda: bearer(credentials, io))

    assert all(isinstance(result, TLSError) for result in results)
    assert io.tokens < 16


def test_waiting_for_another_caller_s_token_ends_with_the_own_deadline() -> None:
    io = ScriptedIO()

    async def fetch(io: Any, deadline: float | None, attempts: int) -> Token:
        # Somebody else asks while this fetch is under way, and has half a second.
        return await renewal.token(io, io.now + 0.5)

    renewal = Renewal(fetch)

    with pytest.raises(CallDeadlineExceeded, match="while another call was fetching the token"):
        run(renewal.token(io, None))
    assert sum(io.sleeps) == pytest.approx(0.5)


def test_a_cancelled_caller_leaves_the_way_free_for_the_next() -> None:
    io = ScriptedIO(PAGE, KeyboardInterrupt(), granted())
    credentials = principal()

    with pytest.raises(KeyboardInterrupt):
        bearer(credentials, io)

    assert bearer(credentials, io) == "Bearer t1"
