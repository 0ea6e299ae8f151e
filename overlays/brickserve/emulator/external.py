"""Handler: a call to an external service over a connection."""

from __future__ import annotations

import json
from typing import Any

from .calls import Call
from .connections import ExternalReply, ExternalRequest, send
from .problems import Problem, invalid, missing
from .values import Object, as_object, is_object, without_nulls
from .web import Response, run_in_threadpool


async def http_request(call: Call) -> Response:
    """Send the request that the body describes and answer with what came back."""
    body = without_nulls(call.body)
    name = str(body["connection_name"])
    connection = call.connections.get(name)
    if connection is None:
        raise missing(f"Connection '{name}' does not exist.")
    request = ExternalRequest(
        method=str(body["method"]),
        path=str(body["path"]),
        headers={key: str(value) for key, value in _json_object(body, "headers").items()},
        params=_json_object(body, "params"),
        json=_json(body, "json"),
        sub_domain=body.get("sub_domain"),
    )
    try:
        reply = await run_in_threadpool(send, connection, request)
    except Exception as error:
        raise Problem(502, "BAD_GATEWAY", f"Connection '{name}' failed: {error}") from error
    return _passed_on(reply)


def _passed_on(reply: ExternalReply) -> Response:
    headers = {key: value for key, value in reply.headers.items() if key.lower() == "mcp-session-id"}
    return Response(reply.content, reply.status, headers=headers, media_type="text/plain")


def _json(body: Object, field: str) -> Any:
    if field not in body:
        return None
    try:
        return json.loads(body[field])
    except ValueError:
        raise invalid(f"{field} must be a JSON text.") from None


def _json_object(body: Object, field: str) -> Object:
    value = _json(body, field)
    if value is not None and not is_object(value):
        raise invalid(f"{field} must be the text of a JSON object.")
    return as_object(value)
