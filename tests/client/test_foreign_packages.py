"""A package made from another specification, carried out by this library's executors over a real socket."""

from __future__ import annotations

import asyncio
import json
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

import pytest

from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.errors import NotFound
from tests.generator.packages import build

from .servers import Server, reply

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

SPEC = """\
paths:
  /forms:
    post:
      operationId: send_form
      parameters:
        - {name: session, in: cookie, schema: {type: string}}
        - {name: filter, in: query, style: deepObject, schema: {type: object}}
        - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded: {schema: {type: object, properties: {name: {type: string}}}}
      responses:
        '200': {description: Sent., content: {application/json: {schema: {$ref: '#/components/schemas/Echo'}}}}
  /files/{names}:
    put:
      operationId: upload
      parameters:
        - {name: names, in: path, required: true, style: matrix, schema: {type: array, items: {type: string}}}
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties: {file: {type: string, format: binary}, meta: {type: object, additionalProperties: true}}
      responses:
        '201': {description: Kept., content: {application/json: {schema: {$ref: '#/components/schemas/Echo'}}}}
        '404': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  /bytes:
    put:
      operationId: double
      requestBody: {required: true, content: {application/octet-stream: {}}}
      responses: {'200': {description: Twice., content: {application/octet-stream: {}}}}
    get:
      operationId: text
      responses: {'200': {description: Text., content: {text/plain: {}}}}
components:
  schemas:
    Echo: {type: object, required: [head], properties: {head: {type: string}, body: {type: string}}}
    Problem: {type: object, properties: {title: {type: string}}}
"""


def _answer(connection: socket.socket, head: bytes, body: bytes) -> None:
    """Answer with what was sent: as JSON, doubled, or as text."""
    if head.startswith(b"PUT /bytes"):
        connection.sendall(reply(body + body, headers="Content-Type: application/octet-stream\r\n"))
    elif head.startswith(b"GET /bytes"):
        connection.sendall(reply("é".encode(), headers="Content-Type: text/plain\r\n"))
    elif b"missing" in head.splitlines()[0]:
        connection.sendall(reply(b'{"title":"no such folder"}', 404, "Content-Type: application/json\r\n"))
    else:
        document = {"head": head.decode("latin-1"), "body": body.decode("latin-1")}
        connection.sendall(reply(json.dumps(document).encode(), headers="Content-Type: application/json\r\n"))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(_answer) as server:
        yield server


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("foreign")
    return build(folder, SPEC, "foreign_api")


def _blocking(package: Any, server: Server, method: str) -> Callable[..., Any]:
    client = WorkspaceClient(host=server.url, token="t")
    found: Callable[..., Any] = getattr(package.services.DefaultAPI(client.executor), method)
    return found


def _asynchronous(package: Any, server: Server, method: str) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        async def carried_out() -> Any:
            async with AsyncWorkspaceClient(host=server.url, token="t") as client:
                return await getattr(package.aio.AsyncDefaultAPI(client.executor), method)(*arguments, **named)

        return asyncio.run(carried_out())

    return call


@pytest.fixture(params=[_blocking, _asynchronous], ids=["blocking", "asynchronous"])
def method(request: pytest.FixtureRequest, package: Any, server: Server) -> Callable[[str], Callable[..., Any]]:
    return lambda name: request.param(package, server, name)


def test_a_form_with_a_cookie_and_styled_queries_arrives(method: Callable[[str], Callable[..., Any]]) -> None:
    echo = method("send_form")(name="a&b", session="s; admin=1", filter={"a": {"b": 1}}, tags=["x,y", "z"])

    lines = echo.head.split("\r\n")
    assert lines[0] == "POST /forms?filter%5Ba%5D%5Bb%5D=1&tags=x%2Cy,z HTTP/1.1"
    assert "Cookie: session=s%3B%20admin%3D1" in lines
    assert "Content-Type: application/x-www-form-urlencoded" in lines
    assert "Authorization: Bearer t" in lines
    assert echo.body == "name=a%26b"


def test_a_file_arrives_with_its_parts(method: Callable[[str], Callable[..., Any]], package: Any) -> None:
    file = package.uploads.File(b"\x00\xff\r\n", "a b.bin", "image/x-own")

    echo = method("upload")(["a/b", "c"], file, meta={"k": [1]})

    first, _, _ = echo.head.partition("\r\n")
    assert first == "PUT /files/;names=a%2Fb,c HTTP/1.1"
    received = message_from_bytes((echo.head.partition("\r\n")[2] + "\r\n\r\n" + echo.body).encode("latin-1"))
    parts = [
        (part.get_filename(), part["content-type"], part.get_payload(decode=True)) for part in received.get_payload()
    ]
    assert parts == [("a b.bin", "image/x-own", b"\x00\xff\r\n"), (None, "application/json", b'{"k":[1]}')]


def test_bytes_and_text_come_back_as_they_are(method: Callable[[str], Callable[..., Any]]) -> None:
    assert method("double")(bytes(range(256))) == bytes(range(256)) * 2
    assert method("text")() == "é"


def test_a_failure_brings_what_its_description_promises(
    method: Callable[[str], Callable[..., Any]], package: Any
) -> None:
    with pytest.raises(NotFound) as caught:
        method("upload")(["missing"], b"")

    assert caught.value.document == package.models.Problem("no such folder")
