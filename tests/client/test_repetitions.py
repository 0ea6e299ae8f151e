"""What is repeated, cancelled or waited for in the less usual cases."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import pickle
import threading
from datetime import timedelta
from typing import Any

import pytest

from brickserve._api import waiters, waiting
from brickserve.calling.reconciling import agree
from brickserve.drivers.cancelling import CancellableIO
from brickserve.drivers.runner import run
from brickserve.errors import (
    AmbiguousOutcome,
    BrickserveError,
    Cancelled,
    ConnectError,
    DatabricksError,
    TruncatedResponse,
)
from brickserve.io import HttpRequest
from brickserve.redaction import Secret
from brickserve_api import wire

from .clients import CREATE, ENDPOINT, GET, QUERY, carry_out
from .scripted import ScriptedIO, answer


def test_lists_agree_when_they_are_equally_long() -> None:
    assert agree([1, 2], [2, 1])
    assert not agree([1], [1, 2])


@pytest.mark.parametrize(("idempotence", "requests"), [("create", 1), ("idempotent", 2)])
def test_what_cannot_be_looked_up_is_repeated_only_where_that_does_no_harm(idempotence: str, requests: int) -> None:
    operation = wire.Operation("x", "POST", "/x", decode=lambda response: None, idempotence=idempotence)
    io = ScriptedIO(TruncatedResponse("cut"), answer(200, {}))

    with contextlib.suppress(AmbiguousOutcome):
        carry_out(wire.Call(operation, body={}), io)

    assert len(io.requests) == requests


def test_an_attempt_tells_how_long_it_took() -> None:
    io = ScriptedIO(answer(400))
    io.takes = 2.5

    with pytest.raises(DatabricksError) as caught:
        carry_out(GET, io)

    assert [attempt.elapsed for attempt in caught.value.attempts] == [2.5]


class Unwilling(ScriptedIO):
    """Opens no stream."""

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> Any:
        self.requests.append(request)
        raise TruncatedResponse("cut")


@pytest.mark.parametrize("cancelled", [True, False])
def test_no_stream_is_opened_once_the_call_is_cancelled(cancelled: bool) -> None:
    cancel, io = threading.Event(), Unwilling()
    if cancelled:
        cancel.set()

    with pytest.raises(Cancelled if cancelled else TruncatedResponse):
        run(CancellableIO(io, cancel).open(HttpRequest("GET", "https://w.example/x", {}), None, 1))

    assert len(io.requests) == (0 if cancelled else 1)


def test_a_stream_that_was_cancelled_while_it_opened_was_cancelled() -> None:
    cancel = threading.Event()

    class Slow(Unwilling):
        async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> Any:
            cancel.set()
            return await super().open(request, deadline, idle)

    with pytest.raises(Cancelled):
        run(CancellableIO(Slow(), cancel).open(HttpRequest("GET", "https://w.example/x", {}), None, 1))


def test_a_cancellable_stream_is_the_stream_itself() -> None:
    class Willing(ScriptedIO):
        async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> Any:
            return "the stream"

    opened = CancellableIO(Willing(), threading.Event()).open(HttpRequest("GET", "https://w.example/x", {}), None, 1)

    assert run(opened) == "the stream"


@pytest.mark.parametrize("refusal", [answer(429), ConnectError("refused")])
def test_a_query_that_was_only_turned_away_was_not_carried_out(refusal: Any) -> None:
    with pytest.raises(BrickserveError) as caught:
        carry_out(QUERY, ScriptedIO(*[refusal] * 4))

    assert not caught.value.maybe_applied
    assert not isinstance(caught.value, AmbiguousOutcome)


def test_any_conflict_of_a_repeated_creation_is_looked_into() -> None:
    missing = answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "none"})
    conflict = answer(409, {"error_code": "RESOURCE_CONFLICT", "message": "busy"})
    ours = answer(200, {**ENDPOINT, "description": "finds fraud"})

    assert carry_out(CREATE, ScriptedIO(TruncatedResponse("cut"), missing, conflict, ours)).name == "fraud"


class Waiting:
    """Notes what it is to wait for."""

    async def execute(self, call: Any, /) -> Any:
        raise AssertionError("nothing here is executed")

    async def wait(self, waiter: Any, arguments: Any, /, *, timeout: timedelta, **others: Any) -> Any:
        return waiter.name, dict(arguments), timeout


def test_an_asynchronous_wait_asks_its_own_executor() -> None:
    waiter = waiters.SERVING_ENDPOINT_NOT_UPDATING
    wait = waiting.AsyncWait(Waiting(), waiter, {"name": "fraud"})

    assert asyncio.run(wait.result()) == (waiter.name, {"name": "fraud"}, waiter.timeout)
    assert asyncio.run(wait.result(timedelta(1))) == (waiter.name, {"name": "fraud"}, timedelta(1))


def test_what_is_not_numbered_has_no_versions() -> None:
    plain: Any = waiters.SERVING_ENDPOINT_NOT_UPDATING
    states = {"success": plain.success, "failure": plain.failure, "retry": plain.retry}
    waiter = waiting.Waiter("w", method="m", poll=plain.poll, state="s", timeout=timedelta(1), **states)

    assert waiter.versions(object()) == (None, None)


def test_the_arguments_of_a_query_string_follow_the_path() -> None:
    operation = wire.Operation("x", "GET", "/x", decode=lambda response: None, idempotence="read")
    io = ScriptedIO(answer(200, {}))

    carry_out(wire.Call(operation, query={"a": "1 2", "b": ["x", "y"]}), io)

    assert io.requests[0].url == "https://w.example.com/x?a=1+2&b=x&b=y"


def test_copies_of_a_credential_are_the_credential() -> None:
    secret = Secret("dapi-1")

    assert copy.copy(secret).reveal() == copy.deepcopy([secret])[0].reveal() == "dapi-1"


def test_a_credential_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="a credential is not pickled"):
        pickle.dumps(Secret("dapi-1"))


def test_a_sleep_that_nobody_cancels_is_as_long_as_asked_for() -> None:
    io = ScriptedIO()

    run(CancellableIO(io, threading.Event()).sleep(0.1))

    assert sum(io.sleeps) == pytest.approx(0.1)
    assert max(io.sleeps) <= 0.05
    assert min(io.sleeps) > 0


def test_a_stream_carries_the_token_and_everything_else_is_passed_on() -> None:
    cancel, io = threading.Event(), Unwilling()

    with pytest.raises(TruncatedResponse):
        run(CancellableIO(io, cancel).open(HttpRequest("GET", "https://w.example/x", {}), None, 1))

    assert io.requests[0].cancel is cancel
    assert CancellableIO(io, cancel).answers is io.answers


def test_a_retry_cancelled_in_its_pause_is_not_made() -> None:
    cancel = threading.Event()

    def refuse(request: HttpRequest) -> Any:
        cancel.set()
        return answer(429)

    io = ScriptedIO(refuse, answer(200, ENDPOINT))
    with pytest.raises(Cancelled) as caught:
        carry_out(GET, io, cancel=cancel)

    assert len(io.requests) == 1
    assert caught.value.path_template == "/api/2.0/serving-endpoints/{name}"


@pytest.mark.parametrize(("number", "read"), [(4, 4), (True, None), ("4", None), (None, None)])
def test_a_version_is_a_whole_number_or_unknown(number: Any, read: int | None) -> None:
    class Shown:
        def as_dict(self) -> dict[str, Any]:
            return {"config": {"config_version": number}}

    waiter: Any = waiters.SERVING_ENDPOINT_NOT_UPDATING

    assert waiter.versions(Shown())[1] == read
