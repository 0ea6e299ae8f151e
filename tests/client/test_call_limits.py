"""What bounds a call: its deadline, a rate limit, a cancel token and the retry budget; over a scripted IO and clock."""

from __future__ import annotations

import sys
import threading
import types
from typing import Any

import pytest

from brickserve import errors
from brickserve.calling.flows import execute
from brickserve.drivers.runner import run
from brickserve.errors import (
    AmbiguousOutcome,
    CallDeadlineExceeded,
    Cancelled,
    ReadTimeout,
)
from brickserve.executors import BlockingExecutor
from brickserve.io import HttpRequest, HttpResponse

from .clients import GET, OK, QUERY, carry_out, context_over
from .scripted import ScriptedIO, answer


def test_what_a_first_call_loads_counts_towards_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    io = ScriptedIO(OK)
    flows = sys.modules["brickserve.calling.flows"]

    class Slow(types.ModuleType):
        """Stands for a package that takes two seconds to load."""

        def __getattr__(self, name: str) -> Any:
            io.now += 2.0 * (name == "execute")
            return getattr(flows, name)

    monkeypatch.setitem(sys.modules, "brickserve.calling.flows", Slow("brickserve.calling.flows"))
    BlockingExecutor(context_over(io).with_options(deadline=5)).execute(GET)

    assert io.now == 1002.0
    assert io.deadlines == [1005.0]


def test_a_deadline_covers_attempts_and_sleeps() -> None:
    io = ScriptedIO(answer(500), answer(500), answer(500))
    io.takes = 0.4

    with pytest.raises(errors.InternalError):
        carry_out(GET, io, deadline=1.5)

    assert io.deadlines == [1001.5, 1001.5]
    assert io.now - 1000 <= 1.5


def test_a_rate_limit_does_not_wait_across_the_deadline() -> None:
    io = ScriptedIO(OK, OK, OK)
    context = context_over(io, rate_limit=1)
    run(execute(GET, context))
    hurried = context.with_options(deadline=0.5)

    for _ in range(3):
        with pytest.raises(CallDeadlineExceeded, match="rate_limit") as caught:
            run(execute(QUERY, hurried))
        assert (caught.value.maybe_applied, caught.value.method) == (False, "POST")
    run(execute(GET, context))

    assert io.sleeps == [1.0]
    assert len(io.requests) == 2


def test_each_attempt_has_a_time_of_its_own() -> None:
    io = ScriptedIO(OK, answer(200, {}))

    carry_out(GET, io)
    carry_out(QUERY, io)

    assert io.deadlines == [1060.0, 1300.0]


def test_a_deadline_that_has_passed_is_told_apart_from_a_slow_server() -> None:
    io = ScriptedIO(ReadTimeout("late"))
    io.takes = 2.0

    with pytest.raises(CallDeadlineExceeded) as caught:
        carry_out(QUERY, io, deadline=2.0)

    assert isinstance(caught.value, TimeoutError)
    assert isinstance(caught.value, AmbiguousOutcome)
    assert isinstance(caught.value.__cause__, ReadTimeout)


def test_a_wish_that_does_not_fit_is_handed_to_the_caller() -> None:
    io = ScriptedIO(answer(429, retry_after="300"))

    with pytest.raises(errors.TooManyRequests) as caught:
        carry_out(GET, io)

    assert caught.value.retry_after == 300.0
    assert io.sleeps == []


def test_a_cancelled_call_sends_nothing() -> None:
    io = ScriptedIO(OK)
    cancel = threading.Event()
    cancel.set()

    with pytest.raises(Cancelled):
        carry_out(GET, io, cancel=cancel)

    assert io.requests == []


def test_cancelling_ends_a_sleep_within_fifty_milliseconds() -> None:
    cancel = threading.Event()

    class Impatient(ScriptedIO):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            if self.now >= 1000.1:
                cancel.set()

    io = Impatient(answer(429, retry_after="100"))

    with pytest.raises(Cancelled):
        carry_out(GET, io, cancel=cancel)

    assert 1000.1 <= io.now <= 1000.15


def test_a_request_cancelled_on_its_way_may_have_been_carried_out() -> None:
    cancel = threading.Event()

    def cut(request: HttpRequest) -> HttpResponse:
        cancel.set()
        raise ReadTimeout("the request was cancelled")

    with pytest.raises(Cancelled) as caught:
        carry_out(QUERY, ScriptedIO(cut), cancel=cancel)

    assert caught.value.maybe_applied is True


def test_the_retry_budget_is_shared_by_all_calls_of_a_client() -> None:
    io = ScriptedIO(*[answer(500)] * 2000)
    context = context_over(io)

    for _ in range(1000):
        with pytest.raises(errors.InternalError):
            run(execute(GET, context.with_options(max_attempts=3)))

    assert len(io.requests) <= 1100
