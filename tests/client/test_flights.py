"""One caller fetches, those who wait find out how it went, and nobody hears of what happened before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from brickserve.calling.flights import Flight
from brickserve.drivers.runner import run
from brickserve.errors import BrickserveError, CallDeadlineExceeded, PermissionDenied, TemporarilyUnavailable

from .scripted import ScriptedIO


class Waiting(ScriptedIO):
    """Does one thing more at each look that a waiting caller takes."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        super().__init__()
        self.steps = list(steps)

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        self.steps.pop(0)()


async def _fetch() -> str:
    return "fetched"


async def _forbidden() -> str:
    raise AssertionError("another caller has asked already")


def _busy() -> TemporarilyUnavailable:
    error = TemporarilyUnavailable("busy")
    error.status = 503
    return error


def _nothing() -> None:
    return None


def _share(flight: Flight, io: Waiting, **given: object) -> str:
    return run(flight.share(io, None, held=_nothing, fetch=_forbidden, **given))  # type: ignore[arg-type]


def test_who_waits_fails_with_the_one_that_fetched_though_another_has_begun() -> None:
    flight = Flight("a token")
    assert flight.enter()
    io = Waiting(lambda: (flight.leave(PermissionDenied("no")), flight.enter()))

    with pytest.raises(PermissionDenied, match="no"):
        _share(flight, io)

    assert io.steps == []


def test_a_failure_that_comes_while_the_turn_is_taken_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    flight = Flight("a token")
    assert flight.enter()
    enter = flight.enter
    failures = iter([None, PermissionDenied("no")])

    def entered() -> bool:
        failure = next(failures)
        if failure is not None:
            flight.leave(failure)
        return enter()

    monkeypatch.setattr(flight, "enter", entered)

    with pytest.raises(PermissionDenied, match="no"):
        _share(flight, Waiting(lambda: None))
    assert enter(), "the turn was not given back"


def test_a_failure_from_before_is_no_concern_of_who_waits_now() -> None:
    flight = Flight("a token")
    assert flight.enter()
    flight.leave(PermissionDenied("no"))
    assert flight.enter()
    io = Waiting(lambda: None, flight.leave)

    assert run(flight.share(io, None, held=_nothing, fetch=_fetch)) == "fetched"
    assert io.steps == []


@pytest.mark.parametrize(
    ("error", "deadline", "is_shared"),
    [
        (_busy(), None, True),
        (_busy(), 5.0, False),
        (CallDeadlineExceeded("late"), None, False),
        (PermissionDenied("no"), 5.0, True),
    ],
)
def test_what_the_limits_of_one_caller_brought_about_stays_with_that_caller(
    error: BrickserveError, deadline: float | None, is_shared: bool
) -> None:
    class Yielding(ScriptedIO):
        async def sleep(self, seconds: float) -> None:
            looked.set()
            await asyncio.sleep(0)

    async def failing() -> str:
        begun.set()
        await looked.wait()
        raise error

    async def main() -> list[object]:
        flight, io = Flight("a token"), Yielding()
        leading = asyncio.create_task(flight.share(io, deadline, held=_nothing, fetch=failing))
        await begun.wait()
        waiting = asyncio.create_task(flight.share(io, None, held=_nothing, fetch=_fetch))
        return await asyncio.gather(leading, waiting, return_exceptions=True)

    begun, looked = asyncio.Event(), asyncio.Event()
    leader, waiter = asyncio.run(main())

    assert leader is error
    assert (type(waiter), waiter == "fetched") == ((type(error), False) if is_shared else (str, True))
