"""The clients: what they are made of, what they refuse, and requests to any path."""

from __future__ import annotations

import asyncio
import copy
import pickle
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

import pytest

import brickserve
from brickserve import AsyncWorkspaceClient, Config, WorkspaceClient, errors
from brickserve._api import wire
from brickserve.api_client import ApiClient
from brickserve.executors import BlockingExecutor
from brickserve.io import HttpResponse

from .clients import context_over
from .scripted import ScriptedIO, answer
from .servers import Server, always, reply

ENDPOINT = b'{"name": "fraud", "state": {"config_update": "NOT_UPDATING"}}'


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(always(reply(ENDPOINT))) as server:
        yield server


def api(*answers: Any) -> tuple[ApiClient, ScriptedIO]:
    io = ScriptedIO(*answers)
    return ApiClient(BlockingExecutor(context_over(io))), io


def test_a_client_sends_nothing_until_it_is_asked(server: Server) -> None:
    with WorkspaceClient(host=server.url, token="t") as w:
        assert w.serving_endpoints is w.serving_endpoints
        assert w.serving_endpoints_data_plane is w.serving_endpoints_data_plane
        assert w.api_client.config is w.config
        assert repr(w) == f"<WorkspaceClient for {server.url} (pat)>"
    assert server.connections == 0


def test_a_client_calls_the_service(server: Server) -> None:
    with WorkspaceClient(host=server.url, token="t") as w:
        assert w.serving_endpoints.get("fraud").name == "fraud"

    assert server.heads[0].startswith("GET /api/2.0/serving-endpoints/fraud HTTP/1.1\r\n")
    assert server.heads[0].endswith("Authorization: Bearer t")
    assert server.closed.wait(1)


def test_a_closed_client_says_so() -> None:
    w = WorkspaceClient(host="http://127.0.0.1:1", token="t")
    w.close()

    for ask in (w.serving_endpoints.get, w.serving_endpoints.wait_get_serving_endpoint_not_updating):
        with pytest.raises(errors.ClientClosed) as caught:
            ask("fraud")
        assert len(caught.value.attempts) == 1


def test_copies_with_options_share_connections(server: Server) -> None:
    with WorkspaceClient(host=server.url, token="t") as w:
        w.serving_endpoints.get("fraud")
        w.with_options(headers={"X-A": "1"}).serving_endpoints.get("fraud")
        w.serving_endpoints.with_options(headers={"X-B": "2"}).get("fraud")
        w.serving_endpoints.get("fraud")

    assert server.connections == 1
    assert [("X-A: 1" in head, "X-B: 2" in head) for head in server.heads] == [
        (False, False),
        (True, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"deadline": 0}, "deadline"),
        ({"deadline": float("nan")}, "deadline"),
        ({"max_attempts": 0}, "max_attempts"),
        ({"max_attempts": 5}, "max_attempts must be at most 4"),
        ({"max_attempts": "many"}, "max_attempts"),
        ({"headers": {"X": "a\r\nY: b"}}, "headers"),
        ({"headers": {"X Y": "a"}}, "headers"),
        ({"cancel": True}, "cancel"),
        ({"max_response_bytes": -1}, "max_response_bytes"),
        ({"timeout": 3}, "unknown option 'timeout'"),
    ],
)
def test_a_wrong_option_is_named_at_once(changes: dict[str, Any], problem: str) -> None:
    w = WorkspaceClient(host="https://w.example.com", token="t")

    with pytest.raises((ValueError, TypeError), match=problem):
        w.with_options(**changes)


def test_options_add_up_and_none_leaves_them_alone() -> None:
    w = WorkspaceClient(host="https://w.example.com", token="t", deadline=30, custom_headers={"X-A": "0"})
    cancel = threading.Event()

    changed = w.with_options(deadline=timedelta(minutes=1), headers={"X-B": "1"}).with_options(
        max_attempts=2, deadline=None, cancel=cancel
    )

    options = changed.executor.context.options
    assert (options.deadline, options.max_attempts, options.cancel) == (60.0, 2, cancel)
    assert options.headers == {"X-A": "0", "X-B": "1"}
    assert "X-A" in repr(options)
    assert w.executor.context.options.deadline == 30.0


def test_clients_are_neither_pickled_nor_copied() -> None:
    for client in (
        WorkspaceClient(host="https://w.example.com", token="t"),
        AsyncWorkspaceClient(host="https://w.example.com", token="t"),
    ):
        for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="neither pickled nor copied"):
                attempt(client)
        with pytest.raises(TypeError, match="not pickled"):
            pickle.dumps(client.executor)


def test_a_config_stands_for_all_options() -> None:
    config = Config(host="https://w.example.com", token="t")

    assert WorkspaceClient(config=config).config.host == "https://w.example.com"
    with pytest.raises(TypeError, match="leave out host"):
        WorkspaceClient(config=config, host="https://other.example.com")


def test_a_config_of_the_official_sdk_signs_in_for_us(server: Server) -> None:
    class Official:
        host = server.url
        auth_type = "azure-cli"

        def authenticate(self) -> dict[str, str]:
            return {"Authorization": "Bearer from-elsewhere"}

    with WorkspaceClient(config=Official()) as w:
        w.serving_endpoints.get("fraud")

    assert "Authorization: Bearer from-elsewhere" in server.heads[0]


def test_the_executor_carries_out_calls_of_any_package(server: Server) -> None:
    class Other:
        """What another generated package may look like."""

        id = "fetch"
        method = "GET"
        path = "/other/{id}"
        idempotence = "read"
        reconcile = None

        def decode(self, answer: HttpResponse) -> int:
            return answer.status

    class OtherCall:
        operation = Other()
        arguments: ClassVar[dict[str, Any]] = {}
        path = "/other/7"
        query = (("a b", "ü&"),)
        headers: ClassVar[dict[str, str]] = {}
        body = None

    with WorkspaceClient(host=server.url, token="t") as w:
        assert w.executor.execute(OtherCall()) == 200

    assert server.heads[0].startswith("GET /other/7?a+b=%C3%BC%26 HTTP/1.1")


