"""The services: hand-written methods next to the generated ones they are built on."""

from __future__ import annotations

import asyncio
import inspect
import json
import threading
from datetime import timedelta
from typing import Any

import pytest

from brickserve import errors
from brickserve._api import services
from brickserve.endpoints.aio import AsyncServingEndpointsExt
from brickserve.endpoints.data_plane import DataPlaneExecutor
from brickserve.endpoints.sync import ServingEndpointsDataPlaneExt, ServingEndpointsExt
from brickserve.executors import AsyncExecutor, BlockingExecutor
from brickserve.service import serving

from .clients import ENDPOINT, context_over
from .scripted import ScriptedIO, answer

GET = serving.ExternalFunctionRequestHttpMethod.GET


def service(*answers: Any) -> tuple[ServingEndpointsExt, ScriptedIO]:
    io = ScriptedIO(*answers)
    return ServingEndpointsExt(BlockingExecutor(context_over(io))), io


def parameters(function: Any) -> dict[str, Any]:
    return dict(inspect.signature(function).parameters)


PUBLIC = [name for name, _ in inspect.getmembers(ServingEndpointsExt, inspect.isfunction) if not name.startswith("_")]
WAITING = [name for name in PUBLIC if name.endswith("_and_wait")]


@pytest.mark.parametrize("name", WAITING)
def test_a_method_that_waits_takes_what_the_plain_one_takes(name: str) -> None:
    plain = parameters(getattr(ServingEndpointsExt, name.removesuffix("_and_wait")))
    found = parameters(getattr(ServingEndpointsExt, name))
    timeout, progress = found.pop("timeout"), found.pop("progress")

    assert {k: (p.kind, p.default) for k, p in found.items()} == {k: (p.kind, p.default) for k, p in plain.items()}
    assert timeout.default == timedelta(minutes=20)
    assert (progress.kind, progress.default) == (inspect.Parameter.KEYWORD_ONLY, False)


class Handle:
    """Stands for the handle that a plain method returns."""

    def result(self, timeout: timedelta, *, progress: bool) -> str:
        return f"after {timeout}, shown: {progress}"


class AsyncHandle:
    """The same for coroutines."""

    async def result(self, timeout: timedelta, *, progress: bool) -> str:
        return Handle().result(timeout, progress=progress)


@pytest.mark.parametrize("name", WAITING)
def test_a_method_that_waits_hands_every_argument_on(name: str) -> None:
    handed: dict[str, Any] = {}
    ours, _ = service()
    plain = name.removesuffix("_and_wait")
    names = [each for each in parameters(getattr(ServingEndpointsExt, plain)) if each != "self"]

    def record(*positional: Any, **named: Any) -> Handle:
        handed.update(zip(names, positional, strict=False), **named)
        return Handle()

    async def record_too(*positional: Any, **named: Any) -> AsyncHandle:
        record(*positional, **named)
        return AsyncHandle()

    twin = AsyncServingEndpointsExt(AsyncExecutor(context_over(ScriptedIO())))
    setattr(ours, plain, record)
    setattr(twin, plain, record_too)
    arguments = {each: f"<{each}>" for each in names}

    done = getattr(ours, name)(**arguments, timeout=timedelta(1), progress=True)
    assert (done, handed) == ("after 1 day, 0:00:00, shown: True", arguments)

    handed.clear()
    done = asyncio.run(getattr(twin, name)(**arguments, timeout=timedelta(1), progress=True))
    assert (done, handed) == ("after 1 day, 0:00:00, shown: True", arguments)


@pytest.mark.parametrize("name", WAITING)
def test_a_timeout_that_is_no_timedelta_is_refused_before_anything_is_sent(name: str) -> None:
    ours, io = service()
    twin = AsyncServingEndpointsExt(AsyncExecutor(context_over(io)))
    required = {each: "fraud" for each, p in parameters(getattr(ours, name)).items() if p.default is p.empty}

    with pytest.raises(TypeError, match=r"timeout must be a datetime\.timedelta, not int"):
        getattr(ours, name)(**required, timeout=600)
    with pytest.raises(TypeError, match=r"timeout must be a datetime\.timedelta, not int"):
        asyncio.run(getattr(twin, name)(**required, timeout=600))

    assert io.requests == []


def test_creating_and_waiting_creates_and_waits() -> None:
    updating = answer(200, {"name": "fraud", "state": {"config_update": "IN_PROGRESS"}})
    ours, io = service(updating, updating, answer(200, ENDPOINT))

    assert ours.create_and_wait("fraud").state.config_update == "NOT_UPDATING"
    assert [request.method for request in io.requests] == ["POST", "GET", "GET"]


