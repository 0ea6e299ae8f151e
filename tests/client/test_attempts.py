"""What each attempt of a call sends, and what is known of it afterwards."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest

from brickserve.calling.budget import CAPACITY
from brickserve.calling.flows import execute
from brickserve.calling.progress import Target
from brickserve.drivers.cancelling import CancellableIO
from brickserve.drivers.runner import run
from brickserve.errors import BrickserveError, Cancelled, ConnectError, RedirectError
from brickserve.io import HttpRequest
from brickserve_api import wire

from .clients import DELETE, ENDPOINT, GET, HOST, carry_out, context_over
from .scripted import ScriptedIO, answer

OK = answer(200, ENDPOINT)


def read(response: Any) -> Any:
    return response.status


def test_a_call_that_needed_retries_gives_back_exactly_what_they_took() -> None:
    context = context_over(ScriptedIO(answer(500), OK))
    context.budget.take(100)

    run(execute(GET, context))

    assert context.budget.available == CAPACITY - 100


def test_an_error_of_the_line_names_the_address_without_its_query() -> None:
    operation = wire.Operation("x", "GET", "/x", decode=read, idempotence="read")

    with pytest.raises(ConnectError) as caught:
        carry_out(wire.Call(operation, query={"page": "a secret"}), ScriptedIO(*[ConnectError("refused")] * 4))

    assert (caught.value.method, caught.value.url) == ("GET", f"{HOST}/x")


def test_a_call_has_sixteen_digits_of_its_own() -> None:
    carry_out(GET, io := ScriptedIO(OK))

    assert re.fullmatch("[0-9a-f]{16}", io.requests[0].headers["X-Brickserve-Invocation-Id"])


class Foreign:
    """A call of a package that knows no styles of query strings."""

    operation = wire.Operation("x", "GET", "/x", decode=read, idempotence="read")
    path = "/x"
    query = (("a", "1 2"), ("a", "&"))
    body = None

    def __init__(self) -> None:
        self.arguments: dict[str, Any] = {}
        self.headers: dict[str, str] = {}


def test_the_query_is_written_as_its_package_says_and_plainly_if_that_says_nothing() -> None:
    styled = wire.Operation("x", "GET", "/x", decode=read, idempotence="read", styles={("query", "a"): "form"})
    io = ScriptedIO(answer(200), answer(200))

    carry_out(wire.Call(styled, query={"a": ["b", "c"]}), io)
    carry_out(Foreign(), io)

    assert [request.url for request in io.requests] == [f"{HOST}/x?a=b,c", f"{HOST}/x?a=1+2&a=%26"]


def test_a_query_follows_the_one_that_an_address_has_already() -> None:
    operation = wire.Operation("x", "GET", "/x", decode=read, idempotence="read")
    io = ScriptedIO(answer(200), answer(200))
    context = context_over(io)

    for url in ("https://t.example/y", "https://t.example/y?b=2"):
        run(execute(wire.Call(operation, query={"a": "1"}), context, Target(url, context.credentials)))

    assert [request.url for request in io.requests] == ["https://t.example/y?a=1", "https://t.example/y?b=2&a=1"]


class Refusable:
    """Credentials that note which headers were refused."""

    auth_type = "oauth-m2m"

    def __init__(self) -> None:
        self.refused: list[dict[str, str]] = []

    async def headers(self, io: Any, deadline: float | None) -> dict[str, str]:
        return {"authorization": f"Bearer token-{len(self.refused)}"}

    def invalidate(self, headers: dict[str, str]) -> bool:
        self.refused.append(headers)
        return True

    def secrets(self) -> tuple[str, ...]:
        return ()


def test_credentials_are_told_which_of_their_headers_were_refused() -> None:
    io = ScriptedIO(answer(401), OK)
    context = context_over(io)
    context.credentials = credentials = Refusable()  # type: ignore[assignment]  # nothing here asks for a token

    run(execute(GET, context))

    assert credentials.refused == [{"authorization": "Bearer token-0"}]
    assert [request.headers["Authorization"] for request in io.requests] == ["Bearer token-0", "Bearer token-1"]


def test_a_call_cancelled_before_its_first_request_has_waited_since_it_began() -> None:
    cancel = threading.Event()

    class Impatient(ScriptedIO):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            cancel.set()

    io = Impatient(OK)
    context = context_over(io, rate_limit=1)
    run(execute(GET, context))
    with pytest.raises(Cancelled) as caught:
        run(execute(GET, context.with_options(cancel=cancel)))

    assert len(io.requests) == 1
    assert [attempt.elapsed for attempt in caught.value.attempts] == [pytest.approx(sum(io.sleeps))]
    assert 0 < sum(io.sleeps) <= 0.05


def test_only_what_changes_something_may_have_been_applied() -> None:
    for call, applied in ((GET, False), (DELETE, True)):
        with pytest.raises(BrickserveError) as caught:
            carry_out(call, ScriptedIO(answer(503)), max_attempts=1)

        assert caught.value.maybe_applied is applied


def test_a_redirect_elsewhere_names_where_the_call_was_going() -> None:
    with pytest.raises(RedirectError) as caught:
        carry_out(GET, ScriptedIO(answer(307, location="https://evil.example/x")))

    assert caught.value.url == f"{HOST}/api/2.0/serving-endpoints/fraud"


def test_a_request_carries_the_token_that_cancels_it() -> None:
    cancel = threading.Event()
    carry_out(GET, io := ScriptedIO(OK), cancel=cancel)

    assert io.requests[0].cancel is cancel


def test_nobody_sleeps_once_the_token_is_set() -> None:
    cancel, io = threading.Event(), ScriptedIO()
    cancel.set()

    for seconds in (0.0, 1.0):
        with pytest.raises(Cancelled):
            run(CancellableIO(io, cancel).sleep(seconds))

    assert io.sleeps == []


def test_a_cancelled_request_keeps_its_failure_as_the_cause() -> None:
    cancel = threading.Event()

    def cut(request: HttpRequest) -> Any:
        cancel.set()
        raise ConnectError("refused")

    with pytest.raises(Cancelled) as caught:
        run(CancellableIO(ScriptedIO(cut), cancel).send(HttpRequest("GET", HOST, {}), None, 1))

    assert isinstance(caught.value, ConnectError)
    assert isinstance(caught.value.__cause__, ConnectError)