def test_any_path_can_be_asked_for() -> None:
    client, io = api(answer(200, {"a": 1}), answer(200, [1]), answer(200), answer(200, None, x_id="7"))

    assert client.do("get", "/api/2.0/x", query={"f": {"ids": [1, 2]}, "ok": True, "none": None}) == {"a": 1}
    assert client.do("POST", "/api/2.0/x", body={"b": None, "c": ["ü"]}, headers={"X-A": "1"}) == [1]
    assert client.do("DELETE", "/api/2.0/x") == {}
    assert client.do("GET", "/api/2.0/x", response_headers=["x-id", "absent"]) == {"x-id": "7", "absent": None}
    assert io.requests[0].url.endswith("/api/2.0/x?f.ids=1&f.ids=2&ok=true")
    assert (
        io.requests[1].body == '{"b":null,"c":["ü"]}'.encode() or io.requests[1].body == b'{"b":null,"c":["\\u00fc"]}'
    )
    assert io.requests[1].headers["X-A"] == "1"
    assert io.requests[1].headers["Content-Type"] == "application/json"


def test_a_raw_answer_is_a_file() -> None:
    client, _ = api(HttpResponse(200, {"x-id": "7"}, b"\x00\xff"))

    found = client.do("GET", "/x", raw=True, response_headers=["x-id"])

    assert found["contents"].read() == b"\x00\xff"
    assert found["x-id"] == "7"


def test_a_request_by_hand_is_repeated_as_far_as_http_allows() -> None:
    for method, requests in (("GET", 2), ("PUT", 2), ("DELETE", 2), ("POST", 1), ("PATCH", 1)):
        client, io = api(answer(503), answer(200, {}))
        try:
            client.do(method, "/x")
        except errors.AmbiguousOutcome:
            assert method in ("POST", "PATCH")
        assert len(io.requests) == requests


@pytest.mark.parametrize("path", ["x", "", "/a b", "/a?b", "/a#b", "/a\r\nb", "/ü", "/a\\b"])
def test_a_path_that_is_none_is_refused(path: str) -> None:
    client, io = api()

    with pytest.raises(ValueError, match="path"):
        client.do("GET", path)
    assert io.requests == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"method": "GET /"}, "method"),
        ({"body": {"a": float("nan")}}, "body"),
        ({"body": {"a": object()}}, "body"),
        ({"headers": {"X Y": "1"}}, "headers"),
        ({"headers": {"X": "a\nb"}}, "headers"),
        ({"path": 7}, "path"),
    ],
)
def test_arguments_that_cannot_be_sent_are_named(arguments: dict[str, Any], problem: str) -> None:
    client, io = api()

    with pytest.raises((ValueError, TypeError), match=problem):
        client.do(**{"method": "POST", "path": "/x", **arguments})
    assert io.requests == []


def test_an_answer_that_is_neither_object_nor_array_is_a_decode_error() -> None:
    client, _ = api(answer(200, 7))

    with pytest.raises(errors.DecodeError):
        client.do("GET", "/x")


def test_the_asynchronous_client_does_the_same(server: Server) -> None:
    async def main() -> list[Any]:
        async with AsyncWorkspaceClient(host=server.url, token="t") as w:
            endpoints = await asyncio.gather(*[w.serving_endpoints.get("fraud") for _ in range(20)])
            done = await w.api_client.do("GET", "/x")
            waited = await w.serving_endpoints.wait_get_serving_endpoint_not_updating("fraud")
            return [len(endpoints), done["name"], waited.name]

    assert asyncio.run(main()) == [20, "fraud", "fraud"]


def test_cancelling_a_task_closes_its_connection() -> None:
    arrived = threading.Event()

    async def main(url: str) -> float:
        async with AsyncWorkspaceClient(host=url, token="t") as w:
            task = asyncio.create_task(w.serving_endpoints.get("fraud"))
            assert await asyncio.to_thread(arrived.wait, 30)
            task.cancel()
            begun = time.monotonic()
            with pytest.raises(asyncio.CancelledError):
                await task
            return time.monotonic() - begun

    with Server(lambda connection, head, body: arrived.set()) as server:
        assert asyncio.run(main(server.url)) < 5
        assert server.closed.wait(10)


def test_a_deadline_holds_even_when_every_thread_is_busy() -> None:
    async def main(url: str) -> None:
        async with AsyncWorkspaceClient(host=url, token="t", max_connections_per_pool=2) as w:
            service = w.serving_endpoints.with_options(deadline=0.3)
            results = await asyncio.gather(*[service.get(f"e{n}") for n in range(8)], return_exceptions=True)
            assert all(isinstance(result, errors.CallDeadlineExceeded) for result in results), results

    with Server(lambda connection, head, body: None) as server:
        begun = time.monotonic()
        asyncio.run(main(server.url))
        assert time.monotonic() - begun < 10


def test_the_package_is_a_table_of_contents() -> None:
    assert set(brickserve.__all__) <= set(dir(brickserve))
    assert brickserve.core.Config is brickserve.Config  # type: ignore[attr-defined]  # loads when it is asked for
    with pytest.raises(AttributeError, match="nothing"):
        brickserve.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_body_that_was_encoded_is_not_looked_at_again() -> None:
    call = wire.Call(wire.Operation("x", "POST", "/x", decode=lambda answer: answer.body, idempotence="inference"))

    assert call.body is None