def test_an_endpoint_exists_or_does_not() -> None:
    assert service(answer(200, ENDPOINT))[0].exists("fraud") is True
    assert service(answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST"}))[0].exists("fraud") is False
    with pytest.raises(errors.PermissionDenied):
        service(answer(403))[0].exists("fraud")


def test_listing_asks_with_the_first_item() -> None:
    ours, io = service(answer(200, {"endpoints": [ENDPOINT]}), answer(200, {}))

    listed = ours.list()

    assert io.requests == []
    assert [endpoint.name for endpoint in listed] == ["fraud"]
    assert list(ours.list()) == []


def test_an_external_call_sends_its_parts_as_json_texts() -> None:
    ours, io = service(answer(200, {"made": True}, mcp_session_id="s-1", content_type="text/plain; charset=utf-8"))

    found = ours.http_request("shop", GET, "/p", headers={"x": "1"}, json={"a": ["ü"]}, params={"b": "2"})

    body = json.loads(io.requests[0].body or b"")
    assert io.requests[0].headers["Accept"] == "text/plain"
    assert (body["connection_name"], body["method"], body["path"]) == ("shop", "GET", "/p")
    assert [json.loads(body[part]) for part in ("headers", "json", "params")] == [{"x": "1"}, {"a": ["ü"]}, {"b": "2"}]
    assert (found.status_code, found.ok, found.json(), found.text) == (200, True, {"made": True}, '{"made": true}')
    assert found.headers["MCP-Session-Id"] == "s-1"
    found.raise_for_status()


def test_an_external_call_leaves_out_what_is_not_given() -> None:
    ours, io = service(answer(200))

    ours.http_request("shop", GET, "/")

    assert json.loads(io.requests[0].body or b"") == {"connection_name": "shop", "method": "GET", "path": "/"}


def test_the_external_services_own_refusal_is_an_answer() -> None:
    ours, _ = service(answer(404, {"detail": "no such order"}))

    found = ours.http_request("shop", GET, "/orders/7")

    assert (found.status_code, found.ok, bool(found)) == (404, False, False)
    with pytest.raises(errors.NotFound, match="no such order"):
        found.raise_for_status()


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (
            answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no connection"}),
            errors.ResourceDoesNotExist,
        ),
        (answer(429, {"detail": "theirs or ours"}), errors.TooManyRequests),
        (answer(500), errors.AmbiguousOutcome),
        (answer(503, retry_after="1"), errors.TemporarilyUnavailable),
        (answer(401, {"detail": "who?"}), errors.Unauthenticated),
    ],
)
def test_an_external_call_that_may_have_been_made_is_made_once(fault: Any, expected: type[Exception]) -> None:
    ours, io = service(fault)

    with pytest.raises(expected):
        ours.http_request("shop", GET, "/")

    assert len(io.requests) == 1


def test_an_external_answer_is_text_in_its_own_character_set() -> None:
    from brickserve.endpoints.external import Response
    from brickserve.io import HttpResponse

    latin = Response(HttpResponse(200, {"content-type": 'text/plain; charset="iso-8859-1"; x=y'}, b"\xfc"))
    strange = Response(HttpResponse(200, {"content-type": "text/plain; charset=klingon"}, b"a\xff"))

    assert latin.text == "ü"
    assert strange.text == "a\ufffd"
    with pytest.raises(errors.DecodeError):
        latin.json()


@pytest.mark.parametrize("json_value", [{"a": float("inf")}, {"a": object()}])
def test_an_external_call_that_cannot_be_written_is_refused(json_value: dict[str, Any]) -> None:
    ours, io = service()

    with pytest.raises(ValueError, match="json cannot be written"):
        ours.http_request("shop", GET, "/", json=json_value)
    assert io.requests == []


INFO = {"query_info": {"endpoint_url": "https://x.serving.example.com/fraud", "authorization_details": "[]"}}
ROUTED = answer(200, {**ENDPOINT, "data_plane_info": INFO})
TOKEN = answer(200, {"access_token": "dp", "token_type": "Bearer", "expires_in": 3600})


class SignedIn:
    """Credentials with an OAuth token."""

    auth_type = "oauth-m2m"

    async def headers(self, io: Any, deadline: float | None) -> dict[str, str]:
        return {"Authorization": "Bearer cp"}

    async def token(self, io: Any, deadline: float | None) -> Any:
        from brickserve.auth.token import Token

        return Token("cp", "Bearer")

    def invalidate(self, headers: Any) -> bool:
        return False

    def secrets(self) -> tuple[str, ...]:
        return ("cp",)


def data_plane(*answers: Any) -> tuple[ServingEndpointsDataPlaneExt, ScriptedIO]:
    io = ScriptedIO(*answers)
    context = context_over(io)
    context.credentials = SignedIn()
    return ServingEndpointsDataPlaneExt(DataPlaneExecutor(context)), io


def test_a_data_plane_query_goes_to_the_endpoints_own_host() -> None:
    plane, io = data_plane(ROUTED, TOKEN, answer(200, {"id": "1"}), answer(200, {"id": "2"}))

    ids = [plane.query("fraud", prompt="hi").id, plane.with_options(max_attempts=1).query("fraud", prompt="hi").id]

    assert ids == ["1", "2"]
    assert [request.url for request in io.requests] == [
        "https://w.example.com/api/2.0/serving-endpoints/fraud",
        "https://w.example.com/oidc/v1/token",
        "https://x.serving.example.com/fraud",
        "https://x.serving.example.com/fraud",
    ]
    assert io.requests[2].headers["Authorization"] == "Bearer dp"


def test_a_failed_data_plane_query_looks_the_host_up_again() -> None:
    plane, io = data_plane(ROUTED, TOKEN, answer(404), ROUTED, answer(200, {"id": "2"}))

    with pytest.raises(errors.NotFound):
        plane.query("fraud")

    assert plane.query("fraud").id == "2"
    assert io.answers == []


def test_an_endpoint_without_a_host_of_its_own_says_so() -> None:
    plane, _ = data_plane(answer(200, ENDPOINT))

    with pytest.raises(errors.InvalidState, match="route_optimized"):
        plane.query("fraud")


def test_every_model_is_where_the_official_sdk_has_it() -> None:
    from brickserve._api import models

    missing = [name for name in vars(models) if name[0].isupper() and not hasattr(serving, name)]

    assert missing == []
    assert serving.EndpointTag is models.EndpointTag
    assert issubclass(serving.ServingEndpointsExt, serving.ServingEndpointsAPI)
    assert issubclass(serving.ServingEndpointsAPI, services.ServingEndpointsAPI)


def test_services_may_be_used_by_many_threads() -> None:
    ours, io = service(*[answer(200, ENDPOINT)] * 40)
    threads = [threading.Thread(target=lambda: [ours.get("fraud") for _ in range(10)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(io.requests) == 40
