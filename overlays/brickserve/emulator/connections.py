"""The external services that `http_request` reaches: Python callables and base URLs.

The connection `echo` is always there and answers with what it was sent.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

_TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class ExternalRequest:
    """What a connection is asked to send."""

    method: str
    path: str
    headers: dict[str, str]
    params: dict[str, Any]
    json: Any
    """The decoded JSON payload; None if there is none."""

    sub_domain: str | None = None


@dataclass(frozen=True)
class ExternalReply:
    """What an external service answers."""

    content: bytes | str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


Connection = Callable[[ExternalRequest], Any] | str
"""A callable that returns an `ExternalReply`, text, bytes or a JSON value; or the base URL of a server."""

Connections = dict[str, Connection]


def echo(request: ExternalRequest) -> ExternalReply:
    """Answer with the request itself; a session ID among the headers comes back as the session's."""
    shown = {
        "method": request.method,
        "path": request.path,
        "headers": request.headers,
        "params": request.params,
        "json": request.json,
    }
    headers = {key: value for key, value in request.headers.items() if key.lower() == "mcp-session-id"}
    return ExternalReply(json.dumps(shown), headers=headers)


def send(connection: Connection, request: ExternalRequest) -> ExternalReply:
    """Send the request over the connection; it may take a while."""
    if isinstance(connection, str):
        return _forward(connection, request)
    result = connection(request)
    if isinstance(result, ExternalReply):
        return result
    return ExternalReply(result if isinstance(result, (bytes, str)) else json.dumps(result))


def _forward(base_url: str, request: ExternalRequest) -> ExternalReply:
    url = f"{base_url.rstrip('/')}/{request.path.lstrip('/')}"
    if request.params:
        url += f"?{urlencode(request.params)}"
    body = None if request.json is None else json.dumps(request.json).encode()
    headers = {"Content-Type": "application/json", **request.headers} if body else request.headers
    outgoing = urllib.request.Request(url, data=body, headers=headers, method=request.method)
    try:
        with urllib.request.urlopen(outgoing, timeout=_TIMEOUT_SECONDS) as answer:
            return ExternalReply(answer.read(), answer.status, dict(answer.headers))
    except urllib.error.HTTPError as error:
        return ExternalReply(error.read(), error.code, dict(error.headers))
