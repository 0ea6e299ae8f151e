"""Handlers: metrics, the description of an endpoint's queries, logs."""

from __future__ import annotations

import json

from .calls import Call
from .endpoints import find
from .problems import missing
from .state import Config, Endpoint
from .values import Object
from .views import entity_task
from .web import Response

_REQUESTS: dict[str | None, Object] = {
    "llm/v1/chat": {
        "required": ["messages"],
        "properties": {
            "messages": {"type": "array", "items": {"type": "object"}},
            "stream": {"type": "boolean"},
        },
    },
    "llm/v1/completions": {
        "required": ["prompt"],
        "properties": {"prompt": {"type": ["string", "array"]}, "stream": {"type": "boolean"}},
    },
    "llm/v1/embeddings": {
        "required": ["input"],
        "properties": {"input": {"type": ["string", "array"]}},
    },
    None: {
        "properties": {
            "dataframe_split": {"type": "object"},
            "dataframe_records": {"type": "array", "items": {"type": "object"}},
            "inputs": {},
            "instances": {"type": "array"},
        },
    },
}


def export_metrics(call: Call) -> Response:
    """Show what the endpoint has answered so far, in the Prometheus text format."""
    endpoint = find(call)
    names = [str(entity["name"]) for entity in endpoint.config.entities]
    return Response(endpoint.meter.text(endpoint.name, names), media_type="text/plain")


def get_open_api(call: Call) -> Response:
    """Describe the endpoint's queries as an OpenAPI document."""
    endpoint = find(call)
    paths = {f"/served-models/{e['name']}/invocations": _path(e) for e in endpoint.config.entities}
    document = {
        "openapi": "3.1.0",
        "info": {"title": endpoint.name, "version": str(endpoint.config.version)},
        "servers": [{"url": f"{call.base_url}/serving-endpoints/{endpoint.name}"}],
        "paths": paths,
    }
    return Response(json.dumps(document, indent=2), media_type="text/plain")


def build_logs(call: Call) -> Object:
    """Show what building the container of a served entity printed."""
    endpoint, config = _holder(call)
    name = call.params["served_model_name"]
    lines = [
        f"Building the environment of {name}",
        f"Configuration {config.version} of endpoint {endpoint.name}",
    ]
    failures = endpoint.update.failures if endpoint.update else {}
    return {"logs": "\n".join([*lines, failures.get(name, "Successfully built the container image"), ""])}


def server_logs(call: Call) -> Object:
    """Show the latest lines of the server of a served entity."""
    endpoint, _ = _holder(call)
    return {"logs": "".join(f"{line}\n" for line in endpoint.logs.get(call.params["served_model_name"], ()))}


def _holder(call: Call) -> tuple[Endpoint, Config]:
    endpoint = find(call)
    name = call.params["served_model_name"]
    pending = [endpoint.update.config] if endpoint.update else []
    for config in [*pending, endpoint.config]:
        if config.entity(name):
            return endpoint, config
    raise missing(f"Served model '{name}' does not exist in endpoint '{endpoint.name}'.")


def _path(entity: Object) -> Object:
    request = {"type": "object", **_REQUESTS.get(entity_task(entity), _REQUESTS[None])}
    answer = {"description": "The answer.", "content": {"application/json": {"schema": {"type": "object"}}}}
    content = {"application/json": {"schema": request}}
    return {"post": {"requestBody": {"required": True, "content": content}, "responses": {"200": answer}}}
