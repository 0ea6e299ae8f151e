"""The same call of both libraries puts the same request on the wire."""

from __future__ import annotations

import inspect
import json
import threading
import typing
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import databricks.sdk
import pytest
from databricks.sdk.service import serving as official

import brickserve
from brickserve.service import serving

from .samples import sample_of

SPECIAL = {"http_request", "list", "query"}
METHODS = [
    name
    for name, _ in inspect.getmembers(official.ServingEndpointsAPI, inspect.isfunction)
    if not name.startswith(("_", "wait_")) and not name.endswith("_and_wait") and name not in SPECIAL
]


class Recorder(ThreadingHTTPServer):
    """Answers every request with a JSON object and remembers it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[dict[str, Any]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Recorder

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        interesting = ("Accept", "Content-Type", "Authorization", "X-Databricks-Workspace-Id")
        if not self.path.startswith("/.well-known"):
            self.server.seen.append(
                {
                    "method": self.command,
                    "path": self.path,
                    "headers": {name: self.headers.get(name) for name in interesting},
                    "body": json.loads(body) if body else None,
                }
            )
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "14")
        self.end_headers()
        self.wfile.write(b'{"name": "ep"}')

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test output quiet."""


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    server = Recorder()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def clients(recorder: Recorder) -> Iterator[tuple[Any, Any]]:
    with brickserve.WorkspaceClient(host=recorder.url, token="secret", workspace_id="123") as ours:
        yield ours, databricks.sdk.WorkspaceClient(host=recorder.url, token="secret", workspace_id="123")


def _argument(annotation: Any, module: Any) -> Any:
    """Return a value for a parameter of the official signature, made of `module`'s classes."""
    arguments = [argument for argument in typing.get_args(annotation) if argument is not type(None)]
    if typing.get_origin(annotation) is typing.Union:
        return _argument(arguments[0], module)
    if typing.get_origin(annotation) is list:
        return [_argument(arguments[0], module)]
    if typing.get_origin(annotation) is dict:
        return {"key": "value"}
    if annotation in (str, int, float, bool):
        return {str: "some name", int: 3, float: 0.5, bool: True}[annotation]
    if annotation is Any:
        return ["free", {"form": 1}]
    cls = getattr(module, annotation.__name__)
    if hasattr(cls, "from_dict"):
        # What the official SDK writes of the sample is what both are asked to send.
        return cls.from_dict(getattr(official, annotation.__name__).from_dict(sample_of(annotation.__name__)).as_dict())
    return next(iter(cls))


def _arguments(method: str, module: Any, only_required: bool, cls: str = "ServingEndpointsAPI") -> dict[str, Any]:
    function = getattr(getattr(official, cls), method)
    hints = typing.get_type_hints(function, vars(official))
    return {
        name: _argument(hints[name], module)
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "self" and not (only_required and parameter.default is not inspect.Parameter.empty)
    }


def _both(recorder: Recorder, calls: list[Any]) -> tuple[Any, Any]:
    recorder.seen.clear()
    for call in calls:
        call()
    ours, theirs = recorder.seen
    # Letter case of %xx and spelling of the space are free (RFC 3986); the official SDK does not encode at all.
    return ours, theirs


@pytest.mark.parametrize("only_required", [True, False], ids=["required", "all"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_call_sends_what_the_official_one_sends(
    recorder: Recorder, clients: tuple[Any, Any], method: str, only_required: bool
) -> None:
    calls = [
        lambda client=client, module=module: getattr(client.serving_endpoints, method)(
            **_arguments(method, module, only_required)
        )
        for client, module in zip(clients, (serving, official), strict=True)
    ]

    ours, theirs = _both(recorder, calls)

    assert ours == theirs


@pytest.mark.parametrize("only_required", [True, False], ids=["required", "all"])
def test_a_query_sends_what_the_official_one_sends(
    recorder: Recorder, clients: tuple[Any, Any], only_required: bool
) -> None:
    calls = [
        lambda client=client, module=module: client.serving_endpoints.query(
            **{**_arguments("query", module, only_required), **({} if only_required else {"stream": False})}
        )
        for client, module in zip(clients, (serving, official), strict=True)
    ]

    ours, theirs = _both(recorder, calls)

    assert ours == theirs


def test_listing_sends_what_the_official_one_sends(recorder: Recorder, clients: tuple[Any, Any]) -> None:
    ours, theirs = _both(recorder, [lambda c=c: list(c.serving_endpoints.list()) for c in clients])

    assert ours == theirs


@pytest.mark.parametrize("options", [{}, {"headers": {"a": "b"}, "json": {"c": "d"}, "params": {"e": "ü"}}])
def test_an_external_call_sends_what_the_official_one_sends(
    recorder: Recorder, clients: tuple[Any, Any], options: dict[str, Any]
) -> None:
    calls = [
        lambda client=client, module=module: client.serving_endpoints.http_request(
            "conn", module.ExternalFunctionRequestHttpMethod.POST, "/p", **options
        )
        for client, module in zip(clients, (serving, official), strict=True)
    ]

    ours, theirs = _both(recorder, calls)

    for request in (ours, theirs):
        request["body"] = {
            key: json.loads(value) if key in ("headers", "json", "params") and value else value
            for key, value in request["body"].items()
            if value is not None
        }
        request["headers"].pop("X-Databricks-Workspace-Id")  # The official overlay forgets it.
    assert ours == theirs
