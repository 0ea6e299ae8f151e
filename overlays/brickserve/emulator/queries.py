"""Handlers: queries, from the choice of a served entity to the answer."""

from __future__ import annotations

import time
from collections import deque

from . import kinds, lifecycle, limits
from .answers import answer
from .calls import Call
from .problems import Problem, bad_query, missing
from .state import Endpoint
from .values import Object
from .web import JSONResponse, Response

_LOG_LINES = 200


async def query(call: Call) -> Response:
    """Answer a query with the served entity that the traffic split chooses."""
    endpoint = _ready(call, call.params["name"])
    if endpoint.route_optimized and not call.workspace.settings.workspace_queries:
        raise bad_query(f"Endpoint '{endpoint.name}' is route-optimized: query it at its endpoint_url.")
    return await invoke(call, endpoint, _routed(endpoint), kinds.kind_of(call.body))


async def query_served_model(call: Call) -> Response:
    """Answer a query with one served entity, whatever the traffic split says."""
    endpoint = _ready(call, call.params["name"])
    name = call.params["served_model_name"]
    entity = endpoint.config.entity(name)
    if entity is None:
        raise missing(f"Served model '{name}' does not exist in endpoint '{endpoint.name}'.")
    return await invoke(call, endpoint, entity, kinds.kind_of(call.body))


async def query_data_plane(call: Call) -> Response:
    """Answer a query that came with a data-plane token, at the endpoint's own URL."""
    endpoint = _ready(call, call.params["name"])
    if not endpoint.route_optimized or endpoint.id != call.params["endpoint_id"]:
        raise missing(f"Endpoint '{endpoint.name}' has no data plane under this URL.")
    return await invoke(call, endpoint, _routed(endpoint), kinds.kind_of(call.body))


async def query_as(call: Call, kind: str) -> Response:
    """Answer a query of the given kind whose body names the endpoint as `model`."""
    name = call.body.get("model")
    if not isinstance(name, str):
        raise bad_query("The field model must name a serving endpoint.")
    endpoint = _ready(call, name)
    kinds.require(kind, call.body)
    return await invoke(call, endpoint, _routed(endpoint), kind)


async def invoke(call: Call, endpoint: Endpoint, entity: Object, kind: str) -> Response:
    """Answer a query with `entity`, and count it."""
    name, started, status = str(entity["name"]), time.perf_counter(), 500
    try:
        limits.check(call, endpoint)
        kinds.check_taken(entity, kind, endpoint)
        response = _response(await answer(call, entity, kind))
        status = response.status_code
    except Problem as problem:
        status = problem.status
        raise
    finally:
        endpoint.meter.record(name, status, (time.perf_counter() - started) * 1000)
        lines = endpoint.logs.setdefault(name, deque(maxlen=_LOG_LINES))
        lines.append(f"[{call.request_id}] POST /invocations {kind} {status}")
    response.headers["served-model-name"] = name
    return response


def _response(result: Response | Object) -> Response:
    if isinstance(result, Response):
        return result
    try:
        return JSONResponse(result)
    except (TypeError, ValueError) as error:
        raise bad_query(f"The model's answer is not JSON: {error}") from None


def _ready(call: Call, name: str) -> Endpoint:
    endpoint = call.workspace.find(name)
    lifecycle.settle(call.workspace, endpoint)
    if endpoint.stopped:
        raise bad_query(f"Endpoint '{name}' is stopped. Start it, then retry.")
    if not lifecycle.is_ready(endpoint):
        raise bad_query(f"Endpoint '{name}' is not ready yet.")
    return endpoint


def _routed(endpoint: Endpoint) -> Object:
    # Smooth weighted round robin: any hundred queries in a row are split exactly as the routes say.
    shares = {str(route["served_entity_name"]): int(route["traffic_percentage"]) for route in endpoint.config.routes}
    for name, share in shares.items():
        endpoint.credit[name] = endpoint.credit.get(name, 0) + share
    chosen = max(shares, key=lambda name: endpoint.credit[name])
    endpoint.credit[chosen] -= 100
    entity = endpoint.config.entity(chosen)
    assert entity is not None  # routes were checked against the entities
    return entity
