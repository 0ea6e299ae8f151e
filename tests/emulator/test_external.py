"""Calls to external services, driven by the official SDK."""

from __future__ import annotations

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import DatabricksError, InvalidParameterValue, ResourceDoesNotExist
from databricks.sdk.service.serving import ExternalFunctionRequestHttpMethod

from brickserve.emulator import Emulator, ExternalReply, ExternalRequest
from tests.emulator.wire import Wire

GET, POST = ExternalFunctionRequestHttpMethod.GET, ExternalFunctionRequestHttpMethod.POST


def test_the_echo_answers_with_what_it_was_sent(sdk: WorkspaceClient) -> None:
    answer = sdk.serving_endpoints.http_request(
        "echo", POST, "/tools/call", headers={"x-trace": "1"}, json={"a": "b"}, params={"page": "2"}
    )

    assert answer.json() == {
        "method": "POST",
        "path": "/tools/call",
        "headers": {"x-trace": "1"},
        "params": {"page": "2"},
        "json": {"a": "b"},
    }


def test_a_session_id_comes_back_as_a_header(sdk: WorkspaceClient) -> None:
    answer = sdk.serving_endpoints.http_request("echo", GET, "/", headers={"Mcp-Session-Id": "s-1"})

    assert answer.headers["mcp-session-id"] == "s-1"


def test_a_connection_may_be_a_callable(emulator: Emulator, sdk: WorkspaceClient) -> None:
    def service(request: ExternalRequest) -> object:
        return {"seen": request.path} if request.method == "GET" else ExternalReply(b"made", headers={"x": "y"})

    emulator.connections["shop"] = service

    assert sdk.serving_endpoints.http_request("shop", GET, "/a").json() == {"seen": "/a"}
    assert sdk.serving_endpoints.http_request("shop", POST, "/a").content == b"made"


def test_a_connection_may_be_the_url_of_a_server(emulator: Emulator, sdk: WorkspaceClient) -> None:
    with Emulator() as other:
        Wire(other).create("price")
        emulator.connections["workspace"] = other.url
        auth = {"Authorization": f"Bearer {other.token}"}

        answer = sdk.serving_endpoints.http_request(
            "workspace", GET, "/api/2.0/serving-endpoints/price", headers=auth, params={"a": "b"}
        )
        seen = other.state.requests[-1]

    assert answer.json()["name"] == "price"
    assert seen.path == "/api/2.0/serving-endpoints/price?a=b"


def test_the_status_of_the_external_service_is_passed_on(emulator: Emulator, wire: Wire) -> None:
    emulator.connections["shop"] = lambda request: ExternalReply("sold out", 418)

    reply = wire.send("POST", "/api/2.0/external-function", {"connection_name": "shop", "method": "GET", "path": "/"})

    assert (reply.status, reply.body) == (418, b"sold out")
    assert reply.headers["content-type"].startswith("text/plain")


def test_calls_that_cannot_be_made_are_refused(emulator: Emulator, sdk: WorkspaceClient) -> None:
    emulator.connections["nowhere"] = "http://127.0.0.1:1"

    with pytest.raises(ResourceDoesNotExist, match="'absent'"):
        sdk.serving_endpoints.http_request("absent", GET, "/")
    with pytest.raises(DatabricksError, match="nowhere"):
        sdk.serving_endpoints.http_request("nowhere", GET, "/")


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("headers", "{", 400),
        ("headers", "[1]", 400),
        ("headers", {"a": "b"}, 400),
        ("params", "[1]", 400),
        ("json", "{", 400),
        ("json", "[1]", 200),
        ("json", None, 200),
    ],
)
def test_headers_payload_and_parameters_are_json_texts(wire: Wire, field: str, value: object, status: int) -> None:
    body = {"connection_name": "echo", "method": "GET", "path": "/", field: value}

    assert wire.send("POST", "/api/2.0/external-function", body).status == status


def test_an_unknown_method_is_refused(sdk: WorkspaceClient) -> None:
    body = {"connection_name": "echo", "method": "TRACE", "path": "/"}

    with pytest.raises(InvalidParameterValue, match="TRACE"):
        sdk.api_client.do("POST", "/api/2.0/external-function", body=body)
